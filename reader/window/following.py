"""What the window does when the session says something: a project or article was opened, marks or rows have changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader.core.errors import NotFound
from reader.core.spans import Span
from reader.window import places, two_pages

if TYPE_CHECKING:
    from reader.project.record import Effects
    from reader.window.main_window import MainWindow

FINISH_ANYWAY = 250
"""Milliseconds after which the window is completed even if the page was not painted (it is covered, or there is none)."""


class Following(QObject):
    """`files` are imported once there is a project, and a name to code under."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.files: list[Path] = []
        session = self._session
        session.projectOpened.connect(self._project_opened)
        session.projectClosed.connect(self._project_closed)
        session.openFailed.connect(self._open_failed)
        session.leavingArticle.connect(self._leaving)
        session.articleOpened.connect(self._article_opened)
        session.marksChanged.connect(self._repaint_marks)
        session.changed.connect(self._changed)

    # Projects

    def _project_opened(self) -> None:
        from reader.window import going

        window, session = self._window, self._session
        window.setWindowTitle(f"{session.view.name} – Glossator")
        if session.path is not None:
            session.settings.add_recent(session.path)
        window.fit()
        window.panes.use(True)
        session.open_article(going.where_one_was(session))
        if session.article_id is not None and not window.finished:
            window.page.painted.connect(self._painted_first, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(FINISH_ANYWAY, window.finish)
        window.tools.refresh()
        window.focus_page()
        if not session.annotator and not session.read_only:
            QTimer.singleShot(0, self._ask_annotator)
        elif self.files:
            self._import_given()

    def _painted_first(self) -> None:
        QTimer.singleShot(0, self._window.finish)

    def _import_given(self) -> None:
        """The files that the command line named."""
        from reader.window import filing

        files, self.files = self.files, []
        if files:
            filing.import_paths(self._window, files)

    def _ask_annotator(self) -> None:
        from reader.window.dialogs.annotator import ask_annotator

        if self._session.is_open and not self._session.annotator:
            ask_annotator(self._window, self._import_given)

    def _project_closed(self) -> None:
        window = self._window
        window.setWindowTitle("Glossator")
        window.panes.use(False)
        window.middle.show_start()
        window.tools.refresh()
        window.state.show()

    def _open_failed(self, path: object, failure: object) -> None:
        window = self._window
        window.panes.use(False)
        window.middle.show_start()
        QTimer.singleShot(0, window.finish)
        self._session.failed.emit(failure)
        window.tools.refresh()

    # Articles

    def _leaving(self, article: int) -> None:
        window = self._window
        if window.middle.has_page and window.page.article_id == article:
            places.keep(self._session, window.page)

    def _article_opened(self, article: int | None) -> None:
        window, middle = self._window, self._window.middle
        window.marks.peek(False)
        if article is None:
            if middle.beside is not None:
                two_pages.close_beside(window, keep=window.page)
            middle.show_nothing()
        elif middle.beside is None or window.page.article_id != article:
            if not places.show(self._session, window.page, article):
                middle.show_nothing()
                return
            middle.show_page()
        window.tools.refresh()
        QTimer.singleShot(0, window.state.show)

    # Changes

    def _repaint_marks(self, effects: Effects) -> None:
        """The page first: a gesture is felt when its mark appears."""
        window, repainted = self._window, False
        for page in window.middle.pages:
            article = page.article_id
            if article is None:
                continue
            if effects.tags:
                page.set_codebook(self._session.codebook)
            spans = [Span(passage.start, passage.end) for passage in effects.passages if passage.article == article]
            if spans or article in effects.whole:
                window.give_way()
                page.refresh(spans, article in effects.whole)
                repainted = True
        if repainted:
            QApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)

    def _changed(self, effects: Effects) -> None:
        window, session = self._window, self._session
        two_pages.follow_changes(window, effects)
        article = session.article_id
        if article in effects.articles:
            try:
                session.view.articles.row(article)
            except NotFound:
                session.article_id = None
                session.open_article(session.view.articles.next_unfinished(article))
            else:
                if window.middle.has_page:
                    window.page.refresh_metadata()
        if session.article_id is None and effects.articles:
            first = session.view.articles.next_unfinished(None)
            if first is not None:
                session.open_article(first)
        QTimer.singleShot(0, window.state.show)
