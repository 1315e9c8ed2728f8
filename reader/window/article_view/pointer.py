"""The mouse on the page: placing the caret, selecting by words, dragging an annotation's ends, hovering."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from reader.core import boundaries
from reader.core.spans import Span
from reader.render.paint import handle_rects
from reader.window.article_view.motion import paragraph_around

if TYPE_CHECKING:
    from reader.window.article_view.scene import Scene
    from reader.window.article_view.view import ArticleView

_SCROLL_EVERY = 30
_LEAST_LETTER = 3
"""Pixels: where letters are taken one by one, so short a drag is no click, which would choose what marks the letter."""
_COUNT = 8
"""A list of what a count stands for leaves so much room round the mouse."""
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class _Drag(Enum):
    NONE = auto()
    BY_WORD_ENDS = auto()
    BY_WORDS = auto()
    BY_SENTENCES = auto()
    BY_PARAGRAPHS = auto()
    START_HANDLE = auto()
    END_HANDLE = auto()


_BY_CLICKS = (_Drag.BY_WORD_ENDS, _Drag.BY_WORDS, _Drag.BY_SENTENCES, _Drag.BY_PARAGRAPHS)


class Pointer:
    """Turns mouse events into what the view can do."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._drag = _Drag.NONE
        self._pressed = QPointF()
        self._moved = False
        self._first = (0, 0)
        self._last = QPointF()
        self._raw = False
        self._clicks = 0
        self._since_click = QElapsedTimer()
        self._scrolling = QTimer(view, interval=_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll_on)

    @property
    def _scene(self) -> Scene:
        scene = self._view.scene
        assert scene is not None
        return scene

    # Events

    def press(self, event: QMouseEvent) -> None:
        view, place = self._view, event.position()
        view.card.dismiss()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        drag = self._counted(place, double=False)
        self._pressed = self._last = place
        self._moved = False
        if drag is not _Drag.BY_WORD_ENDS:
            self._begin(drag, place, event.modifiers())
            return
        ids = view.margin_at(place)
        if len(ids) == 1:
            view.select_annotation(ids[0], scroll=False)
            return
        if ids:
            view.listWanted.emit(ids, QRectF(place.x() - _COUNT, place.y() - _COUNT, 2 * _COUNT, 2 * _COUNT).toRect())
            return
        handle = self._handle_at(place)
        if handle is not None:
            self._drag = handle
            return
        self._begin(_Drag.BY_WORD_ENDS, place, event.modifiers())

    def double(self, event: QMouseEvent) -> None:
        view = self._view
        if event.button() != Qt.MouseButton.LeftButton:
            return
        ids = view.margin_at(event.position())
        if ids:
            if len(ids) == 1:
                view.annotationActivated.emit(ids[0])
            return
        drag = self._counted(event.position(), double=True)
        self._pressed = self._last = event.position()
        self._moved = False
        self._begin(drag, event.position(), event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        self._last = event.position()
        self._raw = bool(event.modifiers() & _SHIFT)
        if self._drag is _Drag.NONE:
            if not event.buttons():
                self._hover(self._last)
            return
        if not self._moved:
            least = QApplication.startDragDistance() / 2 if self._takes_words else _LEAST_LETTER
            if (self._last - self._pressed).manhattanLength() < least:
                return
            self._moved = True
        self._drag_to(self._last)
        outside = not 0 <= self._last.y() < self._view.viewport().height()
        if outside and not self._scrolling.isActive():
            self._scrolling.start()
        elif not outside:
            self._scrolling.stop()

    def release(self, event: QMouseEvent) -> None:
        view, drag = self._view, self._drag
        self._scrolling.stop()
        self._drag = _Drag.NONE
        if event.button() != Qt.MouseButton.LeftButton or drag is _Drag.NONE:
            return
        if drag in (_Drag.START_HANDLE, _Drag.END_HANDLE):
            span = view.end_preview()
            if span is not None and view.current is not None:
                view.spanDragged.emit(view.current, span)
        elif drag is _Drag.BY_WORD_ENDS and not self._moved and not event.modifiers() & (_SHIFT | _CONTROL):
            self._choose_mark(event.position())

    def right_click(self, place: QPointF) -> None:
        """Outside the selection, goes where it was made, so that a menu is about what lies there."""
        view = self._view
        over = view.margin_at(place) or tuple(annotation.id for annotation in view.annotations_at(place))
        offset, upstream = self._scene.offset_at(place)
        if not any(span.start <= offset <= span.end for span in view.selection()):
            view.put_caret(offset, upstream=upstream)
            if view.current not in over:
                view.select_annotation(over[0] if over else None, scroll=False, lift=False)

    def _hover(self, place: QPointF) -> None:
        view = self._view
        if view.scene is None:
            return
        view.focus.follow_mouse(place)
        ids = view.margin_at(place)
        over = [found for id_ in ids if (found := view.scene.shown_annotation(id_))] or view.annotations_at(place)
        one = over[0] if len(ids) <= 1 and over else None
        view.set_hovered(one.id if one is not None else view.scene.chip_at(place))
        view.lifting.point(one)
        view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if ids else Qt.CursorShape.IBeamCursor)
        view.offer_card(over, QRectF(place.x(), place.y(), 1, 12))

    # Selecting

    def _counted(self, place: QPointF, *, double: bool) -> _Drag:
        """What a press selects by, as the first to fourth in its place: Qt tells the second and the fourth as double."""
        soon = self._since_click.isValid() and self._since_click.elapsed() < QApplication.doubleClickInterval()
        near = (place - self._pressed).manhattanLength() < QApplication.startDragDistance()
        before = self._clicks if soon and near else 0
        if double:
            self._clicks = 4 if before == 3 else 2
        else:
            self._clicks = 3 if before == 2 else 1
        self._since_click.start()
        return _BY_CLICKS[self._clicks - 1]

    def _begin(self, drag: _Drag, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        offset, upstream = self._scene.offset_at(place)
        if modifiers & _SHIFT and drag is _Drag.BY_WORD_ENDS:
            self._first = (view.caret_state.anchor, view.caret_state.anchor)
            view.put_caret(offset, extend=True, upstream=upstream)
            self._drag = drag
            return
        if modifiers & _CONTROL and drag is _Drag.BY_WORD_ENDS:
            view.keep_piece()
            view.put_caret(offset, anchor=offset, upstream=upstream)
        elif drag is _Drag.BY_WORD_ENDS:
            view.put_caret(offset, upstream=upstream)
        self._first = (offset, offset) if drag is _Drag.BY_WORD_ENDS else self._unit(drag, offset)
        self._drag = drag
        if drag is not _Drag.BY_WORD_ENDS:
            low, high = self._first
            view.put_caret(high, anchor=low)

    def _unit(self, drag: _Drag, offset: int) -> tuple[int, int]:
        """The word, sentence or paragraph at an offset (of the article), or the place itself."""
        if drag is _Drag.BY_PARAGRAPHS:
            return paragraph_around(self._scene.document, offset)
        paragraph = self._scene.document.paragraph_at(offset)
        find = boundaries.sentence_at if drag is _Drag.BY_SENTENCES else boundaries.word_at
        found = find(paragraph.text, offset - paragraph.start)
        return (found[0] + paragraph.start, found[1] + paragraph.start) if found else (offset, offset)

    def _snapped(self, offset: int) -> tuple[int, int]:
        """The word that `offset` would cut, or the place itself."""
        low, high = self._unit(_Drag.BY_WORDS, offset)
        return (low, high) if low < offset < high and self._takes_words else (offset, offset)

    @property
    def _takes_words(self) -> bool:
        return self._view.snaps and not self._raw

    def _drag_to(self, place: QPointF) -> None:
        offset, _ = self._scene.offset_at(place)
        if self._drag in (_Drag.START_HANDLE, _Drag.END_HANDLE):
            self._drag_handle(offset)
            return
        if self._drag is _Drag.BY_WORD_ENDS:
            first, here = self._snapped(self._first[0]), self._snapped(offset)
        else:
            first, here = self._first, self._unit(self._drag, offset)
        if offset < first[0] or (offset == first[0] and here[0] < first[0]):
            self._view.put_caret(here[0], anchor=first[1])
        elif offset == self._first[0] and self._drag is _Drag.BY_WORD_ENDS:
            self._view.put_caret(offset, anchor=offset)
        else:
            self._view.put_caret(max(here[1], first[1]), anchor=first[0])

    def _scroll_on(self) -> None:
        height = self._view.viewport().height()
        over = self._last.y() if self._last.y() < 0 else self._last.y() - height
        self._view.scroll_by(max(min(over, 60), -60) / 2)
        self._drag_to(QPointF(self._last.x(), min(max(self._last.y(), 0), height - 1)))

    # Annotations

    def _handle_at(self, place: QPointF) -> _Drag | None:
        span = self._view.current_span()
        if span is None:
            return None
        for paragraph, corner in self._scene.text_corners():
            for at_start, rect in handle_rects(paragraph.layout, span):
                if rect.adjusted(-4, -4, 4, 4).translated(corner).contains(place):
                    return _Drag.START_HANDLE if at_start else _Drag.END_HANDLE
        return None

    def _drag_handle(self, offset: int) -> None:
        span = self._view.current_span()
        if span is None:
            return
        low, high = self._snapped(offset)
        if self._drag is _Drag.START_HANDLE:
            self._view.preview(Span(low, span.end) if low < span.end else None)
        else:
            self._view.preview(Span(span.start, high) if high > span.start else None)

    def _choose_mark(self, place: QPointF) -> None:
        """A click on marked words selects their annotation: the shortest, and at each further click the next."""
        view = self._view
        chip = self._scene.chip_at(place)
        ids = [chip] if chip is not None else [annotation.id for annotation in view.annotations_at(place)]
        if not ids:
            view.select_annotation(None)
            return
        position = ids.index(view.current) if view.current in ids else -1
        view.select_annotation(ids[(position + 1) % len(ids)], scroll=False)
