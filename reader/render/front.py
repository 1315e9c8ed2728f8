"""The front matter: source, author, date and address in one quiet line, and the tags of the whole article as chips."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDate, QLocale, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from reader.core.annotation import Annotation
from reader.core.shown import ALL, Shown
from reader.render.inks import GLYPHS, Inks, TagInk, dimmed
from reader.render.references import reference
from reader.render.typography import Typography, system_font

if TYPE_CHECKING:
    from reader.project.articles import ArticleRow

NO_NUMBERS: Mapping[int, int] = MappingProxyType({})
CHIP_HEIGHT, CHIP_PITCH = 24, 28
GAP = 8
_BESIDE_HEADLINE = 4
_WEEKDAY = re.compile(r"dddd?[,،、]?\s*")


class _Chip(NamedTuple):
    annotation: Annotation
    words: str
    rect: QRect


class Front:
    """Laid out for a width; positions are from its top left corner. `numbers` of annotations stand behind their names."""

    def __init__(
        self, row: ArticleRow, whole: Sequence[Annotation], inks: Inks, typography: Typography, width: int,
        has_headline: bool, right_to_left: bool, numbers: Mapping[int, int] = NO_NUMBERS,
    ) -> None:  # fmt: skip
        self._inks = inks
        self._width = width
        self._right_to_left = right_to_left
        self._font: QFont = typography.small
        metrics = QFontMetrics(self._font)
        title = "" if has_headline else row.title
        parts = (title, row.source, row.author, shown_date(row.published), shown_address(row.url))
        self._lines = _lines([_apart(part) for part in parts if part], metrics, width)
        self._line_pitch = round(1.3 * metrics.height())
        self._lines_height = len(self._lines) * self._line_pitch + _BESIDE_HEADLINE if self._lines else 0
        self._chip_font = system_font(12)
        self._chips = self._placed(whole, numbers)
        rows = self._chips[-1].rect.bottom() + 1 if self._chips else self._lines_height
        self.height: int = rows + GAP if rows else 0

    def _placed(self, whole: Sequence[Annotation], numbers: Mapping[int, int]) -> list[_Chip]:
        metrics = QFontMetrics(self._chip_font)
        x, y = 0, self._lines_height + GAP
        chips: list[_Chip] = []
        for annotation in whole:
            ink = self._inks.of(annotation.tag)
            if ink is None:
                continue
            words = metrics.elidedText(ink.label, Qt.TextElideMode.ElideMiddle, max(self._width - 48, 40))
            words += reference(numbers.get(annotation.id))
            width = metrics.horizontalAdvance(f"{GLYPHS[ink.kind]} {words}") + 20
            if x and x + width > self._width:
                x, y = 0, y + CHIP_PITCH
            left = self._width - x - width if self._right_to_left else x
            chips.append(_Chip(annotation, words, QRect(left, y, width, CHIP_HEIGHT)))
            x += width + GAP
        return chips

    def chip_at(self, x: float, y: float) -> int | None:
        """The annotation whose chip is there."""
        return next((chip.annotation.id for chip in self._chips if chip.rect.contains(int(x), int(y))), None)

    def paint(
        self, painter: QPainter, x: int, y: int, current: int | None, hovered: int | None, shown: Shown = ALL
    ) -> None:
        painter.setPen(self._inks.text2)
        painter.setFont(self._font)
        side = Qt.AlignmentFlag.AlignRight if self._right_to_left else Qt.AlignmentFlag.AlignLeft
        line = QRect(x, y + _BESIDE_HEADLINE, self._width, self._line_pitch)
        for words in self._lines:
            direction = "\u200f" if self._right_to_left else "\u200e"
            painter.drawText(line, side | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine, direction + words)
            line.translate(0, self._line_pitch)
        for chip in self._chips:
            ink, number = self._inks.of(chip.annotation.tag), chip.annotation.id
            if ink is not None:
                if number != current and shown.dims(chip.annotation, ink.kind):
                    ink = ink._replace(ink=dimmed(ink.ink), tint=self._inks.page)
                self._paint_chip(painter, chip, ink, x, y, number == current, number == hovered)

    def _paint_chip(
        self, painter: QPainter, chip: _Chip, ink: TagInk, x: int, y: int, current: bool, hovered: bool
    ) -> None:
        rect = chip.rect.translated(x, y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        bare = ink.tint == self._inks.page
        painter.setPen(ink.ink if current or hovered or bare else Qt.PenStyle.NoPen)
        painter.setBrush(ink.tint)
        painter.drawRoundedRect(rect, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        font = system_font(12, QFont.Weight.Bold) if current else self._chip_font
        painter.setFont(font)
        inside = rect.adjusted(10, 0, -10, 0)
        glyph = f"{GLYPHS[ink.kind]} "
        advance = QFontMetrics(font).horizontalAdvance(glyph)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setPen(ink.ink)
        painter.drawText(inside, middle | (right if self._right_to_left else left), glyph)
        painter.setPen(self._inks.text)
        words = inside.adjusted(0, 0, -advance, 0) if self._right_to_left else inside.adjusted(advance, 0, 8, 0)
        painter.drawText(words, middle | (right if self._right_to_left else left), chip.words)


def _apart(part: str) -> str:
    """Isolated, so that a Latin name or a date does not turn the order of the parts round."""
    return f"\u2068{part}\u2069"


def _lines(parts: list[str], metrics: QFontMetrics, width: int) -> list[str]:
    """The parts joined by middle dots, in as few lines as hold them; only a part wider than a line is elided."""
    lines: list[str] = []
    for part in parts:
        part = metrics.elidedText(part, Qt.TextElideMode.ElideMiddle, width)
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def shown_date(published: str) -> str:
    """A whole date in the reader's own form; a year, a month or a time with offset as printed but for the time."""
    day = QDate.fromString(published[:10], Qt.DateFormat.ISODate)
    if not day.isValid():
        return published
    locale = QLocale()
    form = _WEEKDAY.sub("", locale.dateFormat(QLocale.FormatType.LongFormat)).strip()
    return locale.toString(day, form)


def shown_address(url: str) -> str:
    """The host alone; the whole address is in the inspector."""
    return url.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")
