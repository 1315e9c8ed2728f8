"""Triggers generated from the schema: the record of change, which no write can go round, and the counts kept in rows."""

from __future__ import annotations

TABLES: dict[str, tuple[str, ...]] = {
    "annotator": ("id", "uid", "name", "created"),
    "round": ("id", "uid", "name", "created"),
    "article": ("id", "uid", "title", "source", "author", "published", "language", "url", "fields", "copy_of", "removed"),
    "article_text": (
        "id", "uid", "article", "version", "hash", "length", "words", "paragraphs", "importer", "importer_version",
        "file_name", "source_sha256", "encoding", "notes", "created",
    ),
    "tag": (
        "id", "uid", "kind", "name", "parent", "position", "code", "status", "slot", "colour", "value", "level_status",
        "positive_means", "actor_type", "aliases", "affiliations", "identifiers", "definition", "include", "exclude",
        "examples", "hotkey", "fields", "merged_into", "removed",
    ),
    "annotation": (
        "id", "uid", "article", "text", "tag", "reach", "start", "end", "pieces", "annotator", "round", "certainty",
        "origin", "codebook_version", "created", "modified", "removed",
    ),
    "memo": ("id", "uid", "about", "about_id", "body", "annotator", "round", "created", "modified", "removed"),
    "progress": ("id", "article", "annotator", "round", "status", "relevance", "reason", "modified"),
}  # fmt: skip
"""The tables whose every change is recorded, with their columns in order."""

REMOVABLE = ("article", "tag", "annotation", "memo")
"""Their rows are never deleted: `removed` holds the gesture that took one away, or NULL."""


def as_json(table: str, row: str) -> str:
    """The SQL expression that writes one row (`new`, `old` or a table's name) as the record of change keeps it."""
    return "json_object(" + ", ".join(f"'{name}', {row}.\"{name}\"" for name in TABLES[table]) + ")"


def _recording(table: str) -> list[str]:
    """Triggers that record every insert, update and delete under the open gesture, and refuse a write without one."""
    gesture = "(SELECT id FROM gesture WHERE id = (SELECT max(id) FROM gesture) AND last_change IS NULL)"
    changes = {
        "insert": ("new.id", "NULL", as_json(table, "new")),
        "update": ("old.id", as_json(table, "old"), as_json(table, "new")),
        "delete": ("old.id", as_json(table, "old"), "NULL"),
    }
    return [
        f"CREATE TRIGGER {table}_{verb}_recorded AFTER {verb.upper()} ON {table} BEGIN "
        f"INSERT INTO change (gesture, subject, row, before, after) VALUES ({gesture}, '{table}', {row}, {before}, {after}); END"
        for verb, (row, before, after) in changes.items()
        if not (verb == "delete" and table in REMOVABLE)
    ]


def _kept(table: str) -> str:
    return f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'nothing is deleted'); END"


def _add(subject: str, of: str, round_: str, n: int, when: str = "1") -> str:
    """One step of a count, as an upsert inside a trigger. A SELECT needs `WHERE`, else `ON` is read as a join's."""
    return (
        f"INSERT INTO tally SELECT {subject}, {of}, {round_}, {n} WHERE {when} "
        f"ON CONFLICT DO UPDATE SET n = n + excluded.n;"
    )


def _counting() -> list[str]:
    """Triggers that keep every count a person waits for in a row of `tally`."""

    def annotation(row: str, n: int) -> str:
        live = f"{row}.removed IS NULL"
        return _add("'article'", f"{row}.article", f"{row}.round", n, live) + _add(
            "'tag'", f"{row}.tag", f"{row}.round", n, live
        )

    def progress(row: str, n: int) -> str:
        live = f"EXISTS (SELECT 1 FROM live_article WHERE id = {row}.article)"
        return _add(progress_subject(row), f"{row}.annotator", f"{row}.round", n, live)

    revision = _add("'codebook'", "0", "0", 1)
    arrived = _add("'articles'", "0", "0", 1, "new.removed IS NULL")
    left = _add("'articles'", "0", "0", -1, "old.removed IS NULL")
    subject = progress_subject("p")
    moved = (
        f"INSERT INTO tally SELECT {subject}, p.annotator, p.round, iif(new.removed IS NULL, 1, -1) "
        "FROM progress AS p WHERE p.article = new.id ON CONFLICT DO UPDATE SET n = n + excluded.n;"
    )
    bodies = {
        "article_counted AFTER INSERT ON article": arrived,
        "article_recounted AFTER UPDATE OF removed ON article WHEN (old.removed IS NULL) <> (new.removed IS NULL)": (
            arrived + left + moved
        ),
        "annotation_counted AFTER INSERT ON annotation": annotation("new", 1),
        "annotation_recounted AFTER UPDATE OF removed, tag ON annotation": annotation("old", -1) + annotation("new", 1),
        "progress_counted AFTER INSERT ON progress": progress("new", 1),
        "progress_recounted AFTER UPDATE ON progress": progress("old", -1) + progress("new", 1),
        "progress_uncounted AFTER DELETE ON progress": progress("old", -1),
        "tag_counted AFTER INSERT ON tag": revision,
        "tag_recounted AFTER UPDATE ON tag": revision,
    }
    return [f"CREATE TRIGGER {head} BEGIN {body} END" for head, body in bodies.items()]


def progress_subject(row: str) -> str:
    """The SQL of the `tally.subject` under which a progress row counts: set aside, or its status."""
    return f"iif({row}.relevance IS NULL OR {row}.relevance = 'relevant', {row}.status, 'set_aside')"


def frozen(table: str, verb: str) -> str:
    """The trigger by which a stored text never changes."""
    return (
        f"CREATE TRIGGER {table}_{verb}_frozen BEFORE {verb.upper()} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the text never changes'); END"
    )


def triggers() -> list[str]:
    """Every trigger of the present schema."""
    recorded = [trigger for table in TABLES for trigger in _recording(table)]
    still = [frozen(table, verb) for table in ("text_chunk", "article_text") for verb in ("update", "delete")]
    return [*recorded, *(_kept(table) for table in REMOVABLE), *_counting(), *still]
