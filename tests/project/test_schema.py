"""The schema: what a new file holds, and that anything else is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.errors import NotAProject, ProjectTooNew
from reader.project import Project, schema
from reader.project.sqlite import Connection, connect
from reader.project.triggers import REMOVABLE, TABLES
from tests.project.made import copied, plain


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return copied(template, tmp_path)


def test_the_fingerprint_is_that_of_a_new_file(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.gloss", "rwc")
    schema.migrate(connection)
    assert schema.fingerprint(connection) == schema.FINGERPRINT
    schema.verify(connection, tmp_path)
    assert schema.version(connection, tmp_path) == (schema.MAJOR, schema.MINOR)
    connection.close()


def columns(connection: Connection, table: str) -> tuple[str, ...]:
    return tuple(name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})"))


def test_every_column_is_recorded(path: Path) -> None:
    connection = plain(path)
    for table, recorded in TABLES.items():
        assert columns(connection, table) == recorded
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    made = {name for name in tables if not name.startswith(("article_index", "sqlite_", "_sqlite"))}
    assert made - set(TABLES) == {"project", "gesture", "change", "text_chunk", "tally"}
    assert {table for table in TABLES if "removed" in TABLES[table]} == set(REMOVABLE)
    connection.close()


def test_applying_the_migrations_again_changes_nothing(path: Path) -> None:
    connection = plain(path)
    schema.migrate(connection)
    schema.verify(connection, path)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE extra (x)",
        "CREATE TRIGGER article_index_x AFTER INSERT ON tag BEGIN DELETE FROM tally; END",
        "CREATE TRIGGER _sqlite_migrations_x AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM tally; END",
        "CREATE VIEW article_index_view AS SELECT 1",
        "CREATE VIRTUAL TABLE other USING fts5 (x)",
        "CREATE INDEX more ON tag (name)",
        "DROP TRIGGER tag_update_recorded",
        "ALTER TABLE tag ADD COLUMN x TEXT",
        "DROP VIEW live_tag",
    ],
)
def test_a_schema_that_is_not_ours_is_refused(path: Path, statement: str) -> None:
    connection = plain(path)
    connection.execute(statement)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAProject, match=r"“news\.gloss” says it is a Glossator project, but its tables or triggers"):
        Project.open(path, annotator="Ann")
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["news.gloss"]


@pytest.mark.parametrize(
    ("number", "error"), [(2000, ProjectTooNew), (0, NotAProject), (-1, NotAProject), (999, NotAProject)]
)
def test_versions_that_are_not_opened(path: Path, number: int, error: type[Exception]) -> None:
    connection = plain(path)
    connection.execute(f"PRAGMA user_version = {number}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(error, match=r"“news\.gloss”.*It was not changed"):
        Project.open(path, annotator="Ann")
    assert path.read_bytes() == before
