"""Single keys on the page: which command a key press means, by the letter that arrives or else by the physical key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent

from reader.window.commands import COMMANDS, Command

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_EVDEV_STARTS = (2, 16, 30, 44)
"""Linux key codes of each row's first key; Windows' scan codes are the same, X11's and Wayland's are 8 more."""
_X11_SHIFT = 8
_MAC = dict(
    zip(
        (0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46, 45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7, 16, 6),
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        strict=True,
    )
) | dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), "1234567890", strict=True))
"""macOS virtual key codes (Events.h, kVK_ANSI_A and so on), which stand for places on the keyboard."""
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


def physical_key(event: QKeyEvent) -> str:
    """What a US keyboard has on the pressed key: a letter or digit, else ""."""
    if sys.platform == "darwin":
        return _MAC.get(event.nativeVirtualKey(), "")
    code = event.nativeScanCode() - (0 if sys.platform == "win32" else _X11_SHIFT)
    for start, row in zip(_EVDEV_STARTS, _ROWS, strict=True):
        if start <= code < start + len(row):
            return row[code - start]
    return ""


def _combination(key: int, modifiers: Qt.KeyboardModifier) -> int:
    return QKeyCombination(modifiers, Qt.Key(key)).toCombined()


def _first(keys: str) -> int:
    """The first key of a sequence, with its modifiers."""
    sequence = QKeySequence(keys)
    found: QKeyCombination = sequence[0]  # type: ignore[index]
    return found.toCombined()


def _table() -> dict[int, Command]:
    return {
        _first(keys): command
        for command in COMMANDS
        if command.page_only
        for keys in command.keys
        if len(keys) > 1 or keys.isalnum()
    }


class PageKeys(QObject):
    """Watches the page's key presses (and Ctrl with the wheel) and runs the table's `page_only` commands; `H` held hides the marks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._commands = _table()
        self._signs = {
            keys: command
            for command in COMMANDS
            if command.page_only
            for keys in command.keys
            if len(keys) == 1 and not keys.isalnum()
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._released(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.command_of(event) is not None:
                event.accept()
                return True
        elif kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._window.zoomed(event)
        elif kind == QEvent.Type.FocusOut:
            self._window.marks.peek(False)
        return False

    def command_of(self, event: QKeyEvent) -> Command | None:
        """The command that the key press means here, or None: it is the page's own (arrows) or nobody's."""
        modifiers = event.modifiers() & ~_PLAIN
        text = event.text()
        if not modifiers & ~Qt.KeyboardModifier.ShiftModifier and not self._window.session.settings.letters:
            named = event.key() >= Qt.Key.Key_Escape.value
            return self._commands.get(_combination(event.key(), modifiers)) if named else None
        if text in self._signs and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return self._signs[text]
        if event.key() and (found := self._commands.get(_combination(event.key(), modifiers))) is not None:
            return found
        place = self._place(event)
        return self._commands.get(_combination(ord(place), modifiers)) if place else None

    def _place(self, event: QKeyEvent) -> str:
        """The physical key, where what arrived is no Latin letter (and, for the digit row, no digit)."""
        text, place = event.text(), physical_key(event)
        if place.isdigit():
            return "" if text.isascii() and text.isalnum() else place
        return place if not (text.isascii() and text.isprintable() and text) else ""

    def _is_peek(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~_PLAIN
        return plain and (event.key() == Qt.Key.Key_H or (not event.text().isascii() and physical_key(event) == "H"))

    def _pressed(self, event: QKeyEvent) -> bool:
        if self._is_peek(event) and self._window.session.settings.letters:
            self._window.marks.peek(True)
            return True
        if event.key() == Qt.Key.Key_Escape:
            return self._window.escape()
        command = self.command_of(event)
        if command is None:
            return False
        if event.isAutoRepeat() and command.id in (
            "code.again",
            "article.done_and_next",
            "article.not_relevant_and_next",
        ):
            return True  # a key held too long must not code twice
        self._window.run(command)
        return True

    def _released(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat() or not self._is_peek(event):
            return False
        self._window.marks.peek(False)
        return True
