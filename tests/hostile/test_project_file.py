"""Rows 14 to 18 and 23 of hostile input: killed while coding, a full disk, no permission, and files that are no project."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.errors import GlossatorError, NotAProject, ProjectTooNew, WriteFailed
from reader.core.spans import Span
from reader.project import Project
from tests.project.made import TEXT, article, picture, plain
from tests.project.test_copies import room_for
from tests.unprivileged import give_up_privileges

ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder of its own for the project, writable again at the end."""
    folder = tmp_path / "study"
    folder.mkdir()
    yield folder
    folder.chmod(0o755)


@pytest.fixture
def coded(place: Path) -> Path:
    """A closed project with an article, a tag and an annotation."""
    with Project.create(place / "news.gloss", annotator="Ann") as project:
        row = project.articles.add(article())
        tag = project.tags.add("actor", "Ines Okar")
        project.annotations.add(row.id, tag.id, Span(0, 9), memo="why")
    return place / "news.gloss"


def refused(path: Path, kind: type[GlossatorError] = NotAProject) -> str:
    """Opening says one sentence that names the file, and leaves it and its folder as they were."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(kind) as said:
        Project.open(path, annotator="Ann")
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (before, beside)
    assert f"“{path.name}”" in str(said.value)
    return str(said.value)


# Row 14


def test_row_14_killed_at_any_moment(coded: Path) -> None:
    script = Path(__file__).with_name("coding_until_killed.py")
    done = subprocess.run(
        [sys.executable, "-c", f"import runpy; runpy.run_path({str(script)!r})", str(coded), "15", "1"],
        capture_output=True, text=True, cwd=ROOT, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 15
    with Project.open(coded, annotator="Ann") as project:
        while project.history.next_undo():
            project.history.undo()
        assert project.annotations.count() == project.articles.count() == 0
        assert project.check() == []


# Row 15


@pytest.mark.parametrize("folder", ["local", "Dropbox"])
def test_row_15_disk_full_at_any_write(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    with Project.create(tmp_path / folder / "news.gloss", annotator="Ann") as project:
        row = project.articles.add(article())
        tag = project.tags.add("actor", "Ines Okar")
        refusals = 0
        for room in range(0, 60_000, 3_000):
            size = max(os.path.getsize(file) for file in (tmp_path / folder).iterdir() if file.suffix != ".gloss-shm")
            before, newest = picture(project), project.history.newest()
            said = ""
            with room_for(size if room < 30_000 else size // 2 + room):
                try:
                    project.articles.add(article(f"{room} " + "word " * 3_000))
                except WriteFailed as error:
                    said = str(error)
            if said:
                refusals += 1
                assert "“news.gloss” was not changed" in said
                assert project.history.newest() == newest
                assert picture(project) == before
            project.annotations.add(row.id, tag.id, Span(0, 4))
        assert refusals > 5
        assert project.check() == []
    with Project.open(tmp_path / folder / "news.gloss") as project:
        assert project.annotations.count() == 20
        assert project.check() == []


def test_row_15_disk_full_in_the_middle_of_a_gesture(coded: Path) -> None:
    """SQLite then takes the whole transaction back by itself, before the gesture inside the gesture ends."""
    with Project.open(coded, annotator="Ann") as project:
        project._connection.execute("PRAGMA cache_size = 4")
        before = picture(project)

        def both() -> None:
            with project.gesture("Outer"):
                project.tags.add("actor", "Lost")
                project.articles.add(article("word " * 100_000))

        with room_for(200_000), pytest.raises(WriteFailed, match=r"“news\.gloss” was not changed"):
            both()
        assert picture(project) == before
        assert len(project.tags.codebook()) == 1
        project.articles.add(article("word " * 100_000))
        assert project.check() == []


def test_row_15_disk_full_when_making_a_project(place: Path) -> None:
    with room_for(20_000), pytest.raises(WriteFailed, match=r"“new\.gloss” was not changed"):
        Project.create(place / "new.gloss", annotator="Ann")
    assert list(place.iterdir()) == []


# Row 16

LOOK = """
import sys
from pathlib import Path
from reader.core.errors import GlossatorError
from reader.core.spans import Span
from reader.project import Project
try:
    if sys.argv[2] == "create":
        Project.create(sys.argv[1], annotator="Ann")
    with Project.open(sys.argv[1], annotator="Ben") as project:
        print(*project.notes, sep="\\n")
        with Project.reading(sys.argv[1]) as reading:
            print(reading.annotations.count(), project.annotations.count(), project.check())
        project.annotations.add(1, 1, Span(0, 4))
except GlossatorError as error:
    print(type(error).__name__, error)
"""


def as_anyone(path: Path, what: str = "open") -> list[str]:
    """What opening and then tagging says to somebody who must ask for permission."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", LOOK, str(path), what],
            capture_output=True, text=True, cwd=ROOT, check=False, preexec_fn=give_up_privileges,
        )  # fmt: skip
    except subprocess.SubprocessError:
        pytest.skip("this process may not give up root's privileges")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


READ_ONLY = [
    "“news.gloss” or its folder is read-only. It is open for reading; nothing can be changed.",
    "1 1 []",
    "ProjectReadOnly “news.gloss” is open for reading only. Nothing was changed.",
]


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_row_16_read_only_file_or_folder(coded: Path, file: int, folder: int) -> None:
    before = coded.read_bytes()
    coded.chmod(file)
    coded.parent.chmod(folder)
    assert as_anyone(coded) == READ_ONLY
    assert coded.read_bytes() == before
    assert os.listdir(coded.parent) == ["news.gloss"]


def test_row_16_read_only_folder_with_newest_rows_in_a_wal(coded: Path) -> None:
    """The program was killed, and the folder made read-only since."""
    script = (
        "import os, sys; from reader.project import Project; from reader.core.spans import Span\n"
        "project = Project.open(sys.argv[1], annotator='Ann'); project.annotations.add(1, 1, Span(3, 9)); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(coded)], cwd=ROOT, check=True)
    coded.parent.chmod(0o555)
    before = {path.name: path.read_bytes() for path in coded.parent.iterdir()}
    assert "news.gloss-wal" in before
    assert as_anyone(coded) == [READ_ONLY[0], "2 2 []", READ_ONLY[2]]
    assert {path.name: path.read_bytes() for path in coded.parent.iterdir()} == before


def test_row_16_no_permission(coded: Path) -> None:
    coded.chmod(0o000)
    assert as_anyone(coded) == ["NotAProject “news.gloss” can't be read: you have no permission to."]
    coded.parent.chmod(0o000)
    assert as_anyone(coded) == ["NotAProject “news.gloss” can't be read: Permission denied."]


def test_row_16_no_new_project_in_a_read_only_folder(place: Path) -> None:
    place.chmod(0o555)
    (said,) = as_anyone(place / "new.gloss", "create")
    assert said == f"Refused “new.gloss” can't be made: you may not write in the folder “{place}”."
    assert list(place.iterdir()) == []


# Row 17


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0", b"An article, not a project.\n" * 400, b"SQLite format 3\0", b"SQLite format 3\0" + b"\0" * 8192,
        random.Random(17).randbytes(20_000),
    ],
    ids=["empty", "one byte", "text", "header alone", "header and zeros", "encrypted"],
)  # fmt: skip
def test_row_17_files_that_are_no_project(place: Path, content: bytes) -> None:
    path = place / "news.gloss"
    path.write_bytes(content)
    assert "no Glossator project" in refused(path)


def test_row_17_another_programs_database(place: Path) -> None:
    path = place / "theirs.gloss"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT)")
    theirs.close()
    assert refused(path) == "“theirs.gloss” is no Glossator project. It was not changed."


def test_row_17_a_fifo_does_not_hang(place: Path) -> None:
    path = place / "pipe.gloss"
    os.mkfifo(path)
    with pytest.raises(NotAProject, match="is empty"):
        Project.open(path)


@pytest.mark.parametrize("part", [0.001, 0.05, 0.2, 0.5, 0.8, 0.99])
def test_row_17_truncated(coded: Path, part: float) -> None:
    content = coded.read_bytes()
    coded.write_bytes(content[: int(len(content) * part) // 4096 * 4096 or 100])
    assert "It was not changed" in refused(coded)


@pytest.mark.parametrize("place_in_header", [0, 15, 16, 21, 69, 100, 103])
def test_row_17_a_damaged_header(coded: Path, place_in_header: int) -> None:
    content = bytearray(coded.read_bytes())
    content[place_in_header] ^= 0x55
    coded.write_bytes(content)
    assert "It was not changed" in refused(coded)


# Row 18


def test_row_18_a_newer_version_is_refused(coded: Path) -> None:
    connection = plain(coded)
    connection.execute("PRAGMA user_version = 2003")
    connection.close()
    assert "file version 2.3, this program knows 1.0" in refused(coded, ProjectTooNew)


def test_row_18_a_newer_minor_version_is_open_for_reading(coded: Path) -> None:
    connection = plain(coded)
    connection.execute("CREATE TABLE statement (id INTEGER PRIMARY KEY) STRICT")
    connection.execute("PRAGMA user_version = 1001")
    connection.close()
    before = coded.read_bytes()
    with Project.open(coded, annotator="Ann") as project:
        assert project.read_only
        assert project.notes == ("“news.gloss” was written by a newer Glossator. It is open for reading only.",)
        assert project.annotations.count() == 1
        assert project.articles.text(1) == TEXT
        with pytest.raises(GlossatorError, match="open for reading only"):
            project.tags.remove([1])
    assert coded.read_bytes() == before
    assert os.listdir(coded.parent) == ["news.gloss"]


# Row 23: not even by SQL that keeps to the record


@pytest.mark.parametrize(
    "values",
    [
        f'"end" = {len(TEXT) + 1}',
        "start = -1",
        'start = 4, "end" = 4',
        'start = 4, "end" = 2',
        "start = NULL",
        'start = NULL, "end" = NULL',
        "certainty = 1.5",
        "tag = 99",
        "text = 99",
    ],
)
def test_row_23_spans_that_the_file_refuses(coded: Path, values: str) -> None:
    with Project.open(coded, annotator="Ann") as project:
        before = picture(project)
        with pytest.raises(WriteFailed, match=r"“news\.gloss” was not changed"), project.gesture("By hand"):
            project._connection.execute(f"UPDATE annotation SET {values}")
        with pytest.raises(WriteFailed), project.gesture("By hand"):
            project._connection.execute("UPDATE tag SET parent = id")
        assert picture(project) == before
        assert project.check() == []
