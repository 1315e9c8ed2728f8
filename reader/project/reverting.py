"""Taking gestures back and giving them again, a set of rows at a time, from the record of change alone."""

from __future__ import annotations

import json

from reader.project.sqlite import Connection
from reader.project.triggers import REMOVABLE, TABLES, as_json

REVERTED = ("article", "tag", "annotation", "memo", "progress")
"""Texts never change, and annotators stay: the rest goes back and forth."""

_HANGING = (
    (
        "an annotation would stand under a tag or in an article that is gone",
        "SELECT 1 FROM temp.reverting AS r JOIN live_annotation AS a ON r.subject = 'annotation' AND a.id = r.row"
        " JOIN tag ON tag.id = a.tag JOIN article ON article.id = a.article"
        " WHERE tag.removed IS NOT NULL OR article.removed IS NOT NULL LIMIT 1",
    ),
    (
        "the tag has annotations by now",
        "SELECT 1 FROM temp.reverting AS r JOIN tag ON r.subject = 'tag' AND tag.id = r.row AND tag.removed IS NOT NULL"
        " WHERE EXISTS (SELECT 1 FROM live_annotation WHERE tag = r.row) LIMIT 1",
    ),
    *(
        (
            f"there is a memo on the {about} by now",
            f"SELECT 1 FROM temp.reverting AS r JOIN {about} AS t ON r.subject = '{about}' AND t.id = r.row"
            f" AND t.removed IS NOT NULL JOIN live_memo AS m ON m.about = '{about}' AND m.about_id = t.id LIMIT 1",
        )
        for about in ("annotation", "tag", "article")
    ),
    *(
        (
            f"a memo would be left on a removed {about}",
            f"SELECT 1 FROM temp.reverting AS r JOIN live_memo AS m ON r.subject = 'memo' AND m.id = r.row"
            f" AND m.about = '{about}' JOIN {about} AS t ON t.id = m.about_id WHERE t.removed IS NOT NULL LIMIT 1",
        )
        for about in ("annotation", "tag", "article")
    ),
    (
        "a tag would stand under one that is gone",
        "SELECT 1 FROM temp.reverting AS r JOIN tag ON r.subject = 'tag' AND tag.id = r.row"
        " LEFT JOIN tag AS above ON above.id = tag.parent"
        " WHERE iif(tag.removed IS NULL, above.removed IS NOT NULL,"
        " EXISTS (SELECT 1 FROM live_tag WHERE parent = r.row)) LIMIT 1",
    ),
    (
        "a tag would stand under itself",
        "WITH RECURSIVE up (tag, above) AS (SELECT tag.id, tag.parent FROM temp.reverting AS r"
        " JOIN tag ON r.subject = 'tag' AND tag.id = r.row WHERE tag.parent IS NOT NULL UNION"
        " SELECT up.tag, tag.parent FROM up JOIN tag ON tag.id = up.above WHERE tag.parent IS NOT NULL)"
        " SELECT 1 FROM up WHERE tag = above LIMIT 1",
    ),
    (
        "the article has annotations by now",
        "SELECT 1 FROM temp.reverting AS r JOIN article ON r.subject = 'article' AND article.id = r.row"
        " AND article.removed IS NOT NULL WHERE EXISTS (SELECT 1 FROM article_text AS t JOIN live_annotation AS a"
        " ON a.text = t.id WHERE t.article = r.row) LIMIT 1",
    ),
)
"""What would be left hanging: another's work since then, under something that this takes away."""


class Reverting:
    """One undo (`back`) or redo of `gestures` inside the open gesture `step`."""

    def __init__(self, connection: Connection, step: int, gestures: list[int], *, back: bool) -> None:
        self._connection = connection
        self._step = step
        self._gestures = gestures
        self._back = back

    def apply(self) -> str | None:
        """Writes the other state of every row that changed; or returns why not, as a sentence, for a rollback."""
        connection = self._connection
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS reverting (subject TEXT, row INTEGER, expected TEXT, wanted TEXT, PRIMARY KEY (subject, row))"
        )
        connection.execute("DELETE FROM temp.reverting")
        sides = "last.after, first.before" if self._back else "first.before, last.after"
        connection.execute(
            f"INSERT INTO temp.reverting SELECT span.subject, span.row, {sides}"
            " FROM (SELECT c.subject, c.row, min(c.id) AS low, max(c.id) AS high FROM json_each(?) AS g"
            " CROSS JOIN main.gesture ON gesture.id = g.value"
            " CROSS JOIN main.change AS c ON c.id BETWEEN gesture.first_change AND gesture.last_change"
            " GROUP BY c.subject, c.row) AS span"
            " JOIN main.change AS first ON first.id = span.low JOIN main.change AS last ON last.id = span.high",
            (json.dumps(self._gestures),),
        )
        touched = self._touched_since()
        if touched is not None:
            return touched
        for table in REVERTED:
            self._write(table)
        return self._hanging() or self._doubled()

    def _touched_since(self) -> str | None:
        """Whether a row no longer is as these gestures left it; then who changed it, and how."""
        for table in REVERTED:
            row = self._connection.execute(
                f"SELECT r.row FROM temp.reverting AS r LEFT JOIN {table} ON {table}.id = r.row"
                f" WHERE r.subject = '{table}' AND r.expected IS NOT NULL AND r.expected IS NOT {as_json(table, table)} LIMIT 1"
            ).fetchone()
            if row is not None:
                name, who = self._connection.execute(
                    "SELECT g.name, a.name FROM change AS c JOIN gesture AS g ON g.id = c.gesture"
                    " JOIN annotator AS a ON a.id = g.annotator WHERE c.subject = ? AND c.row = ? ORDER BY c.id DESC LIMIT 1",
                    (table, row[0]),
                ).fetchone()
                return f"{who} has changed the same {table} since (“{name}”)."
        return None

    def _write(self, table: str) -> None:
        columns = [column for column in TABLES[table] if column != "id"]
        values = [f"json_extract(r.wanted, '$.{column}')" for column in columns]
        here = f"r.subject = '{table}'"
        self._connection.execute(
            f"UPDATE {table} SET "
            + ", ".join(f'"{column}" = {value}' for column, value in zip(columns, values, strict=True))
            + f" FROM temp.reverting AS r WHERE {here} AND r.row = {table}.id AND r.wanted IS NOT NULL"
        )
        if table in REMOVABLE:
            self._connection.execute(
                f"UPDATE {table} SET removed = ? FROM temp.reverting AS r WHERE {here} AND r.row = {table}.id AND r.wanted IS NULL",
                (self._step,),
            )
            return
        self._connection.execute(
            f"DELETE FROM {table} WHERE id IN (SELECT row FROM temp.reverting AS r WHERE {here} AND r.wanted IS NULL)"
        )
        names = ", ".join(f'"{column}"' for column in columns)
        self._connection.execute(
            f"INSERT INTO {table} (id, {names}) SELECT r.row, {', '.join(values)} FROM temp.reverting AS r"
            f" WHERE {here} AND r.wanted IS NOT NULL AND r.row NOT IN (SELECT id FROM {table})"
        )

    def _hanging(self) -> str | None:
        return next(
            (f"{sentence}." for sentence, query in _HANGING if self._connection.execute(query).fetchone()), None
        )

    def _doubled(self) -> str | None:
        key = self._connection.execute(
            "SELECT t.hotkey FROM temp.reverting AS r JOIN live_tag AS t ON t.id = r.row AND t.hotkey <> ''"
            " JOIN live_tag AS other ON other.hotkey = t.hotkey AND other.id <> t.id WHERE r.subject = 'tag' LIMIT 1"
        ).fetchone()
        if key is not None:
            return f"another tag has the key {key[0]} by now."
        row = self._connection.execute(
            "SELECT t.name FROM temp.reverting AS r JOIN live_tag AS t ON t.id = r.row JOIN live_tag AS other"
            " ON other.kind = t.kind AND other.name = t.name AND other.parent IS t.parent AND other.id <> t.id"
            " WHERE r.subject = 'tag' LIMIT 1"
        ).fetchone()
        return None if row is None else f"two tags beside each other would be called “{row[0]}”."
