"""All commands and their keys on one sheet (?), grouped by menu, made from the table of commands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.core.text import fold
from reader.window.commands import COMMANDS, MENUS, Command
from reader.window.panels.codebook_gestures import GESTURES

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

_COLUMNS = 3
_COLUMN_WIDTH = 260
_WITHOUT_COMMAND: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "View": (("Hide the marks while it is held", ("H",)),),
    "Code": (
        ("Next sentence", ("Ctrl+Down",)),
        ("Previous sentence", ("Ctrl+Up",)),
        ("Extend to the next sentence", ("Ctrl+Shift+Down",)),
        ("Extend to the previous sentence", ("Ctrl+Shift+Up",)),
        ("Next paragraph", ("Ctrl+PgDown",)),
        ("Previous paragraph", ("Ctrl+PgUp",)),
        ("Extend to the paragraph's end", ("Ctrl+Shift+PgDown",)),
        ("Extend to the paragraph's start", ("Ctrl+Shift+PgUp",)),
    ),
}
"""Keys of the page that no command stands for."""
_CODEBOOK = "Codebook, with focus in it"


class CheatSheet(QDialog):
    """Can stay open beside the work; typing in it narrows what is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Keys")
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter commands")
        self.filter.setAccessibleName("Filter commands")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.empty = QLabel(self)
        self.empty.setProperty("role", "secondary")
        self.empty.hide()
        self._groups: list[tuple[QWidget, list[tuple[str, QWidget, QWidget]]]] = []
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(24)
        width = min(1000, window.width() - 40)
        for menus in _columns(max(1, min(_COLUMNS, width // _COLUMN_WIDTH))):
            column = QVBoxLayout()
            column.setSpacing(16)
            for menu, commands in menus:
                column.addWidget(self._group(menu, commands))
            column.addStretch(1)
            columns.addLayout(column, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName("Commands and keys")
        scroll.setStyleSheet(
            "QScrollArea { background: transparent; border: 2px solid transparent; border-radius: 6px; }"
            "QScrollArea:focus { border-color: palette(highlight); }"
        )
        for surface in (scroll.viewport(), sheet):
            surface.setAutoFillBackground(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(self.filter)
        layout.addWidget(self.empty)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(width, min(680, window.height() - 40))

    def shown(self) -> list[str]:
        """Titles of the commands that the filter leaves."""
        return [title for _, lines in self._groups for title, name, _ in lines if not name.isHidden()]

    def _group(self, menu: str, commands: list[Command]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        heading = QLabel(menu)
        heading.setProperty("role", "heading")
        grid.addWidget(heading, 0, 0, 1, 2)
        lines: list[tuple[str, QWidget, QWidget]] = []
        for title, keys in _lines(menu, commands):
            name, key = QLabel(title), QLabel(keys)
            name.setWordWrap(True)
            key.setProperty("role", "secondary")
            key.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            row = grid.rowCount()
            grid.addWidget(name, row, 0)
            grid.addWidget(key, row, 1)
            lines.append((title, name, key))
        self._groups.append((group, lines))
        return group

    def _narrow(self, text: str) -> None:
        typed = fold(text).strip()
        found = 0
        for group, lines in self._groups:
            here = 0
            for title, name, key in lines:
                fits = typed in fold(title)
                name.setVisible(fits)
                key.setVisible(fits)
                here += fits
            group.setVisible(here > 0)
            found += here
        self.empty.setText(f"No command has “{text.strip()}”.")
        self.empty.setVisible(found == 0)


def _columns(number: int) -> list[list[tuple[str, list[Command]]]]:
    """The menus in order, and the keys of the codebook, parted into columns of about the same length."""
    groups = [(menu, [command for command in COMMANDS if command.menu == menu]) for menu in MENUS]
    groups = [(menu, commands) for menu, commands in groups if commands] + [(_CODEBOOK, [])]
    lengths = [len(_lines(menu, commands)) + 2 for menu, commands in groups]
    columns: list[list[tuple[str, list[Command]]]] = [[] for _ in range(number)]
    before = 0
    for group, length in zip(groups, lengths, strict=True):
        columns[min(number - 1, int((before + length / 2) * number / sum(lengths)))].append(group)
        before += length
    return [column for column in columns if column]


def _lines(menu: str, commands: list[Command]) -> list[tuple[str, str]]:
    """Title and keys of each; commands of one submenu whose keys are digits share one line."""
    if menu == _CODEBOOK:
        return [(title.rstrip("…"), _written(keys)) for title, keys in GESTURES.values() if keys]
    lines: list[tuple[str, str]] = []
    for submenu, members in groupby(commands, key=lambda command: command.submenu):
        many = list(members)
        if submenu and len(many) > 2 and all(command.keys and command.keys[0].isdigit() for command in many):
            lines.append((submenu, f"{many[0].keys[0]} – {many[-1].keys[0]}"))
            continue
        for command in many:
            title = f"{submenu}: {command.title}" if submenu else command.title
            lines.append((title.rstrip("…"), _written(command.keys)))
    return lines + [(title, _written(keys)) for title, keys in _WITHOUT_COMMAND.get(menu, ())]


def _written(keys: Sequence[str]) -> str:
    """Keys as this platform writes them; the two Enter keys are one."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(dict.fromkeys(QKeySequence(key).toString(native).replace("Return", "Enter") for key in keys))
