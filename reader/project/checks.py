"""Checks of a project file: SQLite's own, and what SQLite can't see: hashes, offsets, trees, history against tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.core.errors import NotAProject
from reader.project import schema
from reader.project.sqlite import Connection
from reader.project.triggers import TABLES, as_json, progress_subject


def findings(connection: Connection, path: Path) -> list[str]:
    """One sentence for each thing that is wrong, in the order of the checks. Writes nothing."""
    checks: tuple[Callable[[Connection], Iterator[str]], ...] = (
        _file,
        _texts,
        _passages,
        _memos,
        _trees,
        _history,
        _counts,
    )
    try:
        schema.verify(connection, path)
    except NotAProject as error:
        return [str(error)]
    return [finding for check in checks for finding in check(connection)]


def _file(connection: Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"The file is damaged: {line}."
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a {parent} that is not there."


def _texts(connection: Connection) -> Iterator[str]:
    (has_texts,) = connection.execute("SELECT texts FROM project").fetchone()
    for text_id, title, digest, length in connection.execute(
        "SELECT t.id, a.title, t.hash, t.length FROM article_text AS t JOIN article AS a ON a.id = t.article ORDER BY t.id"
    ).fetchall():
        held, reached = hashlib.sha256(), 0
        for start, size, body in connection.execute(
            "SELECT start, length, body FROM text_chunk WHERE text = ? ORDER BY position", (text_id,)
        ):
            if start != reached or size != len(body):
                yield f"The text of “{title}” has a gap at character {reached}."
            held.update(body.encode())
            reached = start + size
        if reached != length:
            yield f"The text of “{title}” has {reached} characters, not {length}."
        elif has_texts and held.hexdigest() != digest:
            yield f"The text of “{title}” is not the one that was imported (its hash differs)."


def _passages(connection: Connection) -> Iterator[str]:
    for uid, start, end, title in connection.execute(
        'SELECT n.uid, n.start, n."end", a.title FROM annotation AS n JOIN article_text AS t ON t.id = n.text'
        " JOIN article AS a ON a.id = n.article"
        ' WHERE n."end" > t.length OR n.start < 0 OR n.start >= n."end" OR t.article <> n.article'
        " OR EXISTS (SELECT 1 FROM json_each(iif(n.pieces = '', '[]', n.pieces)) AS p WHERE p.value ->> 0 < n.start"
        ' OR p.value ->> 1 > n."end" OR p.value ->> 0 >= p.value ->> 1)'
    ):
        yield f"The annotation {uid} in “{title}” lies outside its text ({start} to {end})."
    for uid, name in connection.execute(
        "SELECT n.uid, t.name FROM live_annotation AS n JOIN tag AS t ON t.id = n.tag JOIN article AS a ON a.id = n.article"
        " WHERE t.removed IS NOT NULL OR a.removed IS NOT NULL"
    ):
        yield f"The annotation {uid} stands under “{name}”, but its tag or article was removed."


def _memos(connection: Connection) -> Iterator[str]:
    for about in ("annotation", "tag", "article"):
        for (uid,) in connection.execute(
            f"SELECT m.uid FROM live_memo AS m WHERE m.about = '{about}' AND m.about_id NOT IN (SELECT id FROM live_{about})"
        ):
            yield f"The memo {uid} is about a removed {about}."


def _trees(connection: Connection) -> Iterator[str]:
    for (name,) in connection.execute(
        "WITH RECURSIVE up (tag, above) AS (SELECT id, parent FROM live_tag WHERE parent IS NOT NULL UNION"
        " SELECT up.tag, t.parent FROM up JOIN tag AS t ON t.id = up.above WHERE t.parent IS NOT NULL)"
        " SELECT t.name FROM up JOIN tag AS t ON t.id = up.tag WHERE up.tag = up.above"
    ):
        yield f"The tag “{name}” stands under itself."
    for kind, name in connection.execute(
        "SELECT kind, name FROM live_tag GROUP BY kind, parent, name HAVING count(*) > 1"
    ):
        yield f"Two {kind} tags beside each other are called “{name}”."
    for (key,) in connection.execute(
        "SELECT hotkey FROM live_tag WHERE hotkey <> '' GROUP BY hotkey HAVING count(*) > 1"
    ):
        yield f"More than one tag has the key {key}."


def _history(connection: Connection) -> Iterator[str]:
    """Every row is as its last recorded change left it: a write that went round the record shows here."""
    for table in TABLES:
        last = (
            f"(SELECT c.row, c.after FROM change AS c JOIN (SELECT max(id) AS id FROM change WHERE subject = '{table}'"
            " GROUP BY row) AS newest ON newest.id = c.id)"
        )
        for (row,) in connection.execute(
            f"SELECT {table}.id FROM {table} LEFT JOIN {last} AS last ON last.row = {table}.id"
            f" WHERE last.after IS NOT {as_json(table, table)}"
        ):
            yield f"Row {row} of {table} is not as the history says."
        for (row,) in connection.execute(
            f"SELECT last.row FROM {last} AS last WHERE last.after IS NOT NULL AND last.row NOT IN (SELECT id FROM {table})"
        ):
            yield f"Row {row} of {table} is in the history, but not in its table."


def _counts(connection: Connection) -> Iterator[str]:
    counted = (
        "SELECT 'articles' AS subject, 0 AS of, 0 AS round, count(*) AS n FROM live_article"
        " UNION ALL SELECT 'article', article, round, count(*) FROM live_annotation GROUP BY article, round"
        " UNION ALL SELECT 'tag', tag, round, count(*) FROM live_annotation GROUP BY tag, round"
        f" UNION ALL SELECT {progress_subject('p')}, p.annotator, p.round, count(*) FROM progress AS p"
        " JOIN live_article AS a ON a.id = p.article GROUP BY 1, 2, 3"
    )
    for subject, of, kept, n in connection.execute(
        f"SELECT subject, of, kept, n FROM (SELECT t.subject, t.of, t.n AS kept, ifnull(c.n, 0) AS n FROM tally AS t"
        f" LEFT JOIN ({counted}) AS c USING (subject, of, round) WHERE t.subject <> 'codebook'"
        f" UNION ALL SELECT c.subject, c.of, 0, c.n FROM ({counted}) AS c LEFT JOIN tally AS t USING (subject, of, round)"
        " WHERE t.n IS NULL) WHERE kept <> n"
    ):
        yield f"The count kept for {subject} {of} is {kept}, but there are {n}."
