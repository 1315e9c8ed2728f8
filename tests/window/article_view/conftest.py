"""The page on a real project, offscreen; helpers to press keys and drag the mouse on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.annotation import Annotation
from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.spans import Span
from reader.project import Project
from reader.render.faces import load_fonts
from reader.render.theme import THEMES
from reader.window.article_view import ArticleView

TEXT = (
    "Port towns weigh a new grain corridor\n\n"
    "The transport minister, Ines Okar, said on Friday that her government would back a shared grain corridor through"
    " the two eastern ports. Inspections stay in local hands.\n\n"
    "Harbour unions were less convinced. “We have been promised work before,” their spokesman, Tomas Rell, said. He"
    " left.\n\n"
    "Grain exporters take the opposite view."
)
ARABIC = (
    "الوزيرة تدافع عن اتفاق المياه\n\n"
    "قالت وزيرة النقل إيناس عكار (Ines Okar) إن 250 عاملًا يرفضون التفتيش الليلي رفضًا قاطعًا. وقال المصدّرون غير ذلك."
)


def article_of(text: str, **metadata: str) -> Article:
    """Paragraphs parted by blank lines; the first is the headline."""
    blocks: list[Block] = []
    start = 0
    for number, words in enumerate(text.split("\n\n")):
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
        blocks.append(Block(kind, start, start + len(words)))
        start += len(words) + 2
    return Article(text, tuple(blocks), Metadata(title=text[:40], **metadata), Provenance("plain", 1))


def found(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


class Page:
    """A project, its page, and what a person does there."""

    def __init__(self, project: Project, view: ArticleView) -> None:
        self.project = project
        self.view = view
        self.tags = {tag.name: tag for tag in project.tags.codebook().tags.values()}
        self.text = ""

    def open(self, text: str = TEXT, **metadata: str) -> int:
        article = self.project.articles.add(article_of(text, **metadata)).id
        self.text = text
        self.show(article)
        return article

    def show(self, article: int) -> None:
        self.view.show_article(self.project, article, self.project.tags.codebook())
        QApplication.processEvents()

    def tag(self, name: str, *words: str) -> Annotation:
        """Tags passages of the article shown, or with no words all of it, and refreshes the page."""
        assert self.view.article_id is not None
        spans = [found(self.text, passage) for passage in words]
        annotation = self.project.annotations.add(self.view.article_id, self.tags[name].id, spans or None)
        self.view.refresh([annotation.span] if annotation.span else [], whole=annotation.span is None)
        QApplication.processEvents()
        return annotation

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        together = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            together |= modifier
        QTest.keyClick(self.view, key, together)

    @property
    def selected(self) -> list[str]:
        return [self.text[span.start : span.end] for span in self.view.selection()]

    def place(self, offset: int) -> QPointF:
        """The middle of the caret at an offset."""
        scene = self.view.scene
        assert scene is not None
        return scene.caret_rect(offset).center()

    def inside(self, words: str) -> QPointF:
        """A place in the middle of some words."""
        span = found(self.text, words)
        return self.place((span.start + span.end) // 2)

    def mouse(
        self,
        kind: QEvent.Type,
        place: QPointF,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        by = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        viewport = self.view.viewport()
        event = QMouseEvent(kind, place, QPointF(viewport.mapToGlobal(place.toPoint())), by, down, modifiers)
        QApplication.sendEvent(viewport, event)

    def drag(
        self, start: QPointF, end: QPointF, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, start, modifiers & ~Qt.KeyboardModifier.ShiftModifier)
        for step in (0.4, 0.8, 1.0):
            self.mouse(QEvent.Type.MouseMove, start + (end - start) * step, modifiers)
        self.mouse(QEvent.Type.MouseButtonRelease, end, modifiers)

    def click(self, place: QPointF, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, place, modifiers)
        self.mouse(QEvent.Type.MouseButtonRelease, place, modifiers)

    def double_click(self, place: QPointF) -> None:
        self.click(place)
        self.mouse(QEvent.Type.MouseButtonDblClick, place)
        self.mouse(QEvent.Type.MouseButtonRelease, place)

    def hover(self, place: QPointF) -> None:
        viewport = self.view.viewport()
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, QPointF(viewport.mapToGlobal(place.toPoint())), none, none,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)

    def picture(self) -> QImage:
        return self.view.viewport().grab().toImage()

    def colour_at(self, place: QPointF) -> str:
        return self.picture().pixelColor(place.toPoint()).name().upper()


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[Page]:
    load_fonts()
    with Project.create(tmp_path / "harbour.gloss", annotator="Leila Haddad") as project:
        for kind, name, more in (
            ("actor", "Ines Okar", {}),
            ("actor", "Harbour unions", {}),
            ("actor", "Tomas Rell", {}),
            ("stance", "supports", {"value": 1.0}),
            ("stance", "opposes", {"value": -2.0}),
            ("topic", "Grain corridor", {}),
            ("topic", "Port tariffs", {}),
        ):
            project.tags.add(kind, name, **more)
        view = ArticleView()
        qtbot.addWidget(view)
        view.set_theme(THEMES["light"])
        view.resize(940, 700)
        view.show()
        qtbot.waitExposed(view)
        yield Page(project, view)
        view.clear()


@pytest.fixture
def signals(page: Page) -> Callable[[str], list[tuple[object, ...]]]:
    """Collects what a signal of the page sends."""

    def collect(name: str) -> list[tuple[object, ...]]:
        got: list[tuple[object, ...]] = []
        getattr(page.view, name).connect(lambda *values: got.append(values))
        return got

    return collect
