"""The reading ruler and paragraph focus: what is read stays as it is, over the rest lies a veil of the page's colour.

The ruler lights the line under the mouse, or the caret's after a key; paragraph focus lights the caret's paragraph.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QRegion

from reader.core.colour import contrast, mixed
from reader.render.theme import CONTRAST, Theme

if TYPE_CHECKING:
    from reader.window.article_view.view import ArticleView

LINE, PARAGRAPH = "line", "paragraph"
LEAST_CONTRAST, LEAST_IN_CONTRAST = 4.5, 7.0
"""Of words under the veil, on the page and on any tag's tint; and in the themes of high contrast."""
THICKEST = 0.6
_AIR = 4


@lru_cache(maxsize=8)
def veil_share(theme: Theme) -> float:
    """How much of the page's colour the veil puts over everything: as much as leaves the words legible."""
    share, least = 0.0, LEAST_IN_CONTRAST if theme in CONTRAST.values() else LEAST_CONTRAST
    while share < THICKEST:
        text = mixed(theme.text, theme.page, share + 0.01)
        behind = [theme.page, *(mixed(ink.tint, theme.page, share + 0.01) for ink in theme.slots)]
        if any(contrast(text, each) < least for each in behind):
            break
        share += 0.01
    return share


class Focus:
    """What of one view is lit. `mode` is LINE, PARAGRAPH or "" (everything)."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self.mode = ""
        self._mouse: QPointF | None = None
        self._lit = QRect()

    def set_mode(self, mode: str) -> None:
        if mode != self.mode:
            self.mode = mode
            self._mouse = None
            self._view.viewport().update()

    def follow_caret(self) -> None:
        self._mouse = None
        self._moved()

    def follow_mouse(self, place: QPointF) -> None:
        if self.mode == LINE:
            self._mouse = place
            self._moved()

    def _moved(self) -> None:
        """Repaints what is lit no longer or newly."""
        if not self.mode:
            return
        lit, before = self.lit(), self._lit
        if lit.isNull() != before.isNull():
            self._view.viewport().update()
        elif lit != before:
            self._view.viewport().update(QRegion(lit).xored(QRegion(before)))
        self._lit = lit

    def lit(self) -> QRect:
        """All across the view what stays clear; null where that is not on screen, and then nothing is dimmed."""
        scene = self._view.scene
        if scene is None or not scene.document.parts:
            return QRect()
        band = self._line() if self.mode == LINE else self._paragraph()
        return band if band.intersects(self._view.viewport().rect()) else QRect()

    def _line(self) -> QRect:
        scene = self._view.scene
        assert scene is not None
        if self._mouse is None:
            state = self._view.caret_state
            offset, upstream = state.offset, state.upstream
        else:
            offset, upstream = scene.offset_at(self._mouse)
        for paragraph, corner in scene.text_corners():
            if paragraph.start <= offset <= paragraph.end:
                leading = paragraph.layout.setting.leading
                top = int(corner.y()) + paragraph.layout.line_of(offset, upstream) * leading
                return QRect(0, top - 1, self._view.viewport().width(), leading + 1)
        return QRect()

    def _paragraph(self) -> QRect:
        """From the first to the last piece on screen of the caret's paragraph."""
        scene = self._view.scene
        assert scene is not None
        here = [(paragraph, int(corner.y())) for paragraph, corner in scene.text_corners()]
        caret = self._view.caret
        number = next((each.number for each, _ in here if each.start <= caret <= each.end), None)
        ours = [(top, top + each.layout.height) for each, top in here if each.number == number]
        if not ours:
            return QRect()
        top, bottom = ours[0][0] - _AIR, ours[-1][1] + _AIR
        return QRect(0, top, self._view.viewport().width(), bottom - top)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Lays the veil; the painter's own clip keeps it to what is being painted."""
        if not self.mode:
            return
        self._lit = self.lit()
        if self._lit.isNull():
            return
        veil = QColor(theme.page)
        veil.setAlphaF(veil_share(theme))
        room = self._view.viewport().rect()
        above = QRect(room.topLeft(), self._lit.topRight() - QPoint(0, 1))
        below = QRect(self._lit.bottomLeft() + QPoint(0, 1), room.bottomRight())
        for part in (above, below):
            if part.isValid():
                painter.fillRect(part, veil)
