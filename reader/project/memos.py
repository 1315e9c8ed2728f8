"""Memos: a note on an annotation, a tag, an article or the project, one a person each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.core.errors import NotFound
from reader.core.text import storable
from reader.project.annotators import Round
from reader.project.history import History
from reader.project.sqlite import Connection
from reader.project.triggers import REMOVABLE
from reader.project.uid import new_uid


class Memo(NamedTuple):
    id: int
    uid: str
    body: str
    annotator: int
    created: str
    modified: str


class Memos:
    """`about` is annotation, tag, article or project (whose `about_id` is 1)."""

    def __init__(self, connection: Connection, history: History, current_round: Callable[[], Round]) -> None:
        self._connection = connection
        self._history = history
        self._round = current_round

    def set(self, about: str, about_id: int, body: str) -> None:
        """Writes the present annotator's memo; an empty one takes it away. Raises NotFound."""
        body = storable(body).strip()
        with self._history.gesture(f"Memo on {about}" if body else f"Remove memo on {about}") as gesture:
            assert self._history.annotator is not None
            if (
                about in REMOVABLE
                and not self._connection.execute(f"SELECT 1 FROM live_{about} WHERE id = ?", (about_id,)).fetchone()
            ):
                raise NotFound(f"The project has no {about} with the number {about_id}.")
            who, moment = self._history.annotator.id, self._history.moment
            row = self._connection.execute(
                "SELECT id, body FROM live_memo WHERE about = ? AND about_id = ? AND annotator = ?",
                (about, about_id, who),
            ).fetchone()
            if row is None and body:
                self._connection.execute(
                    "INSERT INTO memo (uid, about, about_id, body, annotator, round, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (new_uid(), about, about_id, body, who, self._round().id, moment, moment),
                )
            elif row is not None and not body:
                self._connection.execute("UPDATE memo SET removed = ? WHERE id = ?", (gesture, row[0]))
            elif row is not None and row[1] != body:
                self._connection.execute("UPDATE memo SET body = ?, modified = ? WHERE id = ?", (body, moment, row[0]))

    def of(self, about: str, about_id: int) -> list[Memo]:
        """All memos on one thing, oldest first."""
        rows = self._connection.execute(
            "SELECT id, uid, body, annotator, created, modified FROM live_memo WHERE about = ? AND about_id = ? ORDER BY id",
            (about, about_id),
        )
        return [Memo(*row) for row in rows]
