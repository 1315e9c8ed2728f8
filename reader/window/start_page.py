"""What is seen without a project: recent projects, new, open, the sample. No wizard, no tour."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.window.commands import BY_ID, key_text
from reader.window.type_sizes import grown

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow
    from reader.window.session import Session

WIDTH = 520
PATH = Qt.ItemDataRole.UserRole
ROW = 44
MOST_ROWS_SHOWN = 6


class RecentRows(QStyledItemDelegate):
    """The project's name, and below it where the file is."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._session.theme
        name, _, where = index.data().partition("\n")
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chosen if option.state & QStyle.StateFlag.State_Selected else theme.hovered))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        half = rect.height() // 2 - 4
        box = rect.adjusted(12, 4, -12, -4)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        for text, colour, top in ((name, theme.text, box.y()), (where, theme.text2, box.y() + half)):
            line = QRect(box.x(), top, box.width(), half)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
            font = QFont(option.font)
        painter.restore()


class RecentList(QListWidget):
    """Recent projects; Enter opens one, Delete takes it off the list (the file stays)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.setAccessibleName("Recent projects")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RecentRows(window.session, self))
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)

    def refresh(self) -> None:
        self.clear()
        for path in self._window.session.settings.recent:
            there = path.exists()
            where = _short_folder(path.parent)
            item = QListWidgetItem(f"{path.stem}\n{where}" if there else f"{path.stem}\n{where} · not there now")
            item.setSizeHint(QSize(0, grown(ROW)))
            item.setData(PATH, str(path))
            item.setToolTip(str(path))
            self.addItem(item)
        if self.count():
            self.setCurrentRow(0)
        self.setFixedHeight(min(self.count(), MOST_ROWS_SHOWN) * grown(ROW) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and item is not None:
            self._window.session.settings.forget_recent(Path(item.data(PATH)))
            self.takeItem(self.row(item))
            return
        super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self._window.open_project(Path(item.data(PATH)))


class StartPage(QWidget):
    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        title = QLabel("Glossator")
        title.setProperty("role", "empty")
        line = QLabel("Read articles, mark passages, and say who takes which stance on what.")
        line.setProperty("role", "secondary")
        line.setWordWrap(True)
        self._new = self._button("project.new", "New project…")
        self._new.setDefault(True)
        self._open = self._button("project.open", "Open…")
        self._sample = self._button("project.sample", "Sample project")
        self._sample.setToolTip("Nine short articles, coded; one is left for you to try A, S and T on")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._new, self._open, self._sample):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._heading = QLabel("RECENT PROJECTS")
        self._heading.setProperty("role", "heading")
        self._recent = RecentList(window)
        self._hint = QLabel("A project is one file. It can lie anywhere, and nothing leaves this computer.")
        self._hint.setProperty("role", "secondary")
        self._hint.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(line)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addSpacing(24)
        column.addWidget(self._heading)
        column.addWidget(self._recent)
        column.addWidget(self._hint)
        column.addStretch(1)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(WIDTH)
        across = QHBoxLayout()
        across.setContentsMargins(24, 0, 24, 0)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)

    def refresh(self) -> None:
        self._recent.refresh()
        some = self._recent.count() > 0
        self._heading.setVisible(some)
        self._recent.setVisible(some)
        self._hint.setVisible(not some)
        self.setFocusProxy(self._recent if some else self._sample)
        (self._recent if some else self._sample).setFocus()

    def _button(self, identity: str, text: str) -> QPushButton:
        button = QPushButton(text)
        command = BY_ID[identity]
        if command.keys:
            button.setToolTip(f"{command.title} ({key_text(command)})")
        button.clicked.connect(lambda: self._window.run(command))
        return button


def _short_folder(folder: Path) -> str:
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
