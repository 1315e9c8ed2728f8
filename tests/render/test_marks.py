"""The lanes of dimmed annotations: only where no plain one of the kind lies, so that plain dashes stay dashes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.core.overlaps import Stretch, Stroke, strokes
from reader.render.marks import beside


def spans(found: list[Stroke]) -> list[tuple[int, int]]:
    return [(stroke.start, stroke.end) for stroke in found]


def test_a_dimmed_stroke_goes_round_the_plain_ones() -> None:
    faint = [Stroke(0, 20, (1,)), Stroke(30, 40, (1, 2))]
    plain = [Stroke(5, 8, (3,)), Stroke(8, 10, (3, 4)), Stroke(18, 35, ())]
    assert spans(list(beside(faint, plain))) == [(0, 5), (10, 18), (35, 40)]
    assert list(beside(faint, [])) == faint
    assert list(beside([], plain)) == []


STRETCHES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=8)


@given(STRETCHES, STRETCHES)
def test_it_takes_exactly_the_places_that_are_left(faint: list[tuple[int, int]], plain: list[tuple[int, int]]) -> None:
    def drawn(found: list[tuple[int, int]]) -> list[Stroke]:
        return strokes(Stretch(start, start + size, size, number) for number, (start, size) in enumerate(found, 1))

    def places(found: list[Stroke]) -> set[int]:
        return {place for stroke in found for place in range(stroke.start, stroke.end)}

    left = list(beside(drawn(faint), drawn(plain)))
    assert places(left) == places(drawn(faint)) - places(drawn(plain))
    assert sum(stroke.end - stroke.start for stroke in left) == len(places(left))
