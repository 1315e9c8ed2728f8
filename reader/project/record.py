"""Reading the record of change: gestures, what each changed, and what a window has to refresh after them."""

from __future__ import annotations

import json
from typing import NamedTuple

from reader.core.errors import Ambiguous, NotFound
from reader.project.lookup import checked_ending
from reader.project.sqlite import Connection

OF_GESTURE = (
    "id BETWEEN (SELECT first_change FROM gesture WHERE id = ?) AND (SELECT last_change FROM gesture WHERE id = ?)"
)
"""SQL for the changes of one gesture (its id, given twice): one range, since gestures never overlap."""
_UID = "json_extract(coalesce(after, before), '$.uid')"
"""SQL for the global id of the row that a change is about."""


class Gesture(NamedTuple):
    """One entry of the record. `article` is where it happened, if in just one."""

    id: int
    name: str
    at: str
    annotator: int
    article: int | None = None


class Change(NamedTuple):
    """One row that a gesture changed: `before` is None where it was made, `after` where it was taken out."""

    subject: str
    row: int
    before: dict[str, object] | None
    after: dict[str, object] | None


class Entry(NamedTuple):
    gesture: Gesture
    annotator: str
    changes: tuple[Change, ...]


class Passage(NamedTuple):
    """A stretch of an article, in code points, whose annotations changed."""

    article: int
    start: int
    end: int


class Effects(NamedTuple):
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


class Record:
    """The record of one project, for reading."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> int:
        """The id of the last gesture, 0 in an empty project."""
        return int(self._connection.execute("SELECT ifnull(max(id), 0) FROM gesture").fetchone()[0])

    def get(self, gesture_id: int) -> Gesture:
        """One gesture, with the article it happened in, if in just one."""
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
        """Newest first: all gestures, or those that changed the row, also a removed one, whose global id ends in `uid_ending`.

        Raises NotFound, Ambiguous.
        """
        chosen, uid = "SELECT id FROM gesture ORDER BY id DESC LIMIT :limit", None
        if uid_ending is not None:
            chosen = f"SELECT DISTINCT gesture FROM change WHERE {_UID} = :uid ORDER BY gesture DESC LIMIT :limit"
            uid = self._uid(uid_ending)
        rows = self._connection.execute(
            f"SELECT g.id, g.name, g.at, g.annotator, a.name FROM gesture AS g JOIN annotator AS a ON a.id = g.annotator"
            f" WHERE g.id IN ({chosen}) ORDER BY g.id DESC",
            {"uid": uid, "limit": limit},
        ).fetchall()
        return [Entry(Gesture(*row[:4]), row[4], self._changes(int(row[0]))) for row in rows]

    def _uid(self, ending: str) -> str:
        wanted = checked_ending(ending)
        found = self._connection.execute(
            f"SELECT DISTINCT {_UID} AS uid FROM change WHERE uid LIKE '%' || ? ORDER BY uid <> ? LIMIT 2",
            (wanted, wanted),
        ).fetchall()
        if not found:
            raise NotFound(f"Nothing in the history has an id that ends in “{ending}”.")
        if len(found) > 1 and found[0][0] != wanted:
            raise Ambiguous(f"More than one thing in the history has an id that ends in “{ending}”: give more of it.")
        return str(found[0][0])

    def _changes(self, gesture_id: int) -> tuple[Change, ...]:
        rows = self._connection.execute(
            f"SELECT subject, row, before, after FROM change WHERE {OF_GESTURE} ORDER BY id", (gesture_id, gesture_id)
        )
        return tuple(
            Change(subject, row, before and json.loads(before), after and json.loads(after))
            for subject, row, before, after in rows
        )
