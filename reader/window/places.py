"""Where one was in an article: kept when it is left, taken up when it is opened again, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.errors import GlossatorError
from reader.window.settings import Place

if TYPE_CHECKING:
    from reader.window.article_view.view import ArticleView
    from reader.window.session import Session


def keep(session: Session, page: ArticleView) -> None:
    if page.article_id is not None:
        session.settings.set_place(session.view.uid, Place(page.article_id, page.caret, page.scroll_state()))


def show(session: Session, page: ArticleView, article: int) -> bool:
    """Shows an article where one was in it, unless it can't be read."""
    try:
        page.show_article(session.view, article, session.codebook)
    except GlossatorError as error:
        session.fail(str(error))
        return False
    place = session.settings.place_in(session.view.uid, article)
    page.set_caret(place.caret)
    page.restore_scroll(place.scroll)
    return True
