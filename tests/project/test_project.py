"""The front door: making, opening, closing, several connections and several programs at once."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from reader.core.codebook import Tag
from reader.core.errors import GlossatorError, NotAProject, NotFound, ProjectBusy, ProjectReadOnly, Refused, WriteFailed
from reader.core.spans import Span
from reader.project import SUFFIX, Project, schema, sqlite
from reader.project.articles import ArticleRow
from tests.project.made import article, copied, picture, plain
from tests.project.test_copies import room_for


def test_a_new_project_is_empty_and_sound(tmp_path: Path) -> None:
    with Project.create(tmp_path / "news.gloss", annotator="Ann") as project:
        assert (project.name, project.read_only, project.notes) == ("news", False, ())
        assert project.annotator is not None
        assert (project.annotator.id, project.annotator.stored) == (1, True)
        assert project.articles.count() == project.annotations.count() == len(project.tags.codebook()) == 0
        assert project.history.next_undo() is None
        assert project.check() == []
        uid = project.uid
    assert [path.name for path in tmp_path.iterdir()] == ["news" + SUFFIX]
    with Project.open(tmp_path / "news.gloss") as again:
        assert again.uid == uid
        assert again.annotator is None


def test_a_new_project_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.gloss"
    path.write_text("mine")
    with pytest.raises(Refused, match=r"“news\.gloss” is there already\. It was not changed"):
        Project.create(path, annotator="Ann")
    assert path.read_text() == "mine"


def test_a_project_that_can_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no folder"):
        Project.create(tmp_path / "nowhere" / "news.gloss", annotator="Ann")
    with pytest.raises(Refused, match="An annotator needs a name"):
        Project.create(tmp_path / "news.gloss", annotator="  ")
    with pytest.raises(WriteFailed, match="unable to open database file"):
        Project.create(tmp_path / ("n" * 250 + ".gloss"), annotator="Ann")
    assert list(tmp_path.iterdir()) == []


def test_closing_leaves_one_file_and_twice_does_no_harm(project: Project, okar: Tag) -> None:
    assert Path(f"{project.path}-wal").exists()
    project.close()
    project.close()
    assert [path.name for path in project.path.parent.iterdir()] == ["news.gloss"]


def test_the_last_of_several_connections_leaves_one_file(project: Project, okar: Tag) -> None:
    other = Project.open(project.path, annotator="Ben")
    reading = Project.reading(project.path)
    project.close()
    other.tags.add("actor", "Tomas Rell")
    assert [tag.name for tag in reading.tags.codebook().tags.values()] == ["Ines Okar", "Tomas Rell"]
    reading.close()
    other.close()
    assert [path.name for path in project.path.parent.iterdir()] == ["news.gloss"]
    with Project.open(project.path) as again:
        assert len(again.tags.codebook()) == 2
        assert again.check() == []


def test_a_reading_connection_sees_each_gesture_at_once(project: Project, first: ArticleRow, okar: Tag) -> None:
    with Project.reading(project.path) as reading:
        note = project.annotations.add(first.id, okar.id, Span(0, 9))
        assert reading.annotations.get(note.id) == note
        with pytest.raises(sqlite.DatabaseError, match="readonly"):
            reading._connection.execute("DELETE FROM tally")


def test_open_for_reading_changes_nothing(project: Project, okar: Tag) -> None:
    project.close()
    before = project.path.read_bytes()
    with Project.open(project.path, annotator="Ben", read_only=True) as reading:
        assert reading.read_only
        assert reading.tags.codebook()[okar.id] == okar
        assert reading.check() == []
        with pytest.raises(ProjectReadOnly):
            reading.tags.remove([okar.id])
    assert project.path.read_bytes() == before
    assert [path.name for path in project.path.parent.iterdir()] == ["news.gloss"]


def test_reading_finds_what_lies_in_the_wal_through_a_link_too(project: Project, okar: Tag, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "link.gloss"
    link.symlink_to(project.path)
    for path in (project.path, link):
        with Project.open(path, read_only=True) as reading:
            assert len(reading.tags.codebook()) == 1
            folder = reading._copy
            assert folder is not None
            assert Path(folder.name).is_dir()
        assert not Path(folder.name).exists()


def test_a_private_copy_is_not_left_behind(
    project: Project, okar: Tag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with pytest.raises(Refused, match="An annotator needs a name"):
        Project.open(project.path, annotator=" ", read_only=True)
    with room_for(100), pytest.raises(NotAProject, match=r"“news\.gloss” can't be read: the copy .* could not be made"):
        Project.open(project.path, read_only=True)
    assert list(temporary.iterdir()) == []


def test_an_older_minor_version_is_migrated(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the next minor version of this program will open a file of this one."""
    path = copied(template, tmp_path)
    monkeypatch.setattr(schema, "MINOR", schema.MINOR + 1)
    with Project.open(path) as project:
        assert project._connection.execute("PRAGMA user_version").fetchone() == (1001,)
        assert project.check() == []


def test_a_name_that_can_not_be_leaves_the_project_closed(template: Path, tmp_path: Path) -> None:
    path = copied(template, tmp_path)
    with pytest.raises(Refused, match="An annotator needs a name"):
        Project.open(path, annotator=" ")
    assert [file.name for file in tmp_path.iterdir()] == ["news.gloss"]


def test_what_is_no_file_of_ours_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        Project.open(tmp_path / "none.gloss")
    with pytest.raises(NotAProject, match="is a folder, not a Glossator project"):
        Project.open(tmp_path)
    with pytest.raises(NotAProject, match="can't be read: File name too long"):
        Project.open(tmp_path / ("n" * 300))


# Several programs at once

HOLDING = """
import sys, time
from pathlib import Path
from reader.project.sqlite import connect
held = connect(Path(sys.argv[1]), "rw")
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

CODING = """
import sys
from reader.project import Project
with Project.open(sys.argv[1], annotator=sys.argv[2]) as project:
    sys.stdin.readline()
    for number in range(20):
        project.tags.add("topic", f"{sys.argv[2]} {number}")
"""


def child(script: str, *arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root,
    )  # fmt: skip


def test_a_held_write_lock_is_said_and_nothing_lost(project: Project, okar: Tag) -> None:
    project._connection.execute("PRAGMA busy_timeout = 20")
    holder = child(HOLDING, str(project.path))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    before = picture(project)
    with pytest.raises(ProjectBusy, match=r"“news\.gloss” is being written by another program\. Nothing was changed"):
        project.tags.add("actor", "Tomas Rell")
    with pytest.raises(ProjectBusy):
        project.history.undo()
    assert picture(project) == before
    holder.communicate("")
    assert project.tags.add("actor", "Tomas Rell").name == "Tomas Rell"
    assert project.check() == []


def test_two_programs_code_at_once_under_new_names(project: Project) -> None:
    coders = [child(CODING, str(project.path), name) for name in ("Ben", "Cleo")]
    for coder in coders:
        assert coder.stdin is not None
        coder.stdin.write("\n")
        coder.stdin.flush()
    for coder in coders:
        _, errors = coder.communicate(timeout=60)
        assert (coder.returncode, errors) == (0, "")
    assert {known.name for known in project.annotators.all()} == {"Ann", "Ben", "Cleo"}
    assert len({known.id for known in project.annotators.all()}) == 3
    assert len(project.tags.codebook()) == 40
    assert project.check() == []


def test_two_at_once_add_no_siblings_of_one_name(project: Project, okar: Tag) -> None:
    """What another program stored while this one waited for the lock is looked at again."""
    with Project.open(project.path, annotator="Ben") as other:
        other.tags.codebook()
        project.tags.add("actor", "Tomas Rell")
        with pytest.raises(Refused, match="in that place already"):
            other.tags.add("actor", "Tomas Rell")


def test_a_damaged_file_is_a_finding_not_a_crash(template: Path, tmp_path: Path) -> None:
    path = copied(template, tmp_path)
    with Project.open(path, annotator="Ann") as project:
        for number in range(30):
            project.articles.add(article(f"Text {number} " + "x" * 9000))
    connection = plain(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'article_text'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with Project.open(path) as project:
        findings = project.check()
    assert findings
    assert any("damaged" in finding for finding in findings)


@pytest.mark.parametrize("what", ["tag", "retag", "change", "merge", "tag below", "article", "memo"])
def test_what_waits_for_the_lock_looks_again(
    project: Project, first: ArticleRow, okar: Tag, bases: Tag, what: str
) -> None:
    """Another program removes it after this one looked, and before this one may write."""
    note = project.annotations.add(first.id, bases.id, Span(0, 4))
    child = project.tags.add("actor", "Child")
    told: list[GlossatorError] = []
    gestures: dict[str, Callable[[], object]] = {
        "tag": lambda: project.annotations.add(first.id, okar.id, Span(0, 9)),
        "retag": lambda: project.annotations.retag(note.id, okar.id),
        "change": lambda: project.tags.change(okar.id, name="I. Okar"),
        "merge": lambda: project.tags.merge(child.id, okar.id),
        "tag below": lambda: project.tags.change(child.id, parent=okar.id),
        "article": lambda: project.annotations.add(first.id, bases.id, None),
        "memo": lambda: project.memos.set("tag", okar.id, "m"),
    }

    def wait() -> None:
        try:
            gestures[what]()
        except GlossatorError as error:
            told.append(error)

    waiting = Thread(target=wait)
    with Project.open(project.path, annotator="Ben") as other:
        with other.gesture("Remove"):
            other.tags.remove([okar.id])
            other.articles.remove([first.id])
            waiting.start()
            waiting.join(0.1)
        waiting.join()
        assert [type(error) for error in told] == [NotFound]
        assert other.check() == []
