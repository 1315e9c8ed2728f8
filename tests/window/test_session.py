"""The session where things come between each other."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reader.core.errors import ProjectBusy
from reader.window import going
from reader.window.main_window import MainWindow
from reader.window.session import Session


def test_an_opening_that_fails_at_its_end_leaves_no_project_open(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise ProjectBusy("“harbour.gloss” is being written by another program.")

    session, path = window.session, window.session.path
    assert path is not None
    with monkeypatch.context() as other, qtbot.waitSignal(session.openFailed):
        other.setattr(Session, "_act_in_view", busy)
        window.open_project(path)
    assert not session.is_open
    window.open_project(path)
    qtbot.waitUntil(lambda: session.is_open)


def test_what_was_undone_is_said_also_where_a_gesture_came_in_between(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    going.go_back(window, redo=False)
    session.do(lambda project: project.tags.add("topic", "Ferries"))
    qtbot.waitUntil(lambda: window.toast.text.startswith("Undone"))
    assert window.toast.text == "Undone: Add topic “Ferries”"
    assert all(tag.name != "Ferries" for tag in session.codebook.tags.values())
