"""Selecting by key what the mouse selects by three and four clicks: whole sentences, whole paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core import boundaries
from reader.core.spans import Span
from reader.window.article_view.motion import paragraph_around

if TYPE_CHECKING:
    from reader.render.document import Document
    from reader.window.article_view.view import ArticleView


def sentence_around(document: Document, offset: int) -> Span | None:
    """None where there is no sentence: in an article or a paragraph without words."""
    if not document.parts:
        return None
    paragraph = document.paragraph_at(offset)
    found = boundaries.sentence_at(paragraph.text, offset - paragraph.start)
    return Span(found[0] + paragraph.start, found[1] + paragraph.start) if found else None


def select_sentences(view: ArticleView) -> None:
    """Those that the selection touches, else the caret's."""
    if view.scene is None:
        return
    low, high = _taken(view)
    first, last = sentence_around(view.scene.document, low), sentence_around(view.scene.document, high)
    if first is not None and last is not None:
        view.select(Span(min(first.start, last.start), max(first.end, last.end)))


def select_paragraphs(view: ArticleView) -> None:
    """Those that the selection touches, else the caret's."""
    if view.scene is None or not view.scene.document.parts:
        return
    low, high = _taken(view)
    start, end = paragraph_around(view.scene.document, low)[0], paragraph_around(view.scene.document, high)[1]
    if end > start:
        view.select(Span(start, end))


def _taken(view: ArticleView) -> tuple[int, int]:
    """The first and the last character of the selection, or twice the caret."""
    spans = view.selection()
    return (spans[0].start, spans[-1].end - 1) if spans else (view.caret, view.caret)
