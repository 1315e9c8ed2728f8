"""How a project file is opened, and what SQLite's errors become."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.errors import GlossatorError, NotAProject, ProjectBusy, ProjectReadOnly, WriteFailed
from reader.project import Project, sqlite
from reader.project.sqlite import connect, connect_reading, explained, is_shared_place, leave_one_file, set_journal


def pragma(connection: sqlite.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_every_connection_is_careful(project: Project) -> None:
    connection = project._connection
    assert [pragma(connection, name) for name in ("trusted_schema", "cell_size_check", "foreign_keys")] == [0, 1, 1]
    assert (pragma(connection, "mmap_size"), pragma(connection, "journal_mode")) == (0, "wal")
    assert pragma(connection, "synchronous") == 2


def test_a_shared_place_gets_a_rollback_journal(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox (Lab)" / "study"
    folder.mkdir(parents=True)
    assert is_shared_place(folder / "news.gloss")
    assert not is_shared_place(tmp_path / "news.gloss")
    (tmp_path / "study").symlink_to(folder)
    assert is_shared_place(tmp_path / "study" / "news.gloss")
    with Project.create(folder / "news.gloss", annotator="Ann") as project:
        project.tags.add("actor", "Ines Okar")
        assert pragma(project._connection, "journal_mode") == "delete"
        assert pragma(project._connection, "synchronous") == 3
        assert [path.name for path in folder.iterdir()] == ["news.gloss"]
    with Project.open(folder / "news.gloss") as project:
        assert pragma(project._connection, "journal_mode") == "delete"


def test_an_sqlite_with_the_wal_bug_gets_a_rollback_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAL_IS_SOUND", False)
    connection = connect(tmp_path / "a.gloss", "rwc")
    set_journal(connection, tmp_path / "a.gloss")
    assert pragma(connection, "journal_mode") == "delete"
    connection.close()


def test_network_places_are_known_by_the_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path}/my\\040share nfs4 rw 0 0\n"
    (tmp_path / "mounts").write_text(mounts)
    monkeypatch.setattr(sqlite, "MOUNTS", tmp_path / "mounts")
    assert is_shared_place(tmp_path / "my share" / "a" / "news.gloss")
    assert not is_shared_place(tmp_path / "mine" / "news.gloss")
    monkeypatch.setattr(sqlite, "MOUNTS", tmp_path / "no mounts here")
    assert not is_shared_place(tmp_path / "my share" / "news.gloss")


def test_only_what_is_asked_for_is_made(tmp_path: Path) -> None:
    for mode in ("rw", "ro", "immutable"):
        with pytest.raises(sqlite.DatabaseError):
            connect(tmp_path / "none.gloss", mode)
    assert list(tmp_path.iterdir()) == []
    odd = tmp_path / "a?b#c%41 d.gloss"
    connect(odd, "rwc").execute("CREATE TABLE t (x)").connection.close()
    assert [path.name for path in tmp_path.iterdir()] == [odd.name]


def test_reading_goes_along_with_one_who_writes_in_a_synced_folder(tmp_path: Path) -> None:
    """Taken for a file that nobody changes, it would be read half old and half new."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    path = folder / "news.gloss"
    with Project.create(path, annotator="Ann") as project, Project.open(path, read_only=True) as reading:
        assert len(reading.tags.codebook()) == 0
        project.tags.add("actor", "Ines Okar")
        assert len(reading.tags.codebook()) == 1


def test_reading_a_closed_file_in_wal_mode_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "news.gloss"
    Project.create(path, annotator="Ann").close()
    connection = connect(path, "rw")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    with Project.open(path, read_only=True) as reading:
        assert reading.check() == []
        assert list(tmp_path.iterdir()) == [path]
    assert list(tmp_path.iterdir()) == [path]


def test_reading_without_writing_what_was_killed_in_the_middle(tmp_path: Path) -> None:
    """The file holds half a transaction, its journal what was there before: both are read, neither is changed."""
    live, killed = tmp_path / "live", tmp_path / "killed"
    live.mkdir()
    killed.mkdir()
    Project.create(live / "news.gloss", annotator="Ann").close()
    writing = connect(live / "news.gloss", "rw")
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("CREATE TABLE half (x)")
    writing.executemany("INSERT INTO half VALUES (?)", (("x" * 3000,) for _ in range(100)))
    for path in live.iterdir():
        shutil.copy(path, killed)
    writing.close()
    before = {path.name: path.read_bytes() for path in killed.iterdir()}
    assert sorted(before) == ["news.gloss", "news.gloss-journal"]
    connection, folder = connect_reading(killed / "news.gloss")
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    assert pragma(connection, "integrity_check") == "ok"
    connection.close()
    assert folder is not None
    folder.cleanup()
    assert {path.name: path.read_bytes() for path in killed.iterdir()} == before


def test_one_who_reads_keeps_nobody_from_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_MS", 50)
    path = tmp_path / "news.gloss"
    Project.create(path, annotator="Ann").close()
    reading = connect(path, "ro")
    rows = reading.execute("SELECT * FROM sqlite_schema")
    rows.fetchone()
    with Project.open(path, annotator="Ben") as project:
        assert (pragma(project._connection, "journal_mode"), pragma(project._connection, "synchronous")) == (
            "delete",
            3,
        )
        rows.close()
        project.tags.add("actor", "Ines Okar")
    reading.close()
    with Project.open(path) as project:
        assert pragma(project._connection, "journal_mode") == "wal"


def test_the_others_journal_stays_when_one_leaves(project: Project) -> None:
    other = connect(project.path, "rw")
    project.tags.add("actor", "Ines Okar")
    leave_one_file(other)
    assert Path(f"{project.path}-wal").exists()
    assert len(project.tags.codebook()) == 1


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("database is locked", ProjectBusy, "is being written by another program"),
        ("attempt to write a readonly database", ProjectReadOnly, "it or its folder is read-only"),
        ("database or disk is full", WriteFailed, "the disk is full"),
        ("something else", WriteFailed, "was not changed: something else"),
    ],
)
def test_errors_by_their_words(text: str, kind: type[GlossatorError], words: str) -> None:
    """The standard library's SQLite of Python 3.11 and pysqlite3 give names; others only words."""
    told = explained(sqlite.sqlite3.OperationalError(text), Path("/somewhere/news.gloss"))
    assert type(told) is kind
    assert words in str(told)
    assert str(told).startswith("“news.gloss”")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("SQLITE_BUSY_SNAPSHOT", ProjectBusy), ("SQLITE_READONLY_DIRECTORY", ProjectReadOnly), ("SQLITE_FULL", WriteFailed),
     ("SQLITE_IOERR_WRITE", WriteFailed), ("SQLITE_CORRUPT", NotAProject), ("SQLITE_NOTADB", NotAProject)],
)  # fmt: skip
def test_errors_by_their_names(name: str, kind: type[GlossatorError]) -> None:
    error = sqlite.sqlite3.OperationalError("x")
    error.sqlite_errorname = name
    assert type(explained(error, Path("news.gloss"))) is kind


def test_without_the_wheel_pythons_own_library_is_used() -> None:
    script = "import sys; sys.modules['pysqlite3'] = None; from reader.project import sqlite; print(sqlite.LIBRARY)"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout == "sqlite3\n"
