"""A table on its way out: columns with types, rows as an iterator, and what a person may choose about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from operator import itemgetter
from typing import NamedTuple

from reader.core.errors import ExportFailed


class Cells(Enum):
    """What stands in a column. Only text may be altered to keep a spreadsheet from running it as a formula.

    DATE is a date as printed or a time; a cell of it that doesn't begin with a digit is no date and counts as text.
    """

    TEXT = auto()
    DATE = auto()
    ID = auto()
    NUMBER = auto()


Cell = str | int | float | None
Row = Sequence[Cell]


class Column(NamedTuple):
    """`width` is about how many characters a reader needs to see of it."""

    name: str
    cells: Cells = Cells.TEXT
    width: int = 16


class ExportOptions(NamedTuple):
    """What to take along and how to write it. Empty tuples mean all; `columns` and `articles` also give their order.

    `offsets` is the unit of start, end and pieces: codepoints, utf16 or bytes. `articles` are ids or endings of ids.
    """

    annotators: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ("main",)
    kinds: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    raw: bool = False
    separator: str = ","
    bom: bool = True
    offsets: str = "codepoints"
    force: bool = False
    articles: tuple[str, ...] = ()
    paper: str = "a4"
    coloured: bool = True


class Table(NamedTuple):
    """`rows` can be read once; every cell of a TEXT, DATE or ID column is a string."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]

    def only(self, names: Sequence[str]) -> Table:
        """The same rows with the columns `names`, in that order. Raises ExportFailed for a column that isn't there."""
        places = {column.name: place for place, column in enumerate(self.columns)}
        for name in names:
            if name not in places:
                raise ExportFailed(f"The table “{self.name}” has no column “{name}”. It has: {', '.join(places)}.")
        chosen = [places[name] for name in names]
        return Table(self.name, tuple(self.columns[place] for place in chosen), _picked(self.rows, chosen))


def _picked(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    if len(places) == 1:
        return ((row[places[0]],) for row in rows)
    return map(itemgetter(*places), rows)


def number(value: float | None) -> int | float | None:
    """A number as it is printed: -2.0 is -2."""
    if value is None or not float(value).is_integer() or abs(value) >= 1e15:
        return value
    return int(value)


def listed(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(values)
