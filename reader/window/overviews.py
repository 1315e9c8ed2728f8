"""The overview strip beside a page: put there once the page has been painted, filled from the project, switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.core.errors import NotFound

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.record import Effects
    from reader.window.article_view.overview import Columns, OverviewStrip
    from reader.window.article_view.view import ArticleView
    from reader.window.main_window import MainWindow
    from reader.window.session import Session

OVERVIEW_WIDTH = 15
_WAIT = 300
"""Milliseconds after the last change before the annotations are looked at again."""


def set_shown(window: MainWindow, shown: bool) -> None:
    window.session.settings.overview = shown
    for page in window.middle.pages:
        page.set_overview_room(shown)
        found = page.findChild(Filling)
        if shown and found is None:
            attach(window, page)
        elif not shown and found is not None:
            found.take_away()


def attach(window: MainWindow, page: ArticleView) -> None:
    """The page, which has kept room for it, gets its strip."""
    if window.session.settings.overview and page.findChild(Filling) is None:
        from reader.window.article_view.overview import OverviewStrip

        Filling(window.session, page, OverviewStrip(page))


class Filling(QObject):
    """Asks for what the strip shows, on the reading thread, and again when annotations or tags have changed."""

    def __init__(self, session: Session, page: ArticleView, strip: OverviewStrip) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self.strip = strip
        self._later = QTimer(self, singleShot=True, interval=_WAIT)
        self._later.timeout.connect(self._ask)
        strip.wanted.connect(self._soon)
        session.changed.connect(self._changed)
        self._ask()

    def take_away(self) -> None:
        self.setParent(None)
        self.strip.hide()
        self.strip.deleteLater()
        self.deleteLater()

    def _soon(self) -> None:
        """Several looks may change at once (another article in another theme)."""
        if not self._later.isActive():
            QTimer.singleShot(0, self, self._ask)

    def _changed(self, effects: Effects) -> None:
        article = self._page.article_id
        if effects.tags or article in effects.whole or any(one.article == article for one in effects.passages):
            self._later.start()

    def _ask(self) -> None:
        from reader.window.article_view.overview import NOTHING, columns_of

        article, shown, buckets = self._page.article_id, self._page.shown, self.strip.buckets
        if article is None or not self._session.is_open or buckets < 1:
            self.strip.show_columns(NOTHING)
            return

        def count(project: Project) -> Columns:
            try:
                return columns_of(project.overview.stripes(article, buckets, shown), buckets)
            except NotFound:
                return NOTHING  # it was removed a moment ago

        def take(columns: Columns) -> None:
            if (article, shown) == (self._page.article_id, self._page.shown):
                self.strip.show_columns(columns)

        self._session.read(f"overview {id(self)}", count, take)
