"""Tables: neighbouring rows share their columns. A row is one paragraph whose cells are parted by tabs.

Columns are worked out from the rows of a table that lie in one chunk of the text, so that a table of 100,000 rows costs
no more than a screenful; chunk by chunk they may differ a little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtGui import QFontMetricsF, QPainter

from reader.core.article import BlockKind
from reader.render.geometry import Page
from reader.render.inks import Inks
from reader.render.typography import LineSetting, runs_right_to_left

_GAP = 1.1
_LEAST = 2.4
"""Space between columns, and the narrowest column that is still legible, in sizes of the letters."""
_MEASURED = 4
"""Of the cells of a column so many are measured: the longest."""
_WORD_SHARE = 0.4
"""No single word makes its column wider than this share of the page."""
_STEPS = 48
"""Widths go in steps of this fraction of the page, so that they seldom differ from one chunk to the next."""
_NUMBER = re.compile(r"[(+\-−–≈~<>$€£¥₽]*\s*\d[\d.,٫٬'’\s\u00a0\u202f/:–-]*[%‰٪)$€£¥₽]*")


class Column(NamedTuple):
    """Its `left` edge and `width` in the text's width; `numbers` stand with their last digits under each other."""

    left: int
    width: int
    numbers: bool


class Columns(NamedTuple):
    """The columns of a table in the order of its cells, and whether that runs from the right."""

    columns: tuple[Column, ...]
    right_to_left: bool
    width: int

    def at(self, cell: int, cells: int) -> Column:
        """The column of a cell; the only cell of a row has the whole width."""
        if cells == 1:
            return Column(0, self.width, False)
        return self.columns[cell]


class Cells:
    """The cells of one row while it is laid out: each one's column, and the numbers of its lines."""

    __slots__ = ("_cells", "_columns", "_count")

    def __init__(self, columns: Columns, count: int) -> None:
        self._columns, self._count = columns, count
        self._cells: list[tuple[Column, list[int]]] = []
        self.begin()

    def begin(self) -> None:
        self._cells.append((self._columns.at(len(self._cells), self._count), []))

    @property
    def last(self) -> tuple[Column, list[int]]:
        return self._cells[-1]

    def lines_at(self, x: float) -> list[int]:
        """The lines of the cell nearest to `x`."""
        filled = [(column, lines) for column, lines in self._cells if lines]
        return min(filled, key=lambda cell: max(cell[0].left - x, x - cell[0].left - cell[0].width, 0.0))[1]


def columns_of(rows: Sequence[str], setting: LineSetting, width: int, right_to_left: bool) -> Columns | None:
    """The columns of a table of `rows`; None where it has but one, or more than can be told apart in `width`."""
    cells = [row.split("\t") for row in rows]
    count = max(map(len, cells), default=0)
    gap = round(_GAP * setting.size)
    room = width - gap * (count - 1)
    if count < 2 or room < count * _LEAST * setting.size:
        return None
    longest = [
        sorted(column, key=len)[-_MEASURED:]
        for column in zip_longest(*(row for row in cells if len(row) > 1), fillvalue="")
    ]
    metrics = QFontMetricsF(setting.font)

    def measure(words: str) -> float:
        return metrics.horizontalAdvance(words)

    step = max(width // _STEPS, 1)
    wish = [-(-int(max(map(measure, column)) + 2) // step) * step for column in longest]
    widths = wish if sum(wish) <= room else _shared(wish, _least(longest, measure, room), room)
    numbers = [_are_numbers(column) for column in zip_longest(*cells, fillvalue="")]
    sample = " ".join(rows[:8])[:1000]
    mirrored = runs_right_to_left(sample, right_to_left)
    columns: list[Column] = []
    edge = 0
    for each, of_numbers in zip(widths, numbers, strict=True):
        columns.append(Column(width - edge - each if mirrored else edge, each, of_numbers))
        edge += each + gap
    return Columns(tuple(columns), mirrored, width)


def _least(longest: Sequence[Sequence[str]], measure: Callable[[str], float], room: int) -> list[int]:
    """What each column needs so that no word of it is cut."""
    most = int(_WORD_SHARE * room)
    return [
        min(int(max((measure(word) for cell in column for word in cell.split()[:200]), default=0)) + 2, most)
        for column in longest
    ]


def _shared(wish: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """`room` shared out: each column its least, and of the rest the more the more it would like, but long texts not all;
    where even that is too much, all alike."""
    if sum(least) > room:
        fair = _fair(wish, room)
        return [min(each, fair) for each in wish]
    widths = list(least)
    left = room - sum(widths)
    while left > 0 and (open_ := [place for place, each in enumerate(wish) if widths[place] < each]):
        weights = [(wish[place] - least[place]) ** 0.5 for place in open_]
        given = [
            min(wish[place] - widths[place], max(int(left * weight / sum(weights)), 1))
            for place, weight in zip(open_, weights, strict=True)
        ]
        for place, more in zip(open_, given, strict=True):
            more = min(more, left)
            widths[place] += more
            left -= more
    return widths


def _fair(wish: Sequence[int], room: int) -> int:
    """The greatest width such that columns cut to it fit into `room`."""
    left, columns = room, len(wish)
    for each in sorted(wish):
        if each * columns > left:
            return left // columns
        left -= each
        columns -= 1
    return room


def _are_numbers(column: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in column if cell.strip()]
    return len(filled) > 1 and sum(_NUMBER.fullmatch(cell) is not None for cell in filled) >= 0.6 * len(filled)


def paint_rule(painter: QPainter, kind: BlockKind, setting: LineSetting, inks: Inks, page: Page, y: int) -> None:
    """A hairline above a row of a table, in the middle of the space there; `y` is the top of its text."""
    if kind is BlockKind.ROW:
        painter.fillRect(page.text_left, y - round(0.55 * setting.above), page.text_width, 1, inks.hairline)
