"""Spans against sets of code points."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import Refused
from reader.core.spans import Span, joined, outer, reach

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 30))


def points(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (5, 4), (-1, 3), (-5, -1)])
def test_empty_and_negative_spans_can_not_be(start: int, end: int) -> None:
    """Hostile input, row 23."""
    with pytest.raises(Refused, match=f"A passage must have at least one character; {start} to {end} has none"):
        Span(start, end)


@given(SPANS, SPANS)
def test_touching_and_holding(one: Span, other: Span) -> None:
    assert one.touches(other) == bool(points(one) & points(other))
    assert one.holds(other) == (points(other) <= points(one))
    assert len(one) == len(points(one))


@given(st.lists(SPANS, max_size=8))
def test_joined_spans_have_the_same_points_and_gaps_between(spans: list[Span]) -> None:
    parts = joined(spans)
    assert set().union(*map(points, parts)) == set().union(*map(points, spans))
    assert all(one.end < other.start for one, other in pairwise(parts))
    assert joined(parts) == parts


@given(st.lists(SPANS, min_size=1, max_size=8))
def test_the_outer_span_is_the_least_that_holds_all(spans: list[Span]) -> None:
    around = outer(iter(spans))
    assert all(around.holds(span) for span in spans)
    assert {around.start, around.end} == {min(s.start for s in spans), max(s.end for s in spans)}


@given(st.integers(1, 10_000_000))
def test_a_span_is_shorter_than_two_to_its_reach(length: int) -> None:
    assert 2 ** (reach(length) - 1) <= length < 2 ** reach(length)


def test_a_whole_article_has_no_reach() -> None:
    assert reach(0) == 0
