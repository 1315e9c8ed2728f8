"""Texts in chunks of whole blocks: whatever was stored is read back, and a page reads only what it needs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance, Style, StyleRun
from reader.core.errors import NotFound
from reader.core.spans import Span
from reader.core.text import text_hash
from reader.project import Project
from reader.project.articles import ArticleRow
from reader.project.texts import CHUNK, Chunk
from tests.project.made import TEXT, article, hurried, taken_back

LENGTHS = st.one_of(
    st.integers(0, 60), st.integers(3_000, 9_000), st.sampled_from([CHUNK - 1, CHUNK, CHUNK + 1, 40_000])
)
PIECES = st.lists(
    st.tuples(LENGTHS, st.sampled_from(["a", "ش ", "long word ", "😀"]), st.sampled_from(tuple(BlockKind)), st.integers(0, 3)),
    max_size=9,
)  # fmt: skip
RUNS = st.lists(st.tuples(st.sampled_from(tuple(Style)), st.floats(0, 1), st.integers(0, 20_000)), max_size=5)


def built(pieces: list[tuple[int, str, BlockKind, int]], runs: list[tuple[Style, float, int]]) -> Article:
    """An article of blocks of given lengths, with `gap` empty lines before each."""
    text, blocks = "", []
    for length, filling, kind, gap in pieces:
        text += "\n" * gap
        body = (filling * (length // len(filling) + 1))[:length]
        if body:
            blocks.append(Block(kind, len(text), len(text) + len(body), gap))
        text += body + "\n"
    styles = []
    for style, where, length in runs:
        start = int(where * len(text))
        styles.append(StyleRun(style, start, min(len(text), start + length), "https://a.example/", "note"))
    return Article(text, tuple(blocks), Metadata("T"), Provenance("plain", 1), tuple(styles))


def all_chunks(project: Project, article_id: int) -> list[Chunk]:
    outline = project.articles.outline(article_id)
    return [project.articles.chunk(outline.text, place.number) for place in outline.chunks]


def test_whatever_is_stored_is_read_back(project: Project) -> None:
    hurried(project)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(PIECES, RUNS)
    def check(pieces: list[tuple[int, str, BlockKind, int]], runs: list[tuple[Style, float, int]]) -> None:
        made = built(pieces, runs)
        with taken_back(project):
            row = project.articles.add(made)
            outline, chunks = project.articles.outline(row.id), all_chunks(project, row.id)
            compare(project, made, row)
            assert outline.length == len(made.text)
            assert outline.paragraphs == len(made.blocks)
            assert [(place.start, place.length) for place in outline.chunks] == [(c.start, len(c.text)) for c in chunks]

    check()


def compare(project: Project, made: Article, row: ArticleRow) -> None:
    chunks = all_chunks(project, row.id)
    places = project.articles.outline(row.id).chunks
    assert project.articles.text(row.id) == "".join(chunk.text for chunk in chunks) == made.text
    assert all(len(chunk.text) <= CHUNK for chunk in chunks)
    blocks: list[Block] = []
    for chunk, place in zip(chunks, places, strict=True):
        parts = list(chunk.blocks)
        assert chunk.continues == place.continues
        assert place.blocks == len(parts)
        assert all(place.start <= part.start <= part.end <= place.start + place.length for part in parts)
        if chunk.continues:
            last = blocks.pop()
            assert (last.end, last.kind) == (parts[0].start, parts[0].kind)
            parts[0] = Block(last.kind, last.start, parts[0].end, last.level)
        assert place.first_block == len(blocks)
        blocks += parts
    assert tuple(blocks) == made.blocks
    marked: dict[Style, set[int]] = {}
    for chunk in chunks:
        for run in chunk.styles:
            assert (run.target, run.note) == ("https://a.example/", "note")
            marked.setdefault(run.style, set()).update(range(run.start, run.end))
    wanted: dict[Style, set[int]] = {}
    for run in made.styles:
        wanted.setdefault(run.style, set()).update(range(run.start, run.end))
    assert marked == wanted


def test_blocks_stay_whole_where_they_fit(project: Project) -> None:
    made = article("\n".join("word " * 1000 for _ in range(10)))
    row = project.articles.add(made)
    chunks = all_chunks(project, row.id)
    assert not any(chunk.continues for chunk in chunks)
    assert [len(chunk.blocks) for chunk in chunks] == [3, 3, 3, 1]


def test_a_longer_block_is_cut_at_a_space(project: Project) -> None:
    row = project.articles.add(article("word " * 10_000))
    chunks = all_chunks(project, row.id)
    assert [chunk.continues for chunk in chunks] == [False, True, True, True]
    assert all(chunk.text.endswith(" ") for chunk in chunks)


def test_a_passage_over_chunks_is_the_text(project: Project) -> None:
    text = "".join(chr(0x4E00 + number % 9000) for number in range(3 * CHUNK))
    row = project.articles.add(article(text))
    for start, end in [(0, 1), (CHUNK - 2, CHUNK + 2), (5, 3 * CHUNK), (CHUNK, 2 * CHUNK)]:
        assert project.articles.passage(row.id, Span(start, end)) == text[start:end]


def test_an_image_keeps_its_place_and_its_words(project: Project) -> None:
    run = StyleRun(Style.IMAGE, 3, 3, "photo.png", "Two ministers")
    row = project.articles.add(
        Article("abcdef", (Block(BlockKind.CAPTION, 0, 6),), Metadata(), Provenance("x", 1), (run,))
    )
    assert all_chunks(project, row.id)[0].styles == (run,)


def test_provenance_and_hash_are_kept(project: Project) -> None:
    origin = Provenance("html", 3, "a.html", "f" * 64, "windows-1251", ("Two bytes were replaced.",))
    row = project.articles.add(Article(TEXT, (), Metadata("T"), origin))
    assert project.articles.provenance(row.id) == origin
    assert project.articles.row(row.id).hash == text_hash(TEXT)


def test_what_is_not_there_is_said(project: Project, first: ArticleRow) -> None:
    outline = project.articles.outline(first.id)
    with pytest.raises(NotFound, match=r"has no part 7\."):
        project.articles.chunk(outline.text, 7)
    with pytest.raises(NotFound, match=r"no article with the number 99\."):
        project.articles.text(99)
    project.articles.remove([first.id])
    with pytest.raises(NotFound):
        project.articles.outline(first.id)
