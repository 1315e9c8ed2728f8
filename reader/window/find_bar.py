"""The find bar: hits are painted and counted as one types; Enter and Shift+Enter go from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reader.core.finding import Query
from reader.window.announce import announce
from reader.window.commands import BY_ID
from reader.window.commands.table import key_text
from reader.window.resources import icon

if TYPE_CHECKING:
    from reader.render.theme import Theme
    from reader.window.article_view.view import ArticleView
    from reader.window.session import Session

TOGGLES = ("case", "whole", "accents", "expression")
_SIGNS = {"case": "Aa", "whole": "|ab|", "accents": "é", "expression": ".*"}
_PATIENCE = 300
"""Milliseconds."""
_LONGEST_WORDS = 200


class FindBar(QFrame):
    """Stands above the page while it is open. `use_page` takes it to another page."""

    def __init__(self, session: Session, page: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._taken = 0
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText("Find in the article")
        self.edit.setAccessibleName("Find in the article")
        self.count = QLabel(self)
        self.count.setProperty("role", "secondary")
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("9,999 of 9,999"))
        self.problem = QLabel(self)
        self.problem.setProperty("role", "danger")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.toggles = {name: self._toggle(name) for name in TOGGLES}
        self.previous = self._button("Previous hit (Shift+Enter)")
        self.next = self._button("Next hit (Enter)")
        self.close_button = self._button("Close (Esc)")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addSpacing(4)
        for widget in (*self.toggles.values(), self.previous, self.next, self.close_button):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self._waiting = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._waiting.timeout.connect(self._say)
        self.edit.textChanged.connect(lambda _: self._search())
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.leave)
        self.edit.installEventFilter(self)
        page.finding.changed.connect(self._changed)
        session.themeChanged.connect(self.set_theme)
        session.articleOpened.connect(self._article_opened)
        self.set_theme(session.theme)
        self._say()
        self.hide()

    # Opening and closing

    def open(self) -> None:
        """With the selected words, else with what was looked for last; the search begins there."""
        selection = self._page.selection()
        if len(selection) == 1 and self._session.article_id is not None:
            (span,) = selection
            self._page.finding.begin_at(span.start)
            if len(span) <= _LONGEST_WORDS:
                words = self._session.view.articles.passage(self._session.article_id, span)
                self._set_words(" ".join(words.split()))
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._search()

    def leave(self) -> None:
        """Closes; the current hit stays selected, so that it can be tagged."""
        self.hide()
        self._page.finding.leave()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_page(self, page: ArticleView) -> None:
        """From now on another page is searched."""
        if page is self._page:
            return
        self._page.finding.changed.disconnect(self._changed)
        self._page.finding.forget()
        self._page = page
        page.finding.changed.connect(self._changed)
        if not self.isHidden():
            self._search()

    def step(self, by: int) -> None:
        """To the next or the previous hit; closed before, the bar opens again and leaves the keys where they are."""
        if self.isHidden() and self.edit.text():
            selection = self._page.selection()
            self._page.finding.begin_at(selection[0].start if selection and by < 0 else self._page.caret)
            self.show()
            self._search()
            if by < 0:
                self._page.finding.step(by)
        elif self.edit.text():
            self._page.finding.step(by)
        else:
            self.open()
        self._announce()

    def set_theme(self, theme: Theme) -> None:
        self.previous.setIcon(icon("chevron-up", theme))
        self.next.setIcon(icon("chevron-down", theme))
        self.close_button.setIcon(icon("x", theme))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take(self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._take(self.height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._take(0)

    def _take(self, height: int) -> None:
        """The pages are scrolled by the room that the bar takes of them: the words stay where they are on the screen."""
        by, self._taken = height - self._taken, height
        for page in self._pages():
            page.scroll_by(by)

    def _pages(self) -> tuple[ArticleView, ...]:
        """Those whose room the bar takes: with another beside it, both."""
        from reader.window.codebook_edits import main_window_of

        return main_window_of(self).middle.pages

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return super().eventFilter(watched, event)

    # Searching

    def query(self) -> Query:
        chosen = {name: toggle.isChecked() for name, toggle in self.toggles.items()}
        return Query(self.edit.text(), **{**chosen, "accents": not chosen["accents"]})

    def _search(self) -> None:
        self._page.finding.look_for(self.query())

    def _article_opened(self, article: int | None) -> None:
        if self.isHidden():
            return
        if article is None:
            self.hide()
        else:
            self._page.finding.begin_at(self._page.caret)
            self._search()

    def _set_words(self, words: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setText(words)
        self.edit.blockSignals(False)

    # Saying

    def _changed(self) -> None:
        """What is wrong, and that it takes long, is said after a moment only: an expression is wrong while one types it."""
        count = self._page.finding.count
        if count.ended and not count.problem:
            self._waiting.stop()
            self._say()
        elif count.problem or not self._waiting.isActive():
            self._waiting.start()

    def _say(self) -> None:
        count = self._page.finding.count
        if not self.edit.text() or (count.problem and not count.of):
            words = ""
        elif not count.of:
            words = "No hits" if count.ended else "Searching…"
        else:
            of = f"{count.of:,}{'+' if count.left else ''}{'' if count.ended else '…'}"
            words = f"{count.at:,} of {of}" if count.at else of
        self.count.setText(words)
        self.count.setAccessibleName(words)
        self.count.setToolTip(f"There are more hits than the {count.of:,} shown" if count.left else "")
        self.problem.setText(count.problem)
        self.problem.setVisible(bool(count.problem))
        for button in (self.previous, self.next):
            button.setEnabled(count.of > 0)

    def _announce(self) -> None:
        announce(self, f"Hit {self.count.text()}" if self._page.finding.count.of else self.count.text())

    # Buttons

    def _toggle(self, name: str) -> QToolButton:
        command = BY_ID[f"edit.find_{name}"]
        where = ", within a paragraph" if name == "expression" else ""
        button = self._button(f"{command.title}{where} ({key_text(command)})", _SIGNS[name])
        button.setCheckable(True)
        button.setChecked(bool(self._session.settings.choice(f"find_{name}", "1" if name == "accents" else "")))
        button.toggled.connect(lambda on: self._toggled(name, on))
        return button

    def _toggled(self, name: str, on: bool) -> None:
        self._session.settings.set_choice(f"find_{name}", "1" if on else "")
        self._search()

    def _button(self, name: str, text: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFixedHeight(32)
        button.setMinimumWidth(32)
        return button
