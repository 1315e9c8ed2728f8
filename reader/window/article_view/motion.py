"""Where a key takes the caret: by character as seen, word, sentence, line, paragraph or page. Offsets are code points."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from reader.core import boundaries
from reader.render.document import Document, Paragraph
from reader.window.article_view.caret import Caret

_PIECES = 8
"""So many pieces of a long paragraph are gone through, at most, for the next sentence; then the caret stops at a piece."""


class Motion(Enum):
    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    SENTENCE_BACK = auto()
    SENTENCE_ON = auto()
    PARAGRAPH_BACK = auto()
    PARAGRAPH_ON = auto()
    LINE_START = auto()
    LINE_END = auto()
    ARTICLE_START = auto()
    ARTICLE_END = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()


def move(document: Document, caret: Caret, motion: Motion, extend: bool, page: int) -> None:
    """Moves `caret`; `page` is the height of a page in pixels."""
    if motion in (Motion.UP, Motion.DOWN, Motion.PAGE_UP, Motion.PAGE_DOWN):
        _vertical(document, caret, motion, extend, page)
        return
    if not extend and motion in (Motion.LEFT, Motion.RIGHT) and caret.last_piece:
        caret.place(_edge(document, caret, motion is Motion.RIGHT))
        return
    upstream = False
    if motion in (Motion.LEFT, Motion.RIGHT):
        offset = _character(document, caret.offset, motion is Motion.RIGHT)
    elif motion in (Motion.WORD_LEFT, Motion.WORD_RIGHT):
        forward = (motion is Motion.WORD_RIGHT) != document.paragraph_at(caret.offset).layout.right_to_left
        offset = word_step(document, caret.offset, forward, to_end=extend and forward)
    elif motion in (Motion.SENTENCE_BACK, Motion.SENTENCE_ON):
        offset = _sentence(document, caret.offset, motion is Motion.SENTENCE_ON, extend)
    elif motion in (Motion.PARAGRAPH_BACK, Motion.PARAGRAPH_ON):
        offset = _paragraph(document, caret.offset, motion is Motion.PARAGRAPH_ON, extend)
    elif motion in (Motion.LINE_START, Motion.LINE_END):
        offset, upstream = _line_edge(document, caret, motion is Motion.LINE_END)
    else:
        offset = first_offset(document) if motion is Motion.ARTICLE_START else last_offset(document)
    caret.place(offset, extend=extend, upstream=upstream)


def first_offset(document: Document) -> int:
    return document.paragraph(0).start if document.parts else 0


def last_offset(document: Document) -> int:
    return document.paragraph(document.parts - 1).end if document.parts else 0


def nearest_place(document: Document, offset: int) -> int:
    """The caret place at or before an offset: inside a paragraph, between two graphemes."""
    if not document.parts:
        return 0
    paragraph = document.paragraph_at(min(max(offset, 0), document.length))
    inside = min(max(offset - paragraph.start, 0), len(paragraph.text))
    return paragraph.start + boundaries.grapheme_floor(paragraph.text, inside)


def _edge(document: Document, caret: Caret, right: bool) -> int:
    """The end of the selection that lies on a side, as an arrow without Shift goes to it."""
    low, high = sorted((caret.offset, caret.anchor))
    return high if right != document.paragraph_at(caret.offset).layout.right_to_left else low


def _character(document: Document, offset: int, right: bool) -> int:
    paragraph = document.paragraph_at(offset)
    step = paragraph.layout.visual_step(offset, right)
    if step is not None:
        return step
    forward = right != paragraph.layout.right_to_left
    return _beyond(document, paragraph, forward)


def _beyond(document: Document, paragraph: Paragraph, forward: bool) -> int:
    """The caret place across the paragraph's edge."""
    if forward:
        if paragraph.part + 1 >= document.parts:
            return paragraph.end
        following = document.paragraph(paragraph.part + 1)
        return following.start + (boundaries.next_grapheme(following.text, 0) if following.continues else 0)
    if paragraph.part == 0:
        return paragraph.start
    before = document.paragraph(paragraph.part - 1)
    end = boundaries.previous_grapheme(before.text, len(before.text)) if paragraph.continues else len(before.text)
    return before.start + end


def character_step(document: Document, offset: int, forward: bool) -> int:
    """One grapheme on or back in reading order, over paragraph edges."""
    paragraph = document.paragraph_at(offset)
    inside = offset - paragraph.start
    if forward and inside < len(paragraph.text):
        return paragraph.start + boundaries.next_grapheme(paragraph.text, inside)
    if not forward and inside > 0:
        return paragraph.start + boundaries.previous_grapheme(paragraph.text, inside)
    return _beyond(document, paragraph, forward)


def word_step(document: Document, offset: int, forward: bool, to_end: bool) -> int:
    """The next or previous word's start (`to_end`: its end), going on in the neighbouring paragraph."""
    if forward:
        find = boundaries.next_word_end if to_end else boundaries.next_word_start
    else:
        find = boundaries.previous_word_end if to_end else boundaries.previous_word_start
    return _seek(document, offset, forward, find)


def _sentence(document: Document, offset: int, forward: bool, extend: bool) -> int:
    if forward and extend:
        return _seek(document, offset, True, boundaries.next_sentence_end)
    find = boundaries.next_sentence_start if forward else boundaries.previous_sentence_start
    found = _seek(document, offset, forward, find)
    for _ in range(_PIECES):
        if not _is_cut(document, found) or found == offset:
            break
        offset, found = found, _seek(document, found, forward, find)
    return found


def _is_cut(document: Document, offset: int) -> bool:
    """Whether a long paragraph only goes on at `offset`, amid a sentence, since it is stored in pieces."""
    paragraph = document.paragraph_at(offset)
    if not paragraph.continues or offset != paragraph.start:
        return False
    before = document.paragraph(paragraph.part - 1).text
    return boundaries.next_sentence_start(before[-200:] + paragraph.text[:1], min(len(before), 200) - 1) is None


def paragraph_around(document: Document, offset: int) -> tuple[int, int]:
    """Where the whole paragraph at an offset begins and ends."""
    first, last = document.pieces(document.part_at(offset))
    return document.paragraph(first).start, document.paragraph(last).end


def _paragraph(document: Document, offset: int, forward: bool, extend: bool) -> int:
    """The next or previous paragraph's start; a selection is extended to the paragraph's end."""
    start, end = paragraph_around(document, offset)
    first, last = document.pieces(document.part_at(offset))
    if not forward:
        return (
            start if offset > start or first == 0 else paragraph_around(document, document.paragraph(first - 1).end)[0]
        )
    if last + 1 == document.parts or (extend and offset < end):
        return end
    following = document.paragraph(last + 1).start
    return paragraph_around(document, following)[1] if extend else following


def _seek(document: Document, offset: int, forward: bool, find: Callable[[str, int], int | None]) -> int:
    """What `find` gives in the paragraph at `offset`, else in the nearest one beyond that has it, else the last place."""
    paragraph = document.paragraph_at(offset)
    inside = offset - paragraph.start
    while True:
        found = find(paragraph.text, inside)
        if found is not None:
            return paragraph.start + found
        part = paragraph.part + (1 if forward else -1)
        if not 0 <= part < document.parts:
            return paragraph.end if forward else paragraph.start
        paragraph = document.paragraph(part)
        inside = -1 if forward else len(paragraph.text) + 1


def _line_edge(document: Document, caret: Caret, end: bool) -> tuple[int, bool]:
    paragraph = document.paragraph_at(caret.offset)
    first, last, softly = paragraph.layout.stretch_at(caret.offset, caret.upstream)
    return (last, softly) if end else (first, False)


def _below(paragraph: Paragraph, x: float) -> int:
    """What is empty below the lines at `x`: in a row of a table other cells may be higher."""
    layout = paragraph.layout
    return (layout.line_count - layout.lines_at(x)) * layout.setting.leading


def _vertical(document: Document, caret: Caret, motion: Motion, extend: bool, page: int) -> None:
    paragraph = document.paragraph_at(caret.offset)
    layout = paragraph.layout
    goal = caret.goal if caret.goal is not None else layout.caret_x(caret.offset, caret.upstream)
    line = layout.line_of(caret.offset, caret.upstream)
    down = motion in (Motion.DOWN, Motion.PAGE_DOWN)
    left = page if motion in (Motion.PAGE_UP, Motion.PAGE_DOWN) else 1
    while left > 0:
        left -= paragraph.layout.setting.leading
        line += 1 if down else -1
        if not 0 <= line < paragraph.layout.lines_at(goal):
            part = paragraph.part + (1 if down else -1)
            if not 0 <= part < document.parts:
                caret.place(paragraph.end if down else paragraph.start, extend=extend, goal=goal)
                return
            left -= _below(paragraph, goal) if down else paragraph.above
            paragraph = document.paragraph(part)
            left -= paragraph.above if down else _below(paragraph, goal)
            line = 0 if down else paragraph.layout.lines_at(goal) - 1
    y = (line + 0.5) * paragraph.layout.setting.leading
    offset, upstream = paragraph.layout.offset_at(goal, y)
    caret.place(offset, extend=extend, upstream=upstream, goal=goal)
