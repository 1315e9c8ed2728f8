"""Reading on a thread of its own: answers arrive on the GUI thread, only the newest of a name, none of a closed project."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from reader.project import Project
from reader.window.main_window import MainWindow


def test_an_answer_arrives_on_the_gui_thread(window: MainWindow, qtbot: QtBot) -> None:
    got: list[tuple[str, str, int]] = []
    window.session.read(
        "count",
        lambda project: (threading.current_thread().name, project.annotations.count()),
        lambda found: got.append((threading.current_thread().name, *found)),
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("MainThread", "reading", 3)]


def test_only_the_newest_question_of_a_name_is_answered(window: MainWindow, qtbot: QtBot) -> None:
    held, got, asked = threading.Event(), list[int](), list[int]()

    def question(number: int) -> None:
        def ask(project: Project) -> int:
            asked.append(number)
            return number

        window.session.read("page", ask, got.append)

    window.session.read("other", lambda _: held.wait(5), lambda _: None)
    for number in range(5):
        question(number)
    held.set()
    qtbot.waitUntil(lambda: bool(got))
    assert asked == got == [4]


def test_a_failure_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.session.read("row", lambda project: project.articles.row(99), lambda _: None)
    qtbot.waitUntil(lambda: "99" in window.middle.messages.text)


def test_closing_the_project_ends_it_and_leaves_one_file(window: MainWindow, qtbot: QtBot) -> None:
    started, got = threading.Event(), list[int]()

    def ask(project: Project) -> int:
        started.set()
        return project.annotations.count()

    path = window.session.path
    assert path is not None
    window.session.read("count", ask, got.append)
    assert started.wait(5)
    window.session.close()
    qtbot.wait(20)
    assert got == []
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(path.name)] == [path.name]
    window.session.read("count", ask, got.append)
    qtbot.wait(20)
    assert got == []
