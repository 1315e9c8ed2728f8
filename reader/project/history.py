"""Writing the record of change: a gesture is one transaction with a name and who; undo and redo read nothing but the record.

Triggers write what a gesture changed; here it is opened, closed and reverted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader.core.errors import NothingToUndo, ProjectReadOnly, Refused, UndoBlocked
from reader.project.annotators import Annotator, Annotators
from reader.project.record import Gesture, Record
from reader.project.reverting import Reverting
from reader.project.sqlite import Connection, DatabaseError, explained
from reader.project.uid import new_uid

_MEANWHILE = 1_000
"""So many gestures, at most, may come between two batches of one import for undo to take it as a whole."""


def now() -> str:
    """The present time, ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class History(Record):
    """Writes go through `gesture`; `undo` and `redo` take back and give again the annotator's own, without end."""

    def __init__(self, connection: Connection, path: Path, annotators: Annotators, *, read_only: bool) -> None:
        super().__init__(connection)
        self._annotators = annotators
        self._path = path
        self._read_only = read_only
        self._wal = Path(f"{path.resolve()}-wal")
        self._wal_seen = 0
        self.annotator: Annotator | None = None
        self.open_gesture: int | None = None
        self.moment = ""
        self.rollbacks = 0
        self.after_revert: Callable[[int], None] = lambda step: None

    @contextmanager
    def gesture(self, name: str, *, group: str | None = None, undoable: bool = True) -> Iterator[int]:
        """One durable transaction of the present annotator; a gesture inside another is part of it. Yields its id.

        Nothing is stored of a gesture that changed nothing, or that an error left. Raises ProjectReadOnly, ProjectBusy,
        WriteFailed.
        """
        if self.open_gesture is not None:
            with self._joined():
                yield self.open_gesture
            return
        with self._transaction(name, group) as gesture:
            undo, redo = self._stack()
            yield gesture
            on_top = undoable and not (group and self._lies_under(undo, group))
            self._close(gesture, gesture if on_top else undo, 0 if on_top else redo, undo if on_top else 0)

    @contextmanager
    def _joined(self) -> Iterator[None]:
        """A gesture inside another: if it fails, its own writes are taken back, so that the other may go on without it."""
        self._connection.execute("SAVEPOINT joined")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO joined")
                self.rollbacks += 1
            raise
        finally:
            if self._connection.in_transaction:
                self._connection.execute("RELEASE joined")

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
        present = self.annotator
        try:
            if not self.annotator.stored:
                self.annotator = self._annotators.numbered(self.annotator.name)
            self.open_gesture = connection.execute(
                "INSERT INTO gesture (uid, annotator, at, name, grouped, first_change)"
                " VALUES (?, ?, ?, ?, ?, (SELECT ifnull(max(id), 0) + 1 FROM change))",
                (new_uid(), self.annotator.id, self.moment, name, group),
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
            else:
                self.annotator = present
        except BaseException as error:
            self.annotator = present
            self.rollbacks += 1
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
            self._wal_seen = seen
            try:
                self._connection.execute("VACUUM INTO ?", (os.fspath(rescue),))
            except DatabaseError as error:
                raise explained(error, rescue) from error
            raise ProjectReadOnly(
                f"Another program replaced “{self._wal.name}” while “{self._path.name}” was open. "
                f"Everything was saved as “{rescue.name}” beside it: close the project and go on with that copy."
            )

    # Undo and redo

    def next_undo(self) -> Gesture | None:
        """The present annotator's newest gesture not yet taken back."""
        undo, _ = self._stack()
        return self.get(undo) if undo else None

    def next_redo(self) -> Gesture | None:
        """The gesture that was taken back last, unless a new one came after."""
        _, step = self._stack()
        return self.get(self._column(step, "reverts")) if step else None

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

    def _lies_under(self, top: int, group: str) -> bool:
        """Whether the group's earlier gestures are on the stack, under others made while it is still going on."""
        found = self._connection.execute(
            "WITH RECURSIVE down (id, below, grouped) AS (SELECT id, below, grouped FROM gesture WHERE id = ? UNION ALL"
            " SELECT g.id, g.below, g.grouped FROM down JOIN gesture AS g ON g.id = down.below"
            " WHERE down.grouped IS NOT ? LIMIT ?) SELECT 1 FROM down WHERE grouped = ? AND id <> ?",
            (top, group, _MEANWHILE, group, top),
        )
        return found.fetchone() is not None

    def _run(self, newest: int) -> list[int]:
        """The gesture, or all of its group from the one lowest on the stack on, newest first."""
        rows = self._connection.execute(
            "WITH RECURSIVE run (id, below, grouped) AS (SELECT id, below, grouped FROM gesture WHERE id = ? UNION ALL"
            " SELECT g.id, g.below, g.grouped FROM run JOIN gesture AS g ON g.id = run.below WHERE g.grouped = run.grouped)"
            " SELECT id FROM run UNION SELECT g.id FROM run JOIN gesture AS g ON g.id >= (SELECT min(id) FROM run)"
            " AND g.grouped = run.grouped WHERE run.id = ? ORDER BY 1 DESC",
            (newest, newest),
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
