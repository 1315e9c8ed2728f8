"""Draws one paragraph: tints, find hits and selection, lanes and outlines, lines of links, the words; handles last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from reader.core.article import BlockKind
from reader.core.spans import Span
from reader.render.document import Paragraph
from reader.render.geometry import Page
from reader.render.inks import Inks
from reader.render.layout import ParagraphLayout
from reader.render.links import paint_links
from reader.render.marks import tint_rect
from reader.render.signs import paint_signs
from reader.render.strokes import draw_stroke
from reader.render.tables import paint_rule
from reader.render.typography import system_font

HANDLE = 8
CARET = 2
_NUMBER_SIZE = 11
_BULLET = "•"


class Hit(NamedTuple):
    span: Span
    current: bool


class Outline(NamedTuple):
    """Lines of `width` in the tag's ink round the words of `spans`."""

    spans: Sequence[Span]
    tag: int
    width: float


class Overlay(NamedTuple):
    """What changes while reading: painted over the kept marks. `handles` stand at that span's ends, `active_start` the
    filled one at its start (the end that keys move). While an annotation is `lifted`, the marks of all others fade."""

    selection: Sequence[Span]
    hits: Sequence[Hit]
    outlines: Sequence[Outline]
    handles: Span | None
    active_start: bool
    with_marks: bool
    lifted: int | None = None


def paint_paragraph(painter: QPainter, paragraph: Paragraph, inks: Inks, x: int, y: int, overlay: Overlay) -> None:
    """`x`, `y` is the corner of the paragraph's text in the view."""
    layout, marks = paragraph.layout, paragraph.marks
    painter.translate(x, y)
    formats = []
    if marks is not None and overlay.with_marks:
        lifted = overlay.lifted
        for tint in marks.tints:
            painter.fillRect(tint.rect, tint.colour if lifted is None or tint.id == lifted else tint.faded)
        formats += marks.formats
    for hit in overlay.hits:
        _paint_hit(painter, layout, hit, inks)
    for span in overlay.selection:
        if span.start < paragraph.end and span.end > paragraph.start:
            for fragment in layout.fragments(span.start, span.end):
                painter.fillRect(tint_rect(layout, fragment).adjusted(0, -1, 0, 1), inks.accent)
            formats.append(
                layout.coloured(max(span.start, paragraph.start), min(span.end, paragraph.end), inks.on_accent)
            )
    if marks is not None and overlay.with_marks:
        lifted = overlay.lifted
        for lane in marks.lanes:
            colour = lane.colour if lifted is None or lane.id == lifted else lane.faded
            draw_stroke(painter, lane.rect, lane.style, lane.unit, colour)
        for outline in overlay.outlines:
            _paint_outline(painter, layout, outline, inks)
    paint_links(painter, paragraph, inks.disabled)
    formats += [
        layout.coloured(layout.start + sign.place, layout.start + sign.place + 1, QColor(inks.theme.warn))
        for sign in layout.signs
        if sign.overrides
    ]
    painter.setPen(inks.text2 if layout.setting.quiet else inks.text)
    layout.text_layout.draw(painter, QPointF(0, 0), formats)
    if layout.signs:
        paint_signs(painter, layout.placed_signs(), layout.setting.size, inks.text2)
    if overlay.handles is not None and overlay.with_marks:
        painter.setPen(inks.accent)
        for at_start, rect in handle_rects(layout, overlay.handles):
            painter.fillRect(rect, inks.accent if at_start == overlay.active_start else inks.page)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.translate(-x, -y)


def _paint_hit(painter: QPainter, layout: ParagraphLayout, hit: Hit, inks: Inks) -> None:
    painter.setPen(QPen(inks.text, 1))
    painter.setBrush(inks.find_current if hit.current else inks.find_hit)
    for fragment in layout.fragments(hit.span.start, hit.span.end):
        painter.drawRect(tint_rect(layout, fragment).adjusted(-0.5, 0.5, 0.5, -0.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_outline(painter: QPainter, layout: ParagraphLayout, outline: Outline, inks: Inks) -> None:
    ink = inks.of(outline.tag)
    if ink is None:
        return
    painter.setPen(QPen(ink.ink, outline.width, j=Qt.PenJoinStyle.MiterJoin))
    for span in outline.spans:
        for fragment in layout.fragments(span.start, span.end):
            painter.drawRect(tint_rect(layout, fragment).adjusted(-0.5, 0.5, 0.5, -0.5))


def handle_rects(layout: ParagraphLayout, span: Span) -> list[tuple[bool, QRectF]]:
    """Handles at the span's ends, as far as they lie in this paragraph, with whether it is the start's: that stands
    at its upper corner, the end's at its lower."""
    setting = layout.setting
    rects: list[tuple[bool, QRectF]] = []
    start, end = layout.start, layout.line_bounds(layout.line_count - 1)[1]
    if start <= span.start < end:
        top = layout.line_of(span.start) * setting.leading + setting.baseline + setting.tint_top
        rects.append((True, QRectF(layout.caret_x(span.start) - HANDLE / 2, top - HANDLE / 2, HANDLE, HANDLE)))
    if start < span.end <= end:
        bottom = layout.line_of(span.end, upstream=True) * setting.leading + setting.baseline + setting.tint_bottom
        x = layout.caret_x(span.end, upstream=True)
        rects.append((False, QRectF(x - HANDLE / 2, bottom - HANDLE / 2, HANDLE, HANDLE)))
    return rects


def caret_rect(layout: ParagraphLayout, offset: int, upstream: bool) -> QRectF:
    setting = layout.setting
    top = layout.line_of(offset, upstream) * setting.leading + setting.baseline + setting.tint_top - 2
    return QRectF(layout.caret_x(offset, upstream) - CARET / 2, top, CARET, setting.tint_bottom - setting.tint_top + 4)


def paint_gutter(painter: QPainter, paragraph: Paragraph, inks: Inks, page: Page, y: int) -> None:
    """The paragraph's number beside its first line, a list item's bullet, a row's rule; none of it is in the text."""
    setting, layout = paragraph.layout.setting, paragraph.layout
    baseline = y + setting.baseline
    kind = paragraph.block.kind
    paint_rule(painter, kind, setting, inks, page, y)
    if kind is BlockKind.ITEM and not paragraph.continues:
        painter.setFont(setting.font)
        painter.setPen(inks.text2)
        bullet = QFontMetrics(setting.font).horizontalAdvance(_BULLET)
        inset = setting.indent - round(0.5 * setting.size) - bullet
        x = page.text_right - inset - bullet if layout.right_to_left else page.text_left + inset
        painter.drawText(QPointF(x, baseline), _BULLET)
    if kind is BlockKind.HEADLINE or paragraph.continues:
        return
    font = system_font(_NUMBER_SIZE)
    words = str(paragraph.number)
    width = QFontMetrics(font).horizontalAdvance(words)
    gap = min(20, page.padding - width - 4)
    if gap < 4:
        return
    painter.setFont(font)
    painter.setPen(QColor(inks.text2))
    x = page.text_right + gap if page.mirrored else page.text_left - gap - width
    painter.drawText(QPointF(x, baseline), words)
