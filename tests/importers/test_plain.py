"""Plain text: the text is never altered; blocks, headline and title follow its lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Metadata
from reader.core.errors import UnreadableFile
from reader.core.text import clean
from reader.importers import pasted, plain
from tests.importers.articles import check, parts

NEWS = "Port stays open\n\nThe minister said so.\nNobody asked why.\n\nLast one.\n"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(" \n\r\t\0\ud800\udc00\u2028\f\u00ad\u200f")), max_size=400)


def test_the_text_is_kept_and_every_line_is_a_block() -> None:
    article = plain.read(NEWS.encode(), "port.txt")
    assert article.text == NEWS
    assert parts(article) == [
        ("headline", "Port stays open"),
        ("paragraph", "The minister said so."),
        ("paragraph", "Nobody asked why."),
        ("paragraph", "Last one."),
    ]
    assert article.metadata.title == "Port stays open"
    assert article.provenance.encoding == "UTF-8"
    assert len(article.provenance.source_sha256) == 64


def test_no_headline_without_a_blank_line_or_with_a_full_stop_or_when_long() -> None:
    for text in ("One line\nnext line\n\nmore", "It is a sentence.\n\nMore.", f"{'long ' * 40}\n\nMore.", "Alone"):
        article = plain.read(text.encode(), "a/letter.txt")
        assert article.blocks[0].kind == "paragraph"
        assert article.metadata.title == "letter"


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    line = "The foreign minister said on Tuesday that the bases stay where"
    wrapped = f"{line}\n{line}\nthey are.\n\n{line}\n{line}\nEnd.\n"
    article = plain.read(wrapped.encode(), "a.txt")
    assert article.text == wrapped
    assert [words.count("\n") for _, words in parts(article)] == [2, 2]


def test_one_paragraph_a_line_stays_one_block_a_line() -> None:
    text = "\n".join(
        ["A paragraph of one line, which goes on for more than eighty characters before it ends here."] * 4
    )
    assert len(plain.read(f"{text}\n\n{text}".encode(), "a.txt").blocks) == 8


def test_indented_and_blank_lines() -> None:
    article = plain.read(b"  \n\t\n  first line\n \nsecond, here.\n", "a.txt")
    assert parts(article) == [("headline", "  first line"), ("paragraph", "second, here.")]


def test_pasted_text_takes_the_metadata_of_the_form() -> None:
    article = pasted(NEWS, Metadata("Other title", "Daily", language="de"))
    assert (article.metadata.title, article.metadata.source, article.metadata.language) == (
        "Other title",
        "Daily",
        "de",
    )
    assert article.provenance.importer == "pasted"
    assert pasted(NEWS, Metadata()).metadata.title == "Port stays open"
    assert pasted("just some words that go on", Metadata()).metadata.title == "just some words that go on"


@given(TEXTS)
def test_blocks_cover_any_text(text: str) -> None:
    kept, _ = clean(text)
    try:
        article = pasted(text, Metadata())
    except UnreadableFile:
        assert not kept.strip()
    else:
        assert article.text == kept
        check(article)


@given(st.binary(max_size=300))
def test_any_bytes_are_an_article_or_a_sentence(data: bytes) -> None:
    sentence = ""
    try:
        check(plain.read(data, "some.txt"))
    except UnreadableFile as error:
        sentence = str(error)
    assert not sentence or (sentence.startswith("“some.txt” ") and sentence.endswith("."))
