"""What the library is put together from: the list with its keys, the line of progress, the empty state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from reader.project.progress import ProgressCounts
    from reader.window.session import Session


class ProgressLine(QWidget):
    """Done, unsure and in progress as shares of all articles that belong to the study."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._counts: ProgressCounts | None = None
        self.setFixedHeight(4)

    def show_counts(self, counts: ProgressCounts) -> None:
        self._counts = counts
        all_ = counts.todo + counts.in_progress + counts.done + counts.unsure
        self.setToolTip(f"{counts.done:,} of {all_:,} done")
        self.setAccessibleName(f"Progress: {counts.done:,} of {all_:,} done")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._session.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hairline))
        painter.drawRoundedRect(self.rect(), 2, 2)
        counts = self._counts
        if counts is None:
            return
        total = counts.todo + counts.in_progress + counts.done + counts.unsure
        left = 0.0
        for number, colour in (
            (counts.done, theme.ok),
            (counts.unsure, theme.warn),
            (counts.in_progress, theme.accent),
        ):
            width = self.width() * number / total if total else 0.0
            painter.setBrush(QColor(colour))
            painter.drawRect(QRectF(left, 0, width, self.height()))
            left += width


class ArticleList(QTableView):
    """Enter opens, Delete removes, letters go on to the filter; a click with Ctrl or Shift only chooses.

    A table of one column: a QListView would ask the model for every row before it first paints.
    """

    wanted = Signal(int)  # place to open
    typed = Signal(str)
    removing = Signal()

    def __init__(self, row_height: int) -> None:
        super().__init__()
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(0)
        rows.hide()
        columns.hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and index.isValid():
            self.wanted.emit(index.row())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        choosing = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and not choosing:
            self.wanted.emit(index.row())


class Empty(QWidget):
    """What stands where the list would: why it is empty, and the one thing to do."""

    def __init__(self, clear: Callable[[], None]) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._body = QLabel()
        self._body.setProperty("role", "secondary")
        self._button = QPushButton()
        self._button.clicked.connect(lambda: clear())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 16)
        layout.setSpacing(8)
        for label in (self._title, self._body):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch(1)

    def say(self, title: str, body: str, button: str) -> None:
        self._title.setText(title)
        self._body.setText(body)
        self._button.setText(button)
        self._button.setVisible(bool(button))
