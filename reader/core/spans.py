"""Spans of an article's text: `[start, end)` in Unicode code points, never empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.errors import Refused


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage: `text[start:end]`, code points, end exclusive.

    Raises Refused when it is empty or begins before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise Refused(f"A passage must have at least one character; {self.start} to {self.end} has none.")

    def __len__(self) -> int:
        return self.end - self.start

    def touches(self, other: Span) -> bool:
        """Whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as sorted spans that neither touch nor meet: how an annotation's pieces are stored."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def outer(pieces: Iterable[Span]) -> Span:
    """The span from the first to the last of `pieces` (at least one)."""
    parts = list(pieces)
    return Span(min(part.start for part in parts), max(part.end for part in parts))


def reach(length: int) -> int:
    """The power of two (as exponent) that a span of `length` code points fits in, for interval look-up.

    Spans of one reach `r` are shorter than `2**r`, so those touching `[a, b)` start after `a - 2**r`:
    one index range a reach finds them all, however long the longest is (0 = the whole article, no span).
    """
    return length.bit_length()
