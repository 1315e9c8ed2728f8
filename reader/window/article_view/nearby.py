"""The text near a place of an article as a screen reader gets it: one line a paragraph, no empty line, in UTF-16 units.

Bounded: the chunk of the place, and so many beside it that `REACH` characters lie on either side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.core.anchor import Utf16Map

if TYPE_CHECKING:
    from reader.project.texts import Chunk, ChunkPlace

REACH = 8_000
"""Code points read on either side of the place, as long as the article has them."""
EDGE = 2_000
"""So near to an edge beyond which the article goes on, the text is to be read anew round the place."""
_ONE_LINE = str.maketrans({"\n": "\u2028", "\r": "\u2028", "\u2029": "\u2028", "\ufdd0": "\ufffd", "\ufdd1": "\ufffd"})
"""What Qt would begin a line at, within a paragraph: as many characters that it does not."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """`text` with, for each of its pieces, the article offset where it starts, its place in `text` and its length."""

    text: str
    starts: list[int]
    places: list[int]
    lengths: list[int]
    begins: bool
    ends: bool
    units: Utf16Map

    def to_units(self, offset: int) -> int:
        """The place of an article offset; one outside lies at the nearer end."""
        return self.units.to_units(self._place(offset))

    def _place(self, offset: int) -> int:
        """The code points of `text` before an article offset."""
        if not self.starts:
            return 0
        piece = max(bisect_right(self.starts, offset) - 1, 0)
        return self.places[piece] + min(max(offset - self.starts[piece], 0), self.lengths[piece])

    def to_offset(self, units: int) -> int:
        """The article offset of a place."""
        if not self.starts:
            return 0
        place = self.units.from_units(units)
        piece = max(bisect_right(self.places, place) - 1, 0)
        return self.starts[piece] + min(place - self.places[piece], self.lengths[piece])

    def words(self, start: int, end: int) -> str:
        """What stands between two article offsets."""
        return self.text[self._place(start) : self._place(end)]

    def holds(self, offset: int) -> bool:
        """Whether the text goes on well beyond an offset, on both sides, or ends with the article."""
        if not self.starts:
            return self.begins and self.ends
        last = self.starts[-1] + self.lengths[-1]
        return (self.begins or offset >= self.starts[0] + EDGE) and (self.ends or offset <= last - EDGE)


NOTHING = Nearby("", [], [], [], True, True, Utf16Map(""))


def nearby(places: Sequence[ChunkPlace], read: Callable[[int], Chunk], offset: int) -> Nearby:
    """The text round an offset; `read` gives a chunk by its number."""
    if not places:
        return NOTHING
    here = max(bisect_right([place.start for place in places], offset) - 1, 0)
    first = last = here
    while first > 0 and places[first].start > offset - REACH:
        first -= 1
    while last + 1 < len(places) and places[last].start + places[last].length < offset + REACH:
        last += 1
    texts: list[str] = []
    starts: list[int] = []
    at: list[int] = []
    lengths: list[int] = []
    length = 0
    for number in range(first, last + 1):
        chunk = read(number)
        for position, block in enumerate(chunk.blocks):
            if block.end == block.start:
                continue
            if starts and not (chunk.continues and position == 0):
                texts.append("\n")
                length += 1
            begin = block.start - chunk.start
            piece = chunk.text[begin : begin + block.end - block.start].translate(_ONE_LINE)
            starts.append(block.start)
            at.append(length)
            lengths.append(len(piece))
            texts.append(piece)
            length += len(piece)
    text = "".join(texts)
    return Nearby(text, starts, at, lengths, first == 0, last == len(places) - 1, Utf16Map(text))
