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
from reader.project.reverting import REVERTED, Reverting
from reader.project.sqlite import Connection, DatabaseError, explained


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
    def gesture(self, name: str, *, group: str | None = None, reverts: int | None = None) -> Iterator[int]:
        """One durable transaction of the present annotator; a gesture inside another is part of it. Yields its id.

        Nothing is stored of a gesture that changed nothing, or that an error left. Raises ProjectReadOnly, ProjectBusy,
        WriteFailed.
        """
        if self.open_gesture is not None:
            yield self.open_gesture
            return
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
            gesture_id = connection.execute(
                "INSERT INTO gesture (uid, annotator, at, name, grouped, reverts, state) VALUES (?, ?, ?, ?, ?, ?, 'open')",
                (str(uuid7()), self.annotator.id, self.moment, name, group, reverts),
            ).lastrowid
            assert gesture_id is not None
            self.open_gesture = gesture_id
            if not self.annotator.stored:
                self._annotators.store(self.annotator, self.moment)
            yield gesture_id
            self._close(gesture_id, reverts)
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, DatabaseError):
                raise explained(error, self._path) from error
            raise
        finally:
            self.open_gesture = None
        self._watch_wal()

    def _close(self, gesture_id: int, reverts: int | None) -> None:
        connection = self._connection
        subjects = {
            row[0] for row in connection.execute("SELECT DISTINCT subject FROM change WHERE gesture = ?", (gesture_id,))
        }
        if not subjects - {"annotator"}:
            connection.execute("ROLLBACK")
            return
        assert self.annotator is not None
        on_stack = reverts is None and not subjects.isdisjoint(REVERTED)
        if on_stack:
            connection.execute(
                "UPDATE gesture SET state = 'abandoned' WHERE annotator = ? AND state = 'undone'", (self.annotator.id,)
            )
        connection.execute("UPDATE gesture SET state = ? WHERE id = ?", ("done" if on_stack else "step", gesture_id))
        connection.execute("COMMIT")
        self.annotator = self.annotator.as_stored()

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
        return self._top("done", "DESC")

    def next_redo(self) -> Gesture | None:
        """The gesture that was taken back last, unless a new one came after."""
        return self._top("undone", "ASC")

    def _top(self, state: str, order: str) -> Gesture | None:
        if self.annotator is None:
            return None
        row = self._connection.execute(
            f"SELECT id FROM gesture WHERE annotator = ? AND state = '{state}' ORDER BY id {order} LIMIT 1",
            (self.annotator.id,),
        ).fetchone()
        return None if row is None else self._gesture(int(row[0]))

    def undo(self) -> Gesture:
        """Takes back the newest gesture (of an import: the whole group). Raises NothingToUndo, UndoBlocked."""
        return self._revert(self.next_undo(), "done", "undone")

    def redo(self) -> Gesture:
        """Gives again what was taken back last. Raises NothingToUndo, UndoBlocked."""
        return self._revert(self.next_redo(), "undone", "done")

    def _revert(self, target: Gesture | None, state: str, becomes: str) -> Gesture:
        verb = "undo" if becomes == "undone" else "redo"
        if target is None:
            raise NothingToUndo(f"There is nothing to {verb}.")
        group = self._connection.execute(
            "SELECT id FROM gesture WHERE id = :id OR (grouped = (SELECT grouped FROM gesture WHERE id = :id) AND state = :state)",
            {"id": target.id, "state": state},
        ).fetchall()
        gestures = json.dumps([int(row[0]) for row in group])
        with self.gesture(f"{verb.capitalize()} “{target.name}”", reverts=target.id) as step:
            by = Reverting(self._connection, step, gestures, back=becomes == "undone")
            blocked = by.apply()
            if blocked is not None:
                raise UndoBlocked(f"“{target.name}” can't be taken {'back' if verb == 'undo' else 'again'}: {blocked}")
            self._connection.execute(
                "UPDATE gesture SET state = ? WHERE id IN (SELECT value FROM json_each(?))", (becomes, gestures)
            )
            self.after_revert(step)
        return target

    # Reading the record

    def newest(self) -> int:
        """The id of the last gesture, 0 in an empty project."""
        return int(self._connection.execute("SELECT ifnull(max(id), 0) FROM gesture").fetchone()[0])

    def _gesture(self, gesture_id: int) -> Gesture:
        (head,) = self._connection.execute("SELECT id, name, at, annotator FROM gesture WHERE id = ?", (gesture_id,))
        articles = self._connection.execute(
            "SELECT DISTINCT iif(subject = 'article', row, json_extract(coalesce(after, before), '$.article')) AS article"
            " FROM change WHERE gesture = ? AND subject IN ('article', 'annotation', 'progress') LIMIT 2",
            (gesture_id,),
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
            " WHERE gesture > ? AND gesture <= ? AND side.value IS NOT NULL",
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
        chosen = "SELECT id FROM gesture WHERE state <> 'open' ORDER BY id DESC LIMIT :limit"
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
            "SELECT subject, row, before, after FROM change WHERE gesture = ? ORDER BY id", (gesture_id,)
        )
        return tuple(
            Change(subject, row, before and json.loads(before), after and json.loads(after))
            for subject, row, before, after in rows
        )
