"""The window's type and rows follow the size of the system's text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reader.window.main_window import MainWindow
from reader.window.panels.library import LibraryPanel
from reader.window.type_sizes import grown


@pytest.fixture
def set_size(qapp: QApplication) -> Iterator[Callable[[int], None]]:
    """Sets the system's text to so many pixels."""
    before = QFont(qapp.font())

    def set_one(pixels: int) -> None:
        font = QFont(before)
        font.setPixelSize(pixels)
        qapp.setFont(font)

    yield set_one
    qapp.setFont(before)


@pytest.mark.parametrize(("pixels", "title", "row"), [(10, 15, 28), (13, 15, 28), (26, 30, 56)])
def test_sizes_grow_with_the_systems_text_and_never_shrink(
    set_size: Callable[[int], None], pixels: int, title: int, row: int
) -> None:
    set_size(pixels)
    assert (grown(15), grown(28)) == (title, row)


def test_titles_and_rows_of_the_window_follow(
    set_size: Callable[[int], None],
    open_window: Callable[..., MainWindow],
    project_path: Path,
    annotator: str,
    qtbot: QtBot,
) -> None:
    set_size(26)
    window = open_window(project_path)
    title = QLabel("Title", window)
    title.setProperty("role", "title")
    title.ensurePolished()
    assert QFontInfo(title.font()).pixelSize() == 30
    library = window.panes.panel("library")
    assert isinstance(library, LibraryPanel)
    rows = library.findChildren(QLabel)
    assert all(label.height() >= QFontMetrics(label.font()).height() for label in rows if label.isVisible())
    window.open_command_palette()
    palette = window._command_palette
    assert palette is not None
    assert palette.list.sizeHintForRow(0) >= QFontMetrics(palette.font()).height() + 8
    assert palette.edit.height() >= QFontMetrics(palette.edit.font()).height() + 8


def test_the_window_follows_while_it_is_open(set_size: Callable[[int], None], window: MainWindow, qtbot: QtBot) -> None:
    title = QLabel("Title", window)
    title.setProperty("role", "title")
    title.ensurePolished()
    assert QFontInfo(title.font()).pixelSize() == 15
    set_size(26)
    qtbot.waitUntil(lambda: QFontInfo(title.font()).pixelSize() == 30)
