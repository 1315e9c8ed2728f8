"""How an article looks in the library: status sign, title, source, date and language; annotations at the end."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import bidirectional

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.core.annotation import Relevance, Status
from reader.project.articles import ArticleRow
from reader.render.theme import Theme
from reader.window.panels.library_model import Index, LibraryModel, details, shown_date
from reader.window.type_sizes import grown

ROW = 48
SIDE = 12
SIGN = 10
"""Diameter of the status sign."""
GAP = 8
_PARTED = " · "


class ArticleRows(QStyledItemDelegate):
    """A right-to-left title turns its own row round; the numbers stay as they are."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.open_article: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, grown(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        row = model.row(index.row()) if isinstance(model, LibraryModel) else None
        if row is None:
            return
        theme = self.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state, row)
        title = row.title or "Untitled article"
        direction = Qt.LayoutDirection.RightToLeft if is_rtl(title) else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        box = rect.adjusted(SIDE, 5, -SIDE, -5)
        line = box.height() // 2
        alone = not _below(row)
        first = QRect(box.x(), box.y() + (line // 2 if alone else 0), box.width(), line)
        second = QRect(box.x(), box.y() + line, box.width(), line)
        aside = row.relevance not in (None, Relevance.RELEVANT)

        def place(whole: QRect, left: int, width: int) -> QRect:
            return QStyle.visualRect(direction, whole, QRect(whole.x() + left, whole.y(), width, whole.height()))

        draw_sign(painter, theme, QRectF(place(first, 0, SIGN)), row.status, aside=aside)
        small = QFont(font)
        small.setPixelSize(max(11, round(QFontMetrics(font).height() * 0.68)))
        small_metrics = QFontMetrics(small)
        end = 0
        if row.annotations:
            count = f"{row.annotations:,}"
            end = small_metrics.horizontalAdvance(count) + GAP
            painter.setFont(small)
            painter.setPen(QColor(theme.text2))
            painter.drawText(place(first, first.width() - end + GAP, end - GAP), Qt.AlignmentFlag.AlignCenter, count)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        left = SIGN + GAP
        self._line(
            painter, place(first, left, first.width() - left - end), bold, title, theme.text2 if aside else theme.text
        )
        room = second.width() - left
        self._line(painter, place(second, left, room), small, _fitting(row, small_metrics, room), theme.text2)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: ArticleRow) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.chosen if chosen else self.theme.hovered))
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)
        if row.id == self.open_article:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(QRectF(rect.x() + 1, rect.y() + 8, 3, rect.height() - 16), 1.5, 1.5)

    def _line(self, painter: QPainter, rect: QRect, font: QFont, text: str, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine, shown
        )


def _below(row: ArticleRow) -> str:
    return _joined(_aside(row), details(row))


def _fitting(row: ArticleRow, metrics: QFontMetrics, room: int) -> str:
    """What stands below the title. Where that is too long, the language gives way, then the source's end; never the date."""
    if metrics.horizontalAdvance(_below(row)) <= room:
        return _below(row)
    aside, date = _aside(row), shown_date(row.published)
    rest = metrics.horizontalAdvance(_joined(aside, "", date)) + metrics.horizontalAdvance(_PARTED)
    return _joined(aside, metrics.elidedText(row.source, Qt.TextElideMode.ElideRight, max(0, room - rest)), date)


def _aside(row: ArticleRow) -> str:
    aside = row.relevance not in (None, Relevance.RELEVANT)
    return row.relevance.value.replace("_", " ").capitalize() if aside and row.relevance else ""


def _joined(*parts: str) -> str:
    return _PARTED.join(part for part in parts if part)


def draw_sign(painter: QPainter, theme: Theme, box: QRectF, status: Status, *, aside: bool = False) -> None:
    """To do: a ring. In progress: half full. Done: full. Unsure: a ring with a dot. Set aside: a stroke."""
    centre = QPointF(box.center())
    radius = SIGN / 2 - 1
    colour = QColor(theme.ok if status is Status.DONE else theme.warn if status is Status.UNSURE else theme.text2)
    if aside:
        painter.setPen(QPen(QColor(theme.text2), 1.5))
        painter.drawLine(centre - QPointF(radius, 0), centre + QPointF(radius, 0))
        return
    ring = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(colour if status is Status.DONE else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    if status is Status.IN_PROGRESS:
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif status is Status.UNSURE:
        painter.drawEllipse(centre, 1.75, 1.75)


@lru_cache(maxsize=4096)
def is_rtl(text: str) -> bool:
    """By the first strong character, as the Unicode bidi algorithm has it."""
    for character in text:
        kind = bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
