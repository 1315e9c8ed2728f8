"""Opening an article beside the one on the page, turning from one to the other, and closing it again.

The active page is the window's page, and its article the session's: whatever acts on an article acts on that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reader.window import places

if TYPE_CHECKING:
    from reader.project.record import Effects
    from reader.window.article_view.view import ArticleView
    from reader.window.main_window import MainWindow


def open_beside(window: MainWindow, article: int) -> None:
    """Shows an article beside the one that is open, in place of what was there; it gets the keys."""
    session, middle = window.session, window.middle
    beside = middle.beside
    if session.article_id is None or (beside is not None and beside.active is beside.pages[1]):
        session.open_article(article)
        window.focus_page()
        return
    if beside is None:
        beside = middle.split()
        beside.turned.connect(lambda: _turned(window))
        beside.closing.connect(lambda: close_beside(window))
    else:
        places.keep(session, beside.pages[1])
    window.fit()
    if places.show(session, beside.pages[1], article):
        beside.refresh()
        _turn_to(window, beside.pages[1])
    else:
        close_beside(window)


def close_beside(window: MainWindow, keep: ArticleView | None = None) -> None:
    """One page again: `keep`, else the first."""
    beside = window.middle.beside
    if beside is None:
        return
    keep = keep or beside.pages[0]
    for page in beside.pages:
        if page is not keep:
            places.keep(window.session, page)
            page.clear()
    places.keep(window.session, keep)
    beside.activate(keep)
    window.middle.join(keep)
    window.fit()
    window.focus_page()


def follow_changes(window: MainWindow, effects: Effects) -> None:
    """What a gesture did to articles: the other page stays alone where one is gone."""
    beside = window.middle.beside
    for page in beside.pages if beside is not None else ():
        if beside is None or page.article_id is None or page.article_id not in effects.articles:
            continue
        if not window.session.view.articles.rows([page.article_id]):
            close_beside(window, keep=next(other for other in beside.pages if other is not page))
            return
        if page is not beside.active:
            page.refresh_metadata()


def turn_over(window: MainWindow) -> None:
    """The keys go to the other page."""
    beside = window.middle.beside
    if beside is not None:
        _turn_to(window, next(page for page in beside.pages if page is not beside.active))


def turn_to_article(window: MainWindow, article: int) -> bool:
    """Whether the article stands on one of two pages: that page has the keys now."""
    beside = window.middle.beside
    page = next((page for page in beside.pages if page.article_id == article), None) if beside is not None else None
    if page is None:
        return False
    _turn_to(window, page)
    return True


def set_in_step(window: MainWindow, on: bool) -> None:
    if window.middle.beside is not None:
        window.middle.beside.set_in_step(on)


def _turn_to(window: MainWindow, page: ArticleView) -> None:
    if window.middle.beside is not None:
        window.middle.beside.activate(page)
    page.setFocus(Qt.FocusReason.OtherFocusReason)


def _turned(window: MainWindow) -> None:
    """The other page is active: find, the tag palette and all that shows the article in hand go there."""
    page = window.page
    window.page_turned()
    if page.article_id is not None and page.article_id != window.session.article_id:
        window.session.turn_to(page.article_id)
