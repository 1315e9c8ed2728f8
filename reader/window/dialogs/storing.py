"""A dialog that closes only when what was typed in it is stored: a full disk must not cost a person's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

if TYPE_CHECKING:
    from reader.project import Project
    from reader.window.session import Session
    from reader.window.writer import Failure

T = TypeVar("T")


class StoringDialog(QDialog):
    """`error`, which a subclass puts above its buttons, says why it could not be stored."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._waiting = False
        self.error = QLabel(self)
        self.error.setProperty("role", "danger")
        self.error.setWordWrap(True)
        self.error.hide()
        session.failed.connect(self._failed)

    def store(self, job: Callable[[Project], T], then: Callable[[T], None] | None = None) -> None:
        """Runs the gesture; the dialog closes when it is stored, and `then` gets its result."""
        if self._waiting:
            return
        self._waiting = True
        self.error.hide()

        def stored(value: T) -> None:
            self._waiting = False
            QDialog.accept(self)
            if then is not None:
                then(value)

        self._session.do(job, stored)

    def _failed(self, failure: Failure) -> None:
        if self._waiting:
            self._waiting = False
            self.say(failure.sentence)

    def say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()
