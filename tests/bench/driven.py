"""The real window for a measurement: made once in a process, with its paints counted, and driven by gestures."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from reader.app import build

SETTLING = 12
"""Milliseconds."""
_WAITING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def home(folder: Path) -> None:
    """Settings of nobody's own, with a coder's name in them."""
    folder.mkdir(exist_ok=True)
    os.environ["GLOSSATOR_HOME"] = os.fspath(folder)
    (folder / "settings.ini").write_text("[person]\nannotator=Bench\n", encoding="utf-8")


class Driven:
    """A window of 1280 by 800 on `project`; `painted` are the moments (ns) at which the page was painted."""

    def __init__(self, project: Path) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self.app = app
        self.window = build(app, project)
        self.window.resize(1280, 800)
        self.window.show()
        self.session = self.window.session
        self.until(lambda: self.session.article_id is not None)
        self.until(lambda: self.window.page.article_id == self.session.article_id)
        self.page = self.window.page
        self.painted: list[int] = []
        self.page.painted.connect(lambda: self.painted.append(time.perf_counter_ns()))
        self.settle(1_000)

    def until(self, ready: Callable[[], object]) -> None:
        while not ready():
            self.app.processEvents(_WAITING)

    def settle(self, milliseconds: int = SETTLING) -> None:
        """What follows a gesture (panels, tool bar) is done with before the next one begins."""
        over: list[bool] = []
        QTimer.singleShot(milliseconds, lambda: over.append(True))
        self.until(lambda: over)
        # No event loop runs here, and only that would do it by itself.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def to_paint(self, gesture: Callable[[], object], ready: Callable[[], object] = lambda: True) -> float:
        """Milliseconds from a gesture to the end of the first paint after which `ready` holds."""
        self.painted.clear()
        began = time.perf_counter_ns()
        gesture()
        while not self.painted or not ready():
            self.app.processEvents(_WAITING)
        return (self.painted[-1] - began) / 1e6

    def open(self, article: int) -> float:
        """Milliseconds from asking for an article to its first painted screen."""
        return self.to_paint(
            lambda: self.session.open_article(article), lambda: self.page.article_id == article and self.painted
        )

    def close(self) -> None:
        self.window.close()
        self.session.close()
