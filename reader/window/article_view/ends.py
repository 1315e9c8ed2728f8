"""Moving the ends of an annotation by word or character: what its span would be."""

from __future__ import annotations

from reader.core.errors import Refused
from reader.core.spans import Span
from reader.render.document import Document
from reader.window.article_view.motion import character_step, word_step


def moved(document: Document, span: Span, *, start: bool, right: bool, by_character: bool) -> Span | None:
    """`span` with its start or end moved one word or character to the right or left as one sees it; None at an edge,
    or where nothing of it would be left."""
    old = span.start if start else span.end
    forward = right != document.paragraph_at(old).layout.right_to_left
    new = character_step(document, old, forward) if by_character else word_step(document, old, forward, not start)
    if by_character and new not in (old, 0, document.length):
        paragraph = document.paragraph_at(new)
        between = paragraph.end if start else paragraph.start
        if new == between and not paragraph.continues:
            new = character_step(document, new, forward)
    try:
        moved_span = Span(new, span.end) if start else Span(span.start, new)
    except Refused:
        return None
    return None if moved_span == span else moved_span
