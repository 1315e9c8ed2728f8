"""Status and relevance of an article, for one annotator and round, and their counts."""

from __future__ import annotations

import pytest

from reader.core.annotation import Relevance, Status
from reader.core.codebook import Tag
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from reader.project.progress import ProgressCounts
from tests.project.made import article


@pytest.fixture
def ids(project: Project) -> list[int]:
    return [project.articles.add(article(f"Text {number}")).id for number in range(6)]


def test_counts_add_up_to_all_articles(project: Project, ids: list[int]) -> None:
    assert project.progress.counts() == ProgressCounts(6, 0, 0, 0, 0)
    project.progress.set(ids[:1], status=Status.DONE)
    project.progress.set(ids[1:2], status=Status.UNSURE, reason="who speaks?")
    project.progress.set(ids[2:3], status=Status.IN_PROGRESS)
    project.progress.set(ids[3:5], relevance=Relevance.NOT_RELEVANT)
    assert project.progress.counts() == ProgressCounts(1, 1, 1, 1, 2)
    assert project.progress.of(ids[1]) == (Status.UNSURE, None, "who speaks?")
    project.articles.remove([ids[0], ids[3]])
    assert project.progress.counts() == ProgressCounts(1, 1, 0, 1, 1)
    project.history.undo()
    assert project.history.undo().name == "Mark as not relevant for 2 articles"
    assert project.progress.counts() == ProgressCounts(3, 1, 1, 1, 0)
    assert project.check() == []


def test_a_status_brings_an_article_back_in(project: Project, ids: list[int]) -> None:
    project.progress.set(ids[:1], relevance=Relevance.DUPLICATE, reason="of the first")
    project.progress.set(ids[:1], status=Status.DONE)
    assert project.progress.of(ids[0]) == (Status.DONE, Relevance.RELEVANT, "")


def test_the_same_again_is_no_gesture(project: Project, ids: list[int]) -> None:
    project.progress.set(ids, status=Status.DONE)
    newest = project.history.newest()
    project.progress.set(ids, status=Status.DONE)
    project.progress.set([], status=Status.DONE)
    assert project.history.newest() == newest


def test_the_first_annotation_begins_an_article_but_takes_nothing_back(
    project: Project, first: ArticleRow, okar: Tag
) -> None:
    project.progress.set([first.id], relevance=Relevance.RELEVANT)
    project.annotations.add(first.id, okar.id, Span(0, 4))
    assert project.progress.of(first.id) == (Status.IN_PROGRESS, Relevance.RELEVANT, "")
    project.progress.set([first.id], status=Status.DONE)
    project.annotations.add(first.id, okar.id, Span(0, 4))
    assert project.progress.of(first.id)[0] is Status.DONE


def test_each_annotator_has_their_own(project: Project, ids: list[int]) -> None:
    project.progress.set(ids[:1], status=Status.DONE)
    project.act_as("Ben")
    assert project.progress.of(ids[0]) == (Status.TODO, None, "")
    assert project.progress.counts().todo == 6
    project.progress.set(ids[1:2], status=Status.DONE)
    project.act_as("Ann")
    assert project.articles.ids(status=Status.DONE) == ids[:1]
    with Project.reading(project.path) as nobody:
        assert nobody.progress.of(ids[0]) == (Status.TODO, None, "")
        assert nobody.progress.counts().todo == 6
