"""Memos: one a person on each thing."""

from __future__ import annotations

import pytest

from reader.core.codebook import Tag
from reader.core.errors import NotFound, WriteFailed
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from tests.project.made import picture


def test_a_memo_is_written_changed_and_taken_away(project: Project, first: ArticleRow) -> None:
    project.memos.set("article", first.id, " A note\nof two lines ")
    (memo,) = project.memos.of("article", first.id)
    assert (memo.body, memo.annotator) == ("A note\nof two lines", 1)
    newest = project.history.newest()
    project.memos.set("article", first.id, "A note\nof two lines")
    assert project.history.newest() == newest
    project.memos.set("article", first.id, "Changed")
    (changed,) = project.memos.of("article", first.id)
    assert (changed.id, changed.body, changed.created) == (memo.id, "Changed", memo.created)
    project.memos.set("article", first.id, " ")
    assert project.memos.of("article", first.id) == []
    project.memos.set("article", first.id, "")
    assert project.history.undo().name == "Remove memo on article"
    assert project.memos.of("article", first.id) == [changed]


def test_everyone_has_their_own_and_all_are_shown(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 4), memo="mine")
    with Project.open(project.path, annotator="Ben") as ben:
        ben.memos.set("annotation", note.id, "theirs")
    assert [memo.body for memo in project.memos.of("annotation", note.id)] == ["mine", "theirs"]
    assert project.annotations.get(note.id).memo == "mine; theirs"


@pytest.mark.parametrize("about", ["annotation", "tag", "article"])
def test_no_memo_on_what_is_not_there(project: Project, first: ArticleRow, okar: Tag, about: str) -> None:
    before = picture(project)
    with pytest.raises(NotFound, match=f"no {about} with the number 99"):
        project.memos.set(about, 99, "lost")
    with pytest.raises(WriteFailed):
        project.memos.set("nothing", 1, "lost")
    assert picture(project) == before
    project.memos.set("project", 1, "kept")
    assert project.memos.of("project", 1)[0].body == "kept"
