"""Find in the article: hits are painted by the page as one types; Enter and Shift+Enter go from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from reader.window.resources import icon

if TYPE_CHECKING:
    from reader.render.theme import Theme
    from reader.window.article_view.view import ArticleView
    from reader.window.session import Session


class FindBar(QFrame):
    """Stands above the page while it is open."""

    def __init__(self, session: Session, page: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._hits = 0
        self._at = 0
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText("Find in the article")
        self.edit.setAccessibleName("Find in the article")
        self.count = QLabel(self)
        self.count.setProperty("role", "secondary")
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("9999 of 9999"))
        self.case = self._button("Match case", "Aa")
        self.case.setCheckable(True)
        self.previous = self._button("Previous (Shift+Enter)")
        self.next = self._button("Next (Enter)")
        self.close_button = self._button("Close (Esc)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.edit, 1)
        for widget in (self.count, self.case, self.previous, self.next, self.close_button):
            layout.addWidget(widget)
        self.edit.textChanged.connect(lambda _: self._search())
        self.case.toggled.connect(lambda _: self._search())
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.leave)
        self.edit.installEventFilter(self)
        session.themeChanged.connect(self.set_theme)
        session.articleOpened.connect(lambda _: self._article_changed())
        self.set_theme(session.theme)
        self._say()
        self.hide()

    def open(self, text: str = "") -> None:
        """Opens with what was looked for last, or with `text` (the selected words)."""
        self.show()
        if text:
            self.edit.setText(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._search()

    def leave(self) -> None:
        self._page.clear_find()
        self.hide()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        if self._hits:
            self._page.find_next(by)
            self._at = (self._at + by - 1) % self._hits + 1 if self._at else (1 if by > 0 else self._hits)
            self._say()

    def set_theme(self, theme: Theme) -> None:
        self.previous.setIcon(icon("chevron-up", theme))
        self.next.setIcon(icon("chevron-down", theme))
        self.close_button.setIcon(icon("x", theme))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    def _article_changed(self) -> None:
        if self.isVisible():
            self._search()

    def _search(self) -> None:
        text = self.edit.text()
        self._hits = self._page.find(text, case=self.case.isChecked()) if text else 0
        if not text:
            self._page.clear_find()
        self._at = 1 if self._hits else 0
        self._say()

    def _say(self) -> None:
        nothing = bool(self.edit.text()) and not self._hits
        words = "No hits" if nothing else f"{self._at} of {self._hits}" if self._hits else ""
        self.count.setText(words)
        self.count.setAccessibleName(words)
        for button in (self.previous, self.next):
            button.setEnabled(self._hits > 0)

    def _button(self, name: str, text: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFixedHeight(32)
        button.setMinimumWidth(32)
        return button
