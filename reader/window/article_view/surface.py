"""A scroll area that shows one scene: laying out, scrolling and painting, without caret, selection or mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reader.core.codebook import Codebook
from reader.core.shown import ALL, Shown
from reader.render.document import Paragraph
from reader.render.inks import Inks
from reader.render.paint import Overlay
from reader.render.theme import THEMES, Theme
from reader.render.typography import Reading
from reader.window.article_view.scene import Scene
from reader.window.overviews import OVERVIEW_WIDTH

if TYPE_CHECKING:
    from reader.project import Project

_FAR = 3
"""A scroll of more than so many screens goes by estimated heights, a shorter one by exact pixels."""


class Surface(QAbstractScrollArea):
    """`hovered` is the annotation under the mouse. A subclass says what to paint over the marks."""

    painted = Signal()
    looksChanged = Signal()
    """Another article, theme or codebook, or other annotations dimmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._inks = Inks(THEMES["light"], Codebook(()))
        self._reading = Reading()
        self._shown = ALL
        self._marks_hidden = False
        self._hovered: int | None = None
        self._syncing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def article_id(self) -> int | None:
        return self._scene.article_id if self._scene else None

    def _show_scene(self, project: Project, article_id: int, codebook: Codebook) -> Scene:
        if codebook is not self._inks.codebook:
            self._inks = Inks(self._inks.theme, codebook)
        self._scene = Scene(project, article_id, self._inks, self._shown)
        self._lay_out()
        self.looksChanged.emit()
        return self._scene

    def _show_nothing(self) -> None:
        self._scene = None
        self._sync_bar()
        self.viewport().update()
        self.looksChanged.emit()

    # How it looks

    def set_codebook(self, codebook: Codebook) -> None:
        self._set_inks(Inks(self._inks.theme, codebook))

    def set_theme(self, theme: Theme) -> None:
        self._set_inks(Inks(theme, self._inks.codebook))

    def _set_inks(self, inks: Inks) -> None:
        self._inks = inks
        if self._scene is not None:
            self._scene.set_inks(inks)
        self.viewport().update()
        self.looksChanged.emit()

    @property
    def inks(self) -> Inks:
        return self._inks

    @property
    def shown(self) -> Shown:
        """What is dimmed, and what is not."""
        return self._shown

    def set_reading(self, reading: Reading) -> None:
        """Another size, face, measure or leading: the line that is read stays where it is on screen."""
        if reading == self._reading:
            return
        self._reading = reading
        if self._scene is None or not self._scene.document.parts:
            self._lay_out()
            return
        offset = self._offset_read()
        before = self._scene.caret_rect(offset).center().y()
        self._lay_out()
        self._scene.scroll_to_offset(offset)
        self._scene.scrolling.by(self._scene.caret_rect(offset).center().y() - before)
        self._scrolled()

    def set_size(self, size: float) -> None:
        """The body size in pixels."""
        self.set_reading(self._reading._replace(size=float(size)))

    def _offset_read(self) -> int:
        """The article offset of the line that is read: the uppermost."""
        return self.scroll_state()

    def look_like(self, other: Surface) -> None:
        """Takes on theme, reading settings and what is dimmed from another page."""
        self.set_theme(other._inks.theme)
        self.set_reading(other._reading)
        self.set_shown(other._shown)
        self.set_marks_hidden(other._marks_hidden)

    def set_marks_hidden(self, hidden: bool) -> None:
        if hidden != self._marks_hidden:
            self._marks_hidden = hidden
            self.viewport().update()

    def set_shown(self, shown: Shown) -> None:
        """What is dimmed keeps faint lanes and brackets, so that nothing seems lost."""
        if shown == self._shown:
            return
        self._shown = shown
        if self._scene is not None:
            self._scene.set_shown(shown)
        self.viewport().update()
        self.looksChanged.emit()

    def set_overview_room(self, kept: bool) -> None:
        """Room for the overview, between the page and its scroll bar."""
        self.setViewportMargins(0, 0, OVERVIEW_WIDTH if kept else 0, 0)
        self._lay_out()

    def _lay_out(self) -> None:
        """Room for the scroll bar is always kept, so that nothing moves when it comes or goes."""
        if self._scene is not None:
            beside = self.viewportMargins().right()
            width = self.width() - self.verticalScrollBar().sizeHint().width() - beside
            if self._scene.set_page(width, self.viewport().height(), self._reading):
                self._sync_bar()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    # Scrolling

    def scroll_state(self) -> int:
        """The article offset at the top of the view: stays true at another size or width."""
        return self._scene.top_offset() if self._scene else 0

    def restore_scroll(self, offset: int) -> None:
        if self._scene is not None:
            self._scene.scroll_to_offset(offset)
            self._scrolled()

    def scroll_share(self) -> tuple[float, float]:
        """How far one has come, as `Scrolling.share` has it: means the same in an article of another length."""
        return self._scene.scrolling.share() if self._scene is not None and self._scene.document.parts else (0.0, 0.0)

    def scroll_to_share(self, share: float, down: float) -> None:
        if self._scene is not None and self._scene.document.parts:
            self._scene.scrolling.to_share(share, down)
            self._scrolled()

    def scroll_by(self, distance: float) -> None:
        """Scrolls by so many pixels."""
        if self._scene is not None and self._scene.document.parts:
            self._scene.scrolling.by(distance)
            self._scrolled()

    def _scrolled(self) -> None:
        if self._scene is not None:
            self._scene.moved()
        self._sync_bar()
        self.viewport().update()

    def _show_area(self, rect: QRectF, offset: int) -> bool:
        """Scrolls as little as shows a rectangle of the view; one far away is known by its `offset` only."""
        scene, height = self._scene, self.viewport().height()
        if scene is None or not scene.document.parts:
            return False
        if not -height < rect.top() < 2 * height:
            scene.scroll_to_offset(offset)
            scene.scrolling.by(-height / 3)
        elif not scene.show_range(rect.top(), rect.bottom()):
            return False
        self._scrolled()
        return True

    def _sync_bar(self) -> None:
        """Shows on the scroll bar what is known of the article's height; while it is dragged, the hand is right."""
        bar = self.verticalScrollBar()
        if bar.isSliderDown():
            return
        self._syncing = True
        scene = self._scene
        if scene is None or not scene.document.parts:
            bar.setRange(0, 0)
        else:
            scene.scrolling.visible()
            bar.setRange(0, round(scene.scrolling.furthest))
            bar.setPageStep(self.viewport().height())
            bar.setSingleStep(30)
            bar.setValue(round(scene.scrolling.top))
        self._syncing = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        scene = self._scene
        if self._syncing or scene is None or not scene.document.parts:
            return
        if abs(dy) > _FAR * self.viewport().height():
            scene.scrolling.to_height(self.verticalScrollBar().value())
        else:
            scene.scrolling.by(-dy)
        self._scrolled()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel is the window's: it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif fine := _pixels(event):
            self.scroll_by(-fine)
            event.accept()
        else:
            super().wheelEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._inks.page)
        if self._scene is not None:
            hovered = None if self._marks_hidden else self._hovered
            self._scene.paint(painter, event.region(), self._overlay, not self._marks_hidden, hovered)
            self._paint_over(painter)
        painter.end()
        self.painted.emit()

    def _overlay(self, paragraph: Paragraph) -> Overlay:
        """What to paint over a paragraph's marks."""
        raise NotImplementedError

    def _paint_over(self, painter: QPainter) -> None:
        """Paints what lies over everything: the caret."""
        raise NotImplementedError


def _pixels(event: QWheelEvent) -> int:
    """How many pixels a touch pad was moved upwards; 0 for a wheel, and on X11, where Qt calls the number unreliable."""
    moved = event.pixelDelta()
    upright = abs(moved.y()) >= abs(moved.x())
    return moved.y() if upright and QGuiApplication.platformName() != "xcb" else 0
