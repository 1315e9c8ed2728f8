"""Which keys move the caret. All other keys are the window's (commands), so the page lets them pass."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from reader.window.article_view.motion import Motion

_STANDARD = QKeySequence.StandardKey
_MOVES = {
    _STANDARD.MoveToNextChar: (Motion.RIGHT, False),
    _STANDARD.MoveToPreviousChar: (Motion.LEFT, False),
    _STANDARD.SelectNextChar: (Motion.RIGHT, True),
    _STANDARD.SelectPreviousChar: (Motion.LEFT, True),
    _STANDARD.MoveToNextLine: (Motion.DOWN, False),
    _STANDARD.MoveToPreviousLine: (Motion.UP, False),
    _STANDARD.SelectNextLine: (Motion.DOWN, True),
    _STANDARD.SelectPreviousLine: (Motion.UP, True),
    _STANDARD.MoveToStartOfLine: (Motion.LINE_START, False),
    _STANDARD.MoveToEndOfLine: (Motion.LINE_END, False),
    _STANDARD.SelectStartOfLine: (Motion.LINE_START, True),
    _STANDARD.SelectEndOfLine: (Motion.LINE_END, True),
    _STANDARD.MoveToStartOfDocument: (Motion.ARTICLE_START, False),
    _STANDARD.MoveToEndOfDocument: (Motion.ARTICLE_END, False),
    _STANDARD.SelectStartOfDocument: (Motion.ARTICLE_START, True),
    _STANDARD.SelectEndOfDocument: (Motion.ARTICLE_END, True),
    _STANDARD.MoveToNextPage: (Motion.PAGE_DOWN, False),
    _STANDARD.MoveToPreviousPage: (Motion.PAGE_UP, False),
    _STANDARD.SelectNextPage: (Motion.PAGE_DOWN, True),
    _STANDARD.SelectPreviousPage: (Motion.PAGE_UP, True),
}
_WITH_CONTROL = {
    Qt.Key.Key_Right.value: Motion.WORD_RIGHT,
    Qt.Key.Key_Left.value: Motion.WORD_LEFT,
    Qt.Key.Key_Down.value: Motion.SENTENCE_ON,
    Qt.Key.Key_Up.value: Motion.SENTENCE_BACK,
    Qt.Key.Key_PageDown.value: Motion.PARAGRAPH_ON,
    Qt.Key.Key_PageUp.value: Motion.PARAGRAPH_BACK,
}


def motion_of(event: QKeyEvent) -> tuple[Motion, bool] | None:
    """The motion, and whether it extends the selection; None for keys that are not the page's."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    if modifiers & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.ControlModifier:
        found = _WITH_CONTROL.get(event.key())
        if found is not None:
            return found, shift
        if Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
            return None  # X11 has Ctrl+E for the end of the line; here it is a command's
    return next((move for key, move in _MOVES.items() if event.matches(key)), None)
