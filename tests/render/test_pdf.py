"""What a reader finds in the PDF: every line once and in order, marks where the words are, margin, legend and lists."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import re
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from reader.core.article import BlockKind
from reader.core.spans import Span
from reader.project import Project
from reader.render.paper import BOTTOM, HEADER, PAPERS, SIZE, PaperTypography, area_of, paper_inks
from reader.render.pdf import write_pdf
from reader.render.sheets import Choice
from tests.pdf_file import DP, PdfFile, chroma
from tests.render.printed import Blocks, Coding, printed_project

pytestmark = pytest.mark.usefixtures("qapp")

PARAGRAPH = BlockKind.PARAGRAPH
ARABIC = "قالت الوزيرة إن الاتفاق عادل وإن الميناء سيبقى مفتوحا طوال الشتاء."


def drawn(project: Project, *, coloured: bool = True, paper: str = "a4") -> PdfFile:
    path = project.path.with_suffix(".pdf")
    list(write_pdf(project, project.articles.ids(), path, paper, Choice(), coloured=coloured))
    return PdfFile(path)


def file_of(
    blocks: Blocks, codings: list[Coding] | None = None, *, coloured: bool = True, language: str = "en"
) -> PdfFile:
    with printed_project(blocks, codings or [], "Printed", language) as project:
        return drawn(project, coloured=coloured)


def numbered(lengths: list[tuple[BlockKind, int]]) -> list[tuple[BlockKind, str]]:
    """Blocks of words of which each is there once: x00001x x00002x…"""
    blocks: list[tuple[BlockKind, str]] = []
    count = 0
    for kind, length in lengths:
        blocks.append((kind, " ".join(f"x{number:05}x" for number in range(count, count + length))))
        count += length
    return blocks


def all_inside(file: PdfFile, page: int) -> bool:
    """Whether every letter below the header stands between the page's upper and lower margin."""
    lowest = file.size(page)[1] / DP - BOTTOM
    return all(HEADER < bottom <= lowest + 1 for top, bottom in file.heights(page) if top > HEADER)


KINDS = [kind for kind in BlockKind if kind is not BlockKind.HEADLINE]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 400)), min_size=1, max_size=10))
def test_every_word_stands_once_and_in_order(lengths: list[tuple[BlockKind, int]]) -> None:
    file = file_of(numbered(lengths))
    found = [int(word) for page in range(len(file)) for word in re.findall(r"x(\d{5})x", file.letters(page))]
    assert found == list(range(sum(length for _, length in lengths)))
    for page in range(len(file)):
        assert all_inside(file, page)


def test_ligatures_do_not_hide_letters() -> None:
    assert "The office of the first minister flew afar, and waffled" in file_of(
        [(PARAGRAPH, "The office of the first minister flew afar, and waffled.")] * 3
    ).words(0)


# Where marks lie


class Place:
    """Where a word stands on a page, in dp from its upper left corner; its letters have neither ascenders nor descenders."""

    def __init__(self, file: PdfFile, page: int, word: str) -> None:
        text = file._document[page].get_textpage()
        found = text.search(word).get_next()
        assert found is not None
        left, bottom, _, _ = text.get_charbox(found[0])
        _, _, right, _ = text.get_charbox(found[0] + len(word) - 1)
        self.left, self.right = left / DP, right / DP
        self.baseline = (file.size(page)[1] - bottom) / DP

    def colour(self, image: QImage, x: float, y: float) -> QColor:
        """At a share of the word's width and so far below its baseline; `image` has two pixels a dp."""
        across = self.left + x * (self.right - self.left)
        return image.pixelColor(round(2 * across), round(2 * (self.baseline + y)))


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 24 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


LONG = [(PARAGRAPH, "Some words before the end of this page are here to fill it up to its foot. " * 12)] * 9
CODED: list[tuple[BlockKind, str]] = [
    *LONG,
    (PARAGRAPH, "The ramson area was never our concern. " + "More words. " * 20),
]


def page_with(file: PdfFile, words: str) -> int:
    return next(page for page in range(len(file)) if words in file.words(page))


@pytest.mark.parametrize(
    ("kind", "name", "lane"), [("actor", "Ann", 0.39), ("stance", "anti", 0.56), ("topic", "War", 0.72)]
)
def test_tint_behind_the_words_and_the_kinds_lane_below(kind: str, name: str, lane: float) -> None:
    with printed_project(CODED, [(kind, name, "ramson area")]) as project:
        inks = paper_inks(project.tags.codebook(), coloured=True)
        file = drawn(project)
        (tag,) = project.tags.codebook().tags.values()
    ink = inks.of(tag.id)
    assert ink is not None
    page = page_with(file, "ramson")
    assert page > 0
    place, image = Place(file, page, "ramson"), file.picture(page, 2.0)
    assert near(place.colour(image, 0.5, -0.75 * SIZE), ink.tint)
    along = [place.colour(image, share / 200, lane * SIZE) for share in range(200)]
    inked = sum(near(colour, ink.ink) for colour in along)
    assert inked > 60
    if kind == "actor":
        assert inked > 190
    else:
        assert any(near(colour, QColor("white")) for colour in along)
    before = Place(file, page, "never")
    assert near(before.colour(image, 0.5, -0.75 * SIZE), QColor("white"))


def test_in_black_and_white_the_lane_stays() -> None:
    file = file_of(CODED, [("actor", "Ann", "ramson area")], coloured=False)
    page = page_with(file, "ramson")
    place, image = Place(file, page, "ramson"), file.picture(page, 2.0)
    assert near(place.colour(image, 0.5, -0.75 * SIZE), QColor("white"))
    assert near(place.colour(image, 0.5, 0.39 * SIZE), QColor("black"))
    assert "Ann" in file.words(page)


def inked_columns(image: QImage, top: int, bottom: int) -> set[int]:
    """The dp across the page where something coloured stands between two heights."""
    return {
        x // 2
        for x in range(image.width())
        for y in range(2 * top, 2 * bottom)
        if chroma(image.pixelColor(x, y).rgb()) > 60
    }


@pytest.mark.parametrize(
    ("language", "text"), [("en", "The unions were not convinced by it at all. " * 6), ("ar", f"{ARABIC} " * 6)]
)
def test_the_margin_is_where_lines_end(language: str, text: str) -> None:
    words = " ".join(text.split()[:6])
    file = file_of([(PARAGRAPH, text.strip())], [("actor", "Ann", words)], language=language)
    mirrored = language == "ar"
    area = area_of(PAPERS["a4"], PaperTypography(SIZE, "arabic" if mirrored else "latin"), mirrored)
    found = inked_columns(file.picture(0, 2.0), area.top, area.top + 120)
    left, right = area.left + area.page.text_left, area.left + area.page.text_right
    bracket = round(area.left + area.page.column_x(0))
    assert {bracket - 1, bracket} & found
    beyond = {x for x in found if x < left - 1} if mirrored else {x for x in found if x > right + 1}
    other = {x for x in found if x > right + 1} if mirrored else {x for x in found if x < left - 1}
    assert beyond
    assert not other
    assert (min(found) < left) is mirrored


def test_an_annotation_over_two_pages_is_named_on_both() -> None:
    text = " ".join(f"x{number:05}x" for number in range(900))
    with printed_project([(PARAGRAPH, text)], [("topic", "Harbours", text)], "Printed") as project:
        (annotation,) = project.annotations.of_article(1)
        project.memos.set("annotation", annotation.id, "Over all of it.")
        file = drawn(project)
    pages = page_with(file, "Legend") + 1
    assert pages > 2
    assert all("Harbours [1]" in file.words(page) for page in range(pages))
    assert file.words(len(file) - 1).count("Over all of it.") == 1


def test_names_without_room_in_the_margin_are_listed() -> None:
    with printed_project([(PARAGRAPH, "Only a few words are here, and much is said of them.")]) as project:
        tags = [project.tags.add("topic", f"Topic {number:02}").id for number in range(60)]
        for tag in tags:
            project.annotations.add(1, tag, Span(5, 10))
        file = drawn(project)
    assert re.search(r"\+\d\d", file.words(0))
    listed = file.words(len(file) - 1).split("Not named in the margin")[1]
    named = file.words(0).split("Legend")[0]
    for number in range(60):
        assert (f"Topic {number:02}" in listed) is not (f"Topic {number:02}" in named)


def test_names_at_the_foot_of_a_page_stay_on_it() -> None:
    text = " ".join(f"x{number:05}x" for number in range(900))
    with printed_project([(PARAGRAPH, text)]) as project:
        foot = next(number for number in range(900) if f"x{number:05}x" not in drawn(project).words(0)) - 12
        for number in range(30):
            start = text.index(f"x{foot + number % 10:05}x")
            project.annotations.add(1, project.tags.add("topic", f"Topic {number:02}").id, Span(start, start + 7))
        file = drawn(project)
    assert "Topic" in file.words(0)
    assert all(all_inside(file, page) for page in range(len(file)))


def test_two_tags_of_one_name_are_told_apart_in_the_legend() -> None:
    with printed_project([(PARAGRAPH, "Only a few words are here, and much is said of them.")]) as project:
        parents = [project.tags.add("actor", name) for name in ("Ministry", "Port")]
        for place, parent in enumerate(parents):
            tag = project.tags.add("actor", "Jonas Veit", parent=parent.id)
            project.annotations.add(1, tag.id, Span(5 * place, 5 * place + 4))
        legend = drawn(project).words(0).split("Legend")[1]
    assert "Ministry > Jonas Veit" in legend
    assert "Port > Jonas Veit" in legend


def test_many_tags_of_the_whole_article_do_not_fill_the_page() -> None:
    with printed_project([(PARAGRAPH, "Only a few words are here, and much is said of them. " * 4)]) as project:
        for number in range(200):
            project.annotations.add(1, project.tags.add("topic", f"Topic {number:03}").id, None)
        file = drawn(project)
    assert "Only a few words" in file.words(0)
    assert "Whole article: ■ Topic 040" in " ".join(file.words(page) for page in range(len(file)))


def test_an_empty_article_has_a_page() -> None:
    assert file_of([]).letters(0) == "Printed1Printed"


def test_it_is_drawn_beside_the_thread_of_the_window(tmp_path: Path) -> None:
    with printed_project(CODED, [("actor", "Ann", "ramson area")]) as project:
        path = project.path
        here = drawn(project)
        there: list[PdfFile] = []

        def draw() -> None:
            with Project.reading(path) as reading:
                there.append(drawn(reading))

        thread = threading.Thread(target=draw)
        thread.start()
        thread.join()
    assert [there[0].words(page) for page in range(len(here))] == [here.words(page) for page in range(len(here))]
    assert there[0].picture(1) == here.picture(1)
