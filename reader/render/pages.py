"""Breaks an article into pages: whole lines only, no single line left alone, a heading with what it is the head of.

One page is worked out after another, so that the length of an article costs no memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.core.article import BlockKind
from reader.render.document import Document, Paragraph

TOGETHER = 2
"""Lines of a paragraph that stay together at the foot or the head of a page."""
AFTER_FRONT = 16
KEPT = 40
"""Parts that are kept laid out: they are met in order, so that only the last few are asked for again."""


class Piece(NamedTuple):
    """The lines `[first, last)` of a part; the upper edge of the first lies `y` below the page's text corner."""

    part: int
    first: int
    last: int
    y: int


class Leaf(NamedTuple):
    """What stands on one page; `front` is where the front matter stands, if it does; `bottom` the end of it all."""

    pieces: tuple[Piece, ...]
    front: int | None
    bottom: int


def leaves(document: Document, height: int, front_height: int) -> Iterator[Leaf]:
    """The pages of a document that was given its width, each `height` high. There is one at least."""
    sheet = _Sheet(height)
    if not document.has_headline:
        sheet.add_front(front_height)
    part = line = 0
    while part < document.parts:
        paragraph = document.paragraph(part)
        taken = sheet.take(paragraph, line)
        line += taken
        if line < paragraph.layout.line_count:
            if not taken:
                part = sheet.give_back(document, part)
            yield sheet.leaf()
            document.trim(part, part, KEPT)
            sheet = _Sheet(height)
            continue
        if part == 0 and document.has_headline:
            if sheet.y + front_height > height:
                yield sheet.leaf()
                sheet = _Sheet(height)
            sheet.add_front(front_height)
        part, line = part + 1, 0
    yield sheet.leaf()


@dataclass(slots=True)
class _Sheet:
    """A page as it fills."""

    height: int
    y: int = 0
    front: int | None = None
    pieces: list[Piece] = field(default_factory=list)

    def leaf(self) -> Leaf:
        return Leaf(tuple(self.pieces), self.front, self.y)

    def add_front(self, height: int) -> None:
        if height:
            self.front = self.y
            self.y += height + (0 if self.pieces else AFTER_FRONT)

    def take(self, paragraph: Paragraph, line: int) -> int:
        """Takes as many lines from `line` on as belong here; how many that are."""
        layout = paragraph.layout
        leading, rest = layout.setting.leading, layout.line_count - line
        goes_on = line > 0 or paragraph.continues
        empty = not self.pieces and self.front is None
        y = self.y if goes_on or not self.pieces else self.y + paragraph.above
        fit = (self.height - y) // leading
        taken = rest
        if fit < rest:
            taken = min(fit, rest - TOGETHER)
            solid = paragraph.block.kind is BlockKind.HEADING and not empty
            if solid or taken < (1 if goes_on else TOGETHER):
                taken = 0
            if empty and not taken:
                taken = max(min(fit, rest), 1)
        if taken:
            self.pieces.append(Piece(paragraph.part, line, line + taken, y))
            self.y = y + taken * leading
        return taken

    def give_back(self, document: Document, part: int) -> int:
        """Gives headings at the foot to the next page, where what they are the head of begins; the part to go on with."""
        kept = len(self.pieces)
        while kept and self._leads(document, self.pieces[kept - 1]):
            kept -= 1
        if kept == len(self.pieces) or (not kept and self.front is None):
            return part
        part = self.pieces[kept].part
        del self.pieces[kept:]
        last = self.pieces[-1] if self.pieces else None
        if last is not None:
            self.y = last.y + (last.last - last.first) * document.paragraph(last.part).layout.setting.leading
        return part

    @staticmethod
    def _leads(document: Document, piece: Piece) -> bool:
        """Whether a piece is a heading, or the first row of a table that goes on."""
        kind = document.paragraph(piece.part).block.kind
        if piece.first or kind not in (BlockKind.HEADING, BlockKind.ROW):
            return False
        if kind is BlockKind.HEADING:
            return True
        before, after = (
            0 <= part < document.parts and document.paragraph(part).block.kind is BlockKind.ROW
            for part in (piece.part - 1, piece.part + 1)
        )
        return after and not before
