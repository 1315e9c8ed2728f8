"""The rows that exports are made of: live things only, of every round and annotator, in order."""

from __future__ import annotations

from reader.core.annotation import Relevance, Status
from reader.core.codebook import Tag
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from tests.project.made import TEXT, article


def test_annotations_of_every_annotator_in_order(project: Project, first: ArticleRow, okar: Tag, bases: Tag) -> None:
    text = project.articles.outline(first.id).text
    late = project.annotations.add(first.id, okar.id, [Span(20, 25), Span(30, 35)], certainty=0.5, memo="why")
    gone = project.annotations.add(first.id, okar.id, Span(0, 3))
    whole = project.annotations.add(first.id, bases.id, None)
    project.annotations.remove([gone.id])
    with Project.open(project.path, annotator="Ben") as ben:
        early = ben.annotations.add(first.id, okar.id, Span(0, 9))
    found = project.outgoing.annotations(text)
    assert [row[0] for row in found] == [whole.uid, early.uid, late.uid]
    assert found[0][1:5] == (bases.id, None, None, "")
    assert found[1][1:7] == (okar.id, 0, 9, "", 2, 1)
    assert found[2][1:10] == (okar.id, 20, 35, "[[20,25],[30,35]]", 1, 1, 0.5, "own", "")
    assert found[2][10:] == (late.created, late.modified, "why")


def test_texts_with_annotations_only(project: Project, first: ArticleRow, okar: Tag) -> None:
    project.articles.add(article("Nobody coded this"))
    removed = project.articles.add(article("Removed"))
    for row in (first, removed):
        project.annotations.add(row.id, okar.id, Span(0, 4))
    project.articles.remove([removed.id])
    (found,) = project.outgoing.annotated_texts()
    text = project.articles.outline(first.id).text
    assert found == (
        first.uid, first.title, "Paper", "A. Writer", "2025-12", "en", "", text
    )  # fmt: skip
    (chunk,) = project.outgoing.chunks(text)
    assert chunk == (0, 0, "[0,26,0,0,27,32,0,0,60,30,0,0]", TEXT)


def test_articles_with_counts_progress_and_own_fields(project: Project, first: ArticleRow, okar: Tag) -> None:
    other = project.articles.add(article("Another", fields={"section": "World", "page": "1"}))
    project.annotations.add(first.id, okar.id, Span(0, 4))
    with Project.open(project.path, annotator="Ben") as ben:
        ben.annotations.add(first.id, okar.id, None)
        ben.progress.set([first.id], status=Status.UNSURE, relevance=Relevance.RELEVANT, reason="who?")
    one, two = project.outgoing.articles()
    assert one == (
        first.id, first.uid, first.title, "Paper", "A. Writer", "2025-12", "en", "", first.words, first.hash, "{}"
    )  # fmt: skip
    assert (two[0], two[-1]) == (other.id, '{"section": "World", "page": "1"}')
    assert sorted(project.outgoing.counts(first.id)) == [(1, 1, 1), (2, 1, 1)]
    assert list(project.outgoing.progress(first.id)) == [
        (1, 1, "in_progress", None, ""),
        (2, 1, "unsure", "relevant", "who?"),
    ]
    assert project.outgoing.own_fields() == ["page", "section"]
