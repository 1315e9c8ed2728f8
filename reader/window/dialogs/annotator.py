"""Who is coding: asked once, prefilled with the system user's name, and changed from the tool bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from reader.window.settings import system_user

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.window.main_window import MainWindow


class AnnotatorDialog(QDialog):
    """A name: one that has coded in this project, or a new one."""

    def __init__(self, name: str, known: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Who is coding?")
        words = QLabel("Every annotation says who made it. This name is kept for your other projects too.")
        words.setWordWrap(True)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.lineEdit().setAccessibleName("Name of the annotator")  # type: ignore[union-attr]
        self.name.setAccessibleName("Name of the annotator")
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.addItems(known)
        self.name.setCurrentText(name)
        edit = self.name.lineEdit()
        if edit is not None:
            edit.setMaxLength(100)  # first: it takes a selection away
            edit.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._accept = buttons.addButton("Code as this person", QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.name.currentTextChanged.connect(lambda _: self._check())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.name)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self.setMinimumWidth(400)
        self._check()

    @property
    def chosen(self) -> str:
        return " ".join(self.name.currentText().split())

    def _check(self) -> None:
        self._accept.setEnabled(bool(self.chosen))


def ask_annotator(window: MainWindow, then: Callable[[], None] | None = None) -> None:
    """Asks, and codes as the one named; `then` follows."""
    session = window.session
    known = [annotator.name for annotator in session.view.annotators.all()] if session.is_open else []
    dialog = AnnotatorDialog(session.annotator or session.settings.annotator or system_user(), known, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def take() -> None:
        session.act_as(dialog.chosen)
        if then is not None:
            then()

    dialog.accepted.connect(take)
    dialog.open()
