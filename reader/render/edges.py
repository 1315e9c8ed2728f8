"""Where the characters of a line stand in which direction may change: the shapes of highlights are made of these."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QTextLine

from reader.core.anchor import Utf16Map
from reader.core.boundaries import next_grapheme

_WAYS = {"L": 1, "EN": 1, "AN": 1, "R": -1, "AL": -1}
"""Where characters run, by their bidirectional class."""


def character_edges(line: QTextLine, text: str, units: Utf16Map, first: int, last: int) -> list[tuple[float, float]]:
    """Leading and trailing x of each code point of `text[first:last]`, which `line` shows; marks have their letter's."""
    edges: list[tuple[float, float]] = []
    place = first
    while place < last:
        following = min(next_grapheme(text, place), last)
        edges += [_grapheme_edges(line, text, units, place, following)] * (following - place)
        place = following
    return edges


def _grapheme_edges(line: QTextLine, text: str, units: Utf16Map, place: int, following: int) -> tuple[float, float]:
    """Leading and trailing x of a character with its marks (asked for alone, Qt gives a mark the place of what follows)."""
    unit, after = units.to_units(place), units.to_units(following)
    leading, trailing = _x(line, unit), _x(line, unit, QTextLine.Edge.Trailing)
    if leading != trailing:
        return leading, trailing
    # Where direction changes, Qt gives the first character of a run the place at the end of the run before it.
    boxes = [run.boundingRect() for run in line.glyphRuns(unit, after - unit)]
    if not boxes:
        return leading, leading
    left, right = min(box.left() for box in boxes), max(box.right() for box in boxes)
    leftward = unicodedata.bidirectional(text[place]) in ("R", "AL")
    if following > place + 1 and _one_way(text[place : following + 1]):
        # Of a letter with marks these boxes are as wide as it is, but stand beside it.
        trailing = _x(line, after)
        return (trailing + right - left, trailing) if leftward else (trailing - right + left, trailing)
    return (right, left) if leftward else (left, right)


def _x(line: QTextLine, unit: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    return line.cursorToX(unit, edge)[0]  # type: ignore[index, no-any-return]


def _one_way(text: str) -> bool:
    """Whether nothing in `text` runs against the rest of it; what has no direction goes along."""
    ways = {_WAYS.get(unicodedata.bidirectional(character)) for character in text} - {None}
    return len(ways) <= 1
