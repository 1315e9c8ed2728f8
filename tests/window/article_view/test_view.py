"""What the window asks of the page: stepping, moving ends, finding, scrolling; and long articles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance, Style, StyleRun
from reader.core.spans import Span
from reader.project import Project
from reader.render.typography import script_of
from tests.window.article_view.conftest import ARABIC, TEXT, Page, article_of, found


def test_stepping_goes_in_reading_order(page: Page) -> None:
    page.open()
    second = page.tag("Tomas Rell", "Tomas Rell")
    first = page.tag("Ines Okar", "Ines Okar")
    page.view.set_caret(0)
    page.view.step_annotation(1)
    assert page.view.current == first.id
    assert page.view.caret == found(TEXT, "Ines Okar").start
    page.view.step_annotation(1)
    assert page.view.current == second.id
    page.view.step_annotation(1)
    assert page.view.current == second.id
    page.view.step_annotation(-1)
    assert page.view.current == first.id


def test_ends_move_by_word_and_character(page: Page) -> None:
    page.open()
    annotation = page.tag("Harbour unions", "unions were")
    page.view.select_annotation(annotation.id)
    span = found(TEXT, "unions were")
    assert page.view.moved_end(1, False) == found(TEXT, "unions were less")
    assert page.view.moved_end(-1, False) == found(TEXT, "unions")
    assert page.view.moved_end(1, True) == Span(span.start, span.end + 1)
    page.view.swap_end()
    assert page.view.moved_end(-1, False) == found(TEXT, "Harbour unions were")
    assert page.view.moved_end(1, False) == found(TEXT, "were")


def test_an_end_moves_over_a_paragraphs_edge_without_taking_the_break_alone(page: Page) -> None:
    page.open()
    annotation = page.tag("Tomas Rell", "He left.")
    page.view.select_annotation(annotation.id)
    moved = page.view.moved_end(1, True)
    assert moved == Span(TEXT.index("He left."), TEXT.index("Grain exporters") + 1)


def test_an_end_moves_as_one_sees_it_in_arabic(page: Page) -> None:
    page.open(ARABIC, language="ar")
    annotation = page.tag("Ines Okar", "وزيرة النقل")
    page.view.select_annotation(annotation.id)
    assert page.view.moved_end(-1, False) == found(ARABIC, "وزيرة النقل إيناس")
    assert page.view.moved_end(1, False) == Span(found(ARABIC, "وزيرة النقل").start, ARABIC.index(" النقل"))


def test_the_last_letter_of_an_annotation_stays(page: Page) -> None:
    page.open()
    annotation = page.tag("Harbour unions", "unions")
    page.view.select_annotation(annotation.id)
    assert page.view.moved_end(-1, False) is None


def test_the_selection_is_never_hidden_from_who_places_a_palette(page: Page) -> None:
    page.open()
    page.view.select(found(TEXT, "Tomas Rell"))
    rect = page.view.selection_rect()
    place = page.view.viewport().mapFromGlobal(rect.center())
    assert page.view.viewport().rect().contains(place)
    assert abs(place.y() - page.inside("Tomas Rell").y()) < 10
    page.view.set_caret(0)
    assert page.view.selection_rect().height() > 10


def test_place_is_kept_through_another_size_and_width(page: Page) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number} has some words. " * 5 for number in range(300)))
    page.view.restore_scroll(page.text.index("Paragraph 150"))
    assert page.view.scroll_state() == page.text.index("Paragraph 150")
    page.view.set_size(26)
    page.view.resize(700, 500)
    assert page.view.scroll_state() == page.text.index("Paragraph 150")


def test_scrolling_there_and_back_returns_to_the_same_line(page: Page) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number}: " + "words " * (number % 90) for number in range(400)))
    page.view.restore_scroll(page.text.index("Paragraph 200"))
    before = page.view.scroll_state()
    for _ in range(60):
        page.view.scroll_by(-41)
    for _ in range(60):
        page.view.scroll_by(41)
    assert page.view.scroll_state() == before


def test_the_scroll_bar_reaches_both_ends(page: Page) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number} has some words." for number in range(500)))
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    scene = page.view.scene
    assert scene is not None
    assert scene.scrolling.visible()[-1][0].end == len(page.text)
    bar.setValue(0)
    assert scene.scrolling.visible()[0][0].start == 0


class Counting:
    """Counts how much text the page reads."""

    def __init__(self, project: Project) -> None:
        self.chunks = 0
        original = project.articles.chunk

        def chunk(text_id: int, index: int):  # type: ignore[no-untyped-def]
            self.chunks += 1
            return original(text_id, index)

        project.articles.chunk = chunk  # type: ignore[method-assign]


@pytest.mark.parametrize("shape", ["paragraphs", "one line", "short lines"])
def test_a_long_article_is_read_where_it_is_looked_at(page: Page, shape: str) -> None:
    if shape == "paragraphs":
        article = article_of("Head\n\n" + "\n\n".join(f"Paragraph {n} " + "word " * 80 for n in range(2500)))
    elif shape == "one line":
        text = "word " * 200_000
        article = Article(
            text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), Metadata(title="Long"), Provenance("plain", 1)
        )
    else:
        text = "x\n" * 100_000
        blocks = tuple(Block(BlockKind.PARAGRAPH, 2 * n, 2 * n + 1) for n in range(100_000))
        article = Article(text, blocks, Metadata(title="Short"), Provenance("plain", 1))
    id_ = page.project.articles.add(article).id
    counting = Counting(page.project)
    page.show(id_)
    assert counting.chunks <= 3
    page.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    scene = page.view.scene
    assert scene is not None
    last = scene.scrolling.visible()[-1][0]
    assert last.end >= len(article.text) - 1
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    middle = scene.scrolling.visible()[0][0].start
    assert len(article.text) * 0.35 < middle < len(article.text) * 0.65
    assert counting.chunks <= 12


def test_words_are_selected_over_a_cut_in_a_long_line(page: Page) -> None:
    text = "word " * 10_000
    article = Article(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), Metadata(title="L"), Provenance("plain", 1))
    id_ = page.project.articles.add(article).id
    page.show(id_)
    cut = page.project.articles.outline(id_).chunks[1].start
    page.view.set_caret(cut - 3)
    for _ in range(6):
        page.press(Qt.Key.Key_Right)
    assert page.view.caret == cut + 3


def test_styles_and_blocks_are_laid_out(page: Page) -> None:
    lines = [
        (BlockKind.HEADLINE, "A headline"), (BlockKind.DEK, "A dek"), (BlockKind.BYLINE, "By Mara Lind"),
        (BlockKind.HEADING, "A heading"), (BlockKind.QUOTE, "A quotation"), (BlockKind.ITEM, "An item"),
        (BlockKind.ROW, "one\ttwo\tthree"), (BlockKind.CAPTION, "A caption"), (BlockKind.CODE, "x = 1\ny = 2"),
    ]  # fmt: skip
    blocks: list[Block] = []
    text = ""
    for kind, words in lines:
        text += "\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words
    styles = (StyleRun(Style.BOLD, 2, 6), StyleRun(Style.ITALIC, 12, 14), StyleRun(Style.IMAGE, 20, 20, "a.png"))
    article = Article(text, tuple(blocks), Metadata(title="A headline"), Provenance("md", 1), styles)
    page.text = text
    page.show(page.project.articles.add(article).id)
    assert not page.picture().isNull()
    assert page.place(text.index("A quotation")).x() > page.place(text.index("A dek")).x() + 20
    rows = page.place(text.index("y = 2")).y() - page.place(text.index("x = 1")).y()
    assert rows > 15
    assert page.place(text.index("two")).x() > page.place(text.index("one") + 3).x() + 20


def test_bidi_overrides_do_nothing_but_are_seen(page: Page) -> None:
    page.open("Head\n\nabc\u202edef\u202cghi")
    places = [page.place(page.text.index("abc") + step).x() for step in range(10)]
    assert places == sorted(places)


def test_scripts_are_told_by_most_of_the_letters() -> None:
    assert script_of(TEXT) == "latin"
    assert script_of(ARABIC) == "arabic"
    assert script_of("Порт готовится к новым тарифам (tariffs)") == "cyrillic"
    assert script_of("") == "latin"
