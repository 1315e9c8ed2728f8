"""The toast glides in, a busy bar moves and inputs blink, unless the person wants less motion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QPropertyAnimation
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from reader.window import motion
from reader.window.commands import BY_ID
from reader.window.main_window import MainWindow
from reader.window.progress_strip import BAR_AFTER
from reader.window.settings import Settings
from reader.window.toast import GLIDE
from reader.window.writer import Work


@pytest.fixture(autouse=True)
def blinking() -> Iterator[int]:
    hints = QGuiApplication.styleHints()
    before = hints.cursorFlashTime()
    yield before
    hints.setCursorFlashTime(before)
    motion._usual_blinking.clear()


def glide(window: MainWindow) -> QPropertyAnimation:
    found = window.toast.findChild(QPropertyAnimation)
    assert isinstance(found, QPropertyAnimation)
    return found


def test_the_toast_glides_to_its_place_and_no_longer_than_120_ms(window: MainWindow, qtbot: QtBot) -> None:
    window.session.say("1 annotation removed", undo=True)
    assert glide(window).state() == QAbstractAnimation.State.Running
    assert glide(window).duration() == GLIDE <= 120
    qtbot.waitUntil(lambda: glide(window).state() == QAbstractAnimation.State.Stopped)
    there = window.toast.pos()
    window.toast.place()
    assert window.toast.pos() == there
    window.session.say("1 article done")
    assert glide(window).state() == QAbstractAnimation.State.Stopped  # it stood there already


def test_less_motion_is_chosen_in_the_view_menu_and_kept(
    window: MainWindow, open_window: Callable[..., MainWindow], project_path: Path, blinking: int
) -> None:
    command = BY_ID["view.reduce_motion"]
    assert command.menu == "View"
    window.run(command)
    assert command.checked is not None
    assert command.checked(window)
    window.session.say("1 annotation removed", undo=True)
    assert glide(window).state() == QAbstractAnimation.State.Stopped
    assert QGuiApplication.styleHints().cursorFlashTime() == 0
    window.session.settings.save()
    assert Settings().reduce_motion
    again = open_window(project_path)
    again.session.say("1 annotation removed", undo=True)
    assert glide(again).state() == QAbstractAnimation.State.Stopped
    again.run(command)
    assert QGuiApplication.styleHints().cursorFlashTime() == blinking


def test_a_bar_that_only_moves_is_left_away(window: MainWindow) -> None:
    strip = window.middle.progress
    bar = strip.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    for total, still, shown in ((0, False, True), (0, True, False), (10, True, True)):
        strip.still = still
        work = Work("Copying")
        work.total = total
        work.started -= BAR_AFTER + 1
        strip.begin(work)
        strip._look()
        assert bar.isVisibleTo(strip) == shown
        strip.end(work)
