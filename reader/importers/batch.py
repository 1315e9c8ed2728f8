"""Many files -> prepared articles, one by one, read by a child process while the caller stores what came before.

Small plain texts need no protection from their parser, so the first of them are read here while the child starts.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.core.prepared import Prepared
from reader.importers import importer_for
from reader.importers.child import Child, ChildLost
from reader.importers.folders import Failure, Found, LeftOut, files_in
from reader.importers.names import shown
from reader.importers.wire import unpacked
from reader.importers.worker import article_or_reason

_AHEAD_FILES = 128
_AHEAD_BYTES = 4 << 20
"""How much the child is asked ahead, which bounds the answers that wait in memory."""
_TOGETHER = 16
_SMALL = 64 << 10
"""Bytes of a plain text that is surely read at once: decoded, and parted at line breaks."""
_HERE = 150
"""As many small plain texts are read in this process: that takes less time than the child needs to start."""


class FileRead(NamedTuple):
    """A file that became an article."""

    path: str
    prepared: Prepared


@dataclass(slots=True)
class _Waiting:
    """What is due next: a file that the child was asked for, or a finding that only keeps its place in the order."""

    item: Found | Failure | LeftOut
    simply: bool = False
    here: bool = False


def read_paths(
    paths: Sequence[str | os.PathLike[str]], *, recursive: bool = False, as_format: str | None = None
) -> Generator[FileRead | Failure | LeftOut, None, None]:
    """Every file of `paths` in the order of `files_in`. Close the generator to cancel; the child ends with it."""
    with Child() as child:
        for answer in read_files(files_in(paths, recursive=recursive, as_format=as_format), child):
            if answer is not None:
                yield answer


def read_files(
    items: Iterable[Found | Failure | LeftOut], child: Child, patience: float | None = None
) -> Generator[FileRead | Failure | LeftOut | None, None, None]:
    """One answer for each item, in order; what is no file to read is passed on.

    With `patience` (seconds) None comes whenever nothing else did for so long, so that the caller can do other work.
    """
    reading = _Reading(items, child, patience)
    while reading.ask_ahead():
        yield from reading.next()


def _is_small(item: Found | Failure | LeftOut) -> bool:
    return isinstance(item, Found) and item.importer == "plain" and item.size <= _SMALL


def _is_read_here(item: Found | Failure | LeftOut) -> bool:
    """Only what is a text by its own name: a folder taken as plain text may hold the open project and what SQLite keeps
    beside it, and opening those here would drop SQLite's locks on them (docs/file-format.md, "Locks").
    """
    if not isinstance(item, Found) or not _is_small(item):
        return False
    known = importer_for(item.path)
    return known is not None and known.name == "plain"


def _answered(path: str, found: Prepared | str) -> FileRead | Failure:
    return Failure(path, found) if isinstance(found, str) else FileRead(path, found)


class _Reading:
    def __init__(self, items: Iterable[Found | Failure | LeftOut], child: Child, patience: float | None) -> None:
        self.child = child
        self._patience = patience
        self._items = iter(items)
        self._waiting: deque[_Waiting] = deque()
        self._here = _HERE
        self._asked = 0
        self._bytes = 0

    def ask_ahead(self) -> bool:
        """Keep the child supplied; False once nothing is left to wait for."""
        if self._asked <= _AHEAD_FILES // 2:
            asked: list[_Waiting] = []
            while self._asked < _AHEAD_FILES and self._bytes < _AHEAD_BYTES:
                item = next(self._items, None)
                if item is None:
                    break
                waiting = _Waiting(item, here=self._here > 0 and _is_read_here(item))
                self._here -= waiting.here
                self._waiting.append(waiting)
                self._count(waiting, 1)
                asked.append(waiting)
            self._ask(asked)
        return bool(self._waiting)

    def next(self) -> Iterator[FileRead | Failure | LeftOut | None]:
        """What has become of the item that is due: nothing yet if it is tried again in a simpler way."""
        waiting = self._waiting[0]
        item = waiting.item
        if not isinstance(item, Found):
            self._drop()
            yield item
            return
        if waiting.here:
            self._drop()
            yield _answered(item.path, article_or_reason(item.path, item.importer))
            return
        try:
            frame = self.child.answer(item.size, self._patience)
        except ChildLost:
            given_up = waiting.simply
            waiting.simply = True
            if given_up:
                self._drop()
            self._begin_again()
            if given_up:
                name = shown(os.path.basename(item.path))
                yield Failure(item.path, f"“{name}” could not be read: it took too much time or memory.")
            return
        if frame is None:
            yield None
            return
        self._drop()
        yield _answered(item.path, frame.value if isinstance(frame.value, str) else unpacked(frame))

    def _drop(self) -> None:
        self._count(self._waiting.popleft(), -1)

    def _count(self, waiting: _Waiting, by: int) -> None:
        """Keeps how much the child has been asked and not answered."""
        if isinstance(waiting.item, Found) and not waiting.here:
            self._asked += by
            self._bytes += by * waiting.item.size

    def _begin_again(self) -> None:
        """After the child was lost: a new one, asked for all that is still due."""
        self.child.stop()
        self._ask(self._waiting)

    def _ask(self, asked: Iterable[_Waiting]) -> None:
        """Small plain texts go a few at a time, anything that may take long or fail alone."""
        together: list[tuple[str, str, bool, int]] = []
        for waiting in asked:
            item = waiting.item
            if not isinstance(item, Found) or waiting.here:
                continue
            small = _is_small(item) and not waiting.simply
            if together and (not small or len(together) == _TOGETHER):
                self.child.ask(together)
                together = []
            together.append((item.path, item.importer, waiting.simply, item.size))
            if not small:
                self.child.ask(together)
                together = []
        if together:
            self.child.ask(together)
