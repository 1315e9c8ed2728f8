"""Annotations: what can be stored, what is found where, and the way from one to the next."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Annotation, Origin, Status
from reader.core.codebook import Tag
from reader.core.errors import NotFound, Refused
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from tests.project.made import TEXT, article, hurried, picture, taken_back


def test_a_span_is_stored_as_given(project: Project, first: ArticleRow, okar: Tag) -> None:
    start = TEXT.index("Tomas")
    note = project.annotations.add(first.id, okar.id, Span(start, start + 10), memo=" why ", certainty=0.1 + 0.2)
    assert project.annotations.get(note.id) == note == project.annotations.find(note.uid[-10:])
    assert project.annotations.quote(note) == "Tomas Rell"
    assert (note.memo, note.certainty, note.origin, note.pieces) == ("why", 0.1 + 0.2, Origin.OWN, ())
    assert project.annotations.count() == project.articles.row(first.id).annotations == 1
    assert project.progress.of(first.id)[0] is Status.IN_PROGRESS


def test_pieces_are_one_annotation(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, [Span(20, 25), Span(0, 4), Span(4, 9)])
    assert (note.span, note.pieces) == (Span(0, 25), (Span(0, 9), Span(20, 25)))
    assert project.annotations.get(note.id) == note
    assert project.annotations.quote(note) == TEXT[:25]
    assert project.annotations.add(first.id, okar.id, [Span(0, 4), Span(4, 9)]).pieces == ()


def test_a_whole_article_has_no_span(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, None, origin=Origin.IMPORTED)
    part = project.annotations.add(first.id, okar.id, Span(0, 4))
    assert project.annotations.whole(first.id) == [note]
    assert project.annotations.of_article(first.id) == [note, part]
    assert project.annotations.touching(note.text, 0, 100) == [part]
    assert project.annotations.quote(note) == ""
    assert list(project.annotations.all()) == [note, part]


@pytest.mark.parametrize("spans", [Span(0, len(TEXT) + 1), Span(500, 501), [], [Span(0, 1), Span(90, 900)]])
def test_passages_outside_the_text_are_refused(
    project: Project, first: ArticleRow, okar: Tag, spans: Span | list[Span]
) -> None:
    """Hostile input, row 23."""
    before = picture(project)
    with pytest.raises(Refused, match=r"past the end of the text|at least one character"):
        project.annotations.add(first.id, okar.id, spans)
    assert picture(project) == before


@pytest.mark.parametrize("certainty", [-0.01, 1.01, math.nan, math.inf])
def test_certainty_goes_from_0_to_1(project: Project, first: ArticleRow, okar: Tag, certainty: float) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 4))
    before = picture(project)
    with pytest.raises(Refused, match="Certainty goes from 0 to 1"):
        project.annotations.add(first.id, okar.id, Span(0, 4), certainty=certainty)
    with pytest.raises(Refused, match="Certainty goes from 0 to 1"):
        project.annotations.set_certainty(note.id, certainty)
    assert picture(project) == before


def test_neither_in_a_removed_article_nor_under_a_removed_tag(
    project: Project, first: ArticleRow, okar: Tag, bases: Tag
) -> None:
    other = project.articles.add(article("Another text"))
    note = project.annotations.add(first.id, bases.id, Span(0, 4))
    project.articles.remove([other.id])
    project.tags.remove([okar.id])
    before = picture(project)
    with pytest.raises(NotFound, match="no article"):
        project.annotations.add(other.id, bases.id, None)
    with pytest.raises(NotFound, match="no tag"):
        project.annotations.add(first.id, okar.id, None)
    with pytest.raises(NotFound, match="no tag"):
        project.annotations.retag(note.id, okar.id)
    assert picture(project) == before


def test_retag_and_certainty(project: Project, first: ArticleRow, okar: Tag, bases: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 4))
    assert project.annotations.retag(note.id, bases.id).tag == bases.id
    assert project.tags.uses([okar.id, bases.id]) == {okar.id: 0, bases.id: 1}
    assert project.annotations.set_certainty(note.id, 0.25).certainty == 0.25
    assert project.annotations.set_certainty(note.id, None).certainty is None
    newest = project.history.newest()
    project.annotations.retag(note.id, bases.id)
    assert project.history.newest() == newest
    with pytest.raises(NotFound, match="no annotation with the number 99"):
        project.annotations.retag(99, bases.id)


@pytest.mark.parametrize(
    ("to", "pieces"),
    [
        (Span(0, 30), (Span(0, 9), Span(20, 30))),
        (Span(2, 22), (Span(2, 9), Span(20, 22))),
        (Span(12, 30), ()),
        (Span(10, 15), ()),
        (Span(5, 6), ()),
    ],
)
def test_moving_pieces(project: Project, first: ArticleRow, okar: Tag, to: Span, pieces: tuple[Span, ...]) -> None:
    note = project.annotations.add(first.id, okar.id, [Span(0, 9), Span(20, 25)])
    moved = project.annotations.move(note.id, to)
    assert (moved.span, moved.pieces) == (to, pieces)
    assert project.check() == []


def test_moving_past_the_end_is_refused(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    with pytest.raises(Refused, match=f"ends past the end of the text, which has {len(TEXT)} characters"):
        project.annotations.move(note.id, Span(0, len(TEXT) + 1))
    assert project.annotations.get(note.id) == note


def test_removing_takes_memos_along(project: Project, first: ArticleRow, okar: Tag) -> None:
    notes = [project.annotations.add(first.id, okar.id, Span(0, end), memo="m") for end in (3, 4)]
    project.annotations.remove([])
    project.annotations.remove([note.id for note in notes])
    assert project.annotations.count() == 0
    assert project.memos.of("annotation", notes[0].id) == []
    assert project.history.undo().name == "Remove 2 annotations"
    assert project.annotations.of_article(first.id) == notes
    with pytest.raises(NotFound):
        project.annotations.remove([notes[0].id, 99])
    assert project.annotations.count() == 2


SPANS = st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 299), st.integers(1, 300))), max_size=25)


def annotated(project: Project, row: ArticleRow, tag: Tag, ranges: list[tuple[int, int] | None]) -> list[Annotation]:
    """Annotations of `ranges` (start and length, cut at the end of the text); one in five is removed again."""
    notes = [
        project.annotations.add(row.id, tag.id, Span(item[0], min(300, sum(item))) if item else None) for item in ranges
    ]
    project.annotations.remove([note.id for note in notes[::5]])
    return [note for place, note in enumerate(notes) if place % 5]


def test_looking_up_by_place_equals_looking_at_all(project: Project, okar: Tag) -> None:
    hurried(project)
    row = project.articles.add(article("x" * 300))
    other = project.articles.add(article("y" * 300))
    project.annotations.add(other.id, okar.id, Span(0, 300))
    text = project.articles.outline(row.id).text

    def order(note: Annotation) -> tuple[int, int, int]:
        assert note.span is not None
        return note.span.start, note.span.end, note.id

    @settings(max_examples=40, deadline=None)
    @given(SPANS, st.integers(0, 299), st.integers(1, 300))
    def check(ranges: list[tuple[int, int] | None], start: int, length: int) -> None:
        with taken_back(project):
            notes = annotated(project, row, okar, ranges)
            spans = sorted((note for note in notes if note.span), key=order)
            asked = Span(start, start + length)
            assert project.annotations.touching(text, asked.start, asked.end) == [
                note for note in spans if note.span and note.span.touches(asked)
            ]
            walk: list[Annotation] = []
            step = project.annotations.after(row.id, 0)
            while step:
                walk.append(step)
                step = project.annotations.after(row.id, 0, step.id)
            assert walk == spans
            back: list[Annotation] = []
            step = project.annotations.before(row.id, 1000)
            while step:
                back.append(step)
                step = project.annotations.before(row.id, 0, step.id)
            assert back == spans[::-1]
            behind = [note for note in spans if order(note)[0] >= start]
            ahead = [note for note in spans if order(note)[0] < start]
            assert project.annotations.after(row.id, start) == (behind[0] if behind else None)
            assert project.annotations.before(row.id, start) == (ahead[-1] if ahead else None)
            assert project.annotations.count() == len(notes) + 1

    check()
