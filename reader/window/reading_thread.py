"""The thread that reads what would keep the window waiting: counts and overviews over all of an article.

A connection of its own; of several questions with one name only the newest is answered.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.window.writer import Outcome, failure_of

if TYPE_CHECKING:
    from reader.project import Project


class _Question(NamedTuple):
    ask: Callable[[Project], Any]
    then: Callable[[Any], None]


class ReadingThread(threading.Thread):
    """Reads one project until it is closed. Answers go to `deliver`, called on this thread."""

    def __init__(self, path: Path, deliver: Callable[[Outcome], None]) -> None:
        super().__init__(name="reading", daemon=True)
        self._path = path
        self._deliver = deliver
        self._waiting: dict[str, _Question] = {}
        self._changed = threading.Condition()
        self._closing = False

    def ask(self, name: str, question: Callable[[Project], Any], then: Callable[[Any], None]) -> None:
        """Takes the place of a question of that name that still waits."""
        with self._changed:
            self._waiting[name] = _Question(question, then)
            self._changed.notify()

    def close(self, timeout: float) -> None:
        """Waits for the question under way; the others are not answered any more."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self.ident is not None:
            self.join(timeout)

    def run(self) -> None:
        try:
            from reader.project import Project

            with Project.reading(self._path) as project:
                while (question := self._next()) is not None:
                    self._answer(project, question)
        except Exception as error:
            self._deliver(Outcome(failure=failure_of(error)))

    def _next(self) -> _Question | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._waiting)
            return None if self._closing else self._waiting.pop(next(iter(self._waiting)))

    def _answer(self, project: Project, question: _Question) -> None:
        try:
            outcome = Outcome(question.ask(project), then=question.then)
        except Exception as error:
            outcome = Outcome(failure=failure_of(error))
        if not self._closing:
            self._deliver(outcome)
