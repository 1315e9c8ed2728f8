"""The caret and the selection, as offsets; knows nothing of lines or paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.core.spans import Span, joined


@dataclass(slots=True)
class Caret:
    """`offset` is where typing would go, `anchor` where the selection began. `pieces` were selected before with Ctrl.

    `upstream` shows the caret at the end of the upper line of a soft break. `goal` is the x that up and down keep to.
    """

    offset: int = 0
    anchor: int = 0
    upstream: bool = False
    goal: float | None = None
    pieces: list[Span] = field(default_factory=list)

    def place(self, offset: int, *, extend: bool = False, upstream: bool = False, goal: float | None = None) -> None:
        """Moves the caret; without `extend` the selection is given up."""
        self.offset, self.upstream, self.goal = offset, upstream, goal
        if not extend:
            self.anchor = offset
            self.pieces.clear()

    def keep_piece(self) -> None:
        """What is selected stays while another piece is begun."""
        last = self.last_piece
        if last:
            self.pieces.append(last)
        self.anchor = self.offset

    @property
    def last_piece(self) -> Span | None:
        low, high = sorted((self.offset, self.anchor))
        return Span(low, high) if high > low else None

    def selection(self) -> tuple[Span, ...]:
        """Sorted spans that do not touch; empty where nothing is selected."""
        last = self.last_piece
        return joined([*self.pieces, last] if last else self.pieces)
