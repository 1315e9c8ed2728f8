"""How overlapping annotations share the page: whose tint shows, what a lane shows, bracket columns, places of labels.

Pure and linear in the number of spans but for sorting; the page asks only for what is on screen. Positions along the
text are code points, positions down the margin are the caller's length units.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import groupby, pairwise
from typing import NamedTuple


class Stretch(NamedTuple):
    """Marked words `[start, end)` of the annotation `id`; `size` is how many characters it marks in all."""

    start: int
    end: int
    size: int
    id: int


class Tinted(NamedTuple):
    """`[start, end)` shows the tint of `id`."""

    start: int
    end: int
    id: int


class Stroke(NamedTuple):
    """A piece of one kind's lane: drawn for the one or two `ids`; none = three or more share it."""

    start: int
    end: int
    ids: tuple[int, ...]


class Extent(NamedTuple):
    """How far down the margin the bracket of `id` reaches, bottom exclusive."""

    id: int
    top: float
    bottom: float


class Wish(NamedTuple):
    """A label of `id` would like its middle at `y`; below `limit` it may not stand."""

    id: int
    y: float
    limit: float


class More(NamedTuple):
    """Labels that found no place, counted at `y`."""

    y: float
    ids: tuple[int, ...]


def tints(stretches: Iterable[Stretch], first: int | None = None) -> list[Tinted]:
    """Whose tint shows where: the shortest annotation's; of equally short ones the newer's (larger id).

    `first` (the selected annotation) wins over all. Sorted; neighbours of one id are joined.
    """
    order = sorted(stretches)
    edges = sorted({edge for stretch in order for edge in stretch[:2]})
    result: list[Tinted] = []
    open_: list[tuple[bool, int, int, int]] = []
    coming = 0
    for here, there in pairwise(edges):
        while coming < len(order) and order[coming].start == here:
            stretch = order[coming]
            heappush(open_, (stretch.id != first, stretch.size, -stretch.id, stretch.end))
            coming += 1
        while open_ and open_[0][3] <= here:
            heappop(open_)
        if not open_:
            continue
        winner = -open_[0][2]
        if result and result[-1].id == winner and result[-1].end == here:
            result[-1] = Tinted(result[-1].start, there, winner)
        else:
            result.append(Tinted(here, there, winner))
    return result


def strokes(stretches: Iterable[Stretch], first: int | None = None) -> list[Stroke]:
    """What one kind's lane shows: whole strokes, pairs of half strokes (upper: the one begun first), shared strokes.

    Where three or more overlap, `ids` is empty, or holds `first` alone if the selected annotation is one of them.
    """
    events = sorted(
        [(stretch.start, 1, -stretch.end, stretch.id) for stretch in stretches]
        + [(stretch.end, 0, 0, stretch.id) for stretch in stretches]
    )
    result: list[Stroke] = []
    active: dict[int, None] = {}
    here = 0
    for position, begins, _, id_ in events:
        if active and position > here:
            ids = tuple(active) if len(active) <= 2 else ((first,) if first is not None and first in active else ())
            if result and result[-1].end == here and result[-1].ids == ids and len(ids) != 2:
                result[-1] = Stroke(result[-1].start, position, ids)
            else:
                result.append(Stroke(here, position, ids))
        here = position
        if begins:
            active[id_] = None
        else:
            active.pop(id_, None)
    return result


def columns(
    extents: Iterable[Extent], most: int, taken: Mapping[int, int] | None = None, last: Collection[int] = ()
) -> dict[int, int]:
    """The bracket column of each id: the longest takes the first free column first; then the upper, then the older.

    `taken` keeps columns given before (those of ids still here stay); those of `last` take what the others leave. Column
    `most` means there was no room.
    """
    taken = taken or {}
    filled: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    result: dict[int, int] = {}

    def order(e: Extent) -> tuple[bool, bool, float, float, int]:
        return e.id in last, taken.get(e.id, most) >= most, e.top - e.bottom, e.top, e.id

    for extent in sorted(extents, key=order):
        wanted = taken.get(extent.id, most)
        tries = [wanted, *range(most)] if wanted < most else range(most)
        for column in tries:
            if _is_free(filled[column], extent):
                insort(filled[column], (extent.top, extent.bottom))
                result[extent.id] = column
                break
        else:
            result[extent.id] = most
    return result


def _is_free(column: Sequence[tuple[float, float]], extent: Extent) -> bool:
    """Whether nothing in a column (sorted, not overlapping) touches the extent."""
    place = bisect_left(column, (extent.top, extent.bottom))
    if place < len(column) and column[place][0] < extent.bottom:
        return False
    return place == 0 or column[place - 1][1] <= extent.top


def density(extents: Iterable[Extent]) -> list[tuple[float, float, int]]:
    """(top, bottom, how many) of the extents on top of each other, where there is at least one."""
    steps: dict[float, int] = {}
    for extent in extents:
        steps[extent.top] = steps.get(extent.top, 0) + 1
        steps[extent.bottom] = steps.get(extent.bottom, 0) - 1
    result: list[tuple[float, float, int]] = []
    count, here = 0, 0.0
    for there in sorted(steps):
        if count:
            result.append((here, there, count))
        count += steps[there]
        here = there
    return result


def places(wishes: Iterable[Wish], pitch: float, always: Collection[int] = ()) -> tuple[dict[int, float], list[More]]:
    """Where labels stand: at their wish, else pushed down to `pitch` below the one before; past their limit, counted.

    Those of one limit that find no room are counted together, in the place of the last that did. The labels in
    `always` (the selected annotation's) take another's place rather than be counted.
    """
    placed: dict[int, float] = {}
    more: list[More] = []
    free = float("-inf")
    for _, group in groupby(sorted(wishes, key=lambda wish: (wish.limit, wish.y)), key=lambda wish: wish.limit):
        shown: list[int] = []
        counted: list[int] = []
        for wish in group:
            y = max(free, wish.y)
            if y > wish.limit and (shown or counted or free > float("-inf")):
                counted.append(wish.id)
                continue
            placed[wish.id] = y
            shown.append(wish.id)
            free = y + pitch
        if counted:
            free = _count(shown, counted, placed, more, free, pitch, always)
    return placed, more


def _count(
    shown: list[int],
    counted: list[int],
    placed: dict[int, float],
    more: list[More],
    free: float,
    pitch: float,
    always: Collection[int],
) -> float:
    """Give the count its place, and those of `always` theirs; returns where the next label may stand."""
    if shown:
        free = placed.pop(shown[-1])
        counted.insert(0, shown.pop())
    for id_ in [id_ for id_ in counted if id_ in always]:
        victim = next((other for other in reversed(shown) if other not in always), None)
        counted.remove(id_)
        if victim is None:
            placed[id_] = free
            free += pitch
        else:
            placed[id_] = placed.pop(victim)
            shown.remove(victim)
            counted.insert(0, victim)
    if not counted:
        return free
    more.append(More(free, tuple(counted)))
    return free + pitch
