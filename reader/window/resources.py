"""Our fonts and icons, as Qt wants them: the reading faces, and Lucide's icons drawn in a theme's colours."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

from reader.files import resource
from reader.render.theme import Theme

_MIRRORED = frozenset({"chevron-left", "chevron-right", "panel-left", "undo-2", "redo-2"})
"""Icons that point along the reading direction: turned round in a right-to-left window."""
_APPLICATION_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def icon(name: str, theme: Theme) -> QIcon:
    """The Lucide icon `name` in the theme's text colour, and in its disabled and on-accent ones."""
    return _drawn(name, theme.text, theme.disabled)


def application_icon() -> QIcon:
    """The program's own icon, at every size that was drawn."""
    result = QIcon()
    for size in _APPLICATION_SIZES:
        pixmap = QPixmap()
        pixmap.loadFromData(resource("icon", f"glossator-{size}.png").read_bytes())
        result.addPixmap(pixmap)
    return result


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, disabled: str) -> QIcon:
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QIcon(_SvgEngine(name, source, colour, disabled))


class _SvgEngine(QIconEngine):
    """Draws one SVG at whatever size is asked for, when it is asked for (Qt alone draws `currentColor` black)."""

    def __init__(self, name: str, source: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._given = (name, source, colour, disabled)
        self._renderers: dict[str, QSvgRenderer] = {}

    def clone(self) -> QIconEngine:
        return _SvgEngine(*self._given)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, source, colour, disabled = self._given
        token = disabled if mode == QIcon.Mode.Disabled else colour
        renderer = self._renderers.get(token)
        if renderer is None:
            renderer = QSvgRenderer(QByteArray(source.replace("currentColor", token).encode()))
            self._renderers[token] = renderer
        painter.save()
        if name in _MIRRORED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(2 * rect.x() + rect.width(), 0)
            painter.scale(-1, 1)
        renderer.render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap
