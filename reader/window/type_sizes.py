"""The window's sizes grow with the system's text: 13 pixels are usual, and nothing gets smaller than designed."""

from __future__ import annotations

from PySide6.QtGui import QFontInfo, QGuiApplication

USUAL = 13
"""Pixels of the window's text in the design; its other sizes (11, 15, 20), and the rows of lists, are for this one."""


def growth() -> float:
    """How much larger than usual the system sets its text; 1 at least."""
    return max(1.0, QFontInfo(QGuiApplication.font()).pixelSize() / USUAL)


def grown(size: int) -> int:
    """A size of the design for the system's text."""
    return round(size * growth())
