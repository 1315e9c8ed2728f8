"""Files into a project: importers and project together, for the command line and the window."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from time import monotonic, perf_counter
from typing import NamedTuple

from reader.core.prepared import Prepared
from reader.importers.batch import FileRead, read_files
from reader.importers.child import Child
from reader.importers.folders import Failure, Found, LeftOut, files_in
from reader.importers.names import shown
from reader.project import Project
from reader.project.articles import AlreadyThere, ArticleRow
from reader.project.uid import new_uid

_TRANSACTION = 0.02
"""Seconds that one transaction should take, so that a person's gesture never waits for an import."""
_ROW = 3000
"""Characters of text that cost about as much to store as an article's rows."""
_SMALLEST_BUDGET, _LARGEST_BUDGET = 50_000, 5_000_000
"""Characters of one transaction: at least so many that its commit is not most of the work."""


class Step(NamedTuple):
    """What one transaction did, or nothing but a sign of life. `total` is None until all folders are looked through.

    `already` are the articles that a file would have repeated, with the file's path.
    """

    done: int
    total: int | None
    title: str = ""
    added: tuple[ArticleRow, ...] = ()
    already: tuple[tuple[str, ArticleRow], ...] = ()
    failures: tuple[Failure, ...] = ()


class TakenIn(NamedTuple):
    """What came of an import: numbers of articles, failures by file, and sentences worth reading."""

    added: int
    already: int
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]
    first: ArticleRow | None
    group: str


def take_in(
    project: Project,
    paths: Sequence[str | os.PathLike[str]],
    *,
    recursive: bool = False,
    as_format: str | None = None,
) -> Generator[Step, None, TakenIn]:
    """Imports files and folders, one step a transaction; returns what came of it.

    All transactions are one group, so undo takes the whole import back. Closing the generator cancels: what was shown
    as done stays. Raises what `Project.articles.add_many` does.
    """
    found: list[Found | Failure | LeftOut] = []
    reported = monotonic()
    with Child() as child:
        for item in files_in(paths, recursive=recursive, as_format=as_format):
            found.append(item)
            if monotonic() - reported > _TRANSACTION:
                yield Step(0, None)
                reported = monotonic()
        taking = _Taking(project, sum(not isinstance(item, LeftOut) for item in found))
        for answer in read_files(found, child, patience=_TRANSACTION):
            taking.take(answer)
            if answer is None or taking.is_due():
                yield taking.store()
        yield taking.store()
    return taking.result()


class _Taking:
    """One import under way: what waits for the next transaction, and the sums."""

    def __init__(self, project: Project, total: int) -> None:
        self._project = project
        self._total = total
        self._group = new_uid()
        self._budget = float(_SMALLEST_BUDGET)
        self._batch: list[FileRead] = []
        self._weight = 0
        self._failed: list[Failure] = []
        self._since = monotonic()
        self._done = self._added = self._already = 0
        self._failures: list[Failure] = []
        self._notes: list[str] = []
        self._first: ArticleRow | None = None

    def take(self, answer: FileRead | Failure | LeftOut | None) -> None:
        match answer:
            case FileRead():
                self._batch.append(answer)
                self._weight += len(answer.prepared.article.text) + _ROW
                name = shown(os.path.basename(answer.path))
                self._notes.extend(f"“{name}”: {note}" for note in answer.prepared.article.provenance.notes)
            case Failure():
                self._failed.append(answer)
            case LeftOut():
                self._notes.append(answer.sentence)

    def is_due(self) -> bool:
        """Whether enough waits for a transaction, or waits long enough for its progress to be shown."""
        return self._weight >= self._budget or monotonic() - self._since > 10 * _TRANSACTION

    def store(self) -> Step:
        """One transaction with what waits, and its size for the next time."""
        batch, failed = self._batch, self._failed
        self._batch, self._failed = [], []
        added: list[ArticleRow] = []
        already: list[tuple[str, ArticleRow]] = []
        for file, result in zip(batch, self._stored([file.prepared for file in batch]), strict=True):
            if isinstance(result, AlreadyThere):
                already.append((file.path, result.article))
            else:
                added.append(result)
        self._first = self._first or next(iter(added), None)
        self._added += len(added)
        self._already += len(already)
        self._failures += failed
        self._done += len(batch) + len(failed)
        self._since = monotonic()
        title = batch[-1].prepared.article.metadata.title if batch else ""
        return Step(self._done, self._total, title, tuple(added), tuple(already), tuple(failed))

    def _stored(self, batch: list[Prepared]) -> list[ArticleRow | AlreadyThere]:
        if not batch:
            return []
        began = perf_counter()
        results = self._project.articles.add_many(batch, group=self._group)
        took = perf_counter() - began
        # One transaction may have had to wait for the disk: the budget at most doubles or halves.
        wanted = self._budget * min(2.0, max(0.5, _TRANSACTION / took))
        self._budget = min(_LARGEST_BUDGET, max(_SMALLEST_BUDGET, wanted))
        self._weight = 0
        return results

    def result(self) -> TakenIn:
        return TakenIn(self._added, self._already, tuple(self._failures), tuple(self._notes), self._first, self._group)
