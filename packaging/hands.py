"""Presses the keys of a script in a window of this process, also while one of its dialogs runs a loop of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from script import Press, Type

PATIENCE = 30.0
"""Seconds that a condition may take to come true."""
PAUSE = 10
"""Milliseconds between two keys."""
_HELD = {
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}


@dataclass(frozen=True, slots=True)
class When:
    """Go on when this is so."""

    said: str
    reached: Callable[[], object]


class Stuck(Exception):
    """What should have come of a key press did not come in time."""


class Hands(QObject):
    """Runs a script: an iterator of keys to press, and of conditions that must be true before it goes on."""

    def __init__(self, script: Iterator[Press | Type | When], done: Callable[[Exception | None], None]) -> None:
        super().__init__()
        self._script = script
        self._done = done
        self._keys: deque[Callable[[], None]] = deque()
        self._condition: When | None = None
        self._since = monotonic()
        self._soon(self._go_on)

    def _go_on(self) -> None:
        """One key, or one look at the condition, or the script's next step; each as an event of its own."""
        try:
            if self._keys:
                # A key may open a dialog and return only when that is closed: what follows is asked for before.
                self._soon(self._go_on)
                self._keys.popleft()()
                return
            if self._condition is not None and not self._condition.reached():
                if monotonic() - self._since > PATIENCE:
                    raise Stuck(f"waited {PATIENCE:.0f} s in vain for: {self._condition.said}")
            else:
                self._take(next(self._script))
        except StopIteration:
            self._done(None)
        except Exception as error:
            self._done(error)
        else:
            self._soon(self._go_on)

    def _take(self, step: Press | Type | When) -> None:
        self._condition, self._since = None, monotonic()
        if isinstance(step, Press):
            self._keys.extend(partial(_press, keys) for keys in step.keys.split())
        elif isinstance(step, Type):
            self._keys.extend(partial(_letter, letter) for letter in step.text)
        else:
            self._condition = step

    def _soon(self, what: Callable[[], None]) -> None:
        QTimer.singleShot(PAUSE, self, what)


def _press(keys: str) -> None:
    *held, name = keys.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= _HELD[each]
    QTest.keyClick(_front(), getattr(Qt.Key, f"Key_{name.upper() if len(name) == 1 else name}"), modifiers)


def _letter(letter: str) -> None:
    # The stubs know letters only for widgets.
    QTest.keyClick(_front(), letter)  # type: ignore[call-overload]


def _front() -> QWindow:
    """The window with the focus. The offscreen platform gives it to none when a dialog closes: a screen's window manager would."""
    if QGuiApplication.focusWindow() is None:
        window = QApplication.activeModalWidget() or next(w for w in QApplication.topLevelWidgets() if w.isVisible())
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
    front = QGuiApplication.focusWindow()
    if front is None:
        raise Stuck("no window has the focus")
    return front
