"""A short sentence at the bottom of the window, with Undo in it; it goes by itself after 8 seconds."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from reader.window.announce import announce

SHOWN_FOR = 8_000
"""Milliseconds; held while the mouse is on it or its button has the focus."""
ABOVE_EDGE = 48
GLIDE, RISE = 120, 12
"""It comes from so many pixels below, in so many milliseconds."""


class Toast(QFrame):
    """A child of the window that floats over it; a new sentence takes the place of the one before."""

    undoWanted = Signal()

    def __init__(self, window: QWidget, above: QWidget) -> None:
        """Stands over the bottom of `window`, and clear of `above` while that is shown."""
        super().__init__(window)
        self._window = window
        self._above = above
        self.setProperty("role", "card")
        self.setObjectName("toast")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_button = QPushButton("Undo")
        self.undo_button.clicked.connect(self._undo)
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._text)
        layout.addWidget(self.undo_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self.still = False
        """Whether it stands in its place at once."""
        self._glide = QPropertyAnimation(self, b"pos", self)
        self._glide.setDuration(GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._timer.timeout.connect(self._expire)
        self.undo_button.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, undo: bool) -> None:
        self._text.setText(text)
        self.undo_button.setVisible(undo)
        self._row.setContentsMargins(16, 8, 8 if undo else 16, 8)
        comes = self.isHidden()
        self.place()
        self.show()
        self.raise_()
        if comes and not self.still:
            self._glide.setStartValue(self.pos() + QPoint(0, RISE))
            self._glide.setEndValue(self.pos())
            self._glide.start()
        self._timer.start()
        announce(self, text)

    def withdraw(self) -> None:
        """Something else was done since: Undo here would take that back, not what the sentence says."""
        if self.undo_button.isVisibleTo(self):
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def place(self) -> None:
        """At the bottom of the window, in the middle; a long sentence is broken."""
        window = self._window
        self._glide.stop()
        self._text.setWordWrap(False)
        if self.sizeHint().width() > window.width() - 32:
            self._text.setWordWrap(True)
            self._text.setFixedWidth(max(120, window.width() - 160))
        else:
            self._text.setMinimumWidth(0)
            self._text.setMaximumWidth(16_777_215)
        self.adjustSize()
        bottom = ABOVE_EDGE + (self._above.height() if self._above.isVisible() else 0)
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - bottom)

    def _expire(self) -> None:
        if not self.underMouse() and not self.undo_button.hasFocus():
            self.hide()

    def _undo(self) -> None:
        self.hide()
        self.undoWanted.emit()
