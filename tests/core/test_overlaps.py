"""Tints, lanes, columns and labels of overlapping annotations, against slow and obvious ways of saying the same."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.core.overlaps import Extent, More, Stretch, Stroke, Tinted, Wish, columns, density, places, strokes, tints

RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=14)


def stretches(ranges: list[tuple[int, int]]) -> list[Stretch]:
    return [Stretch(start, start + length, length, id_) for id_, (start, length) in enumerate(ranges, start=1)]


def test_the_shortest_shows_its_tint_and_of_equals_the_newer() -> None:
    long, short, newer = Stretch(0, 20, 20, 1), Stretch(5, 10, 5, 2), Stretch(8, 13, 5, 3)
    assert tints([long, short, newer]) == [Tinted(0, 5, 1), Tinted(5, 8, 2), Tinted(8, 13, 3), Tinted(13, 20, 1)]


def test_the_selected_one_wins() -> None:
    assert tints([Stretch(0, 20, 20, 1), Stretch(5, 10, 5, 2)], first=1) == [Tinted(0, 20, 1)]


def test_pieces_are_as_short_as_all_of_them_together() -> None:
    pieces = [Stretch(0, 3, 30, 1), Stretch(10, 37, 30, 1)]
    assert tints([*pieces, Stretch(0, 10, 10, 2)]) == [Tinted(0, 10, 2), Tinted(10, 37, 1)]


@given(RANGES)
def test_tints_at_each_code_point(ranges: list[tuple[int, int]]) -> None:
    marks = stretches(ranges)
    shown = {offset: tint.id for tint in tints(marks) for offset in range(tint.start, tint.end)}
    for offset in range(60):
        here = [mark for mark in marks if mark.start <= offset < mark.end]
        winner = min(here, key=lambda mark: (mark.size, -mark.id)).id if here else None
        assert shown.get(offset) == winner


def test_lane_whole_half_and_shared_strokes() -> None:
    marks = [Stretch(0, 10, 10, 1), Stretch(4, 14, 10, 2), Stretch(6, 8, 2, 3)]
    assert strokes(marks) == [
        Stroke(0, 4, (1,)),
        Stroke(4, 6, (1, 2)),
        Stroke(6, 8, ()),
        Stroke(8, 10, (1, 2)),
        Stroke(10, 14, (2,)),
    ]
    assert Stroke(6, 8, (2,)) in strokes(marks, first=2)


def test_equal_neighbours_stay_apart() -> None:
    assert strokes([Stretch(0, 4, 4, 1), Stretch(4, 8, 4, 2)]) == [Stroke(0, 4, (1,)), Stroke(4, 8, (2,))]


@given(RANGES)
def test_strokes_at_each_code_point(ranges: list[tuple[int, int]]) -> None:
    marks = stretches(ranges)
    shown = {offset: stroke.ids for stroke in strokes(marks) for offset in range(stroke.start, stroke.end)}
    for offset in range(60):
        here = {mark.id for mark in marks if mark.start <= offset < mark.end}
        assert (offset in shown) == bool(here)
        if here:
            assert set(shown[offset]) == (here if len(here) <= 2 else set())


def test_longer_brackets_come_first() -> None:
    extents = [Extent(1, 0, 10), Extent(2, 0, 40), Extent(3, 20, 30)]
    assert columns(extents, 6) == {2: 0, 1: 1, 3: 1}


def test_columns_given_before_are_kept() -> None:
    extents = [Extent(1, 0, 10), Extent(2, 0, 40)]
    assert columns(extents, 6, {1: 0}) == {1: 0, 2: 1}


def test_what_finds_no_column_goes_to_the_density_bar() -> None:
    extents = [Extent(id_, 0, 10) for id_ in range(1, 9)]
    packed = columns(extents, 6)
    assert sorted(packed.values()) == [0, 1, 2, 3, 4, 5, 6, 6]
    assert density([Extent(1, 0, 10), Extent(2, 5, 20)]) == [(0, 5, 1), (5, 10, 2), (10, 20, 1)]


@given(RANGES, st.dictionaries(st.integers(1, 14), st.integers(0, 5)))
def test_brackets_of_a_column_never_touch(ranges: list[tuple[int, int]], taken: dict[int, int]) -> None:
    extents = [Extent(id_, top, top + height) for id_, (top, height) in enumerate(ranges, start=1)]
    packed = columns(extents, 6, taken)
    assert set(packed) == {extent.id for extent in extents}
    for one in extents:
        for other in extents:
            if one.id < other.id and packed[one.id] == packed[other.id] < 6:
                assert one.bottom <= other.top or other.bottom <= one.top


def test_labels_are_pushed_down_and_the_rest_is_counted() -> None:
    wishes = [Wish(1, 10, 60), Wish(2, 10, 60), Wish(3, 12, 60), Wish(4, 50, 60), Wish(5, 55, 60), Wish(6, 90, 200)]
    placed, more = places(wishes, 17)
    assert placed == {1: 10, 2: 27, 6: 90}
    assert more == [More(44, (3, 4, 5))]


def test_the_selected_label_takes_anothers_place() -> None:
    placed, more = places([Wish(id_, 10, 40) for id_ in range(1, 7)], 17, always={6})
    assert 6 in placed
    assert len(placed) + sum(len(rest.ids) for rest in more) == 6


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 4)), max_size=30), st.integers(1, 30))
def test_labels_never_collide_and_none_is_lost(wanted: list[tuple[int, int]], always: int) -> None:
    wishes = [Wish(id_, group * 50 + y % 50, group * 50 + 60) for id_, (y, group) in enumerate(wanted, start=1)]
    placed, more = places(wishes, 17, {always})
    taken = sorted([*placed.values(), *(rest.y for rest in more)])
    assert all(after - before >= 17 for before, after in pairwise(taken))
    counted = [id_ for rest in more for id_ in rest.ids]
    assert sorted([*placed, *counted]) == [wish.id for wish in wishes]
    assert always not in counted


def test_the_last_take_the_columns_that_the_others_leave() -> None:
    extents = [Extent(1, 0, 100), Extent(2, 10, 20), Extent(3, 10, 30)]
    assert columns(extents, 2) == {1: 0, 3: 1, 2: 2}
    assert columns(extents, 2, last={1}) == {3: 0, 2: 1, 1: 2}
    assert columns(extents, 2, {1: 0, 3: 1, 2: 2}, last={1, 3}) == {2: 0, 1: 1, 3: 2}
