"""Tables on the page: aligned, marked cell by cell, walked through with caret and mouse; however long they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.spans import Span

Key = Qt.Key
Shift, Control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ROWS = [
    "Port\tTonnes\tWhat the harbour master said",
    "Harbour East\t12,400\tInspections stay in local hands, and the night shift will be paid as it was before",
    "Old Quay\t980\tNothing",
]


def table_of(rows: list[str], before: str = "Port towns") -> Article:
    blocks = [Block(BlockKind.HEADLINE, 0, len(before))]
    text = before
    for row in rows:
        blocks.append(Block(BlockKind.ROW, len(text) + 1, len(text) + 1 + len(row)))
        text += "\n" + row
    blocks.append(Block(BlockKind.PARAGRAPH, len(text) + 1, len(text) + 10))
    return Article(text + "\nThe end..", tuple(blocks), Metadata(title=before), Provenance("markdown", 1))


@pytest.fixture
def table(page):  # type: ignore[no-untyped-def]
    article = table_of(ROWS)
    page.text = article.text
    page.show(page.project.articles.add(article).id)
    return page


def test_down_goes_to_the_cell_below_and_home_and_end_stay_in_the_cell(table) -> None:  # type: ignore[no-untyped-def]
    text, view = table.text, table.view
    view.set_caret(text.index("12,400"))
    table.press(Key.Key_Down)
    assert text.index("\t980\t") < view.caret <= text.index("\tNothing")
    table.press(Key.Key_Home)
    assert view.caret == text.index("980")
    table.press(Key.Key_End)
    assert view.caret == text.index("980") + 3
    table.press(Key.Key_Right)
    assert view.caret == text.index("Nothing")
    table.press(Key.Key_Left)
    assert view.caret == text.index("980") + 3


def test_up_and_down_through_a_cell_of_several_lines(table) -> None:  # type: ignore[no-untyped-def]
    text, view = table.text, table.view
    view.set_caret(text.index("What the"))
    seen = []
    for _ in range(8):
        table.press(Key.Key_Down)
        seen.append(view.caret)
    assert seen == sorted(seen)
    assert any(text.index("Inspections") < caret < text.index("as it was before") for caret in seen[1:])
    assert seen[-1] >= text.index("The end")


def test_arrows_walk_through_every_place_and_back(table) -> None:  # type: ignore[no-untyped-def]
    view, text = table.view, table.text
    places = [view.caret]
    for _ in range(len(text)):
        table.press(Key.Key_Right)
        places.append(view.caret)
    assert places == list(range(len(text) + 1))
    for _ in range(len(text)):
        table.press(Key.Key_Left)
    assert view.caret == 0


def test_a_click_finds_the_cell_and_a_drag_over_cells_selects_what_lies_between(table) -> None:  # type: ignore[no-untyped-def]
    table.click(table.inside("980"))
    assert table.text.index("980") <= table.view.caret <= table.text.index("980") + 3
    table.drag(table.inside("Quay"), table.inside("Nothing"))
    assert table.selected == ["Quay\t980\tNothing"]


def test_a_double_click_takes_a_word_of_its_cell_only(table) -> None:  # type: ignore[no-untyped-def]
    table.double_click(table.inside("12,400"))
    assert table.selected == ["12,400"]


def test_marks_over_cells_have_a_bracket_from_the_first_line_to_the_last(table) -> None:  # type: ignore[no-untyped-def]
    annotation = table.tag("Grain corridor", "before\nOld Quay")
    scene = table.view.scene
    bracket = scene.margin().brackets[annotation.id]
    assert bracket.bottom > bracket.top
    upper = table.tag("Harbour unions", "East\t12,400\tInspections stay in local hands, and the night shift")
    bracket = scene.margin().brackets[upper.id]
    assert bracket.top < table.place(table.text.index("East")).y() < bracket.bottom
    assert table.view.annotations_at(table.inside("12,400"))[0].id == upper.id


def test_right_to_left_tables_are_mirrored(page) -> None:  # type: ignore[no-untyped-def]
    rows = ["الميناء\tالأطنان", "الميناء الشرقي\t12,400", "Old Quay\t980"]
    article = table_of(rows, "الوزيرة تدافع عن اتفاق المياه")
    page.text = article.text
    page.show(page.project.articles.add(article).id)
    assert page.place(article.text.index("Old")).x() > page.place(article.text.index("980")).x()
    assert page.place(article.text.index("الأطنان")).x() < page.place(article.text.index("الميناء\t")).x()


def test_a_hundred_thousand_rows_are_read_by_the_screenful(page) -> None:  # type: ignore[no-untyped-def]
    rows = [f"Port {number}\t{number * 37 % 100_000:,}\tNothing new from here" for number in range(100_000)]
    article = table_of(rows)
    page.text = article.text
    page.show(page.project.articles.add(article).id)
    view, scene = page.view, page.view.scene
    laid_out = 0
    for offset in (0, len(article.text) // 2, len(article.text) - 20, len(article.text) // 3):
        view.set_caret(offset)
        QApplication.processEvents()
        visible = [paragraph for paragraph, _ in scene.scrolling.visible()]
        laid_out = max(laid_out, len(scene.document._paragraphs))
        starts = {
            round(paragraph.layout.caret_x(paragraph.start + paragraph.text.rindex("\t") + 1))
            for paragraph in visible
            if paragraph.block.kind is BlockKind.ROW
        }
        assert len(starts) == 1
    assert laid_out < 500
    view.set_caret(article.text.index("Port 70000\t"))
    assert [span.start for span in (Span(view.caret, view.caret + 1),)] == [article.text.index("Port 70000\t")]


def test_columns_do_not_depend_on_how_one_came_there(page) -> None:  # type: ignore[no-untyped-def]
    rows = [f"{'Port ' * (number % 9 + 1)}\t{number}\t{'words ' * (number % 23)}" for number in range(3000)]
    article = table_of(rows)
    ident = page.project.articles.add(article).id
    middle = len(article.text) // 2
    page.show(ident)
    page.view.restore_scroll(middle)
    straight = page.picture()
    page.show(ident)
    for offset in range(0, middle, middle // 7):
        page.view.restore_scroll(offset)
        QApplication.processEvents()
    page.view.restore_scroll(middle)
    assert page.picture() == straight
