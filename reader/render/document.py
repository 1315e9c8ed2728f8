"""The article as the page needs it: paragraphs read chunk by chunk, laid out when asked for, and how high each one is.

A *part* is a block, or the piece of a long block that lies in one chunk; parts are counted over the whole article.
Heights are estimated from lengths and refined as parts are laid out. Nothing here grows with the article but the
list of its chunks, and the heights of what was read.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from reader.core.annotation import Annotation
from reader.core.article import Block, BlockKind, StyleRun
from reader.render.geometry import BOTTOM, TOP
from reader.render.layout import ParagraphLayout
from reader.render.tables import Columns, columns_of
from reader.render.typography import LineSetting, Typography

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.texts import Chunk
    from reader.render.marks import Marks

CHUNKS_KEPT = 12
PARAGRAPHS_KEPT = 400


@dataclass(slots=True)
class Paragraph:
    """One part, with what has been worked out about it. `number` counts blocks from 1, as exports do.

    `annotations` touch it (sorted by start, end, id), or None where they have not been read; `marks` is what to paint
    of them, `underlines` what is drawn under its links. `above` and `below` are spaces that belong to its height.
    """

    part: int
    number: int
    continues: bool
    block: Block
    text: str
    styles: tuple[StyleRun, ...]
    above: int
    below: int
    layout: ParagraphLayout
    annotations: list[Annotation] | None = None
    marks: Marks | None = None
    marks_key: tuple[int, int | None, int | None] = (-1, None, None)
    underlines: list[QRectF] | None = None

    @property
    def start(self) -> int:
        return self.block.start

    @property
    def end(self) -> int:
        return self.block.end

    @property
    def height(self) -> int:
        return self.above + self.layout.height + self.below


@dataclass(slots=True)
class _Held:
    """A chunk in memory, where its blocks start, and the columns of those that are rows of a table."""

    chunk: Chunk
    starts: list[int] = field(default_factory=list)
    columns: dict[int, Columns | None] = field(default_factory=dict)


class Document:
    """The parts of one article, for one width and typography at a time (`set_page`)."""

    def __init__(self, project: Project, article_id: int) -> None:
        self._project = project
        self.outline = project.articles.outline(article_id)
        self.text_id: int = self.outline.text
        self.length: int = self.outline.length
        places = self.outline.chunks
        self._chunk_starts = [place.start for place in places]
        self._first_parts = [0, *accumulate(place.blocks for place in places)]
        self.parts: int = self._first_parts[-1]
        self._held: dict[int, _Held] = {}
        self._paragraphs: dict[int, Paragraph] = {}
        self._heights: dict[int, array[float]] = {}
        self._tops: dict[int, list[float]] = {}
        self._chunk_tops: list[float] | None = None
        self._typography = Typography(18, "latin")
        self._width = 576
        self._right_to_left = False
        self.front_height = 0

    @property
    def sample(self) -> str:
        """The beginning of the text, by which script and direction are told."""
        return self._chunk(0).chunk.text[:1000] if self.outline.chunks else ""

    @property
    def has_headline(self) -> bool:
        return bool(self.parts) and self._block(0)[0].kind is BlockKind.HEADLINE

    def set_page(self, typography: Typography, width: int, right_to_left: bool, front_height: int) -> None:
        """Sets everything anew: for another width or size. `front_height` is kept free for the front matter."""
        self._typography, self._width, self._right_to_left = typography, width, right_to_left
        self.front_height = front_height
        for held in self._held.values():
            held.columns.clear()
        self._paragraphs.clear()
        self._heights.clear()
        self._tops.clear()
        self._chunk_tops = None

    def set_front_height(self, height: int) -> None:
        """Makes other room for the front matter, moving nothing else."""
        by = height - self.front_height
        self.front_height = height
        if by and self.parts and (first := self._paragraphs.get(0)) is not None:
            if self.has_headline:
                first.below += by
            else:
                first.above += by
            self._set_height(0, first.height)

    # Parts

    def _chunk(self, index: int) -> _Held:
        held = self._held.get(index)
        if held is None:
            while len(self._held) >= CHUNKS_KEPT:
                del self._held[next(iter(self._held))]
            chunk = self._project.articles.chunk(self.text_id, index)
            held = self._held[index] = _Held(chunk, [block.start for block in chunk.blocks])
        return held

    def _chunk_of(self, part: int) -> int:
        return min(bisect_right(self._first_parts, part), len(self._first_parts) - 1) - 1

    def _block(self, part: int) -> tuple[Block, int, _Held]:
        """A part's block, its chunk's index, and the chunk."""
        index = self._chunk_of(part)
        held = self._chunk(index)
        return held.chunk.blocks[part - self._first_parts[index]], index, held

    def part_at(self, offset: int) -> int:
        """The part that holds the caret place `offset`; between blocks, the one before."""
        chunk = bisect_right(self._chunk_starts, offset) - 1
        while chunk > 0 and not self.outline.chunks[chunk].blocks:
            chunk -= 1
        inside = bisect_right(self._chunk(chunk).starts, offset) - 1
        return min(max(self._first_parts[chunk] + max(inside, -1 if chunk else 0), 0), self.parts - 1)

    def paragraph(self, part: int) -> Paragraph:
        """The part, laid out."""
        found = self._paragraphs.get(part)
        if found is None:
            found = self._paragraphs[part] = self._lay_out(part)
            self._set_height(part, found.height)
        return found

    def paragraph_at(self, offset: int) -> Paragraph:
        return self.paragraph(self.part_at(offset))

    def _lay_out(self, part: int) -> Paragraph:
        block, index, held = self._block(part)
        inside = part - self._first_parts[index]
        continues = held.chunk.continues and inside == 0
        setting = self._typography.of(block.kind, block.level)
        begin = block.start - held.chunk.start
        text = held.chunk.text[begin : begin + block.end - block.start]
        styles = tuple(run for run in held.chunk.styles if run.start < block.end and run.end > block.start)
        above, below = self._spaces(part, setting, block, continues)
        return Paragraph(
            part=part,
            number=self.outline.chunks[index].first_block + inside + 1,
            continues=continues,
            block=block,
            text=text,
            styles=styles,
            above=above,
            below=below,
            layout=ParagraphLayout(
                text, block.start, setting, self._width, styles, self._right_to_left,
                self._columns(held, inside, setting) if block.kind is BlockKind.ROW else None,
            ),
        )  # fmt: skip

    def _columns(self, held: _Held, inside: int, setting: LineSetting) -> Columns | None:
        """The columns of the table whose row is a chunk's block `inside`: worked out once for its rows in the chunk."""
        if inside not in held.columns:
            blocks, begin = held.chunk.blocks, held.chunk.start
            first = last = inside
            while first > 0 and blocks[first - 1].kind is BlockKind.ROW:
                first -= 1
            while last + 1 < len(blocks) and blocks[last + 1].kind is BlockKind.ROW:
                last += 1
            rows = [held.chunk.text[row.start - begin : row.end - begin] for row in blocks[first : last + 1]]
            found = columns_of(rows, setting, self._width, self._right_to_left)
            held.columns.update(dict.fromkeys(range(first, last + 1), found))
        return held.columns[inside]

    def _spaces(self, part: int, setting: LineSetting, block: Block, continues: bool) -> tuple[int, int]:
        above = 0 if continues else setting.above
        if block.kind is BlockKind.ROW and not continues and self._begins_table(part):
            above = self._typography.of(BlockKind.PARAGRAPH).above
        below = BOTTOM if part == self.parts - 1 else 0
        if part == 0:
            above = TOP
            if block.kind is BlockKind.HEADLINE:
                below += self.front_height
            else:
                above += self.front_height
        return above, below

    def _begins_table(self, part: int) -> bool:
        return part == 0 or self._block(part - 1)[0].kind is not BlockKind.ROW

    def pieces(self, part: int) -> tuple[int, int]:
        """The first and the last part of the block that a part belongs to: a long block is cut into several."""
        places = self.outline.chunks
        first = last = part
        index = self._chunk_of(part)
        while first == self._first_parts[index] and places[index].continues:
            index -= 1
            first = self._first_parts[index + 1] - 1
        index = self._chunk_of(part)
        while last + 1 == self._first_parts[index + 1] and index + 1 < len(places) and places[index + 1].continues:
            index += 1
            last = self._first_parts[index]
        return first, last

    def trim(self, first: int, last: int, most: int = PARAGRAPHS_KEPT) -> None:
        """Forgets layouts far from the parts on screen, once there are more than `most`."""
        if len(self._paragraphs) > most:
            spare = most // 4
            self._paragraphs = {
                part: paragraph for part, paragraph in self._paragraphs.items() if first - spare <= part <= last + spare
            }

    # Annotations

    def read_annotations(self, first: int, last: int) -> None:
        """Reads those of the parts `first` to `last` that have not been read, a run of parts at a time."""
        part = first
        while part <= last:
            end = part
            while end <= last and self.paragraph(end).annotations is None:
                end += 1
            if end > part:
                self._read_run(part, end - 1)
            part = max(end, part + 1)

    def _read_run(self, first: int, last: int) -> None:
        run = [self.paragraph(part) for part in range(first, last + 1)]
        found = self._project.annotations.touching(self.text_id, run[0].start, max(run[-1].end, run[0].start + 1))
        lists: list[list[Annotation]] = [[] for _ in run]
        starts = [paragraph.start for paragraph in run]
        for annotation in found:
            if annotation.span is None:
                continue
            place = max(bisect_right(starts, annotation.span.start) - 1, 0)
            while place < len(run) and starts[place] < annotation.span.end:
                if annotation.span.start < run[place].end:
                    lists[place].append(annotation)
                place += 1
        for paragraph, of_paragraph in zip(run, lists, strict=True):
            paragraph.annotations = of_paragraph
            paragraph.marks = None

    def forget_annotations(self, start: int, end: int) -> list[int]:
        """Those of parts touching `[start, end)` are to be read again; returns such parts that are laid out."""
        changed = [
            part
            for part, paragraph in self._paragraphs.items()
            if paragraph.start < max(end, start + 1) and start <= paragraph.end
        ]
        for part in changed:
            self._paragraphs[part].annotations = None
        return changed

    # Heights

    def _leading(self) -> tuple[LineSetting, float]:
        return self._typography.of(BlockKind.PARAGRAPH), max(
            self._typography.characters_a_line * self._width / self._typography.measure, 1.0
        )

    def _estimates(self, index: int) -> array[float]:
        """Heights of the parts of a chunk: as laid out, else by their lengths. Reads the chunk."""
        heights = self._heights.get(index)
        if heights is None:
            held = self._chunk(index)
            setting, characters = self._leading()
            heights = array(
                "d",
                (
                    setting.above + setting.leading * (1 + int((block.end - block.start) / characters))
                    for block in held.chunk.blocks
                ),
            )
            if index == 0 and heights:
                heights[0] += TOP + self.front_height
            if index == len(self.outline.chunks) - 1 and heights:
                heights[-1] += BOTTOM
            self._heights[index] = heights
            self._chunk_tops = None
        return heights

    def _set_height(self, part: int, height: float) -> None:
        index = self._chunk_of(part)
        heights = self._estimates(index)
        inside = part - self._first_parts[index]
        if heights[inside] != height:
            heights[inside] = height
            self._tops.pop(index, None)
            self._chunk_tops = None

    def _all_chunk_tops(self) -> list[float]:
        """Where each chunk begins, with the article's height last."""
        if self._chunk_tops is None:
            setting, characters = self._leading()
            self._chunk_tops = [0.0]
            for place in self.outline.chunks:
                heights = self._heights.get(place.number)
                if heights is not None:
                    height = self._part_tops(place.number)[-1]
                else:
                    lines = place.length / characters + place.blocks / 2
                    height = place.blocks * setting.above + lines * setting.leading
                self._chunk_tops.append(self._chunk_tops[-1] + height)
        return self._chunk_tops

    def _part_tops(self, index: int) -> list[float]:
        tops = self._tops.get(index)
        if tops is None:
            tops = self._tops[index] = list(accumulate(self._estimates(index), initial=0.0))
        return tops

    @property
    def height(self) -> float:
        return self._all_chunk_tops()[-1]

    def top_of(self, part: int) -> float:
        """How far below the article's top a part begins, as far as is known."""
        index = self._chunk_of(part)
        inside = self._part_tops(index)[part - self._first_parts[index]]
        return self._all_chunk_tops()[index] + inside

    def part_at_height(self, y: float) -> tuple[int, float]:
        """The part that lies `y` below the article's top, and how far below its own top that is."""
        tops = self._all_chunk_tops()
        index = max(min(bisect_right(tops, y), len(tops) - 1) - 1, 0)
        while index > 0 and not self.outline.chunks[index].blocks:
            index -= 1
        parts = self._part_tops(index)
        inside = max(min(bisect_right(parts, y - self._all_chunk_tops()[index]), len(parts) - 1) - 1, 0)
        return self._first_parts[index] + inside, y - self._all_chunk_tops()[index] - parts[inside]

    def offsets_down(self, rows: int) -> list[int]:
        """Where in the text each of `rows` equal slices of the article's height begins, with the text's length last: as
        far as is known, and without reading anything."""
        tops, chunks = self._all_chunk_tops(), self.outline.chunks
        offsets: list[int] = []
        for row in range(rows if chunks else 0):
            y = tops[-1] * row / rows
            index = min(bisect_right(tops, y) - 1, len(chunks) - 1)
            start, length, first, last = chunks[index].start, chunks[index].length, tops[index], tops[index + 1]
            held = self._held.get(index)
            if held is not None and held.starts and index in self._heights:
                parts = self._part_tops(index)
                inside = min(bisect_right(parts, y - first) - 1, len(held.starts) - 1)
                block = held.chunk.blocks[inside]
                start, length = block.start, block.end - block.start
                first, last = first + parts[inside], first + parts[inside + 1]
            offsets.append(start + int(length * min((y - first) / max(last - first, 1.0), 1.0)))
        return [*offsets, self.length]
