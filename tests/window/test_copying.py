"""Copying a passage: only what is selected is read, and a long one beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reader.core.article import Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project
from reader.project.articles import Articles
from reader.window.main_window import MainWindow
from tests.window.conftest import span_of

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "\n\n".join(f"Абзац {number}: зерновой коридор 🌾." for number in range(8_000))


@pytest.fixture
def long(
    open_window: Callable[..., MainWindow], project_path: Path, annotator: str, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """On a long article, the whole text of which nobody may ask for."""
    with Project.open(project_path, annotator="Leila H.") as project:
        article = project.articles.add(pasted(LONG, Metadata("Long")))

    def text(self: Articles, article_id: int) -> str:
        raise AssertionError("the whole text was read")

    monkeypatch.setattr(Articles, "text", text)
    window = open_window(project_path)
    window.session.open_article(article.id)
    QGuiApplication.clipboard().clear()
    return window


def test_a_passage_is_copied_at_once(long: MainWindow, qtbot: QtBot) -> None:
    span = Span(40_000, 70_001)
    long.page.select(span)
    qtbot.keyClick(long.page, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == LONG[40_000:70_001]


def test_a_very_long_one_a_moment_later(long: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(long.page, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(long.page, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == LONG)


def test_pieces_are_copied_with_dots_between(window: MainWindow, qtbot: QtBot) -> None:
    window.page.select(span_of("grain corridor"))
    window.page.keep_piece()
    window.page.put_caret(span_of("Tomas Rell").end, anchor=span_of("Tomas Rell").start)
    qtbot.keyClick(window.page, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "grain corridor … Tomas Rell"
