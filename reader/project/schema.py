"""The tables of a project file, made and migrated through sqlite-utils. docs/file-format.md describes them for others."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.errors import NotAProject, ProjectTooNew
from reader.project.sqlite import Connection
from reader.project.triggers import triggers

if TYPE_CHECKING:
    from sqlite_utils import Migrations

APPLICATION_ID = 0x474C4F53
"""“GLOS”, in the header of every project file."""
MAJOR, MINOR = 1, 0
"""A newer major part: an older program refuses. A newer minor part: it reads, and doesn't write."""

# Every column that points to a row has an index that finds it by that column: with triggers on a table, SQLite looks for
# the children of each row inserted there, and a look-up without an index would make each insert cost by the project.
_TABLES_1 = """
CREATE TABLE project (id INTEGER PRIMARY KEY CHECK (id = 1), uid TEXT NOT NULL, created TEXT NOT NULL,
    texts INTEGER NOT NULL DEFAULT 1) STRICT;

CREATE TABLE annotator (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, created TEXT NOT NULL) STRICT;
CREATE TABLE round (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE, created TEXT NOT NULL) STRICT;

CREATE TABLE gesture (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL,
    annotator INTEGER NOT NULL REFERENCES annotator (id) DEFERRABLE INITIALLY DEFERRED,
    at TEXT NOT NULL, name TEXT NOT NULL, grouped TEXT, reverts INTEGER REFERENCES gesture (id),
    first_change INTEGER, last_change INTEGER, undo INTEGER, redo INTEGER, below INTEGER
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY, gesture INTEGER NOT NULL REFERENCES gesture (id), subject TEXT NOT NULL,
    row INTEGER NOT NULL, before TEXT, after TEXT
) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT NOT NULL, author TEXT NOT NULL,
    published TEXT NOT NULL, language TEXT NOT NULL, url TEXT NOT NULL, fields TEXT NOT NULL,
    copy_of INTEGER REFERENCES article (id), removed INTEGER REFERENCES gesture (id)
) STRICT;
CREATE INDEX article_copies ON article (copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE article_text (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, article INTEGER NOT NULL REFERENCES article (id),
    version INTEGER NOT NULL, hash TEXT NOT NULL, length INTEGER NOT NULL, words INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL, importer TEXT NOT NULL, importer_version INTEGER NOT NULL, file_name TEXT NOT NULL,
    source_sha256 TEXT NOT NULL, encoding TEXT NOT NULL, notes TEXT NOT NULL, created TEXT NOT NULL,
    UNIQUE (article, version)
) STRICT;
CREATE INDEX article_text_hash ON article_text (hash);
CREATE TABLE text_chunk (
    id INTEGER PRIMARY KEY, text INTEGER NOT NULL REFERENCES article_text (id), position INTEGER NOT NULL,
    start INTEGER NOT NULL, length INTEGER NOT NULL, first_block INTEGER NOT NULL, block_count INTEGER NOT NULL,
    continues INTEGER NOT NULL, blocks TEXT NOT NULL, styles TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (text, position)
) STRICT;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
    parent INTEGER REFERENCES tag (id), position INTEGER NOT NULL, code TEXT NOT NULL, status TEXT NOT NULL,
    slot INTEGER CHECK (slot BETWEEN 1 AND 12), colour TEXT NOT NULL, value REAL, level_status TEXT,
    positive_means TEXT NOT NULL, actor_type TEXT NOT NULL, aliases TEXT NOT NULL, affiliations TEXT NOT NULL,
    identifiers TEXT NOT NULL, definition TEXT NOT NULL, include TEXT NOT NULL, exclude TEXT NOT NULL,
    examples TEXT NOT NULL, hotkey TEXT NOT NULL, fields TEXT NOT NULL, merged_into INTEGER REFERENCES tag (id),
    removed INTEGER REFERENCES gesture (id), CHECK (parent <> id)
) STRICT;
CREATE INDEX tag_children ON tag (parent) WHERE parent IS NOT NULL;
CREATE INDEX tag_merged ON tag (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE annotation (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, article INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES article_text (id), tag INTEGER NOT NULL REFERENCES tag (id), reach INTEGER NOT NULL,
    start INTEGER, "end" INTEGER, pieces TEXT NOT NULL, annotator INTEGER NOT NULL REFERENCES annotator (id),
    round INTEGER NOT NULL REFERENCES round (id), certainty REAL CHECK (certainty BETWEEN 0 AND 1),
    origin TEXT NOT NULL, codebook_version TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL,
    removed INTEGER REFERENCES gesture (id),
    CHECK (iif(start IS NULL, "end" IS NULL AND reach = 0, start >= 0 AND "end" > start))
) STRICT;
CREATE INDEX annotation_place ON annotation (text, reach, start);
CREATE INDEX annotation_tag ON annotation (tag);
CREATE TRIGGER annotation_fits_insert BEFORE INSERT ON annotation
WHEN new."end" > (SELECT length FROM article_text WHERE id = new.text)
BEGIN SELECT RAISE(ABORT, 'the passage ends past the end of the text'); END;
CREATE TRIGGER annotation_fits_update BEFORE UPDATE OF "end", text ON annotation
WHEN new."end" > (SELECT length FROM article_text WHERE id = new.text)
BEGIN SELECT RAISE(ABORT, 'the passage ends past the end of the text'); END;

CREATE TABLE memo (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL CHECK (about IN ('annotation', 'tag', 'article', 'project')), about_id INTEGER NOT NULL,
    body TEXT NOT NULL, annotator INTEGER NOT NULL REFERENCES annotator (id),
    round INTEGER NOT NULL REFERENCES round (id), created TEXT NOT NULL, modified TEXT NOT NULL,
    removed INTEGER REFERENCES gesture (id)
) STRICT;
CREATE INDEX memo_about ON memo (about, about_id) WHERE removed IS NULL;

CREATE TABLE progress (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES article (id),
    annotator INTEGER NOT NULL REFERENCES annotator (id), round INTEGER NOT NULL REFERENCES round (id),
    status TEXT NOT NULL, relevance TEXT, reason TEXT NOT NULL, modified TEXT NOT NULL,
    UNIQUE (article, annotator, round)
) STRICT;

CREATE TABLE tally (subject TEXT NOT NULL, of INTEGER NOT NULL, round INTEGER NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (subject, of, round)) STRICT, WITHOUT ROWID;

CREATE VIEW live_article AS SELECT * FROM article WHERE removed IS NULL;
CREATE VIEW live_tag AS SELECT * FROM tag WHERE removed IS NULL;
CREATE VIEW live_annotation AS SELECT * FROM annotation WHERE removed IS NULL;
CREATE VIEW live_memo AS SELECT * FROM memo WHERE removed IS NULL;

CREATE VIRTUAL TABLE article_index USING fts5 (
    title, details, body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
)
"""


def migrations() -> Migrations:
    """All steps from an empty file to the present schema, in order; each runs once, in a transaction of its own."""
    from sqlite_utils import Database, Migrations

    steps = Migrations("glossator")

    @steps()
    def first(db: Database) -> None:
        for statement in (*_TABLES_1.split(";\n"), *triggers()):
            db.conn.execute(statement)

    return steps


def migrate(connection: Connection) -> None:
    """Brings a new or older file to the present schema and version."""
    from sqlite_utils import Database

    migrations().apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {MAJOR * 1000 + MINOR}")


_NOT_OURS = (
    *(f"article_index_{part}" for part in ("config", "data", "docsize", "idx")),
    *("_sqlite_migrations", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"),
)
"""Tables that SQLite and sqlite-utils make as they need them; their wording changes with their versions."""


def fingerprint(connection: Connection) -> str:
    """A hash of every table, index, view and trigger, but for the few tables that aren't ours."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE NOT (type = 'index' AND sql IS NULL)"
        " AND NOT (type = 'table' AND name IN (SELECT value FROM json_each(?))) ORDER BY type, name",
        (json.dumps(_NOT_OURS),),
    )
    return hashlib.sha256(repr(rows.fetchall()).encode()).hexdigest()


FINGERPRINT = "df31722a990e7de306effb691f957deae76c992a3a945cf1cc17c52a5bf59796"


def version(connection: Connection, path: Path) -> tuple[int, int]:
    """Major and minor part of a project file's version. Raises NotAProject, ProjectTooNew."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise NotAProject(f"“{path.name}” is no Glossator project. It was not changed.")
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    major, minor = divmod(int(number), 1000)
    if major < 1:
        raise NotAProject(f"“{path.name}” is no Glossator project that was ever finished. It was not changed.")
    if major > MAJOR:
        raise ProjectTooNew(
            f"“{path.name}” was written by a newer Glossator (file version {major}.{minor}, this program knows {MAJOR}.{MINOR}). "
            "It was not changed; install the newer program to open it."
        )
    return major, minor


def verify(connection: Connection, path: Path) -> None:
    """Refuses a project of our version whose schema isn't ours, before anything else of it runs. Raises NotAProject."""
    if fingerprint(connection) != FINGERPRINT:
        raise NotAProject(
            f"“{path.name}” says it is a Glossator project, but its tables or triggers are not those that Glossator makes. "
            "It was not opened and not changed."
        )
