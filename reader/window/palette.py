"""What the tag palette and the command palette share: a card over the window with one input and at most eight rows.

It is a child of the main window, not a window of its own: no window manager stands between a key and its paint.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from reader.render.theme import Theme
from reader.window.announce import announce
from reader.window.palette_rows import GAP, ROW, Row, RowDelegate, RowModel
from reader.window.type_sizes import grown

ROWS = 8
RADIUS = 8
SHADOW = 16
"""Width of the soft shadow around the card; part of the widget, so that it can be painted."""
_LEAST_ROWS = 2


class Palette(QWidget):
    """The card. A palette says which rows a text gives (`rows_for`) and what picking one does (`picked`)."""

    def __init__(self, window: QWidget, theme: Theme, width: int, name: str) -> None:
        super().__init__(window)
        self.theme = theme
        self.back_to: QWidget | None = None
        self._width = width
        self._corner, self._room = QPoint(), ROWS
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setFixedHeight(grown(ROW))
        self.prefix = QLabel(self.edit)
        self.prefix.setProperty("role", "secondary")
        self.model = RowModel(self)
        self.delegate = RowDelegate(theme, self)
        self.list = QListView(self)
        self.list.setAccessibleName(f"{name}: matches")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QListView { background: transparent; border: none; }")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.list.setMouseTracking(True)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "secondary")
        self.empty.setFixedHeight(grown(ROW))
        self.empty.setContentsMargins(GAP, 0, GAP, 0)
        layout = QVBoxLayout(self)
        edge = SHADOW + GAP
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(GAP)
        layout.addWidget(self.edit)
        layout.addWidget(self.empty)
        layout.addWidget(self.list)
        self.edit.installEventFilter(self)
        window.installEventFilter(self)
        self.edit.textChanged.connect(lambda _: self.refresh())
        self.list.clicked.connect(self._clicked)
        self.hide()

    # What a palette fills in

    def rows_for(self, text: str) -> list[Row]:
        raise NotImplementedError

    def picked(self, row: Row, stay: bool) -> None:
        raise NotImplementedError

    def nothing(self, text: str) -> str:
        """What is said where no row can be chosen."""
        raise NotImplementedError

    def force(self) -> bool:
        """Ctrl+Enter. Whether something was done."""
        return False

    def tab(self, by: int) -> None:
        """Tab and Shift+Tab: the next row, where a palette has nothing better to do with it."""
        self._step(by)

    def anchor(self) -> QRect | None:
        """What must not be covered, in the window's coordinates; None: the palette stands at the top in the middle."""
        return None

    # Showing and hiding

    def pop_up(self, prefix: str, placeholder: str) -> None:
        focus = self.window().focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self.back_to = focus
        self.head(prefix, placeholder)
        self.edit.blockSignals(True)
        self.edit.clear()
        self.edit.blockSignals(False)
        self.refresh()
        self.settle()
        self.show()
        self._place_prefix()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def head(self, prefix: str, placeholder: str) -> None:
        """What stands before the typed text, and in its place while there is none."""
        self.prefix.setText(prefix)
        self.prefix.adjustSize()
        self._place_prefix()
        self.edit.setPlaceholderText(placeholder)

    def _place_prefix(self) -> None:
        taken = self.prefix.width() + 4 if self.prefix.text() else 0
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.prefix.move(
            self.edit.width() - 10 - self.prefix.width() if rtl else 10, (grown(ROW) - self.prefix.height()) // 2
        )
        self.edit.setTextMargins(0 if rtl else taken, 0, taken if rtl else 0, 0)

    def leave(self) -> None:
        """Closes, and gives the keys back to where they were; caret and selection there were never touched."""
        if self.isHidden():
            return
        self._give_keys_back()  # before hiding, which would hand them to any neighbour first
        self.hide()

    def _give_keys_back(self) -> None:
        if self.back_to is not None:
            self.back_to.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        rows = self.rows_for(self.edit.text())
        self.model.show(rows)
        self.empty.setText(self.nothing(self.edit.text()))
        self.empty.setVisible(not any(row.choosable for row in rows))
        self._spread()
        self._make_current(next((place for place, row in enumerate(rows) if row.choosable), -1))

    def set_theme(self, theme: Theme) -> None:
        self.theme = self.delegate.theme = theme
        self.update()

    @property
    def current(self) -> Row | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def settle(self) -> None:
        """Finds the card's place, with room for all that can be shown: while one types, the input stays where it is."""
        rows = min(ROWS, len(self.model.rows) + 1)
        self._corner, self._room = placed(self.window().rect(), self.anchor(), self._width, _fixed(), rows)
        self._spread()

    def card(self) -> QRect:
        """What is covered, without the shadow; in the window's coordinates."""
        return self.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def _spread(self) -> None:
        shown = min(len(self.model.rows), self._room)
        note = grown(ROW) + GAP if not self.empty.isHidden() else 0
        height = _fixed() + note + (GAP + shown * grown(ROW) if shown else 0)
        width = min(self._width, self.window().width() - 2 * GAP)
        self.list.setVisible(shown > 0)
        self.list.setFixedHeight(shown * grown(ROW))
        self.setGeometry(self._corner.x() - SHADOW, self._corner.y() - SHADOW, width + 2 * SHADOW, height + 2 * SHADOW)

    # Keys and mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self.settle()
        if watched is self.edit:
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                away = event.reason() not in (
                    Qt.FocusReason.ActiveWindowFocusReason,
                    Qt.FocusReason.PopupFocusReason,
                    Qt.FocusReason.MenuBarFocusReason,
                )
                if away:
                    self.hide()
        return super().eventFilter(watched, event)

    def _ours(self, event: QKeyEvent) -> bool:
        """Keys that are shortcuts of the window, but mean something else while the palette is open."""
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event.modifiers())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step(ROWS if key == Qt.Key.Key_PageDown else -ROWS)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.tab(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return not self.edit.text() and self._digit(event)
        return True

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.force()
        elif self.current is not None and self.current.enabled:
            self.picked(self.current, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))

    def _digit(self, event: QKeyEvent) -> bool:
        row = next((row for row in self.model.rows if row.digit and row.digit == event.text()), None)
        if row is None or not row.enabled:
            return False
        self.picked(row, False)
        return True

    def _step(self, by: int) -> None:
        places = [place for place, row in enumerate(self.model.rows) if row.choosable]
        if not places:
            return
        now = self.list.currentIndex().row()
        at = places.index(now) if now in places else -1 if by > 0 else 0
        if abs(by) == 1:
            self._make_current(places[(at + by) % len(places)])
        else:
            self._make_current(places[max(0, min(len(places) - 1, at + by))])

    def _make_current(self, place: int) -> None:
        index = self.model.index(place)
        self.list.setCurrentIndex(index)
        if not index.isValid():
            self.list.clearSelection()
            return
        self.list.scrollTo(index)
        announce(self.edit, index.data(Qt.ItemDataRole.AccessibleTextRole))

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if not row.choosable:
            self.force()
        elif row.enabled:
            self.picked(row, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), self.theme)


def paint_card(painter: QPainter, card: QRectF, theme: Theme) -> None:
    """A raised card with its soft shadow, `SHADOW` wide."""
    painter.setPen(Qt.PenStyle.NoPen)
    shade = QColor(0, 0, 0, 10 if theme.dark else 4)
    painter.setBrush(shade)
    for step in range(SHADOW, 0, -2):
        painter.drawRoundedRect(
            card.adjusted(-step + 1, -step / 2 + 2, step - 1, min(step + 2, SHADOW)), RADIUS + step, RADIUS + step
        )
    painter.setPen(QPen(QColor(theme.hairline), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _fixed() -> int:
    """The height of what is always there: the input and the gaps round it."""
    return GAP + grown(ROW) + GAP


def placed(area: QRect, anchor: QRect | None, width: int, fixed: int, rows: int) -> tuple[QPoint, int]:
    """Top left of a card of `fixed` height and up to `rows` rows, and how many rows it may show.

    Below the anchor, else above it, else beside it, with all rows if they fit; never over it while any place is left.
    """
    width = min(width, area.width() - 2 * GAP)
    full = fixed + (GAP + rows * grown(ROW) if rows else 0)
    if anchor is None:
        return QPoint(area.center().x() - width // 2, area.top() + 6 * GAP), _fitting(
            area.height() - 7 * GAP, fixed, rows
        )
    left = max(area.left() + GAP, min(anchor.left(), area.right() - width - GAP))
    below = area.bottom() - GAP - (anchor.bottom() + GAP)
    above = anchor.top() - GAP - (area.top() + GAP)
    if below >= full:  # an anchor that is scrolled away above counts as the edge
        return QPoint(left, max(area.top(), anchor.bottom()) + GAP), rows
    if above >= full:
        return QPoint(left, min(area.bottom(), anchor.top()) - GAP - full), rows
    top = max(area.top() + GAP, min(anchor.top(), area.bottom() - GAP - full))
    for x in (anchor.right() + GAP, anchor.left() - GAP - width):
        if area.left() <= x and x + width <= area.right():
            return QPoint(x, top), _fitting(area.height() - 2 * GAP, fixed, rows)
    least = min(rows, _LEAST_ROWS)
    for room, is_below in sorted(((below, True), (above, False)), reverse=True):
        shown = _fitting(room, fixed, rows)
        if shown >= least and room >= fixed:
            height = fixed + (GAP + shown * grown(ROW) if shown else 0)
            return QPoint(left, anchor.bottom() + GAP if is_below else anchor.top() - GAP - height), shown
    return QPoint(left, max(area.top() + GAP, area.bottom() - GAP - full)), _fitting(
        area.height() - 2 * GAP, fixed, rows
    )


def _fitting(room: int, fixed: int, rows: int) -> int:
    return max(0, min(rows, (room - fixed - GAP) // grown(ROW)))
