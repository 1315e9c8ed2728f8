"""Picks the article that is opened beside the one on the page: what comes next in the list, or what is searched for."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from reader.window import two_pages
from reader.window.palette import ROWS, Palette
from reader.window.palette_rows import Row

if TYPE_CHECKING:
    from reader.project.articles import ArticleRow
    from reader.window.main_window import MainWindow

WIDTH = 560
_PAUSE = 120
"""Milliseconds after the last letter before the project is asked."""


class BesidePalette(Palette):
    """Made for one choice, and gone after it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, window.session.theme, WIDTH, "Open beside")
        self._main = window
        self._found: list[ArticleRow] = []
        self._looked_for = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look)
        self.edit.textChanged.connect(lambda _: self._pause.start())
        window.session.themeChanged.connect(self.set_theme)

    def open(self) -> None:
        self._looked_for = ""
        self._found = self._next_ones()
        self.pop_up("Open beside", "title, source, words")

    def rows_for(self, text: str) -> list[Row]:
        """What was found; while the project is still being asked, those of the last answer that fit."""
        words = text.strip().casefold()
        fits = words == self._looked_for.casefold()
        return [
            Row(
                id=article.id,
                name=article.title or "Untitled article",
                detail=" · ".join(part for part in (article.source, article.published[:10]) if part),
                key=article.language,
            )
            for article in self._found
            if fits or words in f"{article.title} {article.source}".casefold()
        ]

    def picked(self, row: Row, stay: bool) -> None:
        assert isinstance(row.id, int)
        self.leave()
        two_pages.open_beside(self._main, row.id)

    def nothing(self, text: str) -> str:
        if text.strip() and text.strip() != self._looked_for:
            return "Looking…"
        return f"No other article has “{text.strip()}”." if text.strip() else "There is no other article."

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.deleteLater()

    def _next_ones(self) -> list[ArticleRow]:
        articles = self._main.session.view.articles
        ids = articles.ids()
        here = bisect_right(ids, self._main.session.article_id or 0)
        return self._others(articles.rows((ids[here:] + ids[:here])[: ROWS + 1]))

    def _others(self, rows: list[ArticleRow]) -> list[ArticleRow]:
        return [row for row in rows if row.id != self._main.session.article_id][:ROWS]

    def _look(self) -> None:
        text = self.edit.text().strip()
        if self.isHidden() or not self._main.session.is_open:
            return
        if not text:
            self._looked_for, self._found = "", self._next_ones()
            self.refresh()
            return

        def show(found: list[ArticleRow]) -> None:
            if not self.isHidden() and self.edit.text().strip() == text:
                self._looked_for, self._found = text, self._others(found)
                self.refresh()

        self._main.session.look(
            lambda project: project.articles.rows(project.articles.ids(words=text)[: ROWS + 1]), show
        )
