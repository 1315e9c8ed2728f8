"""The way of Tab round the main window, pane by pane as they are read, and where the focus goes in a pane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def controls(panes: Sequence[QWidget]) -> list[QWidget]:
    """What Tab can reach in the panes, one after another; in a pane in the order in which its parts were made.

    Qt's own focus chain is not asked: `nextInFocusChain` makes each widget the owner of the next in Python, and what
    one owns dies with it.
    """
    return [control for pane in panes for control in (pane, *pane.findChildren(QWidget)) if _takes_keys(control)]


def beside(ring: Sequence[QWidget], focus: QWidget | None, on: bool) -> QWidget | None:
    """The control after (or before) the one that has the focus; at the end the first again."""
    if not ring:
        return None
    if focus in ring:
        return ring[(ring.index(focus) + (1 if on else -1)) % len(ring)]
    return ring[0 if on else -1]


def way_in(pane: QWidget) -> QWidget:
    """What takes the keys when they come to a pane: the part it names if that is to be seen, else its first control."""
    proxy = pane
    while (further := proxy.focusProxy()) is not None:
        proxy = further
    if _takes_keys(proxy):
        return proxy
    return next(iter(controls((pane,))), pane)


def _takes_keys(control: QWidget) -> bool:
    """One that has handed its keys on to another does not: the other stands for it."""
    by_tab = control.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return by_tab and control.focusProxy() is None and control.isEnabled() and control.isVisible()
