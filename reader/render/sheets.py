"""Draws articles on sheets of paper: header, front matter, the lines with their marks, the margin; then what explains them.

Sheet after sheet, each drawn when it is reached, so that a long article needs no more memory than a short one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from reader.core.annotation import Annotation
from reader.render.document import Document, Paragraph
from reader.render.explained import Row, Setter, explanations
from reader.render.front import Front
from reader.render.inks import Inks
from reader.render.links import underlines
from reader.render.margin import LABEL_PITCH, OUTER_EDGE, MarginPacking
from reader.render.margin_paint import MarginPainter, initials
from reader.render.marks import marks_of
from reader.render.pages import Leaf, Piece, leaves
from reader.render.paint import paint_gutter
from reader.render.paper import HEADER, SIZE, Area, Paper, PaperTypography, area_of
from reader.render.references import References
from reader.render.signs import paint_signs
from reader.render.strokes import draw_stroke
from reader.render.typography import language_is_right_to_left, runs_right_to_left, script_of, system_font

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.articles import ArticleRow

HEADER_SIZE = 12
LONGEST_TITLE = 300
"""Characters of a title that are looked at: a header holds fewer."""
CHIPS = 40
"""Tags of the whole article shown at its head at most; more are named at its end."""
_BEYOND = 6
"""How far a bracket that goes on reaches beyond the text."""


class Canvas(Protocol):
    """Paper to draw on: `sheet` begins the next one; the painter counts in dp from the paper's upper left corner."""

    def sheet(self) -> QPainter: ...


class Choice(NamedTuple):
    """Whose coding is shown, and of which kinds; None for all."""

    annotators: Collection[int] | None = None
    kinds: Collection[str] | None = None


class Done(NamedTuple):
    """How far printing has come: sheets drawn, and code points of the present article."""

    sheets: int
    offset: int


@dataclass(slots=True)
class Press:
    """Prints articles one after another on one canvas, counting the sheets."""

    project: Project
    canvas: Canvas
    paper: Paper
    inks: Inks
    choice: Choice
    sheets: int = 0

    def article(self, article_id: int) -> Iterator[Done]:
        """Prints one article, beginning on a sheet of its own; yields after each."""
        job = _Article(self, article_id)
        for leaf in leaves(job.document, job.area.height, job.front.height):
            painter = self._begin(job)
            bottom = job.paint(painter, leaf)
            if leaf.pieces:
                yield Done(self.sheets, job.document.paragraph(leaf.pieces[-1].part).end)
        yield from self._explain(job, painter, bottom)

    def _begin(self, job: _Article) -> QPainter:
        self.sheets += 1
        painter = self.canvas.sheet()
        job.paint_header(painter, self.sheets)
        return painter

    def _explain(self, job: _Article, painter: QPainter, y: int) -> Iterator[Done]:
        """The legend and the lists behind the text; a row that keeps with the next takes that along to the next sheet."""
        held: list[Row] = []
        for row in job.explanations():
            held.append(row)
            if row.keeps:
                continue
            above = held[0].above if y else 0
            height = sum(each.height for each in held) + sum(each.above for each in held[1:])
            if y + above + height > job.area.height:
                yield Done(self.sheets, job.document.length)
                painter, y, above = self._begin(job), 0, 0
            y += above
            for place, each in enumerate(held):
                y += each.above if place else 0
                if each.ruled and y:
                    job.paint_rule(painter, job.area.top + y - each.above // 2)
                each.paint(painter, job.left, job.area.top + y)
                y += each.height
            held = []
        yield Done(self.sheets, job.document.length)


class _Article:
    """One article as it is set on paper."""

    def __init__(self, press: Press, article_id: int) -> None:
        project, self._press, self._inks = press.project, press, press.inks
        self.document = Document(project, article_id)
        self._row: ArticleRow = project.articles.row(article_id)
        sample = self.document.sample
        known = language_is_right_to_left(self._row.language)
        self._mirrored = runs_right_to_left(sample, False) if known is None else known
        typography = PaperTypography(SIZE, script_of(sample))
        self.area: Area = area_of(press.paper, typography, self._mirrored)
        self._page = self.area.page
        self.document.set_page(typography, self._page.text_width, self._mirrored, 0)
        self._references = References()
        everyone = project.annotators.all()
        self._names = {one.id: one.name for one in everyone} if len(everyone) > 1 else {}
        whole = self._chosen(project.annotations.whole(article_id))
        self._references.meet(whole)
        self.front = Front(
            self._row, whole[:CHIPS], self._inks, typography, self._page.text_width, self.document.has_headline,
            self._mirrored, self._references.numbers,
        )  # fmt: skip
        self._references.leave_out(0, (one.tag for one in whole[CHIPS:]))
        self._margin = MarginPainter(self._inks, {id_: initials(name) for id_, name in self._names.items()})

    @property
    def left(self) -> int:
        """Where the text begins, from the paper's edge."""
        return self.area.left + self._page.text_left

    def _chosen(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        annotators, kinds = self._press.choice
        return [
            one
            for one in annotations
            if (ink := self._inks.of(one.tag)) is not None
            and (annotators is None or one.annotator in annotators)
            and (kinds is None or ink.kind in kinds)
        ]

    def explanations(self) -> Iterator[Row]:
        return explanations(
            self._press.project, self.document, self._references, self._names,
            Setter(self._inks, self._page.text_width, self._page.margin_width, self._mirrored),
        )  # fmt: skip

    # Drawing

    def paint_header(self, painter: QPainter, number: int) -> None:
        """The article's title on the text's side, the sheet's number on the other, a hairline below them."""
        page = self._page
        begin, end = self._edges()
        font = system_font(HEADER_SIZE)
        metrics = QFontMetricsF(font)
        words = str(number)
        advance = metrics.horizontalAdvance(words)
        title = metrics.elidedText(
            self._row.title[:LONGEST_TITLE], Qt.TextElideMode.ElideRight, end - begin - advance - 24
        )
        painter.setFont(font)
        painter.setPen(self._inks.text2)
        line = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignBottom
        sides = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        of_title, of_number = sides[::-1] if page.mirrored else sides
        box = QRectF(begin, HEADER - 20, end - begin, 20)
        painter.drawText(box, line | of_title, f"\u2068{title}\u2069" if title else "")
        painter.drawText(box, line | of_number, words)
        self.paint_rule(painter, HEADER + 6)

    def paint_rule(self, painter: QPainter, y: int) -> None:
        """A hairline over text and margin."""
        begin, end = self._edges()
        painter.fillRect(QRectF(begin, y, end - begin, 0.75), self._inks.hairline)

    def _edges(self) -> tuple[int, int]:
        """Of text and margin together, from the paper's edge."""
        page, left = self._page, self.area.left
        if page.mirrored:
            return left + OUTER_EDGE, left + page.text_right
        return left + page.text_left, left + page.width - OUTER_EDGE

    def paint(self, painter: QPainter, leaf: Leaf) -> int:
        """Draws what stands on one sheet; how far down that reaches."""
        area, page = self.area, self._page
        painter.save()
        painter.translate(area.left, area.top)
        if leaf.pieces:
            self._read(leaf)
        before = [piece for piece in leaf.pieces if leaf.front is not None and piece.y < leaf.front]
        for piece in before:
            self._paint_piece(painter, piece)
        if leaf.front is not None:
            self.front.paint(painter, page.text_left, leaf.front, None, None)
        for piece in leaf.pieces[len(before) :]:
            self._paint_piece(painter, piece)
        bottom = self._paint_margin(painter, leaf) if leaf.pieces else leaf.bottom
        painter.restore()
        return bottom

    def _read(self, leaf: Leaf) -> None:
        parts = [self.document.paragraph(piece.part) for piece in leaf.pieces]
        unread = {paragraph.part for paragraph in parts if paragraph.annotations is None}
        self.document.read_annotations(parts[0].part, parts[-1].part)
        for paragraph in parts:
            if paragraph.part in unread:
                paragraph.annotations = self._chosen(paragraph.annotations or ())
                paragraph.marks = marks_of(paragraph, self._inks, None)

    def _paint_piece(self, painter: QPainter, piece: Piece) -> None:
        paragraph = self.document.paragraph(piece.part)
        layout, marks = paragraph.layout, paragraph.marks
        setting = layout.setting
        x, y = self._page.text_left, piece.y - piece.first * setting.leading
        here = range(piece.first, piece.last)

        def line_at(top: float, first: float) -> int:
            """The line of a mark, by where the first line has it."""
            return int((top - setting.baseline - first + 0.5) // setting.leading)

        painter.translate(x, y)
        pen = self._inks.text
        if marks is not None:
            for tint in marks.tints:
                if tint.colour != self._inks.page and line_at(tint.rect.top(), setting.tint_top) in here:
                    painter.fillRect(tint.rect, tint.colour)
            for lane in marks.lanes:
                if line_at(lane.rect.top(), setting.lanes[0]) in here:
                    draw_stroke(painter, lane.rect, lane.style, lane.unit, lane.colour)
        if setting.quiet and not (marks and marks.formats):
            pen = self._inks.text2
        for underline in underlines(paragraph):
            if line_at(underline.top(), 0) in here:
                painter.fillRect(underline, self._inks.text2)
        painter.setPen(pen)
        _paint_lines(painter, paragraph, here)
        signs = [one for one in layout.placed_signs() if line_at(one.baseline, 0) in here] if layout.signs else ()
        paint_signs(painter, signs, setting.size, self._inks.text2)
        painter.translate(-x, -y)
        if piece.first == 0:
            paint_gutter(painter, paragraph, self._inks, self._page, piece.y)

    def _paint_margin(self, painter: QPainter, leaf: Leaf) -> int:
        visible: list[tuple[Paragraph, int]] = []
        on_page: dict[int, Annotation] = {}
        for piece in leaf.pieces:
            paragraph = self.document.paragraph(piece.part)
            begin = paragraph.layout.line_bounds(piece.first)[0]
            end = paragraph.layout.line_bounds(piece.last - 1)[1]
            here = [one for one in paragraph.annotations or () if _reaches(one, begin, end)]
            on_page |= {one.id: one for one in here}
            top = piece.y - piece.first * paragraph.layout.setting.leading - paragraph.above
            visible.append((replace(paragraph, annotations=here), top))
        self._references.meet(on_page.values())
        lowest = self.area.height - LABEL_PITCH / 2
        margin = MarginPacking().pack(visible, self._page, leaf.bottom, self._is_known, (), lowest)
        end = leaf.bottom + _BEYOND
        margin.dense = [(top, min(bottom, end), count) for top, bottom, count in margin.dense if top < end]
        unnamed = [id_ for more in margin.more for id_ in more.ids]
        self._references.leave_out(self._press.sheets, (on_page[id_].tag for id_ in unnamed))
        self._margin.numbers = self._references.numbers
        painter.setClipRect(QRectF(-self.area.left, -_BEYOND, self.area.width, self.area.height + 2 * _BEYOND))
        area = QRect(0, 0, self._page.width, leaf.bottom)
        self._margin.paint(painter, margin, self._page, leaf.bottom, area, None, None, None)
        return max([leaf.bottom, *(int(label.rect.bottom()) for label in (*margin.labels, *margin.more))])

    def _is_known(self, tag: int) -> bool:
        return self._inks.of(tag) is not None


def _paint_lines(painter: QPainter, paragraph: Paragraph, wanted: range) -> None:
    """Draws those lines of a paragraph. In a row of a table several of Qt's lines make one."""
    layout, setting = paragraph.layout.text_layout, paragraph.layout.setting
    count = layout.lineCount()
    alone = count == paragraph.layout.line_count
    for number in range(wanted.start, min(wanted.stop, count)) if alone else range(count):
        line = layout.lineAt(number)
        if alone or round((line.y() + line.ascent() - setting.baseline) / setting.leading) in wanted:
            line.draw(painter, QPointF(0, 0))


def _reaches(annotation: Annotation, begin: int, end: int) -> bool:
    span = annotation.span
    return span is not None and span.start < end and span.end > begin
