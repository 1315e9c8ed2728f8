"""Annotations seen from afar: stripes along the text and the count of dimmed ones are those that reading all would give."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from reader.core.codebook import Tag
from reader.core.errors import NotFound
from reader.core.shown import ALL, Shown
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from reader.project.overview import Stripe
from tests.project.made import TEXT, article


@pytest.fixture
def coded(project: Project, first: ArticleRow, okar: Tag, bases: Tag) -> dict[str, int]:
    """Two coders' annotations: of two tags, one below another, with and without memo, of the whole article, removed."""
    airfield = project.tags.add("topic", "Airfields", parent=bases.id)
    for start in range(0, 60, 3):
        project.annotations.add(first.id, okar.id, Span(start, start + 2))
    project.annotations.add(first.id, bases.id, Span(0, len(TEXT)), memo="all of it")
    project.annotations.add(first.id, airfield.id, Span(10, 14))
    project.annotations.add(first.id, airfield.id, None)
    project.annotations.remove([project.annotations.add(first.id, okar.id, Span(0, 9)).id])
    project.act_as("Bob")
    project.annotations.add(first.id, bases.id, Span(40, 50), memo="why")
    other = project.articles.add(article("Something else."))
    project.annotations.add(other.id, okar.id, Span(0, 9))
    return {"okar": okar.id, "bases": bases.id, "airfield": airfield.id, "article": first.id}


def expected(project: Project, article_id: int, buckets: int, shown: Shown) -> list[Stripe]:
    codebook = project.tags.codebook()
    found: dict[tuple[str, int, int], Counter[int]] = defaultdict(Counter)
    for one in project.annotations.of_article(article_id):
        kind = codebook[one.tag].kind
        if one.span is not None and not shown.dims(one, kind):
            first, last = one.span.start * buckets // len(TEXT), (one.span.end - 1) * buckets // len(TEXT)
            found[kind, first, last][one.tag] += 1
    stripes = [Stripe(*key, tags.most_common(1)[0][0], tags.total()) for key, tags in found.items()]
    return sorted(stripes, key=lambda stripe: (stripe.first - stripe.last, stripe.kind, stripe.first))


def choices(coded: dict[str, int], bob: int) -> list[Shown]:
    topics = frozenset({coded["bases"], coded["airfield"]})
    return [
        ALL,
        Shown(kinds=frozenset({"topic"})),
        Shown(tags=frozenset({coded["airfield"]})),
        Shown(annotators=frozenset({bob})),
        Shown(without_memo=True),
        Shown(kinds=frozenset({"actor"}), annotators=frozenset({bob})),
        Shown(only=topics),
        Shown(kinds=frozenset({"topic"}), only=topics),
        Shown(only=frozenset()),
    ]


@pytest.mark.parametrize("buckets", [1, 7, 600])
def test_stripes_are_those_of_all_annotations(project: Project, coded: dict[str, int], buckets: int) -> None:
    for shown in choices(coded, project.annotators.named("Bob").id):
        found = project.overview.stripes(coded["article"], buckets, shown)
        assert found == expected(project, coded["article"], buckets, shown), shown


def test_dimmed_are_those_that_the_page_dims(project: Project, coded: dict[str, int]) -> None:
    codebook = project.tags.codebook()
    every = project.annotations.of_article(coded["article"])
    for shown in choices(coded, project.annotators.named("Bob").id):
        count = sum(shown.dims(one, codebook[one.tag].kind) for one in every)
        assert project.overview.dimmed(coded["article"], shown) == count, shown


def test_many_annotations_give_no_more_stripes_than_there_are_places(project: Project, coded: dict[str, int]) -> None:
    for start in range(200):
        project.annotations.add(coded["article"], coded["okar"], Span(start % 60, start % 60 + 1))
    stripes = project.overview.stripes(coded["article"], 10)
    assert len(stripes) <= 40
    assert sum(stripe.many for stripe in stripes) == 223
    assert all(0 <= stripe.first <= stripe.last < 10 for stripe in stripes)


def test_an_article_without_text_or_that_is_gone(project: Project) -> None:
    empty = project.articles.add(article("", title="Nothing"))
    assert project.overview.stripes(empty.id, 100) == []
    with pytest.raises(NotFound):
        project.overview.stripes(99, 100)
