"""Ticks beside the scroll bar's handle: where in the article the hits of a search lie."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from reader.window.article_view.find import Hits
    from reader.window.article_view.view import ArticleView

WIDTH, HEIGHT, CURRENT_HEIGHT = 4, 2, 4


class HitTicks(QWidget):
    """Lies on the page's scroll bar and lets the mouse through. As many ticks as rows of pixels at most."""

    def __init__(self, page: ArticleView) -> None:
        bar = page.verticalScrollBar()
        super().__init__(bar)
        self._page = page
        self._rows: list[int] = []
        self._bounds: list[int] = []
        self._hits: Hits | None = None
        self._of: tuple[int, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(bar.rect())
        bar.installEventFilter(self)
        page.finding.changed.connect(self.update)
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.verticalScrollBar().rect())
        return super().eventFilter(watched, event)

    def rows(self) -> list[int]:
        """The rows of pixels at which ticks stand."""
        scene, hits = self._page.scene, self._page.finding.hits
        if scene is None or not hits.starts:
            return []
        document = scene.document
        of = (len(hits.starts), self.height(), round(document.height))
        if hits is not self._hits or of != self._of:
            self._hits, self._of = hits, of
            self._bounds = document.offsets_down(max(self.height() // HEIGHT, 1))
            places = [bisect_left(hits.starts, bound) for bound in self._bounds]
            self._rows = [row * HEIGHT for row, (here, next_) in enumerate(pairwise(places)) if next_ > here]
        return self._rows

    def current_row(self) -> int | None:
        """The row of the current hit's tick."""
        hit = self._page.finding.current
        if hit is None or not self.rows():
            return None
        row = max(bisect_left(self._bounds, hit.start + 1) - 1, 0) * HEIGHT
        return min(row, self.height() - CURRENT_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, rows = self._page.scene, self.rows()
        if scene is None or not rows:
            return
        theme = scene.inks.theme
        left = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - WIDTH
        painter = QPainter(self)
        for row in rows:
            painter.fillRect(QRect(left, row, WIDTH, HEIGHT), QColor(theme.warn))
        current = self.current_row()
        if current is not None:
            painter.fillRect(QRect(0, current, self.width(), CURRENT_HEIGHT), QColor(theme.text))
        painter.end()
