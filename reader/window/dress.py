"""Which theme is worn, and putting it on: one of the program's, or as the system is: light or dark, high contrast."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.render.theme import CONTRAST, THEMES, Theme
from reader.window.style import apply_theme, style_sheet


def theme_for(name: str) -> Theme:
    """ "system" is as the system is now; "contrast" takes from it only light or dark."""
    if name in THEMES:
        return THEMES[name]
    hints = QGuiApplication.styleHints()
    hints.unsetColorScheme()
    high = name == "contrast" or hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return follower(dark=hints.colorScheme() == Qt.ColorScheme.Dark, high_contrast=high)


def follower(*, dark: bool, high_contrast: bool) -> Theme:
    """The theme that suits such a system."""
    return (CONTRAST if high_contrast else THEMES)["dark" if dark else "light"]


def follows_system(name: str) -> bool:
    """Whether the theme of this name changes with the system's looks."""
    return name not in THEMES


def dress(theme: Theme, *, follow: bool) -> None:
    """`follow`: the system's changes from light to dark are still heard of."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, theme)
        if follow:
            QGuiApplication.styleHints().unsetColorScheme()


def grow(theme: Theme) -> None:
    """The system's text has another size: the style sheet's sizes follow it."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet() != style_sheet(theme):
        app.setStyleSheet(style_sheet(theme))
