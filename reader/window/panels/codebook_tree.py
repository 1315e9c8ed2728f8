"""The tree of one kind's tags for the codebook panel: the model, and how a row is painted and renamed.

Rows are ids; everything shown is looked up in the codebook when painted, so that 10,000 tags cost what is on screen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from reader.core.codebook import Codebook, Tag, TagStatus
from reader.render.theme import Theme, ink_of
from reader.window.palette_rows import draw_key
from reader.window.tag_palette import signed
from reader.window.type_sizes import grown

ROW = 28
SQUARE = 12
DRAFT = 2**31
"""Id of the row in which a new tag's name is typed."""
_ROOT = 0
_FEW = 100
_MIME = "application/x-glossator-tags"

Index = QModelIndex | QPersistentModelIndex


class CodebookModel(QAbstractItemModel):
    """Changes nothing itself: what is typed or dropped goes out as a signal, and comes back as a new codebook."""

    named = Signal(int, str)  # tag id, new name
    added = Signal(object, str)  # parent id or None, name
    nested = Signal(object, object)  # tag ids, parent id or None
    reworded = Signal()  # what rows say may have changed; a repaint is cheaper than 10,000 rows announced one by one

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.codebook = Codebook(())
        self.kind = "actor"
        self.counts: Mapping[int, int] = {}
        self._below: dict[int, list[int]] = {_ROOT: []}
        self._row: dict[int, int] = {}
        self._above: dict[int, int] = {}

    def show(self, codebook: Codebook, kind: str, only: Collection[int] | None = None) -> None:
        """Shows the tags of a kind; with `only`, those and what is above. A small change leaves all other rows alone."""
        self.end_draft()
        below = _tree(codebook, kind, only)
        above = {tag: parent for parent, tags in below.items() for tag in tags}
        moved = [tag for tag, parent in above.items() if self._above.get(tag) != parent]
        gone = [tag for tag in self._above if tag not in above]
        stays = kind == self.kind and len(moved) + len(gone) <= _FEW
        self.codebook, self.kind = codebook, kind
        if not (stays and self._change_rows(below)):
            self.beginResetModel()
            self._below, self._above = below, above
            self._row = {tag: row for tags in below.values() for row, tag in enumerate(tags)}
            self.endResetModel()
        self.reworded.emit()

    def _change_rows(self, below: dict[int, list[int]]) -> bool:
        """Takes away and puts in what differs from `below`, row by row. False: it is in another order, and must be reset."""
        for parent in list(self._below):
            kept = set(below.get(parent, ()))
            for row in range(len(self._below.get(parent, ())) - 1, -1, -1):
                if self._below[parent][row] not in kept:
                    self.beginRemoveRows(self.index_of(parent), row, row)
                    self._forget(self._below[parent].pop(row))
                    self._number(parent)
                    self.endRemoveRows()
        for parent, tags in below.items():
            shown = self._below.setdefault(parent, [])
            for row, tag in enumerate(tags):
                if row < len(shown) and shown[row] == tag:
                    continue
                if tag in self._row:
                    return False
                self.beginInsertRows(self.index_of(parent), row, row)
                shown.insert(row, tag)
                self._above[tag] = parent
                self._number(parent)
                self.endInsertRows()
        return True

    def _forget(self, tag: int) -> None:
        """The tag's row is gone, and with it those below."""
        del self._row[tag], self._above[tag]
        for child in self._below.pop(tag, ()):
            self._forget(child)

    def _number(self, parent: int) -> None:
        self._row.update((tag, row) for row, tag in enumerate(self._below[parent]))

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Annotations of each tag; shown with those of the tags below it."""
        total = dict(counts)
        for tag in reversed([tag for _, tag in self.codebook.walk(self.kind)]):
            if tag.parent is not None:
                total[tag.parent] = total.get(tag.parent, 0) + total.get(tag.id, 0)
        self.counts = total
        self.reworded.emit()

    def tag(self, index: Index) -> Tag | None:
        return self.codebook.tags.get(int(index.internalId())) if index.isValid() else None

    def index_of(self, tag_id: int) -> QModelIndex:
        """Not valid where the tag is not shown."""
        return self.createIndex(self._row[tag_id], 0, tag_id) if tag_id in self._row else QModelIndex()

    # A new tag, typed in place

    def begin_draft(self, parent: int | None) -> QModelIndex:
        above = parent or _ROOT
        row = len(self._below.get(above, []))
        self.beginInsertRows(self.index_of(above) if parent else QModelIndex(), row, row)
        self._below.setdefault(above, []).append(DRAFT)
        self._row[DRAFT], self._above[DRAFT] = row, above
        self.endInsertRows()
        return self.index_of(DRAFT)

    def end_draft(self) -> None:
        if DRAFT not in self._row:
            return
        above = self._above[DRAFT]
        row = self._row[DRAFT]
        self.beginRemoveRows(self.index_of(above) if above else QModelIndex(), row, row)
        self._below[above].pop()
        if not self._below[above] and above:
            del self._below[above]
        del self._row[DRAFT], self._above[DRAFT]
        self.endRemoveRows()

    # What a view asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        tags = self._below.get(int(parent.internalId()) if parent.isValid() else _ROOT, [])
        return self.createIndex(row, 0, tags[row]) if column == 0 and 0 <= row < len(tags) else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._above.get(int(index.internalId()), _ROOT) if index.isValid() else _ROOT
        return self.index_of(above) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._below.get(int(parent.internalId()) if parent.isValid() else _ROOT, ()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tag = self.tag(index)
        if tag is None:
            return "" if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return tag.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return _card(self.codebook, tag)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(tag)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name, tag = str(value).strip(), int(index.internalId())
        if tag == DRAFT:
            if name:
                self.added.emit(self._above[DRAFT] or None, name)
        elif name and name != self.codebook[tag].name:
            self.named.emit(tag, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag
        return (
            flags.ItemIsEnabled
            | flags.ItemIsSelectable
            | flags.ItemIsEditable
            | flags.ItemIsDragEnabled
            | flags.ItemIsDropEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, ",".join(str(index.internalId()) for index in indexes).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        tags = _dragged(data)
        target = self.tag(parent)
        above = {tag.id for tag in self.codebook.ancestors(target.id)} if target else set()
        return bool(tags) and not above & set(tags)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if self.canDropMimeData(data, action, row, column, parent):
            target = self.tag(parent)
            self.nested.emit(_dragged(data), target.id if target else None)
        return False  # the rows move when the codebook comes back, not by the view's own hand

    def _said(self, tag: Tag) -> str:
        count = self.counts.get(tag.id, 0)
        parts = [tag.name, f"{count} annotation{'s' if count != 1 else ''}"]
        if tag.value is not None:
            parts.insert(1, signed(tag.value))
        if tag.hotkey:
            parts.append(f"key {tag.hotkey}")
        return ", ".join(parts)


class TagRowDelegate(QStyledItemDelegate):
    """Colour square, name, its stance number, hotkey, count."""

    def __init__(self, model: CodebookModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, grown(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, tag = self.theme, self._model.tag(index)
        box: QRect = option.rect
        direction = option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chosen if chosen else theme.hovered))
            painter.drawRoundedRect(box, 6, 6)
        if tag is not None:
            self._draw(painter, option.font, tag, box, direction)
        painter.restore()

    def _draw(self, painter: QPainter, font: QFont, tag: Tag, box: QRect, direction: Qt.LayoutDirection) -> None:
        theme, metrics = self.theme, QFontMetricsF(font)

        def place(left: float, width: float) -> QRect:
            logical = QRect(box.x() + round(left), box.y(), round(width), box.height())
            return QStyle.visualRect(direction, box, logical)

        square = place(4, SQUARE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink_of(theme, self._model.codebook, tag).ink))
        painter.drawRoundedRect(QRectF(square.x(), box.center().y() - SQUARE / 2 + 1, SQUARE, SQUARE), 3, 3)
        count = self._model.counts.get(tag.id, 0)
        right = float(box.width() - 4)
        if count:
            width = metrics.horizontalAdvance(str(count))
            painter.setPen(QColor(theme.text2))
            painter.drawText(place(right - width, width), Qt.AlignmentFlag.AlignCenter, str(count))
            right -= width + 8
        left = 4.0 + SQUARE + 8
        suffix = f" {signed(tag.value)}" if tag.value is not None else ""
        if tag.status is not TagStatus.ACTIVE:
            suffix += f" {tag.status.value}"
        key = metrics.horizontalAdvance(tag.hotkey) + 20 if tag.hotkey else 0
        room = right - left - key - metrics.horizontalAdvance(suffix)
        name = metrics.elidedText(tag.name, Qt.TextElideMode.ElideMiddle, room)
        width = metrics.horizontalAdvance(name)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setPen(QColor(theme.disabled if tag.status is TagStatus.ARCHIVED else theme.text))
        painter.drawText(place(left, width + 1), flags, name)
        left += width
        if suffix:
            painter.setPen(QColor(theme.text2))
            painter.drawText(place(left, metrics.horizontalAdvance(suffix) + 1), flags, suffix)
            left += metrics.horizontalAdvance(suffix)
        if tag.hotkey:
            draw_key(painter, theme, tag.hotkey, place, left + key)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = QLineEdit(parent)
        edit.setAccessibleName("Name of the tag")
        edit.setPlaceholderText(f"New {self._model.kind}")
        edit.setTextMargins(0, 0, 0, 0)
        edit.setStyleSheet("QLineEdit, QLineEdit:focus { padding: 0 4px; min-height: 0; }")
        return edit

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect.adjusted(SQUARE + 6, 1, -2, -1)
        editor.setGeometry(QStyle.visualRect(option.direction, option.rect, box))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # letters and Esc belong to the name that is typed
            return False
        handled = super().eventFilter(editor, event)
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return True  # it ends the name; let through, it would also be the tree's Enter
        return handled


class TagTree(QTreeView):
    """Draws its own arrows, in the theme's colour and with no ground of their own."""

    def __init__(self, model: CodebookModel, delegate: TagRowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName("Tags")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(16)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setStyleSheet("QTreeView { show-decoration-selected: 0; }")

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.model().hasChildren(index):
            return
        side = 7.0
        centre = QPointF(rect.right() - 7, rect.center().y() + 1)
        if self.isRightToLeft():
            centre.setX(rect.left() + 7)
        ends: tuple[tuple[float, float], ...] = ((-0.5, -0.25), (0.5, -0.25), (0, 0.35))
        if not self.isExpanded(index):
            way = -1 if self.isRightToLeft() else 1
            ends = ((-0.25 * way, -0.5), (-0.25 * way, 0.5), (0.35 * way, 0))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._delegate.theme.text2))
        painter.drawPolygon(QPolygonF([centre + QPointF(x * side, y * side) for x, y in ends]))
        painter.restore()


def _tree(codebook: Codebook, kind: str, only: Collection[int] | None) -> dict[int, list[int]]:
    """Ids below each id, roots below `_ROOT`; with `only`, those and what is above them."""
    shown: set[int] | None = None
    if only is not None:
        shown = {above.id for tag in only for above in codebook.ancestors(tag)}
    below: dict[int, list[int]] = {_ROOT: []}
    for _, tag in codebook.walk(kind):
        if shown is None or tag.id in shown:
            parent = tag.parent if tag.parent in codebook.tags and tag.parent is not None else _ROOT
            below.setdefault(parent, []).append(tag.id)
    return below


def _card(codebook: Codebook, tag: Tag) -> str:
    """What the tooltip says of a tag."""
    parts = [codebook.path(tag.id)]
    if tag.aliases:
        parts.append("Aliases: " + "; ".join(tag.aliases))
    if tag.positive_means:
        parts.append(f"Supporting = {tag.positive_means}")
    if tag.definition:
        parts.append(tag.definition)
    return "\n".join(parts)


def _dragged(data: QMimeData) -> list[int]:
    raw = bytes(data.data(_MIME).data()).decode()
    return [int(part) for part in raw.split(",") if part]
