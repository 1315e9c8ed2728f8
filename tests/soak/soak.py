"""`run` makes random gestures from a seed, and looks after each round of them whether the page equals one built anew."""

from __future__ import annotations

import copy
import ctypes
import gc
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMessageLogContext, QPoint, QPointF, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.core.spans import Span
from reader.project import Project
from reader.render.theme import THEMES
from reader.window.article_view.view import ArticleView
from tests.bench import corpus
from tests.bench.driven import Driven
from tests.bench.measure import held

LANGUAGES = ("en", "ru", "ar", "zh")
SIZE, ANNOTATIONS = 60_000, 400
SIZES = (14, 18, 22, 26)
"""Few, so that Qt's pictures of letters at each size are all there early on."""
WARM = 500
"""Gestures after which memory is first measured."""
MOST_MEMORY = 20.0
STEEPEST = 0.25
"""MB: over the first measure, and of rise in 1,000 gestures of the second half."""
_HARMLESS = ("does not support propagateSizeHints",)


class Finding(NamedTuple):
    gesture: int
    sentence: str


@dataclass(slots=True)
class Report:
    """What was found, and the memory held (MB) after each round."""

    findings: list[Finding] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def made(path: Path) -> Path:
    """A project of one long article a language, with annotations that overlap."""
    rng = random.Random("soak")
    with Project.create(path, annotator="Soak") as project:
        tags = corpus.tags(project)
        for number, language in enumerate(LANGUAGES):
            row = project.articles.add(corpus.article(number, SIZE, "soak", language))
            with project.gesture("Annotations"):
                for span in corpus.spans(SIZE - 1, ANNOTATIONS, f"soak:{language}"):
                    project.annotations.add(row.id, rng.choice(tags), span)
    return path


class Soak:
    """One window and what happens in it."""

    def __init__(self, project: Path, seed: int) -> None:
        self.report = Report()
        self._at = self._answers = 0
        self._rng = random.Random(seed)
        self._previous = qInstallMessageHandler(self._qt_said)
        self._hook, sys.excepthook = sys.excepthook, self._raised
        self.driven = Driven(project)
        self.driven.session.failed.connect(lambda failure: self._failed(failure.sentence))
        sys.excepthook = self._raised  # the program has put its own there

    def close(self) -> None:
        self.driven.close()
        qInstallMessageHandler(self._previous)
        sys.excepthook = self._hook

    def _found(self, sentence: str) -> None:
        self.report.findings.append(Finding(self._at, sentence))

    def _failed(self, sentence: str) -> None:
        """What undo and redo have left to do is known to the window a moment later than to the project."""
        self._answers += 1
        if not sentence.startswith("There is nothing to "):
            self._found(f"the window said: {sentence}")

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind != QtMsgType.QtInfoMsg and not any(part in message for part in _HARMLESS):
            self._found(f"Qt: {message}")

    def _raised(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        self._found(f"{kind.__name__}: {error}")

    def run(self, gestures: int, each: int) -> Iterator[int]:
        """Yields after each round of `each` gestures, when page and memory have been looked at."""
        for self._at in range(1, gestures + 1):
            self._rng.choices([job for job, _ in self._gestures()], [often for _, often in self._gestures()])[0]()
            QApplication.processEvents()
            self.driven.painted.clear()
            if self._at % each == 0:
                self.driven.settle(150)
                self._compare()
                self.report.memory.append(self._held())
                yield self._at
            elif self._at == WARM:
                self.report.memory.insert(0, self._held())

    def _gestures(self) -> tuple[tuple[Callable[[], None], int], ...]:
        # As many marks are taken back as are made: a project that fills would look like a leak.
        return (
            (self._select, 20), (self._tag, 14), (self._undo, 20), (self._redo, 6), (self._scroll, 20), (self._step, 8),
            (self._zoom, 2), (self._resize, 2), (self._switch, 4), (self._theme, 1), (self._letter, 3),
        )  # fmt: skip

    # Gestures

    def _select(self) -> None:
        page = self.driven.page
        start = max(0, min(page.scroll_state() + self._rng.randrange(1_200), SIZE - 200))
        page.select(Span(start, start + self._rng.randint(1, 150)))

    def _tag(self) -> None:
        session, spans = self.driven.session, self.driven.page.selection()
        tag, article = self._rng.choice(list(session.codebook.tags)), session.article_id
        if spans and article is not None:
            self._until_done(
                lambda then: session.do(lambda project: project.annotations.add(article, tag, spans), then)
            )

    def _undo(self) -> None:
        if self.driven.session.undo_name:
            self._until_done(self.driven.session.undo)

    def _redo(self) -> None:
        if self.driven.session.redo_name:
            self._until_done(self.driven.session.redo)

    def _until_done(self, gesture: Callable[[Callable[[object], None]], object]) -> None:
        done: list[object] = []
        answers = self._answers
        gesture(done.append)
        self.driven.until(lambda: done or self._answers > answers)
        self.driven.settle(0)

    def _scroll(self) -> None:
        page, bar = self.driven.page, self.driven.page.verticalScrollBar()
        way = self._rng.randrange(4)
        if way == 0:
            QTest.keyClick(page, self._rng.choice((Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)))
        elif way == 1:
            bar.setSliderPosition(self._rng.randint(0, bar.maximum()))
        else:
            view = page.viewport()
            middle = QPointF(view.rect().center())
            turn = QPoint(0, self._rng.choice((-240, -120, 120, 240)))
            QApplication.sendEvent(
                view,
                QWheelEvent(
                    middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(), turn, Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
                ),
            )  # fmt: skip

    def _step(self) -> None:
        QTest.keyClick(self.driven.page, self._rng.choice((Qt.Key.Key_J, Qt.Key.Key_K)))

    def _letter(self) -> None:
        """A caret key."""
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        QTest.keyClick(self.driven.page, self._rng.choice(keys))

    def _zoom(self) -> None:
        self.driven.window.set_size(self._rng.choice(SIZES))

    def _resize(self) -> None:
        self.driven.window.resize(self._rng.randint(760, 1500), self._rng.randint(480, 1000))

    def _switch(self) -> None:
        self.driven.session.open_article(self._rng.randint(1, len(LANGUAGES)))

    def _theme(self) -> None:
        self.driven.window.choose_theme(self._rng.choice(list(THEMES)))

    # Looking

    def _held(self) -> float:
        """MB in use, always with the same page on screen; what was freed goes back to the system first."""
        self.driven.window.set_size(18)
        self.driven.window.resize(1280, 800)
        self.driven.window.choose_theme("light")
        for article in (2, 1):
            self.driven.open(article)
            self.driven.settle(300)
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        return held()

    def _compare(self) -> None:
        """The page as it has become, against one built from nothing, pixel by pixel."""
        page = self.driven.page
        page.clearFocus()
        self.driven.settle(60)
        fresh = self._fresh(page)
        here, there = picture(page), picture(fresh)
        if here != there:
            name = f"build/soak-{self._at}"
            here.save(f"{name}-page.png")
            there.save(f"{name}-fresh.png")
            self._found(f"the page is not as one built from nothing ({name}-page.png, {name}-fresh.png)")
        fresh.deleteLater()
        page.setFocus()

    def _fresh(self, page: ArticleView) -> ArticleView:
        session, scene = self.driven.session, page.scene
        assert scene is not None
        fresh = ArticleView()
        fresh.set_theme(session.theme)
        fresh.set_reading(self.driven.window.middle.reading())
        fresh.set_overview_room(session.settings.overview)
        fresh.resize(page.size())
        fresh.show_article(session.view, scene.article_id, session.codebook)
        new = fresh.scene
        assert new is not None
        fresh.put_caret(page.caret, anchor=page.caret_state.anchor, upstream=page.caret_state.upstream)
        fresh.select_annotation(page.current, scroll=False)
        fresh.lifting.hold(page.lifting.lifted)
        picture(fresh)  # by now it has its size
        new.scrolling.to_part(scene.scrolling.part, scene.scrolling.into)
        new.set_lifted(new.annotation(scene.lifted.id) if scene.lifted is not None else None)
        # Brackets and labels keep their columns while they stay on screen: that much of the past is to be seen.
        new._packing = copy.deepcopy(scene._packing)
        new.moved()
        return fresh


def picture(page: ArticleView) -> QImage:
    return page.viewport().grab().toImage()


def steepness(memory: list[float]) -> float:
    """MB that memory rises from round to round in the second half, by least squares."""
    half = memory[len(memory) // 2 :]
    if len(half) < 2:
        return 0.0
    middle, mean = (len(half) - 1) / 2, sum(half) / len(half)
    above = sum((place - middle) * (value - mean) for place, value in enumerate(half))
    return above / sum((place - middle) ** 2 for place in range(len(half)))
