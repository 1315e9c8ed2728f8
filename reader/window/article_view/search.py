"""One search of an article, on a thread of its own: what is near the caret first, then all of it from the beginning.

A thread a search, since an expression can't be interrupted before its time is up; the next letter begins another.
"""

from __future__ import annotations

import logging
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from reader.core.finding import Finder, TooSlow
from reader.window.writer import failure_of

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.texts import Chunk, Outline

MOST = 1_000_000
"""Hits that are kept."""
_AT_ONCE = 2
"""An article of so few chunks is searched while one types, without a thread."""
_TOGETHER = 0.04
"""Seconds between two deliveries."""
_BACK = 8
_BREATH = 0.0005
"""Seconds after each chunk in which the window may go first."""
log = logging.getLogger(__name__)


class Part(NamedTuple):
    """Further hits, in order; all that end by `upto` are known. `near`: those from around the caret, ahead of the rest,
    which will have them again."""

    starts: array[int]
    ends: array[int]
    upto: int
    near: bool = False


class Ended(NamedTuple):
    """There are no more: all were found, or so many that the rest is `left` out, or `problem` says why not."""

    left: bool = False
    problem: str = ""


class Search:
    """What `deliver` gets, with the search itself, on whichever thread: Parts, then Ended."""

    def __init__(
        self,
        finder: Finder,
        project: Project,
        outline: Outline,
        wanted: tuple[int, int],
        deliver: Callable[[Search, Part | Ended], None],
    ) -> None:
        """`wanted` first: a hit from its start on, and those by its end, where the screen ends."""
        self._finder = finder
        self._project = project
        self._outline = outline
        self._wanted = wanted
        self._deliver = deliver
        self._cancelled = False

    def begin(self) -> None:
        """Words in a short article are found before this returns."""
        if len(self._outline.chunks) <= _AT_ONCE and not self._finder.is_expression:
            for part in self._all(self._project, 0.0):
                self._deliver(self, part)
            return
        # No daemon: it ends soon after it is cancelled, and closes the project, which else would not be left as one file.
        threading.Thread(target=self._run, args=(self._project.path,), name="find").start()

    def cancel(self) -> None:
        """Little may still come after this."""
        self._cancelled = True

    def _run(self, path: Path) -> None:
        from reader.project import Project

        try:
            with Project.reading(path) as project:
                for part in chain(self._near(project), self._all(project, _BREATH)):
                    if self._cancelled:
                        return
                    self._deliver(self, part)
        except RuntimeError as error:
            log.debug("The page was closed while it was searched: %s", error)
        except Exception as error:
            if not self._cancelled:
                self._deliver(self, Ended(problem=failure_of(error).sentence))

    def _chunks(self, project: Project, first: int, breath: float) -> Iterator[Chunk]:
        for place in self._outline.chunks[first:]:
            if self._cancelled:
                return
            yield project.articles.chunk(self._outline.text, place.number)
            if breath:
                sleep(breath)

    def _near(self, project: Project) -> Iterator[Part]:
        """Up to the first hit from the caret on, and to the end of the screen."""
        chunks, (place, seen) = self._outline.chunks, self._wanted
        here = max(bisect_right([chunk.start for chunk in chunks], place) - 1, 0)
        first = max(here - 1, 0)
        while here - first < _BACK and first > 0 and chunks[first].continues:
            first -= 1
        since = chunks[here].start
        with suppress(TooSlow):  # said where all of the article is searched
            for hits in self._finder.hits(self._chunks(project, first, _BREATH)):
                begin = bisect_left(hits.starts, since)
                if begin < len(hits.starts):
                    yield Part(hits.starts[begin:], hits.ends[begin:], hits.upto, near=True)
                found = hits.starts and hits.starts[-1] >= place
                if found and hits.upto >= seen:
                    return

    def _all(self, project: Project, breath: float) -> Iterator[Part | Ended]:
        starts, ends, upto, count, delivered = array("I"), array("I"), 0, 0, monotonic()
        try:
            for hits in self._finder.hits(self._chunks(project, 0, breath)):
                starts += hits.starts
                ends += hits.ends
                upto = hits.upto
                if count + len(starts) >= MOST:
                    room = MOST - count
                    more = len(starts) > room or upto < self._outline.length
                    yield Part(starts[:room], ends[:room], upto if len(starts) <= room else ends[room - 1])
                    yield Ended(left=more)
                    return
                if monotonic() - delivered >= _TOGETHER:
                    yield Part(starts, ends, upto)
                    count += len(starts)
                    starts, ends, delivered = array("I"), array("I"), monotonic()
        except TooSlow as error:
            yield Part(starts, ends, upto)
            yield Ended(problem=str(error))
            return
        yield Part(starts, ends, upto)
        yield Ended()
