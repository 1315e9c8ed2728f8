"""The inspector: the selected annotation, several at the caret, or else the article itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from reader.core.annotation import Annotation
from reader.core.errors import NotFound
from reader.window.codebook_edits import main_window_of
from reader.window.panels.inspected import AnnotationCard, ArticleCard, NothingCard

if TYPE_CHECKING:
    from reader.project.record import Effects
    from reader.window.article_view.view import ArticleView
    from reader.window.session import Session

_WAIT = 30
"""Milliseconds of rest before it follows the caret: never between a key and its paint."""


class InspectorPanel(QWidget):
    summaryChanged = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = ""
        self._session = session
        self._listened: WeakSet[ArticleView] = WeakSet()
        self._stale = True
        self.card: QWidget = NothingCard(session)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self.follow)
        session.articleOpened.connect(lambda _: self._later.start())
        session.projectClosed.connect(self.look_again)
        session.themeChanged.connect(lambda _: self.look_again())
        session.annotatorChanged.connect(self.look_again)
        session.changed.connect(self._changed)
        self._later.start()

    def look_again(self) -> None:
        """What is shown may not be so any more."""
        self._stale = True
        self._later.start()

    def follow(self) -> None:
        """Shows what is selected now."""
        session = self._session
        article = session.article_id if session.is_open else None
        if article is None:
            self._show(NothingCard(session), "")
            return
        page = self._listened_page()
        try:
            here = self._here(page)
            if here:
                current = next((each for each in here if each.id == page.current), here[0])
                place = f"{here.index(current) + 1} of {len(here)} here" if len(here) > 1 else ""
                self._show(AnnotationCard(session, page, here, current), place)
            elif self._stale or not (isinstance(self.card, ArticleCard) and self.card.article_id == article):
                self._show(ArticleCard(session, article), "")
        except NotFound:
            self._later.start()  # removed in the meantime; the page and the article follow

    def _here(self, page: ArticleView) -> list[Annotation]:
        """The annotations at the selected one's beginning, else at the caret; none while a passage is selected."""
        annotations = self._session.view.annotations
        article = self._session.article_id
        assert article is not None
        if page.current is not None:
            current = annotations.get(page.current)
            if current.article != article:
                return []
            if current.span is None:
                return [current]
            found = annotations.touching(current.text, current.span.start, current.span.start + 1)
            return found or [current]
        if page.selection():
            return []
        text = self._session.view.articles.outline(article).text
        return annotations.touching(text, page.caret, page.caret + 1)

    def _listened_page(self) -> ArticleView:
        page = main_window_of(self).page
        if page not in self._listened:
            self._listened.add(page)
            page.currentChanged.connect(lambda _: self._later.start())
            page.caretMoved.connect(lambda _: self._later.start())
            page.selectionChanged.connect(self._later.start)
        return page

    def _changed(self, effects: Effects) -> None:
        article = self._session.article_id
        mine = article in effects.articles or article in effects.whole or article in effects.progress
        if mine or effects.tags or effects.memos or any(each.article == article for each in effects.passages):
            self.look_again()

    def _show(self, card: QWidget, summary: str) -> None:
        # Not self.focusWidget(), which also names a child that had the focus before the page took it.
        focus = QApplication.focusWidget()
        name = focus.objectName() if focus is not None and self.card.isAncestorOf(focus) else ""
        self.card = card
        self._stale = False
        self._scroll.setWidget(card)
        if name:
            again = card.findChild(QWidget, name)
            if again is not None:
                again.setFocus()
        if summary != self.summary:
            self.summary = summary
            self.summaryChanged.emit(summary)
