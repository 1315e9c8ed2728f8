"""A real window, offscreen, on a real project; settings and data of its own for each test."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.app import build
from reader.core.article import Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project
from reader.window.main_window import MainWindow
from reader.window.settings import Settings

TEXT = (
    "Port towns weigh a new grain corridor\n\n"
    "The transport minister, Ines Okar, said on Friday that her government would back a shared grain corridor.\n\n"
    "Harbour unions were less convinced. “We have been promised work before,” their spokesman, Tomas Rell, said.\n\n"
    "Grain exporters take the opposite view: for them the corridor is the only way out."
)
RUSSIAN = "Порт готовится к новым тарифам\n\nМинистр заявил, что тарифы вырастут."
ARABIC = "الوزيرة تدافع عن اتفاق المياه\n\nقالت الوزيرة إن الاتفاق عادل."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's own settings are read or written."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("GLOSSATOR_HOME", str(folder))
    return folder


@pytest.fixture
def annotator(home: Path) -> str:
    """The question who is coding was answered before."""
    Settings().annotator = "Leila H."
    return "Leila H."


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """Three articles (English, Russian, Arabic), seven tags, three annotations in the first article."""
    path = tmp_path / "harbour.gloss"
    with Project.create(path, annotator="Leila H.") as project:
        okar = project.tags.add("actor", "Ines Okar", aliases=("the minister",), hotkey="1")
        project.tags.add("actor", "Harbour unions", hotkey="2")
        project.tags.add("actor", "Tomas Rell")
        supports = project.tags.add("stance", "supports", value=1.0)
        project.tags.add("stance", "opposes", value=-2.0)
        corridor = project.tags.add("topic", "Grain corridor")
        project.tags.add("topic", "Port tariffs")
        first = project.articles.add(
            pasted(
                TEXT,
                Metadata(
                    "Port towns weigh a new grain corridor", "The Harbour Post", published="2025-03-14", language="en"
                ),
            )
        )
        project.articles.add(
            pasted(RUSSIAN, Metadata("Порт готовится к новым тарифам", "Вечерний берег", language="ru"))
        )
        project.articles.add(pasted(ARABIC, Metadata("الوزيرة تدافع عن اتفاق المياه", "صحيفة الميناء", language="ar")))
        for words, tag in (("Ines Okar", okar), ("back", supports), ("a shared grain corridor", corridor)):
            project.annotations.add(first.id, tag.id, [span_of(words)])
    return path


def span_of(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows as `glossator PROJECT FILE…` does, and closes them at the end."""
    windows: list[MainWindow] = []

    def open_one(path: Path | None = None, files: list[Path] | None = None) -> MainWindow:
        window = build(qapp, path, files)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        if path is not None:
            qtbot.waitUntil(lambda: window.session.is_open or bool(window.middle.messages.text))
        qtbot.waitUntil(lambda: bool(window.menus.actions))  # it is complete a moment after the first paint
        window.activateWindow()
        return window

    yield open_one
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: Callable[..., MainWindow], project_path: Path, annotator: str) -> MainWindow:
    """The window on the small project, its first article on the page."""
    return open_window(project_path)


class Painted(QObject):
    """Where a widget is painted until this is done with."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False
