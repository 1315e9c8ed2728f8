"""Many sentences at once: one list that can be copied, never many boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


class ListDialog(QDialog):
    """A title in words, a list of sentences, Copy and Close."""

    def __init__(self, title: str, words: str, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        label = QLabel(words)
        label.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.addItems(list(sentences))
        buttons = QDialogButtonBox()
        buttons.addButton(QDialogButtonBox.StandardButton.Close).setDefault(True)
        copy = buttons.addButton("Copy list", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(sentences)))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(label)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.resize(560, 360)


def show_findings(window: MainWindow, findings: Sequence[str]) -> None:
    if not findings:
        window.session.say("The project is sound: file, texts, annotations and history agree.")
        return
    words = "1 thing is wrong" if len(findings) == 1 else f"{len(findings):,} things are wrong"
    ListDialog("Findings of the check", f"{words} with this project. Nothing was changed.", findings, window).show()
