"""What moves by itself in the window, and keeping it still: the toast that glides in, the busy bar, the blinking caret of inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

_usual_blinking: list[int] = []
"""The system's blinking, once it was changed."""


def settle(window: MainWindow) -> None:
    """Moves, or keeps still, as the person has chosen."""
    still = window.session.settings.reduce_motion
    window.toast.still = window.middle.progress.still = still
    hints = QGuiApplication.styleHints()
    if still and not _usual_blinking:
        _usual_blinking.append(hints.cursorFlashTime())
        hints.setCursorFlashTime(0)
    elif not still and _usual_blinking:
        hints.setCursorFlashTime(_usual_blinking.pop())


def reduce(window: MainWindow, on: bool) -> None:
    window.session.settings.reduce_motion = on
    settle(window)
