"""A label with one link in it: one stop of Tab, at which Enter follows the link.

QLabel alone takes two presses of Tab, and with Shift+Tab lets nobody out again where the link is all of its text.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QWidget


class LinkLabel(QLabel):
    """Without a link in its text it takes no keys."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setIndent(0)  # QLabel would move its words from the ring
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if "<a " in text else Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.hasSelectedText():
            super().focusNextPrevChild(True)  # chooses the link

    def focusNextPrevChild(self, on: bool) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.focusNextPrevChild(on)
