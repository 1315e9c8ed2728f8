"""How a person likes to read: each choice is kept in the settings and shown at once, on every page of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.window.article_view.view import ArticleView
    from reader.window.main_window import MainWindow

NO_FOCUS, LINE, PARAGRAPH = "", "line", "paragraph"


def set_face(window: MainWindow, face: str) -> None:
    window.session.settings.face = face
    window.reading_changed()


def set_leading(window: MainWindow, leading: str) -> None:
    window.session.settings.leading = leading
    window.reading_changed()


def set_focus(window: MainWindow, mode: str) -> None:
    """What of the page is lit: all, the line or the paragraph that is read."""
    window.session.settings.focus = mode
    for page in window.middle.pages:
        page.focus.set_mode(mode)


def toggle_focus(window: MainWindow, mode: str) -> None:
    set_focus(window, NO_FOCUS if window.session.settings.focus == mode else mode)


def set_snaps(window: MainWindow, on: bool) -> None:
    window.session.settings.snaps = on
    for page in window.middle.pages:
        page.snaps = on


def dress_page(window: MainWindow, page: ArticleView) -> None:
    """A new page looks and acts as the person set it."""
    settings = window.session.settings
    page.set_theme(window.session.theme)
    page.set_reading(window.middle.reading())
    page.focus.set_mode(settings.focus)
    page.snaps = settings.snaps
