"""The card shown at a mark: its tags with their paths, who coded it, how sure, and its memo. All of it is in the
inspector as well, so nothing is only on hover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.core.annotation import Annotation
from reader.core.codebook import PATH_SEPARATOR
from reader.core.errors import NotFound
from reader.render.inks import GLYPHS, Inks, TagInk
from reader.render.typography import system_font

if TYPE_CHECKING:
    from reader.project import Project

SHOW_AFTER, HIDE_AFTER = 400, 150
_WIDTH, _PADDING, _RADIUS, _BETWEEN = 340, 12, 8, 8
_MOST = 5
"""So many annotations have their memo and who coded them below the name; of more each has one line."""
_KEPT = 80
"""More lines than that have room on no screen."""
_MEMO_LINES = 4


class Card(QWidget):
    """Shown after a rest, gone soon after the mouse has left; never takes the focus."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._viewport = viewport
        self.rows: list[tuple[TagInk, str, str, str]] = []
        self._inks: Inks | None = None
        self._target = QRect()
        self._beyond = 0
        self.hidden_rows = 0
        """How many annotations find no room."""
        self._room = 0
        self._showing = QTimer(self, singleShot=True, interval=SHOW_AFTER)
        self._showing.timeout.connect(self._show)
        self._hiding = QTimer(self, singleShot=True, interval=HIDE_AFTER)
        self._hiding.timeout.connect(self.hide)

    def offer(self, project: Project, annotations: Sequence[Annotation], inks: Inks, target: QRect) -> None:
        """Shows the annotations beside `target` (in the viewport) after a rest."""
        self._hiding.stop()
        self._inks, self._target = inks, target
        names: dict[int, str] = {}
        self.rows = [row for annotation in annotations[:_KEPT] if (row := _row(project, annotation, inks, names))]
        self._beyond = max(len(annotations) - _KEPT, 0)
        if self.isVisible():
            self._show()
        else:
            self._showing.start()

    def leave(self) -> None:
        self._showing.stop()
        if self.isVisible() and not self._hiding.isActive():
            self._hiding.start()

    def dismiss(self) -> None:
        """Gone at once: something else is being done."""
        self._showing.stop()
        self._hiding.stop()
        self.hide()

    def _show(self) -> None:
        if not self.rows:
            return
        room = self._viewport.rect()
        self._room = room.height() - 2 * _BETWEEN
        self.resize(QSize(_WIDTH, self._lay_out(None)))
        x = max(min(self._target.left(), room.right() - _WIDTH - 4), 4)
        y = self._target.bottom() + 6
        if y + self.height() > room.bottom():
            y = max(self._target.top() - self.height() - 6, 4)
        self.move(QPoint(x, y))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._inks is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._inks.hairline)
        painter.setBrush(QColor(self._inks.theme.raised))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        self._lay_out(painter)

    def _lay_out(self, painter: QPainter | None) -> int:
        """Draws the rows, or without a painter only measures; the height."""
        if len(self.rows) > _MOST:
            return self._lay_out_lines(painter)
        y = _PADDING
        for ink, name, who, memo in self.rows:
            y = self._line(painter, y, f"{GLYPHS[ink.kind]} ", name, ink)
            y = self._words(painter, y, who, quiet=True, lines=1)
            y = self._words(painter, y, memo, quiet=False, lines=_MEMO_LINES) + _BETWEEN
        return y - _BETWEEN + _PADDING

    def _lay_out_lines(self, painter: QPainter | None) -> int:
        """Many annotations: a line each, as many as have room."""
        height = QFontMetrics(system_font(13, QFont.Weight.DemiBold)).height() + 2
        room = max((self._room - 2 * _PADDING) // height, 2)
        count = len(self.rows) + self._beyond
        shown = count if count <= room else min(room - 1, len(self.rows))
        self.hidden_rows = count - shown
        y = _PADDING
        for ink, name, who, _ in self.rows[:shown]:
            y = self._line(painter, y, f"{GLYPHS[ink.kind]} ", name, ink, who.partition(" · ")[2]) + 2
        if self.hidden_rows:
            y = self._words(painter, y, f"and {self.hidden_rows:,} more", quiet=True, lines=1)
        return y + _PADDING

    def _line(self, painter: QPainter | None, y: int, glyph: str, name: str, ink: TagInk, who: str = "") -> int:
        """With `who` behind the name, as far as there is room."""
        font = system_font(13, QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        if painter is not None and self._inks is not None:
            painter.setFont(font)
            painter.setPen(ink.ink)
            painter.drawText(_PADDING, y + metrics.ascent(), glyph)
            painter.setPen(self._inks.text)
            left = _PADDING + metrics.horizontalAdvance(glyph)
            words = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDTH - left - _PADDING)
            painter.drawText(left, y + metrics.ascent(), words)
            left += metrics.horizontalAdvance(words) + _BETWEEN
            painter.setFont(system_font(12))
            painter.setPen(self._inks.text2)
            room = _WIDTH - left - _PADDING
            if who and room > 2 * _PADDING:
                rest = QFontMetrics(painter.font()).elidedText(who, Qt.TextElideMode.ElideRight, room)
                painter.drawText(left, y + metrics.ascent(), rest)
        return y + metrics.height()

    def _words(self, painter: QPainter | None, y: int, words: str, *, quiet: bool, lines: int) -> int:
        if not words:
            return y
        font = system_font(12)
        metrics = QFontMetrics(font)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        bounds = metrics.boundingRect(QRect(0, 0, _WIDTH - 2 * _PADDING, 10_000), flags, words)
        height = min(bounds.height(), lines * metrics.lineSpacing())
        if painter is not None and self._inks is not None:
            painter.setFont(font)
            painter.setPen(self._inks.text2 if quiet else self._inks.text)
            painter.drawText(QRect(_PADDING, y + 2, _WIDTH - 2 * _PADDING, height), flags, words)
        return y + 2 + height


def _row(
    project: Project, annotation: Annotation, inks: Inks, names: dict[int, str]
) -> tuple[TagInk, str, str, str] | None:
    """`names` keeps those of annotators that were asked for."""
    ink = inks.of(annotation.tag)
    if ink is None:
        return None
    path = inks.codebook.path(annotation.tag).split(PATH_SEPARATOR)
    name = " › ".join([*path[:-1], ink.label])
    if annotation.annotator not in names:
        try:
            names[annotation.annotator] = project.annotators.get(annotation.annotator).name
        except NotFound:
            names[annotation.annotator] = ""
    who = names[annotation.annotator]
    sure = "" if annotation.certainty is None else f"certainty {annotation.certainty:.0%}"
    return ink, name, " · ".join(part for part in (ink.kind, who, sure) if part), annotation.memo
