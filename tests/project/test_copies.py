"""A copy as one closed file, with or without the texts."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.core.codebook import Tag
from reader.core.errors import ExportFailed
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from tests.project.made import TEXT, article, picture, rows


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: what a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_copy_is_one_file_with_everything(project: Project, first: ArticleRow, okar: Tag, tmp_path: Path) -> None:
    project.annotations.add(first.id, okar.id, Span(0, 9), memo="why")
    target = tmp_path / "sent" / "copy.gloss"
    target.parent.mkdir()
    project.send_copy(target)
    assert os.listdir(target.parent) == ["copy.gloss"]
    with Project.open(target, annotator="Ann") as copy:
        assert picture(copy) == picture(project)
        assert copy.uid == project.uid
        assert copy.check() == []
        copy.history.undo()
    assert project.annotations.count() == 1


def test_a_copy_without_the_texts(project: Project, first: ArticleRow, okar: Tag, tmp_path: Path) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    target = tmp_path / "copy.gloss"
    project.send_copy(target, with_texts=False)
    for word in ("opposes", "harbour", "unions"):
        assert word.encode() not in target.read_bytes()
        assert word.encode() in project.path.read_bytes() + Path(f"{project.path}-wal").read_bytes()
    with Project.open(target, annotator="Ben") as copy:
        assert copy.articles.text(first.id) == "".join("·" if not c.isspace() else c for c in TEXT)
        assert copy.annotations.get(note.id) == note
        assert copy.articles.ids(words="harbour") == []
        assert copy.check() == []
        copy.annotations.add(first.id, okar.id, Span(0, 4))
        assert copy.check() == []
    assert project.articles.text(first.id) == TEXT


def test_places_a_copy_can_not_go(project: Project, tmp_path: Path) -> None:
    link = tmp_path / "link.gloss"
    link.symlink_to(project.path)
    before = picture(project)
    with pytest.raises(ExportFailed, match="is a folder: give the copy a file name"):
        project.send_copy(tmp_path)
    for path in (project.path, link):
        with pytest.raises(ExportFailed, match="is the project itself"):
            project.send_copy(path)
    with pytest.raises(ExportFailed, match=r"“copy\.gloss” was not written"):
        project.send_copy(tmp_path / "nowhere" / "copy.gloss")
    with pytest.raises(ExportFailed, match="was not written: File name too long"):
        project.send_copy(tmp_path / ("n" * 300))
    assert picture(project) == before
    assert project.check() == []


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_copy_never_slips_under_what_is_not_closed(project: Project, tmp_path: Path, ending: str) -> None:
    """SQLite would take what lies beside for the copy's own."""
    (tmp_path / "other.gloss").write_bytes(b"theirs")
    (tmp_path / f"other.gloss{ending}").write_bytes(b"their newest rows")
    with pytest.raises(ExportFailed, match="is open, or was not closed"):
        project.send_copy(tmp_path / "other.gloss")
    assert (tmp_path / "other.gloss").read_bytes() == b"theirs"


def test_a_full_disk_leaves_no_half_copy(project: Project, tmp_path: Path) -> None:
    """Hostile input, row 15."""
    project.articles.add(article("word " * 100_000))
    target = tmp_path / "sent"
    target.mkdir()
    with room_for(300_000), pytest.raises(ExportFailed, match=r"“copy\.gloss” was not written"):
        project.send_copy(target / "copy.gloss")
    assert os.listdir(target) == []
    project.send_copy(target / "copy.gloss")
    assert os.listdir(target) == ["copy.gloss"]


def test_a_damaged_project_is_not_sent(project: Project, tmp_path: Path) -> None:
    for number in range(20):
        project.articles.add(article(f"{number} " + "x" * 9000))
    ((page,),) = rows(project, "SELECT rootpage FROM sqlite_schema WHERE name = 'article_text'")
    project.close()
    with project.path.open("r+b") as file:
        file.seek((int(str(page)) - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Project.open(project.path) as damaged, pytest.raises(ExportFailed, match=r"did not pass its check|malformed"):
        damaged.send_copy(tmp_path / "copy.gloss")
    assert not (tmp_path / "copy.gloss").exists()
