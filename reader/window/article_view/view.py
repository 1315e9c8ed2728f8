"""The reading surface as the window knows it: caret, selection, the selected annotation, find, and what keys and mouse do.

Writes nothing: what a person does here goes out as signals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from reader.core.annotation import Annotation
from reader.core.codebook import Codebook
from reader.core.spans import Span
from reader.render.document import Paragraph
from reader.render.paint import Outline, Overlay
from reader.window.article_view import ends
from reader.window.article_view.card import Card
from reader.window.article_view.caret import Caret
from reader.window.article_view.focus import Focus
from reader.window.article_view.keys import motion_of
from reader.window.article_view.lifting import Lifting
from reader.window.article_view.motion import Motion, first_offset, last_offset, move, nearest_place
from reader.window.article_view.pointer import Pointer
from reader.window.article_view.scene import Scene
from reader.window.article_view.surface import Surface

if TYPE_CHECKING:
    from reader.project import Project
    from reader.window.article_view.find import Finding

HOVER_OUTLINE, SELECTED_OUTLINE = 1.0, 1.5
_PAGE_SHARE = 0.9
_CARET_DELAY = 30
"""Milliseconds in which the caret takes the colour of a page with or without the keys."""


class ArticleView(Surface):
    """Shows one article of a project. Offsets and spans are code points of its text."""

    articleShown = Signal()
    caretMoved = Signal(int)
    selectionChanged = Signal()
    currentChanged = Signal(object)
    annotationActivated = Signal(int)
    spanDragged = Signal(int, object)
    listWanted = Signal(object, QRect)  # ids behind a count in the margin, and where that stands
    contextMenuWanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: Annotation | None = None
        self._start_is_active = False
        self._preview: Span | None = None
        self._finding: Finding | None = None
        self.caret_state = Caret()
        self.card = Card(self.viewport())
        self.lifting = Lifting(self)
        self.lifting.changed.connect(self._lift)
        self.focus = Focus(self)
        self.snaps = True
        self._pointer = Pointer(self)
        self.setAccessibleName("Article")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def show_article(self, project: Project, article_id: int, codebook: Codebook) -> None:
        """Shows an article from its top. `project` is a reading connection of this thread. Raises NotFound."""
        scene = self._show_scene(project, article_id, codebook)
        self._forget()
        self.caret_state.place(first_offset(scene.document))
        self.articleShown.emit()

    def clear(self) -> None:
        """Shows no article."""
        self._forget()
        self._show_nothing()
        self.articleShown.emit()

    def _forget(self) -> None:
        self.card.dismiss()
        self.lifting.hold(None)
        self.caret_state = Caret()
        self._preview = self._hovered = None
        if self._finding is not None:
            self._finding.forget()
        if self._current is not None:
            self._current = None
            self.currentChanged.emit(None)

    def refresh_metadata(self) -> None:
        if self._scene is not None:
            self._scene.read_metadata()
            self._scrolled()

    def refresh(self, spans: Sequence[Span], whole: bool = False) -> None:
        """Annotations touching these passages, or those of the `whole` article, changed: shows them as they are now."""
        scene = self._scene
        if scene is None:
            return
        if whole and scene.read_whole():
            self._scrolled()
        for area in scene.reread(spans) if spans and scene.document.parts else ():
            self.viewport().update(area)
        self._preview = None
        self.lifting.forget_pending()
        if self._current is not None:
            renewed = scene.annotation(self._current.id)
            if renewed is None:
                self.select_annotation(None)
            else:
                self._current = renewed
        lifted = self.lifting.lifted
        if lifted is not None:
            self.lifting.renew(scene.annotation(lifted.id))

    # Caret and selection

    @property
    def caret(self) -> int:
        return self.caret_state.offset

    def set_caret(self, offset: int) -> None:
        """Puts the caret at or before an offset, gives the selection up, and scrolls there."""
        if self._scene is not None:
            self.put_caret(nearest_place(self._scene.document, offset))
            self._show_caret()

    def selection(self) -> tuple[Span, ...]:
        """Empty when nothing is selected; several spans where pieces were added with Ctrl."""
        return self.caret_state.selection()

    def select(self, span: Span) -> None:
        self.put_caret(span.end, anchor=span.start)
        self._show_caret()

    def put_caret(
        self, offset: int, *, anchor: int | None = None, extend: bool = False, upstream: bool = False
    ) -> None:
        """Puts the caret without scrolling; with `anchor` selects from there, leaving pieces kept before."""
        with self._watched():
            if anchor is not None:
                self.caret_state.anchor = anchor
            self.caret_state.place(offset, extend=extend or anchor is not None, upstream=upstream)

    def keep_piece(self) -> None:
        """What is selected stays selected while another piece is begun."""
        self.caret_state.keep_piece()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Repaints and tells what a move of the caret changed."""
        state = self.caret_state
        caret, selection = state.offset, state.selection()
        self._update_caret()
        yield
        self._update_caret()
        self.focus.follow_caret()
        now = state.selection()
        if now != selection:
            self.viewport().update()
            self.selectionChanged.emit()
            if now and self._current is not None:
                self.select_annotation(None)
        if state.offset != caret:
            self.caretMoved.emit(state.offset)

    def _update_caret(self) -> None:
        if self._scene is not None:
            self.viewport().update(self._caret_rect().toAlignedRect().adjusted(-2, -2, 2, 2))

    def _caret_rect(self) -> QRectF:
        assert self._scene is not None
        return self._scene.caret_rect(self.caret_state.offset, self.caret_state.upstream)

    def _show_caret(self) -> None:
        if self._scene is not None:
            self._show_area(self._caret_rect(), self.caret)

    def _offset_read(self) -> int:
        """The caret's line, where that is on screen."""
        middle = self._caret_rect().center().y()
        return self.caret if 0 <= middle < self.viewport().height() else super()._offset_read()

    def _move(self, motion: Motion, extend: bool) -> None:
        scene = self._scene
        if scene is None or not scene.document.parts:
            return
        with self._watched():
            move(scene.document, self.caret_state, motion, extend, int(self.viewport().height() * _PAGE_SHARE))
        self._show_caret()
        span = self.current_span()
        if span is not None and not span.start <= self.caret <= span.end:
            self.select_annotation(None)
        over = scene.annotations_over(self.caret)
        self.lifting.point(over[0] if over else None)
        self.offer_card(over, self._caret_rect())

    def selection_rect(self) -> QRect:
        """What the selection (else the selected annotation, else the caret) takes of the screen; global coordinates."""
        viewport = self.viewport()
        if self._scene is None:
            return QRect(viewport.mapToGlobal(QPoint(0, 0)), viewport.size())
        rect = self._scene.span_rect(self.selection() or (self._current.covers if self._current else ()))
        if rect.isNull():
            rect = self._caret_rect()
        shown = rect.toAlignedRect().intersected(viewport.rect())
        return QRect(viewport.mapToGlobal(shown.topLeft()), shown.size())

    # The selected annotation

    @property
    def current(self) -> int | None:
        return self._current.id if self._current else None

    def current_span(self) -> Span | None:
        """The selected annotation's span from first to last; None for one of the whole article."""
        return self._current.span if self._current else None

    def select_annotation(self, annotation_id: int | None, scroll: bool = True, lift: bool = True) -> None:
        """Selects an annotation of this article, or none; `scroll` also takes the caret to its start. With `lift` the
        others fade beside it: not where it was only just made and the coder goes on beside it."""
        scene = self._scene
        found = None if annotation_id is None or scene is None else scene.annotation(annotation_id)
        if found is not None and scroll and found.span is not None:
            self.set_caret(found.span.start)
        before, self._current, self._preview = self.current, found, None
        self.lifting.hold(found if lift else None)
        if before != self.current and scene is not None:
            self._start_is_active = False
            scene.set_current(self.current)
            self.viewport().update()
            self.currentChanged.emit(self.current)

    def step_annotation(self, by: int) -> None:
        """Selects the next (+1) or previous (-1) annotation in reading order; from the caret where none is selected."""
        if self._scene is None:
            return
        annotations = self._scene.project.annotations
        find = annotations.after if by > 0 else annotations.before
        found = find(self._scene.article_id, self.caret, self.current)
        if found is not None:
            self.select_annotation(found.id)

    def swap_end(self) -> None:
        """Changes which end of the selected annotation `moved_end` moves."""
        self._start_is_active = not self._start_is_active
        self.viewport().update()

    def moved_end(self, direction: int, by_character: bool) -> Span | None:
        """What the selected annotation's span would be with its end a word or character to the right (+1) or left (-1),
        as one sees it; None where it can't go there."""
        span = self.current_span()
        if span is None or self._scene is None:
            return None
        document = self._scene.document
        return ends.moved(document, span, start=self._start_is_active, right=direction > 0, by_character=by_character)

    def preview(self, span: Span | None) -> None:
        """Shows what the selected annotation would mark, while an end is dragged."""
        if span is not None and span != self._preview:
            self._preview = span
            self.viewport().update()

    def end_preview(self) -> Span | None:
        """Stops showing it; the span, if it is another than the annotation has."""
        span, self._preview = self._preview, None
        self.viewport().update()
        return span if span != self.current_span() else None

    # Find

    @property
    def finding(self) -> Finding:
        """Made when something is first looked for."""
        if self._finding is None:
            from reader.window.article_view.find import Finding
            from reader.window.article_view.hit_ticks import HitTicks

            self._finding = Finding(self)
            HitTicks(self)
        return self._finding

    def show_offset(self, offset: int) -> None:
        """Scrolls as little as shows a place, leaving caret and selection."""
        if self._scene is not None:
            self._show_area(self._scene.caret_rect(offset), offset)

    # What lies where (for the pointer)

    @property
    def scene(self) -> Scene | None:
        """What is on screen; None without an article."""
        return self._scene

    def annotations_at(self, place: QPointF) -> list[Annotation]:
        """Annotations whose words lie at a point of the viewport, the shortest first."""
        return self._scene.annotations_at(place) if self._scene and not self._marks_hidden else []

    def margin_at(self, place: QPointF) -> tuple[int, ...]:
        """The annotations of the bracket, label or count at a point of the viewport."""
        return self._scene.margin_at(place) if self._scene and not self._marks_hidden else ()

    def set_hovered(self, annotation_id: int | None) -> None:
        """Outlines the annotation under the mouse."""
        if annotation_id != self._hovered:
            changed = [one for one in (annotation_id, self._hovered) if one is not None]
            self._hovered = annotation_id
            for area in self._scene.areas_of(changed) if self._scene is not None else ():
                self.viewport().update(area)

    def _lift(self) -> None:
        if self._scene is not None:
            self._scene.set_lifted(self.lifting.lifted)
            self.viewport().update()

    def offer_card(self, annotations: Sequence[Annotation], target: QRectF) -> None:
        """Shows the annotations on a card at `target` after a rest; without any, the card goes."""
        if self._scene is None or not annotations or self._marks_hidden:
            self.card.leave()
        else:
            self.card.offer(self._scene.project, annotations, self._inks, target.toAlignedRect())

    def set_marks_hidden(self, hidden: bool) -> None:
        self.card.dismiss()
        super().set_marks_hidden(hidden)

    # Painting

    def _overlay(self, paragraph: Paragraph) -> Overlay:
        outlines: list[Outline] = []
        current, hovered = self._current, self._hovered
        lifted = self._scene.lifted_here() if self._scene is not None else None
        if current is not None:
            covers = (self._preview,) if self._preview else current.covers
            outlines.append(Outline(covers, current.tag, SELECTED_OUTLINE))
        lined = {hovered, lifted} - {None, self.current}
        if lined:
            outlines += [
                Outline(one.covers, one.tag, HOVER_OUTLINE) for one in paragraph.annotations or () if one.id in lined
            ]
        return Overlay(
            selection=self.selection(),
            hits=self._finding.painted_on(paragraph) if self._finding else (),
            outlines=outlines,
            handles=self._preview or self.current_span(),
            active_start=self._start_is_active,
            with_marks=not self._marks_hidden,
            lifted=lifted,
        )

    def _paint_over(self, painter: QPainter) -> None:
        self.focus.paint(painter, self._inks.theme)
        painter.fillRect(self._caret_rect(), self._inks.accent if self.hasFocus() else self._inks.disabled)

    # Events

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (motion_of(event) is not None or event.matches(QKeySequence.StandardKey.SelectAll))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the caret; every other key is the window's."""
        self.card.dismiss()
        found = motion_of(event)
        if found is not None:
            self._move(*found)
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._scene is not None:
            document = self._scene.document
            self.put_caret(last_offset(document), anchor=first_offset(document))
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self.focus.follow_mouse(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._scene is not None and self._scene.document.parts:
            self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._scene is not None and self._scene.document.parts:
            self._pointer.double(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.card.leave()
            self.set_hovered(None)
            self.lifting.point(None)
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._scene is not None:
            from reader.window.article_view.hints import hint_at, show_hint

            show_hint(self.viewport(), event.pos(), hint_at(self._scene, QPointF(event.pos())))
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and self._scene is not None and self._scene.document.parts:
            self._pointer.right_click(QPointF(event.pos()))
        self.contextMenuWanted.emit(event.globalPos() if by_mouse else self.selection_rect().bottomLeft())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus_changed()

    def _focus_changed(self) -> None:
        self.card.dismiss()
        # In its own time: the keys mostly come back from a palette whose choice is being written just now.
        QTimer.singleShot(_CARET_DELAY, self, self._update_caret)
