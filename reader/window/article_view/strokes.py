"""Lines in a kind's style (solid, dashed 4:2, dotted 1:1), crisp and fast: dashes are tiles, made once for each colour.

Stroking dashes with a pen takes Qt several times as long, and there may be hundreds on a page.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

_PERIODS = {"dashed": (4.0, 2.0), "dotted": (1.0, 1.0)}


def draw_stroke(painter: QPainter, rect: QRectF, style: str, unit: float, colour: QColor) -> None:
    """Fills `rect`, a thin horizontal or vertical bar, in a line style whose dashes are counted in `unit`."""
    if style == "solid":
        painter.fillRect(rect, colour)
        return
    upright = rect.height() > rect.width()
    ratio = painter.device().devicePixelRatioF()
    thickness = rect.width() if upright else rect.height()
    painter.drawTiledPixmap(rect, _tile(style, unit, thickness, colour.rgba(), ratio, upright), QPointF(0, 0))


@lru_cache(maxsize=1024)
def _tile(style: str, unit: float, thickness: float, rgba: int, ratio: float, upright: bool) -> QPixmap:
    on, off = (max(round(part * unit * ratio), 1) for part in _PERIODS[style])
    across = max(round(thickness * ratio), 1)
    tile = QPixmap(across if upright else on + off, on + off if upright else across)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.fillRect(0, 0, across if upright else on, on if upright else across, QColor.fromRgba(rgba))
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile
