"""The memo on an annotation, a tag, an article or the project: Ctrl+Enter keeps it, Esc leaves it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reader.window.palette import placed

if TYPE_CHECKING:
    from reader.project.memos import Memo
    from reader.window.session import Session

WIDTH, HEIGHT = 420, 220
_drafts: dict[tuple[str, str, int], str] = {}
"""What was typed and not kept, by project, kind and id: Esc must not lose it."""


class MemoDialog(QDialog):
    """`about` is annotation, tag, article or project; `beside` (global coordinates) is what it stands next to."""

    def __init__(
        self, session: Session, about: str, about_id: int, parent: QWidget, *, beside: QRect | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._about, self._id = about, about_id
        self._key = (session.view.uid, about, about_id)
        self._beside = beside
        memos = session.view.memos.of(about, about_id)
        own = next((memo for memo in memos if self._name(memo) == session.annotator), None)
        self._before = own.body if own else ""
        self.setWindowTitle(self._title())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        for memo in memos:
            if memo is not own:
                layout.addWidget(self._other(memo))
        self.edit = QPlainTextEdit(self)
        self.edit.setAccessibleName(self._title())
        self.edit.setPlaceholderText("Why this coding, what to discuss…")
        self.edit.setTabChangesFocus(True)
        self.edit.setPlainText(_drafts.get(self._key, self._before))
        cursor = self.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.edit.setTextCursor(cursor)
        layout.addWidget(self.edit, 1)
        buttons = QDialogButtonBox(self)
        keep = buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        keep.setDefault(True)
        keep.setToolTip("Ctrl+Enter")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.keep)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.resize(WIDTH, max(HEIGHT, layout.sizeHint().height()))
        self.edit.setFocus()

    def open(self) -> None:
        self._place()
        super().open()

    def keep(self) -> None:
        """Stores the memo; an empty one takes it away. Where it can't be stored, it is there when opened again."""
        key, body, about, about_id = self._key, self.edit.toPlainText(), self._about, self._id

        def stored(_: None) -> None:
            _drafts.pop(key, None)

        if body.strip() != self._before:
            _drafts[key] = body
            self._session.do(lambda project: project.memos.set(about, about_id, body), stored)
        else:
            _drafts.pop(key, None)
        self.accept()

    def reject(self) -> None:
        if self.edit.toPlainText() != self._before:
            _drafts[self._key] = self.edit.toPlainText()
            self._session.say("The memo was not kept; what was typed is there when it is opened again.")
        else:
            _drafts.pop(self._key, None)
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keep()
            return
        super().keyPressEvent(event)

    def _title(self) -> str:
        view = self._session.view
        if self._about == "annotation":
            return f"Memo on {self._session.codebook[view.annotations.get(self._id).tag].name}"
        if self._about == "tag":
            return f"Memo on {self._session.codebook[self._id].name}"
        return f"Memo on the {self._about}"

    def _name(self, memo: Memo) -> str:
        return self._session.view.annotators.get(memo.annotator).name

    def _other(self, memo: Memo) -> QLabel:
        label = QLabel(f"{self._name(memo)}: {memo.body}", self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "secondary")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _place(self) -> None:
        """Beside the annotation, never over it."""
        if self._beside is None:
            return
        screen = QGuiApplication.screenAt(self._beside.center()) or self.screen()
        corner, _ = placed(screen.availableGeometry(), self._beside, self.width(), self.height(), 0)
        self.move(QPoint(corner))
