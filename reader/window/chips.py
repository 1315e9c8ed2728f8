"""Small painted controls of the inspector: a tag as a chip, a row of annotations to choose from, certainty as dots."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.render.theme import Ink, Theme

DOTS = 5
CERTAINTY_WORDS = ("a guess", "unsure", "fairly sure", "sure", "certain")
_DOT, _PITCH, _INSET = 8, 14, 6


class Chip(QWidget):
    """A word on a tag's tint, with its glyph in ink; long ones are elided in the middle."""

    def __init__(self, text: str, glyph: str, ink: Ink, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self._glyph, self._ink, self._theme = text, glyph, ink, theme
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._words(self.text)) + 20, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bare = self._ink.tint == self._theme.page
        painter.setPen(QPen(QColor(self._ink.ink), 1) if bare else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ink.tint))
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5) if bare else QRectF(self.rect())
        painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
        painter.setPen(QColor(self._theme.text))
        words = QFontMetrics(self.font()).elidedText(
            self._words(self.text), Qt.TextElideMode.ElideMiddle, self.width() - 16
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)

    def _words(self, text: str) -> str:
        return f"{self._glyph} {text}" if self._glyph else text


class AnnotationRow(QWidget):
    """One of several annotations at the caret: clicked, or chosen with Space or Enter."""

    chosen = Signal(int)

    def __init__(
        self,
        annotation: int,
        glyph: str,
        name: str,
        ink: Ink,
        theme: Theme,
        current: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._id, self._glyph, self.name, self._ink, self._theme = annotation, glyph, name, ink, theme
        self.current = current
        self._hovered = False
        self.setFixedHeight(24)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{name}, selected" if current else name)
        self.setToolTip(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if self.current or self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chosen if self.current else theme.hovered))
            painter.drawRoundedRect(self.rect(), 6, 6)
        font = self.font()
        font.setBold(self.current)
        painter.setFont(font)
        box = self.rect().adjusted(8, 0, -8, 0)
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setPen(QColor(self._ink.ink))
        painter.drawText(box, leading, self._glyph)
        painter.setPen(QColor(theme.text))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        words = box.adjusted(0 if rtl else 18, 0, -18 if rtl else 0, 0)
        name = QFontMetrics(font).elidedText(self.name, Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, leading, name)
        if self.hasFocus():
            _focus_ring(painter, QRectF(self.rect()), theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._id)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()


class CertaintyDots(QWidget):
    """Five dots, from a guess to certain; none filled = not asked. Arrows or a click change it, Delete empties it."""

    changed = Signal(object)  # 0.2 to 1, or None

    def __init__(self, value: float | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.filled = 0 if value is None else max(1, min(DOTS, round(value * DOTS)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("How sure you are of this coding: click a dot, or use the arrow keys")
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def words(self) -> str:
        return CERTAINTY_WORDS[self.filled - 1] if self.filled else "not asked"

    def sizeHint(self) -> QSize:
        longest = max(QFontMetrics(self.font()).horizontalAdvance(words) for words in CERTAINTY_WORDS)
        return QSize(DOTS * _PITCH + _INSET + longest + 8, 24)

    def set_filled(self, filled: int) -> None:
        """Shows and tells another number of dots; the same one again empties them."""
        filled = max(0, min(DOTS, filled))
        if filled != self.filled:
            self.filled = filled
            self._say()
            self.update()
            self.changed.emit(filled / DOTS if filled else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place in range(DOTS):
            x = place * _PITCH + _INSET
            box = QRectF(self.width() - x - _DOT if rtl else x, (self.height() - _DOT) / 2, _DOT, _DOT)
            painter.setPen(QPen(QColor(self._theme.text if place < self.filled else self._theme.control_edge), 1.2))
            painter.setBrush(QColor(self._theme.text) if place < self.filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box)
        painter.setPen(QColor(self._theme.text if self.filled else self._theme.text2))
        taken = DOTS * _PITCH + _INSET + 4
        room = self.rect().adjusted(0 if rtl else taken, 0, -taken if rtl else 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.words)
        if self.hasFocus():
            _focus_ring(painter, QRectF(self.rect()), self._theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        dot = int((x - _INSET + (_PITCH - _DOT) / 2) // _PITCH) + 1
        if 1 <= dot <= DOTS:
            self.set_filled(0 if dot == self.filled else dot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        more, less = (Qt.Key.Key_Left, Qt.Key.Key_Right) if rtl else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        if event.key() in (more, Qt.Key.Key_Up):
            self.set_filled(self.filled + 1)
        elif event.key() in (less, Qt.Key.Key_Down):
            self.set_filled(self.filled - 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_filled(0)
        elif event.text() in tuple("12345"):
            self.set_filled(int(event.text()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"Certainty: {self.words}")


def _focus_ring(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
