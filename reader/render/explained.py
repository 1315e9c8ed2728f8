"""What stands behind a printed article: the legend of its kinds and tags, its memos, and names the margin had no room for.

Rows are made one after another, as the sheets fill; positions are from the text's left edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from reader.core.annotation import Annotation
from reader.core.article import BlockKind
from reader.core.codebook import KINDS, Kind
from reader.core.errors import NotFound
from reader.render.document import Document
from reader.render.inks import GLYPHS, Inks, TagInk, label_of
from reader.render.margin_paint import initials
from reader.render.pages import KEPT
from reader.render.paper import PaperTypography
from reader.render.references import References
from reader.render.strokes import draw_stroke
from reader.render.typography import runs_right_to_left, system_font

if TYPE_CHECKING:
    from reader.project import Project

SMALL, HEADING = 12, 14
PITCH = 20
BODY = PaperTypography(14, "latin")
INDENT = 36
SAMPLE = 32
SWATCH = 22
COLUMN_GAP = 24
MOST_COLUMNS = 4
QUOTE = 160
"""Characters of a passage that are read to be quoted, as far as the line holds them."""


class Row(NamedTuple):
    """A line behind the text, `keeps`: with the next row. `above` is the space before it, none at the head of a sheet,
    and there is no rule there either for what is `ruled`."""

    height: int
    above: int
    keeps: bool
    paint: Callable[[QPainter, int, int], None]
    ruled: bool = False


class _Entry(NamedTuple):
    """A tag in the legend, by its path where another one has its name."""

    kind: str
    ink: TagInk
    name: str


def explanations(
    project: Project, document: Document, references: References, names: Mapping[int, str], setter: Setter
) -> Iterator[Row]:
    """All rows, in order; none where nothing is annotated. `names` are the annotators', where there are several."""
    yield from _legend(setter, references, names)
    yield from _memos(setter, project, document, references, names)
    yield from _left_out(setter, references)


def _legend(setter: Setter, references: References, names: Mapping[int, str]) -> Iterator[Row]:
    inks = setter.inks
    used = [tag for kind in KINDS for _, tag in inks.codebook.walk(kind.name) if tag.id in references.tags]
    if not used:
        return
    labels = Counter(label_of(tag) for tag in used)
    entries = [
        _Entry(tag.kind, ink, inks.codebook.path(tag.id) if labels[ink.label] > 1 else ink.label)
        for tag in used
        if (ink := inks.of(tag.id)) is not None
    ]
    columns = setter.columns([entry.name for entry in entries])
    yield setter.heading("Legend")
    for kind in KINDS:
        of_kind = [entry for entry in entries if entry.kind == kind.name]
        if of_kind:
            yield setter.kind(kind)
        for first in range(0, len(of_kind), columns):
            yield setter.tags(of_kind[first : first + columns], columns)
    coders = [f"{initials(name)} {name}" for id_, name in names.items() if id_ in references.annotators]
    if coders:
        yield from setter.small("Coded by " + " · ".join(coders), above=10)


def _memos(
    setter: Setter, project: Project, document: Document, references: References, names: Mapping[int, str]
) -> Iterator[Row]:
    if references.with_memo:
        yield setter.heading("Memos")
    for number, id_ in enumerate(references.with_memo, 1):
        try:
            annotation = project.annotations.get(id_)
        except NotFound:  # removed while this was being printed
            continue
        ink = setter.inks.of(annotation.tag)
        if ink is not None:
            yield setter.reference(number, ink, _place(annotation, document))
        for memo in project.memos.of("annotation", id_):
            who = names.get(memo.annotator, "")
            yield from setter.body(f"{memo.body} ({initials(who)})" if who else memo.body)


def _place(annotation: Annotation, document: Document) -> str:
    span = annotation.span
    if span is None:
        return "whole article"
    paragraph = document.paragraph_at(span.start)
    document.trim(paragraph.part, paragraph.part, KEPT)
    begin = span.start - paragraph.start
    quote = " ".join(paragraph.text[max(begin, 0) : min(begin + len(span), begin + QUOTE)].split())
    more = "…" if len(span) > QUOTE or span.end > paragraph.end else ""
    return f"¶ {paragraph.number} · “\u2068{quote}{more}\u2069”"


def _left_out(setter: Setter, references: References) -> Iterator[Row]:
    if references.unnamed:
        yield setter.heading("Not named in the margin")
    for page, counted in references.unnamed:
        words = []
        for tag, count in counted.items():
            ink = setter.inks.of(tag)
            if ink is not None:
                words.append(
                    f"{GLYPHS[ink.kind]}\u00a0\u2068{ink.label}\u2069" + (f"\u00a0×{count}" if count > 1 else "")
                )
        yield from setter.small((f"Page {page}: " if page else "Whole article: ") + " · ".join(words), above=4)


class Setter:
    """Sets rows in a width, mirrored where the article runs from the right."""

    def __init__(self, inks: Inks, width: int, margin: int, right_to_left: bool) -> None:
        self.inks = inks
        self._width = width
        self._whole = width + margin
        self._mirrored = right_to_left
        self._small = system_font(SMALL)
        self._metrics = QFontMetricsF(self._small)

    def _box(self, x: float, y: float, inset: float, width: float, height: float = PITCH) -> QRectF:
        """A box `inset` from where lines begin."""
        return QRectF(x + (self._width - inset - width if self._mirrored else inset), y, width, height)

    def _words(self, painter: QPainter, box: QRectF, words: str, colour: QColor, font: QFont | None = None) -> None:
        painter.setFont(font or self._small)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        mark = "\u200f" if self._mirrored else "\u200e"
        painter.drawText(box, Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter | side, mark + words)

    def heading(self, words: str) -> Row:
        def paint(painter: QPainter, x: int, y: int) -> None:
            font = system_font(HEADING, QFont.Weight.DemiBold)
            self._words(painter, self._box(x, y, 0, self._width, 24), words, self.inks.text, font)

        return Row(28, 40, True, paint, ruled=True)

    def kind(self, kind: Kind) -> Row:
        """The kind's line, its glyph and its name."""

        def paint(painter: QPainter, x: int, y: int) -> None:
            line = self._box(x, y + PITCH / 2 - 1, 0, SAMPLE, 2)
            draw_stroke(painter, line, kind.lane, 2.0, self.inks.text)
            font = system_font(SMALL, QFont.Weight.DemiBold)
            room = self._box(x, y, SAMPLE + 12, self._width - SAMPLE - 12)
            self._words(painter, room, f"{kind.glyph} {kind.plural.capitalize()}", self.inks.text, font)

        return Row(PITCH + 2, 8, True, paint)

    def columns(self, names: Sequence[str]) -> int:
        """How many columns, beside each other over text and margin, hold the longest name."""
        longest = max((self._metrics.horizontalAdvance(name) for name in names), default=0.0)
        needed = longest + SWATCH + 10 + COLUMN_GAP
        return min(max(int((self._whole + COLUMN_GAP) // needed), 1), MOST_COLUMNS)

    def tags(self, row: Sequence[_Entry], columns: int) -> Row:
        """Tints and names of tags beside each other."""
        width = (self._whole + COLUMN_GAP) // columns - COLUMN_GAP

        def paint(painter: QPainter, x: int, y: int) -> None:
            middle = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignCenter
            for place, (_, ink, name) in enumerate(row):
                inset = place * (width + COLUMN_GAP)
                swatch = self._box(x, y + 2, inset, SWATCH, PITCH - 4)
                painter.fillRect(swatch, ink.tint)
                painter.setFont(self._small)
                painter.setPen(ink.ink)
                painter.drawText(swatch, middle, GLYPHS[ink.kind])
                room = width - SWATCH - 10
                words = self._metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
                self._words(painter, self._box(x, y, inset + SWATCH + 10, room), words, self.inks.text)

        return Row(PITCH, 0, False, paint)

    def reference(self, number: int, ink: TagInk, place: str) -> Row:
        """What a number in the margin stands for: its tag, and where it is."""

        def paint(painter: QPainter, x: int, y: int) -> None:
            self._words(painter, self._box(x, y, 0, INDENT), f"[{number}]", self.inks.text2)
            inset, room = float(INDENT), float(self._width - INDENT)
            glyph = f"{GLYPHS[ink.kind]} "
            self._words(painter, self._box(x, y, inset, room), glyph, ink.ink)
            used = self._metrics.horizontalAdvance(glyph)
            name = self._metrics.elidedText(ink.label, Qt.TextElideMode.ElideMiddle, int(room * 0.6))
            inset, room = inset + used, room - used
            self._words(painter, self._box(x, y, inset, room), name, self.inks.text)
            used = self._metrics.horizontalAdvance(f"{name}  ")
            inset, room = inset + used, room - used
            where = self._metrics.elidedText(place, Qt.TextElideMode.ElideRight, int(room))
            self._words(painter, self._box(x, y, inset, room), where, self.inks.text2)

        return Row(PITCH, 8, True, paint)

    def small(self, words: str, above: int) -> Iterator[Row]:
        """Words in as many lines as they need, from where the article's lines begin."""
        return self._lines(words, self._small, 18, 14, 0, self.inks.text2, above, self._mirrored)

    def body(self, words: str) -> Iterator[Row]:
        """A memo as it was written, line for line."""
        setting = BODY.of(BlockKind.PARAGRAPH)
        for line in words.split("\n"):
            right = runs_right_to_left(line, self._mirrored)
            colour = self.inks.text
            yield from self._lines(line, setting.font, setting.leading, setting.baseline, INDENT, colour, 0, right)

    def _lines(
        self, words: str, font: QFont, leading: int, baseline: int, inset: int, colour: QColor, above: int,
        at_right: bool,
    ) -> Iterator[Row]:  # fmt: skip
        width = self._width - inset
        right_to_left = runs_right_to_left(words, self._mirrored)
        option = QTextOption(Qt.AlignmentFlag.AlignAbsolute | (_RIGHT if at_right else _LEFT))
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(words, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, baseline - line.ascent()))
        layout.endLayout()

        def painted(number: int) -> Callable[[QPainter, int, int], None]:
            def paint(painter: QPainter, x: int, y: int) -> None:
                painter.setPen(colour)
                layout.lineAt(number).draw(painter, QPointF(x + (0 if self._mirrored else inset), y))

            return paint

        count = layout.lineCount()
        for number in range(count):
            keeps = number + 1 < count and number in (0, count - 2)
            yield Row(leading, 0 if number else above, keeps, painted(number))


_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
