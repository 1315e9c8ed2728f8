"""The popover behind "Aa": theme, text size, characters a line. Everything acts at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from reader.window.settings import LARGEST_SIZE, MEASURES, SMALLEST_SIZE

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

THEMES = (("light", "Light"), ("sepia", "Sepia"), ("dark", "Dark"), ("system", "As the system"))


class ReadingSettings(QFrame):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._window = window
        settings = window.session.settings
        self._size = QLabel()
        self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._size.setMinimumWidth(48)
        self._smaller = self._step("−", "Smaller text", -1)
        self._larger = self._step("+", "Larger text", 1)
        letters = QCheckBox("Single letters act on the page")
        letters.setChecked(settings.letters)
        letters.toggled.connect(window.set_letters)
        sizes = QHBoxLayout()
        sizes.setSpacing(4)
        for widget in (self._smaller, self._size, self._larger):
            sizes.addWidget(widget)
        sizes.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(QLabel("Theme"), 0, 0)
        grid.addWidget(_segments("Theme", THEMES, settings.theme, window.choose_theme), 0, 1)
        grid.addWidget(QLabel("Text size"), 1, 0)
        grid.addLayout(sizes, 1, 1)
        grid.addWidget(QLabel("Characters a line"), 2, 0)
        measures = tuple((str(measure), str(measure)) for measure in MEASURES)
        grid.addWidget(_segments("Characters a line", measures, str(settings.measure), self._measure), 2, 1)
        grid.addWidget(letters, 3, 0, 1, 2)
        self._show_size()

    def pop_up(self, below: QWidget) -> None:
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(below.width() - self.width(), below.height() + 4))
        self.move(corner)
        self.show()
        self.setFocus()

    def _measure(self, characters: str) -> None:
        self._window.set_measure(int(characters))

    def _step(self, text: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setFixedSize(32, 32)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self._resize(by))
        return button

    def _resize(self, by: int) -> None:
        self._window.set_size(self._window.session.settings.size + by)
        self._show_size()

    def _show_size(self) -> None:
        size = self._window.session.settings.size
        self._size.setText(str(size))
        self._smaller.setEnabled(size > SMALLEST_SIZE)
        self._larger.setEnabled(size < LARGEST_SIZE)


def _segments(name: str, choices: tuple[tuple[str, str], ...], now: str, choose: Callable[[str], None]) -> QWidget:
    row = QWidget()
    row.setAccessibleName(name)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    group = QButtonGroup(row)
    for value, text in choices:
        button = QToolButton()
        button.setText(text)
        button.setProperty("role", "segment")
        button.setCheckable(True)
        button.setChecked(value == now)
        button.clicked.connect(lambda _=False, value=value: choose(value))
        group.addButton(button)
        layout.addWidget(button)
    layout.addStretch(1)
    return row
