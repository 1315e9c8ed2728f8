"""Why an article is unsure: one line of the coder's own, kept with the status."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget


class ReasonDialog(QDialog):
    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Unsure about this article")
        words = QLabel("What is to be settled? It is shown in the library and exported with the article.")
        words.setWordWrap(True)
        self.reason = QLineEdit(reason)
        self.reason.setPlaceholderText("For example: is the mayor coded as a person or as the city?")
        self.reason.setAccessibleName("Reason")
        self.reason.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accept = buttons.addButton("Mark unsure", QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.reason)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self.setMinimumWidth(440)


def ask_reason(parent: QWidget, reason: str, then: Callable[[str], None]) -> None:
    dialog = ReasonDialog(reason, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: then(dialog.reason.text().strip()))
    dialog.open()
