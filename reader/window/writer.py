"""The thread that writes: one, with a queue in which a person's gestures go ahead of long work.

Knows no widget and no signal; every outcome goes to the `deliver` function it is given, called on this thread.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from queue import PriorityQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from reader.core.errors import GlossatorError

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.record import Effects

GESTURE, LOOK, LONG = 0, 1, 2
"""Order in the queue: what a person did, then what they wait to see, then long work step by step."""
REPORT_EVERY = 0.1
"""Seconds between two reports of long work."""

log = logging.getLogger(__name__)


class Step(Protocol):
    """What long work yields: how many of how many things are done (`total` None where unknown)."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int | None: ...


class Failure(NamedTuple):
    """A sentence to show, and what to copy into a report where the cause is the program's own."""

    sentence: str
    details: str = ""


def failure_of(error: BaseException) -> Failure:
    """Sentences of our own errors as they are; anything else is logged, and said to be the program's fault."""
    if isinstance(error, GlossatorError):
        return Failure(str(error))
    log.error("Unexpected error", exc_info=error)
    details = "".join(traceback.format_exception(error))
    reason = str(error).rstrip(". ") or type(error).__name__
    return Failure(f"The program failed at this: {reason}. What was saved before is safe.", details)


@dataclass(slots=True, eq=False)
class Work:
    """Long work under way. `cancel` may be called from any thread; it takes effect between two steps."""

    title: str
    done: int = 0
    total: int | None = None
    started: float = field(default_factory=monotonic)
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class Outcome(NamedTuple):
    """What a job came to: of a `gesture`, or of long `work` (`ended` when it has no further step)."""

    value: Any = None
    effects: Effects | None = None
    failure: Failure | None = None
    then: Callable[[Any], None] | None = None
    work: Work | None = None
    ended: bool = True
    gesture: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Job:
    priority: int
    number: int
    run: Callable[[], None] | None


class Writer(threading.Thread):
    """Owns the writing connection: it is opened, used and closed on this thread only."""

    def __init__(self, open_project: Callable[[], Project], deliver: Callable[[Outcome], None]) -> None:
        super().__init__(name="writer", daemon=True)
        self._open = open_project
        self._deliver = deliver
        self._jobs: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = count()
        self._closing = False
        self._project: Project
        self._seen = 0

    def do(
        self,
        job: Callable[[Project], Any],
        then: Callable[[Any], None] | None = None,
        at: int = GESTURE,
    ) -> None:
        """Runs `job` in its turn; its outcome carries what it and other programs changed since the last."""
        self._put(at, lambda: self._run(job, then, gesture=at == GESTURE))

    def long(
        self,
        steps: Callable[[Project], Iterator[Step]],
        work: Work,
        then: Callable[[Any], None] | None = None,
    ) -> None:
        """Runs `steps` one at a time, with gestures between them; `then` gets the iterator's return value."""
        self._put(LONG, lambda: self._begin(steps, work, then))

    def close(self, timeout: float) -> bool:
        """Gestures in the queue are done first, long work is left where it stands. False: it is still busy."""
        self._closing = True
        self._put(LONG, None)
        self.join(timeout)
        return not self.is_alive()

    def run(self) -> None:
        try:
            self._project = self._open()
            self._seen = self._project.history.newest()
        except Exception as error:
            self._deliver(Outcome(failure=failure_of(error), work=None, ended=False))
            return
        self._deliver(Outcome(value=self._project, ended=False))
        while (job := self._jobs.get()).run is not None:
            job.run()
        try:
            self._project.close()
        except Exception as error:
            self._deliver(Outcome(failure=failure_of(error)))

    def _put(self, priority: int, run: Callable[[], None] | None) -> None:
        self._jobs.put(_Job(priority, next(self._numbers), run))

    def _run(self, job: Callable[[Project], Any], then: Callable[[Any], None] | None, *, gesture: bool) -> None:
        try:
            value = job(self._project)
            outcome = Outcome(value, self._effects(), then=then, gesture=gesture)
        except Exception as error:
            outcome = Outcome(failure=failure_of(error), gesture=gesture)
        self._deliver(outcome)

    def _effects(self) -> Effects | None:
        newest = self._project.history.newest()
        if newest == self._seen:
            return None
        seen, self._seen = self._seen, newest
        return self._project.history.effects(seen, newest)

    def _begin(
        self,
        steps: Callable[[Project], Iterator[Step]],
        work: Work,
        then: Callable[[Any], None] | None,
    ) -> None:
        try:
            self._step(steps(self._project), work, then, 0.0)
        except Exception as error:
            self._deliver(Outcome(failure=failure_of(error), work=work))

    def _step(
        self,
        steps: Iterator[Step],
        work: Work,
        then: Callable[[Any], None] | None,
        reported: float,
    ) -> None:
        try:
            if work.cancelled or self._closing:
                close = getattr(steps, "close", None)
                if close is not None:
                    close()
                self._deliver(Outcome(None, self._effects(), then=then, work=work))
                return
            step = next(steps)
            work.done, work.total = step.done, step.total
            now = monotonic()
            if now - reported >= REPORT_EVERY:
                self._deliver(Outcome(None, self._effects(), work=work, ended=False))
                reported = now
            self._put(LONG, lambda: self._step(steps, work, then, reported))
        except StopIteration as stop:
            self._deliver(Outcome(stop.value, self._effects(), then=then, work=work))
        except Exception as error:
            self._deliver(Outcome(None, None, failure_of(error), work=work))
