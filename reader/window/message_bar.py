"""Errors as sentences: a bar over the page that stays until it is closed. Details can be copied where there are any."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from reader.render.theme import Theme
from reader.window.announce import announce
from reader.window.resources import icon
from reader.window.writer import Failure

MOST_SHOWN = 3
"""Sentences kept in the bar; the newest stands first, older ones would only hide the page."""


class MessageBar(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setProperty("role", "card")
        self._failures: list[Failure] = []
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._copy = QPushButton("Copy details")
        self._copy.clicked.connect(self._copy_details)
        self._close = QToolButton()
        self._close.setToolTip("Close this message")
        self._close.setAccessibleName("Close this message")
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(self._sign, 0, middle)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._copy, 0, middle)
        layout.addWidget(self._close, 0, middle)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._sign.setPixmap(icon("triangle-alert", theme).pixmap(20, 20))
        self._close.setIcon(icon("x", theme))

    @property
    def text(self) -> str:
        return self._text.text()

    def show_failure(self, failure: Failure) -> None:
        others = [each for each in self._failures if each.sentence != failure.sentence]
        self._failures = [failure, *others][:MOST_SHOWN]
        self._text.setText("\n".join(each.sentence for each in self._failures))
        self._copy.setVisible(any(each.details for each in self._failures))
        self.show()
        announce(self, failure.sentence)

    def clear(self) -> None:
        self._failures = []
        self.hide()

    def _copy_details(self) -> None:
        parts = [f"{each.sentence}\n\n{each.details}".strip() for each in self._failures]
        QGuiApplication.clipboard().setText("\n\n".join(parts))
        self._copy.setText("Copied")
