"""Lines in a kind's style (solid, dashed 4:2, dotted 1:1), crisp and fast: pieces of strips made once for each colour.

Stroking dashes with a pen, or tiling a picture of one, takes Qt many times as long, and there may be hundreds on a page.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPixmap

_PERIODS = {"dashed": (4.0, 2.0), "dotted": (1.0, 1.0)}
_STRIP = 480
"""About how long a strip is, in device pixels."""


def draw_stroke(painter: QPainter, rect: QRectF, style: str, unit: float, colour: QColor) -> None:
    """Fills `rect`, a thin horizontal or vertical bar, in a line style whose dashes are counted in `unit`."""
    if style == "solid":
        painter.fillRect(rect, colour)
        return
    upright = rect.height() > rect.width()
    if painter.paintEngine().type() != QPaintEngine.Type.Raster or painter.worldTransform().isScaling():
        _stroke_on_paper(painter, rect, style, unit, colour, upright)
        return
    ratio = painter.device().devicePixelRatioF()
    left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
    strip = _strip(style, unit, width if upright else height, colour.rgba(), ratio, upright)
    across, whole = (strip.width(), strip.height()) if upright else (strip.height(), strip.width())
    rest = round((height if upright else width) * ratio)
    while rest > 0:
        along = min(rest, whole)
        source = QRectF(0, 0, across, along) if upright else QRectF(0, 0, along, across)
        painter.drawPixmap(QPointF(left, top), strip, source)
        left, top = (left, top + along / ratio) if upright else (left + along / ratio, top)
        rest -= along


def _stroke_on_paper(painter: QPainter, rect: QRectF, style: str, unit: float, colour: QColor, upright: bool) -> None:
    """In PDF and print a dashed line is one of the file's own, sharp at any size; so it is in a picture of paper."""
    thickness = rect.width() if upright else rect.height()
    pen = QPen(colour, thickness, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([part * unit / thickness for part in _PERIODS[style]])
    painter.setPen(pen)
    middle = rect.center()
    if upright:
        painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom()))
    else:
        painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))


@lru_cache(maxsize=256)
def _strip(style: str, unit: float, thickness: float, rgba: int, ratio: float, upright: bool) -> QPixmap:
    """Many dashes in a row, a whole number of periods."""
    on, off = (max(round(part * unit * ratio), 1) for part in _PERIODS[style])
    period = on + off
    across, length = max(round(thickness * ratio), 1), period * -(-_STRIP // period)
    strip = QPixmap(*((across, length) if upright else (length, across)))
    strip.fill(Qt.GlobalColor.transparent)
    painter = QPainter(strip)
    for along in range(0, length, period):
        painter.fillRect(*((0, along, across, on) if upright else (along, 0, on, across)), QColor.fromRgba(rgba))
    painter.end()
    strip.setDevicePixelRatio(ratio)
    return strip
