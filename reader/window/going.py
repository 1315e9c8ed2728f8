"""Getting from article to article, and to where an undo will act."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from reader.window import two_pages
from reader.window.announce import announce

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.record import Effects, Gesture
    from reader.window.main_window import MainWindow
    from reader.window.session import Session


def where_one_was(session: Session) -> int | None:
    """The article that was on the page last, else the first unfinished one, else the first."""
    articles = session.view.articles
    place = session.settings.place(session.view.uid)
    if place is not None and articles.rows([place.article]):
        return place.article
    unfinished = articles.next_unfinished(None)
    if unfinished is not None:
        return unfinished
    ids = articles.ids()
    return ids[0] if ids else None


def step_article(window: MainWindow, direction: int) -> None:
    """The article after or before this one, as the library lists them (its filter counts; ids rise as they came in)."""
    session = window.session
    if window.panes.has("library"):
        ids: list[int] = window.panes.panel("library").ids()  # type: ignore[attr-defined]
    else:
        ids = session.view.articles.ids()
    here = session.article_id or 0
    place = bisect_right(ids, here) if direction > 0 else bisect_left(ids, here) - 1
    if 0 <= place < len(ids):
        session.open_article(ids[place])
        window.focus_page()
    else:
        session.say("This is the last article." if direction > 0 else "This is the first article.")


def open_next_unfinished(window: MainWindow) -> None:
    session = window.session
    found = session.view.articles.next_unfinished(session.article_id)
    if found is None:
        count = session.view.articles.count()
        session.say(f"All {count:,} articles coded." if count else "No articles yet.")
    elif found == session.article_id:
        session.say("This is the last unfinished article.")
    else:
        session.open_article(found)
        window.focus_page()


def chosen_articles(window: MainWindow) -> list[int]:
    """The articles chosen in the library while it has the focus or several are, else the one on the page."""
    if window.panes.shown("library"):
        library = window.panes.panel("library")
        focus = QApplication.focusWidget()
        chosen: list[int] = library.chosen()  # type: ignore[attr-defined]
        if len(chosen) > 1 or (focus is not None and library.isAncestorOf(focus) and chosen):
            return chosen
    return [window.session.article_id] if window.session.article_id is not None else []


def go_back(window: MainWindow, *, redo: bool) -> None:
    """Undo or redo. The window goes where it happens first, so that it can be seen."""
    session = window.session

    def find(project: Project) -> tuple[Gesture, Effects] | None:
        gesture = project.history.next_redo() if redo else project.history.next_undo()
        return None if gesture is None else (gesture, project.history.effects(gesture.id - 1, gesture.id))

    def act(found: tuple[Gesture, Effects] | None) -> None:
        if found is None:
            session.say(f"There is nothing to {'redo' if redo else 'undo'}.")
            return
        gesture, effects = found
        shown = _go_to(window, gesture, effects)

        def say(done: Gesture) -> None:
            """Another gesture may have come in between: said is what was taken back."""
            words = f"{'Redone' if redo else 'Undone'}: {done.name}"
            if shown and done.id == gesture.id:
                announce(window.page, words)
            else:
                session.say(words)

        (session.redo if redo else session.undo)(say)

    session.do(find, act)


def _go_to(window: MainWindow, gesture: Gesture, effects: Effects) -> bool:
    """Whether what the gesture changed is on the page now."""
    session = window.session
    if gesture.article is None or not session.view.articles.rows([gesture.article]):
        return False
    if gesture.article != session.article_id and not two_pages.turn_to_article(window, gesture.article):
        session.open_article(gesture.article)
    here = [passage for passage in effects.passages if passage.article == gesture.article]
    if not here:
        return False
    window.page.set_caret(here[0].start)
    return True
