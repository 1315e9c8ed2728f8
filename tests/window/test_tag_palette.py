from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from pytestqt.qtbot import QtBot

from reader.core.codebook import Tag
from reader.core.spans import Span
from reader.project import Project
from reader.window.main_window import MainWindow
from reader.window.palette import GAP, ROW, placed
from reader.window.tag_palette import TagPalette, signed
from tests.window.conftest import Painted, span_of

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FARMERS = Span(0, 10)


def select(window: MainWindow, words: str) -> Span:
    span = span_of(words)
    window.page.setFocus()
    window.page.select(span)
    return span


def press(window: MainWindow, qtbot: QtBot, key: str) -> TagPalette:
    """Presses A, S, T or W on the page."""
    qtbot.keyClicks(window.page, key)
    palette = window.tag_palette()
    assert palette.isVisible()
    return palette


def rows(palette: TagPalette) -> list[str]:
    return [row.name for row in palette.model.rows]


def tags_of(window: MainWindow, span: Span) -> list[str]:
    view = window.session.view
    return [view.tags.codebook()[each.tag].name for each in view.annotations.of_article(1) if each.span == span]


def tag(window: MainWindow, name: str) -> Tag:
    return next(tag for tag in window.session.codebook.tags.values() if tag.name == name)


def test_a_few_letters_and_enter_tag_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    span = select(window, "Tomas Rell")
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "rell")
    assert rows(palette)[0] == "Tomas Rell"
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert window.page.hasFocus()
    qtbot.waitUntil(lambda: tags_of(window, span) == ["Tomas Rell"])
    qtbot.waitUntil(lambda: not palette.isVisible())


def test_the_card_goes_in_the_paint_in_which_the_mark_appears(window: MainWindow, qtbot: QtBot) -> None:
    span = select(window, "Tomas Rell")
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "rell")
    qtbot.wait(80)  # all that came before is painted
    paints: list[tuple[bool, bool]] = []
    window.page.painted.connect(lambda: paints.append((palette.isVisible(), bool(tags_of(window, span)))))
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.waitUntil(lambda: not palette.isVisible())
    assert paints[0] == (False, True)


def test_where_the_card_stood_is_painted_anew(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.page, "w")
    palette = window.tag_palette()
    qtbot.keyClicks(palette.edit, "grain")
    qtbot.wait(80)
    stood, view = palette.geometry(), window.page.viewport()
    painted = Painted(view)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not palette.isVisible())
    qtbot.wait(80)
    here = QRegion(stood.translated(-view.mapTo(window, QPoint(0, 0)))).intersected(view.rect())
    assert not here.isEmpty()
    assert (here - painted.region).isEmpty()


def test_the_card_goes_even_if_nothing_can_be_stored(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "Tomas Rell")
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "rell")
    gone = tag(window, "Tomas Rell").id
    with Project.open(window.session.path, annotator="Ana") as other:
        other.tags.remove([gone])
    with qtbot.waitSignal(window.session.failed):
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not palette.isVisible())


def test_aliases_are_found_and_named_as_the_reason(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "her government")
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "minister")
    assert palette.current is not None
    assert palette.current.name == "Ines Okar"
    assert palette.current.detail.startswith("alias “the minister”")


def test_with_nothing_typed_names_in_the_passage_come_first_then_recent_ones(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "their spokesman, Tomas Rell")
    palette = press(window, qtbot, "a")
    assert rows(palette) == ["Tomas Rell", "Ines Okar", "Harbour unions"]
    assert palette.model.rows[0].detail.startswith("in passage")
    assert [row.digit for row in palette.model.rows] == ["1", "2", "3"]


def test_a_digit_picks_a_row_only_while_nothing_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    span = select(window, "their spokesman, Tomas Rell")
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "h")
    qtbot.keyClicks(palette.edit, "2")
    assert palette.edit.text() == "h2"
    assert palette.isVisible()
    palette.edit.clear()
    qtbot.keyClicks(palette.edit, "3")
    qtbot.waitUntil(lambda: tags_of(window, span) == ["Harbour unions"])


def test_enter_never_makes_a_new_tag_and_ctrl_enter_does(window: MainWindow, qtbot: QtBot) -> None:
    span = select(window, "Grain exporters")
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "Grain exporters")
    assert rows(palette) == ["New actor “Grain exporters”"]
    assert palette.current is None
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert palette.empty.text() == "No actor has “Grain exporters”."
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: tags_of(window, span) == ["Grain exporters"])
    qtbot.waitUntil(lambda: "Grain exporters" in {each.name for each in window.session.codebook.tags.values()})
    assert tag(window, "Grain exporters").kind == "actor"


def test_the_row_of_a_new_name_stands_last_and_not_for_a_name_that_is_there(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "the corridor")
    palette = press(window, qtbot, "t")
    qtbot.keyClicks(palette.edit, "port")
    assert rows(palette) == ["Port tariffs", "New topic “port”"]
    palette.edit.setText("Port tariffs")
    assert "New topic “Port tariffs”" not in rows(palette)
    palette.edit.setText("a > b")
    assert rows(palette) == []


def test_esc_leaves_caret_and_selection_as_they_were(window: MainWindow, qtbot: QtBot) -> None:
    span = select(window, "Tomas Rell")
    caret = window.page.caret
    palette = press(window, qtbot, "s")
    assert window.page.selection() == (span,), "it stays painted while the palette is open"
    qtbot.keyClicks(palette.edit, "opp")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.page.hasFocus()
    assert (window.page.selection(), window.page.caret) == ((span,), caret)
    assert tags_of(window, span) == []


def test_shift_enter_tags_and_stays(window: MainWindow, qtbot: QtBot) -> None:
    span = select(window, "Tomas Rell")
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "rell")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return, SHIFT)
    qtbot.waitUntil(lambda: tags_of(window, span) == ["Tomas Rell"])
    assert palette.isVisible()
    qtbot.keyClicks(palette.edit, "harb")
    assert palette.edit.text() == "harb", "what is typed next replaces what was typed"
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sorted(tags_of(window, span)) == ["Harbour unions", "Tomas Rell"])


def test_on_a_selected_annotation_it_changes_the_tag(window: MainWindow, qtbot: QtBot) -> None:
    annotation = window.session.view.annotations.of_article(1)[0]
    window.page.setFocus()
    window.page.select_annotation(annotation.id)
    palette = press(window, qtbot, "a")
    assert palette.prefix.text() == "Change to actor"
    qtbot.keyClicks(palette.edit, "rell")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    view = window.session.view
    qtbot.waitUntil(lambda: view.annotations.get(annotation.id).tag == tag(window, "Tomas Rell").id)
    assert view.annotations.count() == 3


def test_a_new_tag_of_another_kind_on_an_annotation_of_the_whole_article(window: MainWindow, qtbot: QtBot) -> None:
    session, topic = window.session, tag(window, "Port tariffs")
    session.do(lambda project: project.annotations.add(1, topic.id, None))
    qtbot.waitUntil(lambda: len(session.view.annotations.whole(1)) == 1)
    window.focus_page()
    window.page.select_annotation(session.view.annotations.whole(1)[0].id)
    palette = press(window, qtbot, "a")
    qtbot.keyClicks(palette.edit, "Farmers")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(session.view.annotations.whole(1)) == 2)


def test_tab_changes_the_kind_for_the_whole_article(window: MainWindow, qtbot: QtBot) -> None:
    window.page.setFocus()
    palette = press(window, qtbot, "w")
    assert "Port tariffs" in rows(palette)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Tab)
    assert "Harbour unions" in rows(palette)
    qtbot.keyClicks(palette.edit, "harb")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.session.view.annotations.whole(1)) == 1)


def test_arrows_go_round_the_rows(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "Tomas Rell")
    palette = press(window, qtbot, "a")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Up)
    assert palette.current == palette.model.rows[-1]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    assert palette.current == palette.model.rows[0]


def test_it_never_covers_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    for words in ("Port towns", "Ines Okar", "only way out"):
        select(window, words)
        palette = press(window, qtbot, "a")
        rect = window.page.selection_rect()
        selected = QRect(window.mapFromGlobal(rect.topLeft()), rect.size())
        assert not palette.card().intersects(selected)
        qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)


@pytest.mark.parametrize("anchor", [QRect(50, 10, 200, 30), QRect(50, 360, 200, 30), QRect(20, 150, 150, 120)])
def test_a_place_is_found_below_above_or_beside(anchor: QRect) -> None:
    area = QRect(0, 0, 640, 400)
    corner, rows = placed(area, anchor, 420, 48, 8)
    height = 48 + (GAP + rows * ROW if rows else 0)
    card = QRect(corner, corner + QPoint(419, height - 1))
    assert not card.intersects(anchor)
    assert area.contains(card)
    assert rows >= 2


def test_numbers_have_their_sign() -> None:
    assert [signed(value) for value in (2.0, 0.0, -0.5)] == ["+2", "0", "−0.5"]


def test_a_row_says_all_to_a_screen_reader(window: MainWindow, qtbot: QtBot) -> None:
    select(window, "Tomas Rell")
    palette = press(window, qtbot, "s")
    index = palette.model.index(0)
    assert palette.model.rows[0].name in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "+1" in index.data(Qt.ItemDataRole.AccessibleTextRole)
