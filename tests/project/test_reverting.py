"""Undo beside another annotator, whose later work is never touched; and any sequence of gestures, undone and redone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Relevance, Status
from reader.core.codebook import Tag
from reader.core.errors import GlossatorError, NothingToUndo, UndoBlocked
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from tests.project.made import article, copied, hurried, picture, redo_all, taken_back, undo_all


@pytest.fixture
def ben(project: Project) -> Iterator[Project]:
    with Project.open(project.path, annotator="Ben") as opened:
        yield opened


def refused_undo(project: Project, why: str, *, redo: bool = False) -> None:
    before = picture(project)
    with pytest.raises(UndoBlocked, match=why):
        project.history.redo() if redo else project.history.undo()
    assert picture(project) == before
    assert project.check() == []


def test_what_another_changed_since_is_not_undone(
    project: Project, ben: Project, first: ArticleRow, okar: Tag, bases: Tag
) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    ben.annotations.retag(note.id, bases.id)
    refused_undo(
        project,
        "“Tag actor “Ines Okar”” can't be taken back: Ben has changed the same annotation since "
        "\\(“Change tag to topic “Bases””\\)\\.",
    )
    ben.history.undo()
    project.history.undo()
    assert project.annotations.count() == 0
    with pytest.raises(UndoBlocked, match="can't be done again: Ann has changed the same annotation since"):
        ben.history.redo()


def test_each_has_a_stack_of_their_own(project: Project, ben: Project, first: ArticleRow, okar: Tag) -> None:
    mine = project.annotations.add(first.id, okar.id, Span(0, 4))
    theirs = ben.annotations.add(first.id, okar.id, Span(5, 9))
    project.history.undo()
    assert [note.id for note in project.annotations.of_article(first.id)] == [theirs.id]
    project.history.redo()
    ben.history.undo()
    assert [note.id for note in project.annotations.of_article(first.id)] == [mine.id]
    assert ben.history.next_undo() is None


def test_who_has_not_coded_yet_has_nobody_elses_stack_or_progress(project: Project, ben: Project, okar: Tag) -> None:
    row = project.articles.add(article("Unread"))
    with Project.open(project.path, annotator="Cleo") as cleo:
        ben.progress.set([row.id], status=Status.DONE)
        assert cleo.history.next_undo() is None
        assert cleo.progress.of(row.id)[0] is Status.TODO
        assert cleo.articles.row(row.id).status is Status.TODO
        with pytest.raises(NothingToUndo):
            cleo.history.undo()
        cleo.tags.add("actor", "Tomas Rell")
        assert cleo.annotator is not None
        assert cleo.annotator.stored
    assert [known.name for known in project.annotators.all()] == ["Ann", "Ben", "Cleo"]


def test_a_failed_first_gesture_leaves_no_annotator(project: Project, ben: Project) -> None:
    with taken_back(ben):
        ben.tags.add("actor", "Lost")
    with ben.gesture("Nothing"):
        pass
    assert [known.name for known in project.annotators.all()] == ["Ann"]
    with Project.open(project.path, annotator="Cleo") as cleo:
        cleo.tags.add("actor", "Cleo's")
        assert ben.history.next_undo() is None
        cleo.history.undo()
    ben.tags.add("actor", "Kept")
    assert [known.name for known in project.annotators.all()] == ["Ann", "Cleo", "Ben"]
    assert project.check() == []


def test_a_redo_keeps_what_another_began_meanwhile(project: Project, ben: Project, first: ArticleRow) -> None:
    project.progress.set([first.id], status=Status.DONE)
    project.history.undo()
    ben.progress.set([first.id], status=Status.UNSURE, reason="who?")
    project.history.redo()
    assert project.progress.of(first.id)[0] is Status.DONE
    assert ben.progress.of(first.id) == (Status.UNSURE, None, "who?")
    assert project.check() == []


def test_a_tag_that_another_uses_by_now_stays(project: Project, ben: Project, first: ArticleRow, okar: Tag) -> None:
    ben.annotations.add(first.id, okar.id, Span(0, 9))
    refused_undo(project, "the tag has annotations by now")


def test_a_tag_with_anothers_tag_below_stays(project: Project, ben: Project, okar: Tag) -> None:
    ben.tags.add("actor", "Her office", parent=okar.id)
    refused_undo(project, "a tag would stand under one that is gone")


def test_an_article_that_another_coded_stays(project: Project, ben: Project, okar: Tag, first: ArticleRow) -> None:
    row = project.articles.add(article("Another text"))
    ben.annotations.add(row.id, okar.id, Span(0, 4))
    refused_undo(project, "the article has annotations by now")


def test_an_annotation_does_not_come_back_under_a_removed_tag(
    project: Project, ben: Project, first: ArticleRow, okar: Tag
) -> None:
    project.annotations.add(first.id, okar.id, Span(0, 9))
    project.history.undo()
    ben.tags.remove([okar.id])
    refused_undo(project, "an annotation would stand under a tag or in an article that is gone", redo=True)


@pytest.mark.parametrize("about", ["annotation", "tag", "article"])
def test_what_another_wrote_a_memo_on_stays(project: Project, ben: Project, about: str) -> None:
    row = project.articles.add(article("A text"))
    if about == "article":
        ben.memos.set("article", row.id, "mine")
    else:
        tag = project.tags.add("actor", "Ines Okar")
        about_id = tag.id if about == "tag" else project.annotations.add(row.id, tag.id, Span(0, 1)).id
        ben.memos.set(about, about_id, "mine")
    refused_undo(project, f"there is a memo on the {about} by now")


def test_a_memo_does_not_come_back_on_what_is_gone(project: Project, ben: Project, okar: Tag) -> None:
    ben.memos.set("tag", okar.id, "mine")
    ben.history.undo()
    project.tags.remove([okar.id])
    refused_undo(ben, "a memo would be left on a removed tag", redo=True)


def test_no_two_siblings_of_one_name_by_undo(project: Project, ben: Project, okar: Tag) -> None:
    project.tags.change(okar.id, name="I. Okar")
    ben.tags.add("actor", "Ines Okar")
    refused_undo(project, "two tags beside each other would be called “Ines Okar”")


def test_no_tag_under_itself_by_undo(project: Project, ben: Project, okar: Tag) -> None:
    child = project.tags.add("actor", "Child", parent=okar.id)
    project.tags.change(child.id, parent=None)
    ben.tags.change(okar.id, parent=child.id)
    refused_undo(project, "a tag would stand under itself")


def test_no_key_twice_by_undo(project: Project, ben: Project, okar: Tag) -> None:
    project.tags.change(okar.id, hotkey="1")
    project.tags.change(okar.id, hotkey="")
    ben.tags.add("actor", "Tomas Rell", hotkey="1")
    refused_undo(project, "another tag has the key 1 by now")


# Any sequence of gestures

STEPS = st.lists(st.tuples(st.integers(0, 17), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30)


def take(project: Project, step: tuple[int, int, int]) -> None:
    """One gesture of a person, or an undo or redo; what the project refuses is no gesture."""
    what, one, two = step
    articles, tags = project.articles.ids(), list(project.tags.codebook().tags)
    notes = [note.id for note in project.annotations.all()]

    def of(ids: list[int], number: int) -> int:
        return ids[number % len(ids)] if ids else 1

    span = Span(min(one, two), max(one, two) + 1)
    tag, other = of(tags, one), of(tags, two)
    kind = ("actor", "stance", "topic")[one % 3]
    gestures: tuple[Callable[[], object], ...] = (
        lambda: project.annotations.add(of(articles, one), other, span, memo="why" * (two % 2), certainty=one / 41),
        lambda: project.annotations.add(of(articles, one), other, [span, Span(60, 62)]),
        lambda: project.annotations.add(of(articles, one), other, None),
        lambda: project.annotations.remove([of(notes, one), of(notes, two)]),
        lambda: project.annotations.retag(of(notes, one), other),
        lambda: project.annotations.move(of(notes, two), span),
        lambda: project.tags.add(kind, f"Name {two % 8}", value=two / 7, hotkey=str(two % 10 or "")),
        lambda: project.tags.add(project.tags.codebook()[tag].kind, f"Name {two % 8}", parent=tag),
        lambda: project.tags.change(tag, name=f"Name {two % 8}", hotkey=str(one % 10 or "")),
        lambda: project.tags.change(tag, parent=other if one % 4 else None),
        lambda: project.tags.merge(tag, other),
        lambda: project.tags.remove([tag]),
        lambda: project.articles.edit([of(articles, one)], title=f"Title {two}", fields={"page": str(two)}),
        lambda: project.articles.add(article(f"Text {one % 5}\n" + "x" * 60)) if two % 2 else project.articles.remove(articles[:1]),
        lambda: project.progress.set([of(articles, one)], status=tuple(Status)[two % 4], reason="x" * (two % 2)),
        lambda: project.progress.set([of(articles, one)], relevance=tuple(Relevance)[two % 4]),
        lambda: project.memos.set("annotation" if one % 2 else "tag", of(notes if one % 2 else tags, two), "m" * (two % 3)),
        lambda: project.history.undo() if one % 3 else project.history.redo(),
    )  # fmt: skip
    with suppress(GlossatorError, KeyError):
        gestures[what]()


@settings(max_examples=50, deadline=None)
@given(STEPS)
def test_any_gestures_can_all_be_undone_and_redone(template: Path, steps: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = hurried(Project.open(copied(template, Path(folder)), annotator="Ann"))
        before = picture(project)
        project.articles.add(article())
        project.tags.add("actor", "Ines Okar")
        for step in steps:
            take(project, step)
        assert project.check() == []
        redo_all(project)
        after = picture(project)
        undo_all(project)
        assert picture(project) == before
        assert project.check() == []
        redo_all(project)
        assert picture(project) == after
        assert project.check() == []
        project.close()


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_two_annotators_in_turn_leave_a_sound_project(template: Path, steps: list[tuple[int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = copied(template, Path(folder))
        both = [hurried(Project.open(path, annotator=name)) for name in ("Ann", "Ben")]
        both[0].articles.add(article())
        both[0].tags.add("actor", "Ines Okar")
        for step in steps:
            take(both[step[2] % 2], step)
        assert both[0].check() == []
        for project in both:
            project.close()
