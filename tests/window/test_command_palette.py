from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from reader.window.cheat_sheet import CheatSheet
from reader.window.command_palette import CommandPalette
from reader.window.commands import COMMANDS
from reader.window.main_window import MainWindow
from tests.window.conftest import span_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    assert palette.isVisible()
    return palette


def names(palette: CommandPalette) -> list[str]:
    return [row.name for row in palette.model.rows]


def test_every_command_is_in_it_with_its_key(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    listed = {command.id for command in COMMANDS if not command.hidden} - {"view.commands"}
    assert len(palette.model.rows) == len(listed)
    palette.edit.setText("export")
    assert palette.model.rows[0].name == "Export…"
    assert palette.model.rows[0].key == "Ctrl+Shift+E"
    palette.edit.setText("theme sepia")
    assert palette.model.rows[0].name == "Sepia"


def test_enter_runs_the_command_and_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    window.page.setFocus()
    palette = opened(window, qtbot)
    qtbot.keyClicks(palette.edit, "hide all")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert window.marks.hidden
    assert not palette.isVisible()
    assert window.page.hasFocus()


def test_what_cannot_run_is_greyed_and_says_why(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    qtbot.keyClicks(palette.edit, "remove annotation")
    row = palette.model.rows[0]
    assert row.name == "Remove annotation"
    assert not row.enabled
    assert row.detail == "Select an annotation first"
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_articles_are_opened_by_their_title(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    palette.edit.setText("тариф")
    qtbot.waitUntil(lambda: "Порт готовится к новым тарифам" in names(palette))
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.article_id == 2)


def test_the_row_on_top_is_entered_also_when_articles_come_in_above(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    palette.edit.setText("por")  # letters of commands too, but worse ones
    title = "Port towns weigh a new grain corridor"
    before = names(palette)
    assert before
    assert title not in before
    qtbot.waitUntil(lambda: title in names(palette))
    assert palette.current is not None
    assert palette.current.name == names(palette)[0]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    gone_to = palette.current.name
    palette._look_for_articles()
    qtbot.wait(100)
    assert palette.current.name == gone_to


def test_tags_are_put_on_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    window.page.setFocus()
    span = span_of("Tomas Rell")
    window.page.select(span)
    palette = opened(window, qtbot)
    qtbot.keyClicks(palette.edit, "rell")
    assert palette.model.rows[0].detail == "Tag as actor"
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    view = window.session.view
    qtbot.waitUntil(lambda: span in [each.span for each in view.annotations.of_article(1)])


def test_what_ran_last_stands_first(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    qtbot.keyClicks(palette.edit, "hide all")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    palette = opened(window, qtbot)
    assert "ide all marks" in palette.model.rows[0].name or "how all marks" in palette.model.rows[0].name


def test_the_cheat_sheet_has_every_command_and_the_codebooks_keys(window: MainWindow, qtbot: QtBot) -> None:
    sheet = CheatSheet(window)
    qtbot.addWidget(sheet)
    sheet.show()
    shown = sheet.shown()
    for command in COMMANDS:
        digit = bool(command.keys) and command.keys[0].isdigit()
        assert digit or any(title.endswith(command.title.rstrip("…")) for title in shown), command.title
    assert "Add a tag below" in shown
    sheet.filter.setText("find")
    assert sheet.shown()[:3] == ["Find in the article", "Find next", "Find previous"]
    assert "How to find: Whole words" in sheet.shown()
    sheet.filter.setText("xyz")
    assert sheet.empty.text() == "No command has “xyz”."


def test_the_cheat_sheet_of_a_small_window_scrolls_up_and_down_only(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 480)
    sheet = CheatSheet(window)
    qtbot.addWidget(sheet)
    sheet.show()
    scroll = sheet.findChild(QScrollArea)
    assert scroll is not None
    assert scroll.verticalScrollBar().maximum() > 0
    assert scroll.horizontalScrollBar().maximum() == 0
