"""Offsets in other units. Inside, all offsets are Unicode code points; they are converted here and nowhere else.

Qt, Word, UIMA and Label Studio count UTF-16 units; some tools count UTF-8 bytes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

FIRST_ASTRAL = 0x10000


class Utf16Map:
    """Converts offsets of one text between code points and UTF-16 units.

    Costs one pass over the text when made, then O(log n) an offset, or nothing where no character lies beyond the
    Basic Multilingual Plane.
    """

    __slots__ = ("_astral", "_shifted")

    def __init__(self, text: str) -> None:
        astral: list[int] = []
        if text and not text.isascii() and ord(max(text)) >= FIRST_ASTRAL:
            astral = [index for index, character in enumerate(text) if ord(character) >= FIRST_ASTRAL]
        self._astral = astral
        self._shifted = [index + before for before, index in enumerate(astral)]

    def to_units(self, offset: int) -> int:
        """UTF-16 units before the code point at `offset`."""
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def from_units(self, units: int) -> int:
        """Code points before the UTF-16 unit `units`; the middle of a surrogate pair counts as its start."""
        if not self._astral:
            return units
        before = bisect_right(self._shifted, units - 1)
        if before and self._shifted[before - 1] == units - 1:
            return self._astral[before - 1]
        return units - before


def utf8_lengths(text: str) -> list[int]:
    """UTF-8 bytes before each code point, with the total last: `len(text) + 1` numbers."""
    return list(accumulate((len(character.encode()) for character in text), initial=0))


def converter(text: str, unit: str) -> Callable[[int], int]:
    """A function from code point offsets of `text` to `unit`: 'codepoints', 'utf16' or 'bytes'."""
    if unit == "utf16":
        return Utf16Map(text).to_units
    if unit == "bytes":
        return utf8_lengths(text).__getitem__
    if unit == "codepoints":
        return int
    raise ValueError(unit)
