"""Which theme is worn, and putting it on: the program's colours, or the system's light and dark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.render.theme import THEMES, Theme
from reader.window.style import apply_theme


def theme_for(name: str) -> Theme:
    """ "system" is light or dark as the system is now."""
    if name in THEMES:
        return THEMES[name]
    hints = QGuiApplication.styleHints()
    hints.unsetColorScheme()
    return THEMES["dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"]


def dress(theme: Theme, *, follow: bool) -> None:
    """`follow`: the system's changes from light to dark are still heard of."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, theme)
        if follow:
            QGuiApplication.styleHints().unsetColorScheme()
