"""The one record of change: gestures, what each changed, and undo and redo, which read nothing else.

A gesture is one transaction with a name and who. Triggers write its changes; here it is opened, closed and reverted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from uuid6 import uuid7

from reader.core.errors import NothingToUndo, ProjectReadOnly, Refused, UndoBlocked
from reader.project.annotators import Annotator, Annotators
from reader.project.reverting import Reverting
from reader.project.sqlite import Connection, DatabaseError, explained

OF_GESTURE = (
    "id BETWEEN (SELECT first_change FROM gesture WHERE id = ?) AND (SELECT last_change FROM gesture WHERE id = ?)"
)
"""SQL for the changes of one gesture (its id, given twice): one range, since gestures never overlap."""


def now() -> str:
    """The present time, ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Gesture:
    """One entry of the record. `article` is where it happened, if in just one."""

    id: int
    name: str
    at: str
    annotator: int
    article: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One row that a gesture changed: `before` is None where it was made, `after` where it was taken out."""

    subject: str
    row: int
    before: dict[str, object] | None
    after: dict[str, object] | None


@dataclass(frozen=True, slots=True)
class Entry:
    gesture: Gesture
    annotator: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article, in code points, whose annotations changed."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What gestures changed, so that a window refreshes that and no more. All but `passages` hold ids of rows.

    `articles`: metadata, or whether they are there; `whole`: articles whose whole-article annotations changed;
    `progress`: articles whose status did.
    """

    articles: frozenset[int]
    passages: tuple[Passage, ...]
    whole: frozenset[int]
    tags: frozenset[int]
    progress: frozenset[int]
    memos: bool


class History:
    """Writes go through `gesture`; `undo` and `redo` take back and give again the annotator's own, without end."""

    def __init__(self, connection: Connection, path: Path, annotators: Annotators, *, read_only: bool) -> None:
        self._connection = connection
        self._annotators = annotators
        self._path = path
        self._read_only = read_only
        self._wal = Path(f"{path}-wal")
        self._wal_seen = 0
        self.annotator: Annotator | None = None
        self.open_gesture: int | None = None
        self.moment = ""
        self.after_revert: Callable[[int], None] = lambda step: None

    @contextmanager
    def gesture(self, name: str, *, group: str | None = None, undoable: bool = True) -> Iterator[int]:
        """One durable transaction of the present annotator; a gesture inside another is part of it. Yields its id.

        Nothing is stored of a gesture that changed nothing, or that an error left. Raises ProjectReadOnly, ProjectBusy,
        WriteFailed.
        """
        if self.open_gesture is not None:
            yield self.open_gesture
            return
        with self._transaction(name, group) as gesture:
            undo, redo = self._stack()
            yield gesture
            self._close(gesture, gesture if undoable else undo, 0 if undoable else redo, undo if undoable else 0)

    @contextmanager
    def _transaction(self, name: str, group: str | None = None) -> Iterator[int]:
        if self._read_only:
            raise ProjectReadOnly(f"“{self._path.name}” is open for reading only. Nothing was changed.")
        if self.annotator is None:
            raise Refused("Nobody is coding yet. Say who is, then do it again.")
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
        except DatabaseError as error:
            raise explained(error, self._path) from error
        self.moment = now()
        try:
            if not self.annotator.stored:
                self.annotator = self._annotators.named(self.annotator.name)
            self.open_gesture = connection.execute(
                "INSERT INTO gesture (uid, annotator, at, name, grouped, first_change)"
                " VALUES (?, ?, ?, ?, ?, (SELECT ifnull(max(id), 0) + 1 FROM change))",
                (str(uuid7()), self.annotator.id, self.moment, name, group),
            ).lastrowid
            assert self.open_gesture is not None
            if not self.annotator.stored:
                self._annotators.store(self.annotator, self.moment)
                connection.execute(
                    "UPDATE gesture SET first_change = first_change + 1 WHERE id = ?", (self.open_gesture,)
                )
            yield self.open_gesture
            if connection.in_transaction:
                connection.execute("COMMIT")
                self.annotator = self.annotator.as_stored()
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, DatabaseError):
                raise explained(error, self._path) from error
            raise
        finally:
            self.open_gesture = None
        self._watch_wal()

    def _close(self, gesture: int, undo: int, redo: int, below: int) -> None:
        """Ends the gesture and says where the annotator's stacks stand now; one that changed nothing is dropped."""
        closed = self._connection.execute(
            "UPDATE gesture SET last_change = (SELECT max(id) FROM change), undo = ?, redo = ?, below = ?"
            " WHERE id = ? AND first_change <= (SELECT max(id) FROM change)",
            (undo, redo, below, gesture),
        )
        if not closed.rowcount:
            self._connection.execute("ROLLBACK")

    def _watch_wal(self) -> None:
        """Notices a `-wal` that another program has replaced underneath: what follows would be lost with it.

        The live connection still sees everything, so the whole project is saved beside, and this is said.
        """
        try:
            seen = os.stat(self._wal).st_ino
        except FileNotFoundError:
            seen = 0
        if not self._wal_seen:
            self._wal_seen = seen
        elif seen != self._wal_seen:
            rescue = self._path.with_name(f"{self._path.stem} rescued {self.moment[:19].replace(':', '-')}.gloss")
            self._connection.execute("VACUUM INTO ?", (os.fspath(rescue),))
            self._wal_seen = seen
            raise ProjectReadOnly(
                f"Another program replaced “{self._wal.name}” while “{self._path.name}” was open. "
                f"Everything was saved as “{rescue.name}” beside it: close the project and go on with that copy."
            )

    # Undo and redo

    def next_undo(self) -> Gesture | None:
        """The present annotator's newest gesture not yet taken back."""
        undo, _ = self._stack()
        return self._gesture(undo) if undo else None

    def next_redo(self) -> Gesture | None:
        """The gesture that was taken back last, unless a new one came after."""
        _, step = self._stack()
        return self._gesture(self._column(step, "reverts")) if step else None

    def _stack(self) -> tuple[int, int]:
        """The gesture on top of the annotator's undo stack and the step on top of the redo stack (0: none).

        The annotator's newest gesture says so: the record is only added to, and both stacks are chains within it.
        """
        if self.annotator is None:
            return 0, 0
        row = self._connection.execute(
            "SELECT undo, redo FROM gesture WHERE annotator = ? AND undo IS NOT NULL ORDER BY id DESC LIMIT 1",
            (self.annotator.id,),
        ).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _column(self, gesture: int, column: str) -> int:
        return int(self._connection.execute(f"SELECT {column} FROM gesture WHERE id = ?", (gesture,)).fetchone()[0])

    def _run(self, newest: int) -> list[int]:
        """The gesture and those right below it on the stack that belong to the same group, newest first."""
        rows = self._connection.execute(
            "WITH RECURSIVE run (id, below, grouped) AS (SELECT id, below, grouped FROM gesture WHERE id = ? UNION ALL"
            " SELECT g.id, g.below, g.grouped FROM run JOIN gesture AS g ON g.id = run.below WHERE g.grouped = run.grouped)"
            " SELECT id FROM run ORDER BY id DESC",
            (newest,),
        )
        return [int(row[0]) for row in rows]

    def undo(self) -> Gesture:
        """Takes back the newest gesture (of an import: the whole group). Raises NothingToUndo, UndoBlocked."""
        with self._transaction("Undo") as step:
            target, (_, redo) = self.next_undo(), self._stack()
            if target is None:
                raise NothingToUndo("There is nothing to undo.")
            run = self._run(target.id)
            self._revert(step, "Undo", target, run, back=True)
            self._close(step, undo=self._column(run[-1], "below"), redo=step, below=redo)
        return target

    def redo(self) -> Gesture:
        """Gives again what was taken back last. Raises NothingToUndo, UndoBlocked."""
        with self._transaction("Redo") as step:
            target, (_, top) = self.next_redo(), self._stack()
            if target is None:
                raise NothingToUndo("There is nothing to redo.")
            self._revert(step, "Redo", target, self._run(target.id), back=False)
            self._close(step, undo=target.id, redo=self._column(top, "below"), below=0)
        return target

    def _revert(self, step: int, verb: str, target: Gesture, gestures: list[int], *, back: bool) -> None:
        self._connection.execute(
            "UPDATE gesture SET name = ?, reverts = ? WHERE id = ?", (f"{verb} “{target.name}”", target.id, step)
        )
        blocked = Reverting(self._connection, step, gestures, back=back).apply()
        if blocked is not None:
            raise UndoBlocked(f"“{target.name}” can't be {'taken back' if back else 'done again'}: {blocked}")
        self.after_revert(step)

    # Reading the record

    def newest(self) -> int:
        """The id of the last gesture, 0 in an empty project."""
        return int(self._connection.execute("SELECT ifnull(max(id), 0) FROM gesture").fetchone()[0])

    def _gesture(self, gesture_id: int) -> Gesture:
        (head,) = self._connection.execute("SELECT id, name, at, annotator FROM gesture WHERE id = ?", (gesture_id,))
        articles = self._connection.execute(
            "SELECT DISTINCT iif(subject = 'article', row, json_extract(coalesce(after, before), '$.article')) AS article"
            f" FROM change WHERE {OF_GESTURE} AND subject IN ('article', 'annotation', 'progress') LIMIT 2",
            (gesture_id, gesture_id),
        ).fetchall()
        article = int(articles[0][0]) if len(articles) == 1 else None
        return Gesture(*(*head, article))

    def effects(self, after: int, upto: int | None = None) -> Effects:
        """What the gestures with ids in `(after, upto]` changed (upto None: all that follow)."""
        last = self.newest() if upto is None else upto
        rows = self._connection.execute(
            "SELECT DISTINCT subject, CASE subject WHEN 'annotation' THEN json_extract(side.value, '$.article')"
            " WHEN 'progress' THEN json_extract(side.value, '$.article') ELSE row END,"
            " json_extract(side.value, '$.start'), json_extract(side.value, '$.end')"
            " FROM change, json_each(json_array(before, after)) AS side"
            " WHERE change.id > ifnull((SELECT last_change FROM gesture WHERE id = ?), 0)"
            " AND change.id <= (SELECT last_change FROM gesture WHERE id = ?) AND side.value IS NOT NULL",
            (after, last),
        ).fetchall()
        found: dict[str, set[int]] = {"article": set(), "tag": set(), "progress": set(), "memo": set(), "whole": set()}
        passages: list[Passage] = []
        for subject, row, start, end in rows:
            if subject == "annotation" and start is not None:
                passages.append(Passage(row, start, end))
            else:
                found.setdefault("whole" if subject == "annotation" else subject, set()).add(row)
        return Effects(
            articles=frozenset(found["article"]),
            passages=tuple(passages),
            whole=frozenset(found["whole"]),
            tags=frozenset(found["tag"]),
            progress=frozenset(found["progress"]),
            memos=bool(found["memo"]),
        )

    def entries(self, uid_ending: str | None = None, limit: int = 200) -> list[Entry]:
        """Newest first: all gestures, or those that changed the row whose global id ends in `uid_ending`."""
        chosen = "SELECT id FROM gesture ORDER BY id DESC LIMIT :limit"
        if uid_ending:
            chosen = (
                "SELECT DISTINCT gesture FROM change WHERE json_extract(coalesce(after, before), '$.uid') LIKE '%' || :uid"
                " ORDER BY gesture DESC LIMIT :limit"
            )
        rows = self._connection.execute(
            f"SELECT g.id, g.name, g.at, g.annotator, a.name FROM gesture AS g JOIN annotator AS a ON a.id = g.annotator"
            f" WHERE g.id IN ({chosen}) ORDER BY g.id DESC",
            {"uid": uid_ending, "limit": limit},
        ).fetchall()
        return [Entry(Gesture(*row[:4]), row[4], self._changes(int(row[0]))) for row in rows]

    def _changes(self, gesture_id: int) -> tuple[Change, ...]:
        rows = self._connection.execute(
            f"SELECT subject, row, before, after FROM change WHERE {OF_GESTURE} ORDER BY id", (gesture_id, gesture_id)
        )
        return tuple(
            Change(subject, row, before and json.loads(before), after and json.loads(after))
            for subject, row, before, after in rows
        )
