"""The status bar: whether all is saved, what is here, what is hidden, and where the keys are explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from reader.core.errors import NotFound

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


class StateLine:
    """Speaks of the article on the page; says nothing without a project."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._state = QLabel()
        self._link = QLabel()
        self._link.setTextFormat(Qt.TextFormat.PlainText)
        self._keys = QLabel("Press ? for keys")
        for label in (self._state, self._link, self._keys):
            label.setProperty("role", "secondary")
        bar = window.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(8, 0, 8, 0)
        bar.addWidget(self._state, 1)
        bar.addPermanentWidget(self._link)
        bar.addPermanentWidget(self._keys)

    @property
    def text(self) -> str:
        return self._state.text()

    @property
    def link(self) -> str:
        return self._link.text()

    def show_link(self, words: str) -> None:
        """Where the link at the caret leads; "" where there is none."""
        self._link.setText(words)

    def show(self) -> None:
        session = self._window.session
        self._keys.setVisible(session.is_open)
        if not session.is_open:
            self._state.setText("")
            return
        parts = ["Read only" if session.read_only else "Saved"]
        if session.article_id is not None:
            try:
                count = session.view.articles.row(session.article_id).annotations
                parts.append(self._window.marks.words(count))
            except NotFound:
                pass  # it was removed a moment ago; another is opened
        self._state.setText(" · ".join(parts))
