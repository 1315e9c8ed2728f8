"""Articles: added once, found by words and progress, edited and removed as gestures."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.annotation import Relevance, Status
from reader.core.codebook import Tag
from reader.core.errors import NotFound
from reader.core.prepared import prepare
from reader.core.spans import Span
from reader.core.text import word_count
from reader.project import Project
from reader.project.articles import AlreadyThere, ArticleRow
from tests.project.made import TEXT, article, rows


def test_an_article_is_read_back_with_its_metadata(project: Project) -> None:
    made = article(
        source="Paper", author="A", published="0001", language="ar", url="https://p.example/", fields={"a": "b"}
    )
    row = project.articles.add(made)
    assert project.articles.row(row.id) == row
    assert row.title == "Ines Okar backs the bases."
    assert (row.published, row.language, row.fields, row.words) == ("0001", "ar", {"a": "b"}, word_count(TEXT))
    assert (row.status, row.relevance, row.annotations) == (Status.TODO, None, 0)
    assert list(project.articles.all()) == [row]
    assert project.articles.count() == 1


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2025-12", "2025", "2026-03-29T02:30:00+01:00", ""])
def test_dates_stay_as_printed(project: Project, published: str) -> None:
    """Hostile input, row 22."""
    row = project.articles.add(article(published=published))
    assert project.articles.row(row.id).published == published


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"source": "Paper"}, {"source": "Gazette"}, False),
        ({"published": "2025-12-01"}, {"published": "2025-12-02"}, False),
        ({"source": "Paper"}, {}, True),
        ({"url": "https://a/"}, {"url": "https://b/"}, False),
        ({"url": "https://a/", "source": "Paper"}, {"url": "https://a/", "source": "Gazette"}, True),
        ({"title": "One"}, {"title": "Other"}, True),
    ],
)
def test_already_there(project: Project, one: dict[str, str], other: dict[str, str], same: bool) -> None:
    first = project.articles.add(article(**one))
    if same:
        with pytest.raises(AlreadyThere, match="is in the project already") as said:
            project.articles.add(article(**other))
        assert said.value.article == first
        assert project.articles.count() == 1
    else:
        second = project.articles.add(article(**other))
        assert rows(project, "SELECT copy_of FROM article ORDER BY id") == [(None,), (first.id,)]
        assert project.articles.ids() == [first.id, second.id]
        third = project.articles.add(article(url="https://third/", source="Third", published="2030"))
        assert rows(project, "SELECT copy_of FROM article WHERE id = ?", third.id) == [(first.id,)]


def test_importing_what_lies_in_the_trash_brings_it_back(project: Project, first: ArticleRow, okar: Tag) -> None:
    project.articles.remove([first.id])
    assert project.articles.add(article()).id == first.id
    assert project.articles.count() == 1
    assert project.articles.ids(words="Okar") == [first.id]


def test_of_two_that_match_the_live_one_counts(project: Project) -> None:
    one = project.articles.add(article(source="Paper"))
    two = project.articles.add(article(source="Gazette"))
    project.articles.remove([one.id])
    with pytest.raises(AlreadyThere) as said:
        project.articles.add(article())
    assert said.value.article.id == two.id


def test_a_batch_is_one_gesture_and_names_what_was_there(project: Project, first: ArticleRow) -> None:
    results = project.articles.add_many([prepare(article()), prepare(article("Another text"))])
    assert [isinstance(result, AlreadyThere) for result in results] == [True, False]
    assert project.history.undo().name == "Import 2 articles"
    assert project.articles.ids() == [first.id]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("okar", True),
        ("OKAR bas", True),
        ("Gazette", True),
        ("2025", True),
        ("writer", True),
        ("harbour okar", True),
        ("kar", False),
        ("okar nobody", False),
        ("minister", True),
        ("", True),
        ('"', True),
    ],
)
def test_filter_by_words(project: Project, words: str, found: bool) -> None:
    row = project.articles.add(article(source="Gazette", author="A. Writer", published="2025-12"))
    project.articles.add(article("Something else"))
    tag = project.tags.add("actor", "Défence minister")
    project.annotations.add(row.id, tag.id, None)
    assert (row.id in project.articles.ids(words=words)) == found
    if found and any(letter.isalnum() for letter in words):
        assert project.articles.ids(words=words) == [row.id]


def test_no_words_break_the_filter(project: Project, first: ArticleRow) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(st.characters(), max_size=12))
    def check(words: str) -> None:
        assert project.articles.ids(words=words) in ([], [first.id])

    check()


def test_filter_by_status_and_relevance(project: Project) -> None:
    ids = [project.articles.add(article(f"Text {number}")).id for number in range(4)]
    project.progress.set([ids[0]], status=Status.DONE)
    project.progress.set([ids[1]], relevance=Relevance.NOT_RELEVANT)
    project.progress.set([ids[2]], relevance=Relevance.RELEVANT)
    assert project.articles.ids(status=Status.DONE) == [ids[0]]
    assert project.articles.ids(status=Status.TODO) == ids[2:]
    assert project.articles.ids(relevance=Relevance.NOT_RELEVANT) == [ids[1]]
    row = project.articles.row(ids[1])
    assert (row.status, row.relevance) == (Status.TODO, Relevance.NOT_RELEVANT)


def test_next_unfinished_goes_round(project: Project) -> None:
    assert project.articles.next_unfinished(None) is None
    ids = [project.articles.add(article(f"Text {number}")).id for number in range(4)]
    project.progress.set([ids[1]], status=Status.DONE)
    project.progress.set([ids[2]], relevance=Relevance.DUPLICATE)
    assert project.articles.next_unfinished(None) == ids[0]
    assert project.articles.next_unfinished(ids[0]) == ids[3]
    assert project.articles.next_unfinished(ids[3]) == ids[0]
    project.progress.set(ids, status=Status.DONE)
    assert project.articles.next_unfinished(ids[0]) is None


def test_rows_come_in_the_order_asked_for(project: Project) -> None:
    ids = [project.articles.add(article(f"Text {number}")).id for number in range(3)]
    assert [row.id for row in project.articles.rows([ids[2], 99, ids[0]])] == [ids[2], ids[0]]
    with pytest.raises(NotFound, match=r"no article with the number 99\."):
        project.articles.row(99)


def test_metadata_of_many_is_one_gesture(project: Project, first: ArticleRow) -> None:
    other = project.articles.add(article("Another text"))
    project.articles.edit([first.id, other.id], source="Gazette", fields={"page": "3"})
    assert {row.source for row in project.articles.all()} == {"Gazette"}
    assert project.articles.ids(words="gazette") == [first.id, other.id]
    assert project.articles.ids(words="paper") == []
    assert project.articles.row(other.id).fields == {"page": "3"}
    assert project.history.undo().name == "Edit metadata of 2 articles"
    assert project.articles.row(first.id) == first
    assert project.articles.sources() == ["Paper"]
    assert project.articles.languages() == ["en"]


def test_edits_that_say_nothing_are_no_gesture(project: Project, first: ArticleRow) -> None:
    newest = project.history.newest()
    project.articles.edit([first.id])
    project.articles.edit([], title="T")
    project.articles.edit([first.id], title=first.title)
    assert project.history.newest() == newest
    with pytest.raises(ValueError, match="no such metadata: colour"):
        project.articles.edit([first.id], colour="red")


def test_lone_surrogates_in_what_is_typed_are_stored_as_such(project: Project, first: ArticleRow) -> None:
    """Hostile input, row 3."""
    project.articles.edit([first.id], title="a\ud800b", fields={"x": "\udfff"})
    row = project.articles.row(first.id)
    assert (row.title, row.fields) == ("a\ufffdb", {"x": "\ufffd"})


def test_removing_takes_annotations_and_memos_along(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9), memo="why")
    project.memos.set("article", first.id, "a note")
    project.progress.set([first.id], status=Status.DONE)
    project.articles.remove([first.id])
    assert project.articles.count() == 0
    assert project.annotations.count() == 0
    assert project.memos.of("annotation", note.id) == project.memos.of("article", first.id) == []
    assert project.articles.ids(words="okar") == []
    assert project.progress.counts().done == 0
    assert project.check() == []
    project.history.undo()
    assert project.annotations.of_article(first.id) == [note]
    assert project.articles.row(first.id).annotations == 1
    assert project.progress.counts().done == 1
    project.articles.remove([])
    assert project.articles.count() == 1


def test_find_by_the_end_of_the_id(project: Project, first: ArticleRow) -> None:
    assert project.articles.find(first.uid) == project.articles.find(first.uid[-8:].upper()) == first
    assert project.articles.text(first.id) == TEXT
