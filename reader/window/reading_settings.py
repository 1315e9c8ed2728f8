"""The popover behind "Aa": theme, face, size, length and spacing of lines, what is lit. Everything acts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QToolButton,
    QWidget,
)

from reader.window import reading_choices
from reader.window.commands.reading_menu import FACES, LEADINGS
from reader.window.settings import LARGEST_SIZE, MEASURES, SMALLEST_SIZE

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

THEMES = (
    ("light", "Light"),
    ("sepia", "Sepia"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
    ("system", "Same as the system"),
)
LIT = (
    (reading_choices.NO_FOCUS, "Everything"),
    (reading_choices.LINE, "Line"),
    (reading_choices.PARAGRAPH, "Paragraph"),
)
_EDGE = 4


class ReadingSettings(QFrame):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._window = window
        settings = window.session.settings
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 16, 16, 16)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._choice("Theme", THEMES, settings.theme, window.choose_theme)
        self._choice("Typeface", FACES, settings.face, lambda face: reading_choices.set_face(window, face))
        self._row("Text size", self._sizes())
        measures = tuple((str(measure), str(measure)) for measure in MEASURES)
        self._choice("Characters a line", measures, str(settings.measure), lambda text: window.set_measure(int(text)))
        self._choice(
            "Line spacing", LEADINGS, settings.leading, lambda leading: reading_choices.set_leading(window, leading)
        )
        self._choice("In focus", LIT, settings.focus, lambda mode: reading_choices.set_focus(window, mode))
        self._check("Dragging selects whole words", settings.snaps, lambda on: reading_choices.set_snaps(window, on))
        self._check("Single letters act on the page", settings.letters, window.set_letters)
        self._show_size()

    def pop_up(self, below: QWidget) -> None:
        """Under the button, kept inside the window where that has room."""
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(below.width() - self.width(), below.height() + 4))
        left = self._window.mapToGlobal(QPoint(_EDGE, 0)).x()
        self.move(max(corner.x(), left), corner.y())
        self.show()
        self.setFocus()

    def _row(self, name: str, content: QLayout) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(QLabel(name), row, 0)
        self._grid.addLayout(content, row, 1)

    def _choice(self, name: str, choices: Sequence[tuple[str, str]], now: str, choose: Callable[[str], None]) -> None:
        """One of several: a segment each."""
        segments = QHBoxLayout()
        segments.setSpacing(4)
        group = QButtonGroup(self)
        for value, text in choices:
            button = QToolButton()
            button.setText(text)
            button.setAccessibleName(f"{name}: {text}")
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setChecked(value == now)
            button.clicked.connect(lambda _=False, value=value: choose(value))
            group.addButton(button)
            segments.addWidget(button)
        segments.addStretch(1)
        self._row(name, segments)

    def _check(self, words: str, on: bool, choose: Callable[[bool], None]) -> None:
        box = QCheckBox(words)
        box.setChecked(on)
        box.toggled.connect(choose)
        self._grid.addWidget(box, self._grid.rowCount(), 0, 1, 2)

    # Text size

    def _sizes(self) -> QLayout:
        self._size = QLabel()
        self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._size.setMinimumWidth(48)
        self._smaller = self._step("−", "Smaller text", -1)
        self._larger = self._step("+", "Larger text", 1)
        sizes = QHBoxLayout()
        sizes.setSpacing(4)
        for widget in (self._smaller, self._size, self._larger):
            sizes.addWidget(widget)
        sizes.addStretch(1)
        return sizes

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
