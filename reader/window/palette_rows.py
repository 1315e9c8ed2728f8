"""A palette's rows: what each shows, and how it is painted."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.core.anchor import Utf16Map
from reader.core.matching import Marks
from reader.render.theme import Theme
from reader.window.type_sizes import grown

ROW = 32
GAP = 8
_GLYPH = 20
_DIGIT = 16

Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """One line of a palette. `marks` are the letters of `name` set bold: `[start, end)` in code points.

    `suffix` belongs to the name (a stance's number), `detail` explains it, `key` is what picks it elsewhere,
    `digit` what picks it here. A row that is not `enabled` is greyed; one that is not `choosable` is never current
    (a new name: Ctrl+Enter only).
    """

    id: object
    name: str
    marks: Marks = ()
    suffix: str = ""
    detail: str = ""
    key: str = ""
    digit: str = ""
    glyph: str = ""
    ink: str = ""
    enabled: bool = True
    choosable: bool = True


class RowModel(QAbstractListModel):
    """The rows shown; replaced as a whole by each letter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.name + row.suffix, row.detail, row.key) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.name + row.suffix, row.detail) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowDelegate(QStyledItemDelegate):
    """Paints a row: digit, glyph, name with its matched letters bold, detail, key."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, grown(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RowModel)
        row = model.rows[index.row()]
        theme = self.theme
        outer: QRect = option.rect
        state: QStyle.StateFlag = option.state
        direction: Qt.LayoutDirection = option.direction
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chosen if chosen else theme.hovered))
            painter.drawRoundedRect(outer, 6, 6)
        text = theme.text if row.enabled and row.choosable else theme.text2 if row.enabled else theme.disabled
        box = outer.adjusted(GAP, 0, -GAP, 0)

        def place(left: float, width: float) -> QRect:
            return QStyle.visualRect(direction, box, QRect(box.x() + round(left), box.y(), round(width), box.height()))

        left = 0.0
        if row.digit:
            painter.setPen(QColor(theme.text2))
            painter.drawText(place(left, _DIGIT), Qt.AlignmentFlag.AlignCenter, row.digit)
            left += _DIGIT + 4
        if row.glyph:
            painter.setPen(QColor(row.ink if row.ink and row.enabled else text))
            painter.drawText(place(left, _GLYPH), Qt.AlignmentFlag.AlignCenter, row.glyph)
            left += _GLYPH + 4
        right = float(box.width())
        if row.key:
            width = draw_key(painter, theme, row.key, place, right, enabled=row.enabled)
            right -= width + 12
        left += self._draw_name(painter, row, font, text, place, left, right - left)
        if row.detail and right - left > 40:
            painter.setPen(QColor(theme.text2 if row.enabled else theme.disabled))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            room = place(left + 12, right - left - 12)
            shown = QFontMetricsF(font).elidedText(row.detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, flags, shown)
        painter.restore()

    def _draw_name(
        self, painter: QPainter, row: Row, font: QFont, colour: str, place: Any, left: float, room: float
    ) -> float:
        """Width taken. A name that has no room is elided in the middle."""
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        metrics = QFontMetricsF(bold if row.marks else font)
        name, marks = elided(row.name, row.marks, metrics, room - metrics.horizontalAdvance(row.suffix))
        layout = QTextLayout(name + row.suffix, font)
        layout.setCacheEnabled(False)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(wrap)
        units = Utf16Map(name)
        formats = []
        for start, end in marks:
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.Bold)
            formats.append(_range(units.to_units(start), units.to_units(end), strong))
        if row.suffix:
            pale = QTextCharFormat()
            pale.setForeground(QColor(self.theme.text2))
            formats.append(_range(units.to_units(len(name)), units.to_units(len(name)) + len(row.suffix), pale))
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(10_000)
        width = min(line.naturalTextWidth() + 1, room)
        line.setLineWidth(width)
        layout.endLayout()
        rect = place(left, width)
        painter.setPen(QColor(colour))
        layout.draw(painter, QPointF(rect.x(), rect.y() + (rect.height() - line.height()) / 2))
        return width


def draw_key(painter: QPainter, theme: Theme, key: str, place: Any, right: float, *, enabled: bool = True) -> float:
    """A key at the end of a row; one letter or digit gets the edge of a key cap. Width taken."""
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(key) + (12 if len(key) == 1 else 0)
    box: QRect = place(right - width, width)
    if len(key) == 1:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QColor(theme.text2)
        edge.setAlpha(96)
        painter.setPen(QPen(edge, 1))
        height = metrics.height() + 2
        cap = QRectF(box.x() + 0.5, box.center().y() - height / 2 + 0.5, box.width() - 1, height)
        painter.drawRoundedRect(cap, 4, 4)
    painter.setPen(QColor(theme.text2 if enabled else theme.disabled))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    return width


def elided(name: str, marks: Marks, metrics: QFontMetricsF, room: float) -> tuple[str, Marks]:
    """`name` cut in the middle to fit `room`, with the marks of the letters that are left."""
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
    if shown == name or "…" not in shown:
        return shown, marks if shown == name else ()
    head = shown.index("…")
    tail = len(shown) - head - 1
    shift = len(shown) - len(name)
    kept = []
    for start, end in marks:
        if start < head:
            kept.append((start, min(end, head)))
        if end > len(name) - tail:
            kept.append((max(start, len(name) - tail) + shift, end + shift))
    return shown, tuple(kept)


def _range(start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, style
    return found
