"""Draws the margin: brackets in each kind's line style, labels with glyph and name, leaders, counts, the density bar."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText

from reader.core.shown import ALL, Shown
from reader.render.geometry import COLUMNS, FOOT, Page
from reader.render.inks import GLYPHS, STYLES, Inks, TagInk, dimmed
from reader.render.margin import Bracket, Margin, leader_start
from reader.render.references import reference
from reader.render.strokes import draw_stroke
from reader.render.typography import system_font

STROKE = 2.0
SELECTED_STROKE = 3.0
LABEL_SIZE = 12
_GLYPH_WIDTH = 14
_DENSITY_STEP = 48
_RECEDE = 3
"""The density bar is so much fainter while an annotation is lifted."""


class _Look(NamedTuple):
    """Of one label; `lifted` is the annotation beside which the others fade, if there is one."""

    bold: bool
    hovered: bool
    lifted: int | None


@dataclass(slots=True)
class MarginPainter:
    """Keeps fonts and elided names. `initials` are other annotators', by id; `shown` says which are dimmed;
    `numbers` stand behind the names of annotations where print refers to a list."""

    inks: Inks
    initials: dict[int, str] = field(default_factory=dict)
    shown: Shown = ALL
    numbers: dict[int, int] = field(default_factory=dict)
    _texts: dict[tuple[str, int, bool, str], QStaticText] = field(default_factory=dict)

    def paint(
        self, painter: QPainter, margin: Margin, page: Page, height: int, area: QRect, current: int | None,
        hovered: int | None, lifted: int | None,
    ) -> None:  # fmt: skip
        """Draws what reaches from `area`'s top to its bottom; all fade beside the `lifted` annotation."""
        first, last = area.top(), area.bottom() + 1
        for top, bottom, count in margin.dense:
            colour = QColor(self.inks.text2)
            colour.setAlpha(min(64 + _DENSITY_STEP * count, 255) // (1 if lifted is None else _RECEDE))
            painter.fillRect(QRectF(page.column_x(COLUMNS) - 3, top, 6, bottom - top), colour)
        for id_, bracket in margin.brackets.items():
            ink = self.inks.of(bracket.annotation.tag)
            if bracket.column < COLUMNS and ink is not None and bracket.top < last and bracket.bottom > first:
                colour, stroke = self._colour(bracket, ink, lifted), SELECTED_STROKE if id_ == current else STROKE
                self._bracket(painter, bracket, ink, page, height, stroke, colour)
        if page.folded:
            return
        for label in sorted(margin.labels, key=lambda each: each.ids[0] == lifted):  # the lifted one over the others
            (id_,) = label.ids
            bracket = margin.brackets[id_]
            ink = self.inks.of(bracket.annotation.tag)
            middle, begin = leader_start(bracket, page, height)
            rect = label.rect
            if ink is not None and min(middle - 1, rect.top()) < last and max(middle + 1, rect.bottom()) > first:
                colour = ink.faint if lifted is None else ink.ink if id_ == lifted else self.inks.hairline
                self._leader(painter, bracket, colour, rect, page, QPointF(begin, middle))
                if id_ == lifted and label.wide:
                    rect = self._cleared(painter, bracket, ink, rect, page)
                self._label(painter, bracket, ink, rect, page, _Look(id_ in (current, lifted), id_ == hovered, lifted))
        painter.setFont(system_font(LABEL_SIZE))
        painter.setPen(self.inks.text2)
        for more in margin.more:
            painter.drawText(more.rect, _side(page), f"+{len(more.ids)}")

    def _colour(self, bracket: Bracket, ink: TagInk, lifted: int | None) -> QColor:
        """Of a bracket or a glyph."""
        one = bracket.annotation
        if one.id == lifted:
            return ink.ink
        if self.shown.dims(one, ink.kind):
            return dimmed(ink.ink)
        return ink.ink if lifted is None else ink.faint

    def _bracket(
        self, painter: QPainter, bracket: Bracket, ink: TagInk, page: Page, height: int, stroke: float, colour: QColor
    ) -> None:
        top, bottom = max(bracket.top, -8.0), min(bracket.bottom, height + 8.0)
        x = page.column_x(bracket.column)
        style = STYLES[ink.kind]
        draw_stroke(painter, QRectF(x - stroke / 2, top, stroke, bottom - top), style, STROKE, colour)
        reach = page.toward_text(FOOT)
        left = min(x, x + reach)
        if bracket.opens:
            painter.fillRect(QRectF(left, bracket.top, FOOT, STROKE), colour)
        if bracket.closes:
            painter.fillRect(QRectF(left, bracket.bottom - STROKE, FOOT, STROKE), colour)

    def _leader(
        self, painter: QPainter, bracket: Bracket, colour: QColor, rect: QRectF, page: Page, begin: QPointF
    ) -> None:
        """A line from a bracket to its label, where that had to be pushed down."""
        y = rect.center().y()
        if abs(y - begin.y()) < 1.5 or bracket.column >= COLUMNS:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(colour, 1))
        end = (rect.right() if page.mirrored else rect.left()) + page.toward_text(1)
        painter.drawLine(begin, QPointF(end, y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _label(self, painter: QPainter, bracket: Bracket, ink: TagInk, rect: QRectF, page: Page, look: _Look) -> None:
        bold, lifted = look.bold, look.lifted
        painter.setFont(system_font(LABEL_SIZE, QFont.Weight.Bold if bold else QFont.Weight.Normal))
        painter.setPen(self._colour(bracket, ink, lifted))
        self._draw(painter, self._text(GLYPHS[ink.kind], 0, bold), rect, page, 0)
        inks = self.inks
        painter.setPen(inks.text if bold or look.hovered else inks.text2 if lifted is None else inks.quiet)
        number = reference(self.numbers.get(bracket.annotation.id))
        text = self._text(self._name(bracket, ink), int(rect.width()) - _GLYPH_WIDTH, bold, number)
        self._draw(painter, text, rect, page, _GLYPH_WIDTH)

    def _name(self, bracket: Bracket, ink: TagInk) -> str:
        who = self.initials.get(bracket.annotation.annotator, "")
        return f"{ink.label} · {who}" if who else ink.label

    def _cleared(self, painter: QPainter, bracket: Bracket, ink: TagInk, rect: QRectF, page: Page) -> QRectF:
        """Room for the whole name of the lifted annotation, over the faded brackets where that is needed."""
        font = system_font(LABEL_SIZE, QFont.Weight.Bold)
        wanted = QFontMetricsF(font).horizontalAdvance(self._name(bracket, ink)) + _GLYPH_WIDTH + 2
        missing = wanted - rect.width()
        if missing <= 0:
            return rect
        edge = page.column_x(0) + page.toward_text(FOOT)
        wide = QRectF(rect)
        if page.mirrored:
            wide.setRight(min(rect.right() + missing, edge))
        else:
            wide.setLeft(max(rect.left() - missing, edge))
        painter.fillRect(wide, self.inks.page)
        return wide

    def _draw(self, painter: QPainter, text: QStaticText, rect: QRectF, page: Page, inset: int) -> None:
        size = text.size()
        x = rect.right() - inset - size.width() if page.mirrored else rect.left() + inset
        painter.drawStaticText(QPointF(x, round(rect.center().y() - size.height() / 2)), text)

    def _text(self, words: str, width: int, bold: bool, number: str = "") -> QStaticText:
        """Words laid out once, elided to a width unless that is 0; a number behind them is never elided."""
        key = (words, width, bold, number)
        if key not in self._texts:
            font = system_font(LABEL_SIZE, QFont.Weight.Bold if bold else QFont.Weight.Normal)
            metrics = QFontMetricsF(font)
            room = width - metrics.horizontalAdvance(number)
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room) if width else words
            if elided == "…":
                elided = ""  # the glyph alone says as much
            text = QStaticText(elided + number)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=font)
            self._texts[key] = text
        return self._texts[key]


def _side(page: Page) -> Qt.AlignmentFlag | Qt.TextFlag:
    side = Qt.AlignmentFlag.AlignRight if page.mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip


def initials(name: str) -> str:
    """ "Leila Haddad" is LH; a name of one word keeps its first two letters."""
    words = name.split()
    return "".join(word[0] for word in words[:3]).upper() if len(words) > 1 else name[:2]
