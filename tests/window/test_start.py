"""What is seen without a project, and opening one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.project import Project
from reader.window.dialogs.annotator import AnnotatorDialog
from reader.window.main_window import MainWindow
from reader.window.settings import Settings, system_user
from reader.window.start_page import RecentList, StartPage

Opener = Callable[..., MainWindow]


def test_without_a_project_the_start_page_stands_alone(open_window: Opener) -> None:
    window = open_window()
    assert window.findChild(StartPage).isVisible()
    assert not any(window.panel_shown(panel) for panel in ("library", "codebook", "inspector"))


def test_recent_projects_are_listed_newest_first_and_enter_opens(
    open_window: Opener, project_path: Path, annotator: str, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = Settings()
    settings.add_recent(tmp_path / "gone.gloss")
    settings.add_recent(project_path)
    settings.save()
    window = open_window()
    recent = window.findChild(RecentList)
    assert [recent.item(row).text().split("\n")[0] for row in range(recent.count())] == ["harbour", "gone"]
    assert "not there now" in recent.item(1).text()
    qtbot.keyClick(recent, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.windowTitle() == "harbour – Glossator"


def test_a_missing_project_is_made(open_window: Opener, tmp_path: Path, annotator: str) -> None:
    path = tmp_path / "new.gloss"
    window = open_window(path)
    assert window.session.is_open
    assert path.exists()


def test_a_file_that_is_no_project_gives_a_sentence_and_the_start_page(open_window: Opener, tmp_path: Path) -> None:
    path = tmp_path / "notes.gloss"
    path.write_text("no project at all")
    window = open_window(path)
    assert "notes.gloss" in window.middle.messages.text
    assert window.findChild(StartPage).isVisible()
    assert path.read_text() == "no project at all"


def test_who_is_coding_is_asked_once_with_the_system_user_filled_in(
    open_window: Opener, project_path: Path, qtbot: QtBot
) -> None:
    window = open_window(project_path)
    qtbot.waitUntil(lambda: window.findChild(AnnotatorDialog) is not None)
    dialog = window.findChild(AnnotatorDialog)
    assert dialog.chosen == system_user()
    assert dialog.name.lineEdit().selectedText() == system_user()  # typing replaces it
    dialog.name.setCurrentText("  Mara   Lind ")
    dialog.accept()
    qtbot.waitUntil(lambda: window.session.annotator == "Mara Lind")
    assert Settings().annotator == "Mara Lind"
    window.session.close()
    window.open_project(project_path)
    qtbot.waitUntil(lambda: window.session.is_open)
    QApplication.processEvents()
    assert window.session.annotator == "Mara Lind"
    assert not [each for each in window.findChildren(AnnotatorDialog) if each.isVisible()]


def test_the_sample_project_is_a_copy_of_ones_own(
    open_window: Opener, annotator: str, home: Path, qtbot: QtBot
) -> None:
    from reader.window import filing

    window = open_window()
    filing.open_sample(window)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    assert window.session.path == home / "Sample.gloss"
    assert window.session.view.articles.count() >= 8
    window.session.do(lambda project: project.tags.add("actor", "Somebody new"))
    window.session.close()
    filing.open_sample(window)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert any(tag.name == "Somebody new" for tag in window.session.codebook.tags.values())


def test_who_is_coding_is_asked_before_the_sample_is_made(open_window: Opener, qtbot: QtBot) -> None:
    from reader.window import filing

    window = open_window()
    filing.open_sample(window)
    dialog = window.findChild(AnnotatorDialog)
    dialog.name.setCurrentText("Mara Lind")
    dialog.accept()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=20_000)
    view = window.session.view
    assert [each.name for each in view.annotators.all()] == ["Mara Lind"]
    assert view.progress.counts().done > 0


def test_closing_leaves_one_file(open_window: Opener, project_path: Path, annotator: str, qtbot: QtBot) -> None:
    window = open_window(project_path)
    window.session.do(lambda project: project.tags.add("topic", "Fish"))
    window.close()
    assert [entry.name for entry in project_path.parent.iterdir() if entry.suffix != ""] == ["harbour.gloss"]
    with Project.open(project_path) as project:
        assert any(tag.name == "Fish" for tag in project.tags.codebook().tags.values())
