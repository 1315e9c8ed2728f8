from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.window.find_bar import FindBar
from reader.window.main_window import MainWindow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(window: MainWindow, qtbot: QtBot) -> FindBar:
    window.page.setFocus()
    qtbot.keyClick(window.page, Qt.Key.Key_F, CONTROL)
    bar = window.findChild(FindBar)
    assert bar is not None
    assert bar.isVisible()
    return bar


def test_hits_are_counted_as_one_types(bar: FindBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "corridor")
    assert bar.count.text() == "1 of 3"
    qtbot.keyClicks(bar.edit, "x")
    assert bar.count.text() == "No hits"
    assert not bar.next.isEnabled()
    bar.edit.clear()
    assert bar.count.text() == ""


def test_enter_goes_on_and_shift_enter_back(bar: FindBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "corridor")
    seen = []
    for modifier in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.NoModifier,
        SHIFT,
    ):
        qtbot.keyClick(bar.edit, Qt.Key.Key_Return, modifier)
        seen.append(bar.count.text())
    assert seen == ["2 of 3", "3 of 3", "1 of 3", "3 of 3"]


def test_case_may_matter(bar: FindBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "grain")
    assert bar.count.text() == "1 of 3"
    bar.case.click()
    assert bar.count.text() == "1 of 2"


def test_esc_closes_and_gives_the_page_its_keys(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "grain")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.page.hasFocus()
    qtbot.keyClick(window.page, Qt.Key.Key_F, CONTROL)
    assert bar.edit.selectedText() == "grain"
