"""A strip beside the scroll bar: all annotations of the article at once, a thin column a kind, and what is on screen.

Places are shares of the text, so that size and width of the page change nothing. What it shows is counted elsewhere
(`wanted` asks for it) and comes as one tag for each pixel, however many annotations there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from reader.core.codebook import KINDS
from reader.render.inks import GLYPHS
from reader.window.overviews import OVERVIEW_WIDTH

if TYPE_CHECKING:
    from reader.project.overview import Stripe
    from reader.window.article_view.view import ArticleView

COLUMN, GAP, SIDE = 3, 1, 2
LEAST_MARK, LEAST_FRAME = 2, 8
_NEAR = 2
"""So many pixels round the mouse are meant."""


class Columns(NamedTuple):
    """For each kind the tag that is drawn in each bucket (0: none), and how many annotations there are."""

    tags: dict[str, list[int]]
    counts: dict[str, int]


NOTHING = Columns({}, {})


def columns_of(stripes: Iterable[Stripe], buckets: int) -> Columns:
    """`stripes` with the longest first: shorter ones lie over them. Each bucket is filled once, by the shortest."""
    tags: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    free: dict[str, list[int]] = {}
    for stripe in reversed(list(stripes)):
        column = tags.setdefault(stripe.kind, [0] * buckets)
        following = free.setdefault(stripe.kind, list(range(buckets + 1)))
        place = _next_free(following, stripe.first)
        while place <= stripe.last:
            column[place] = stripe.tag
            following[place] = place + 1
            place = _next_free(following, place)
        counts[stripe.kind] = counts.get(stripe.kind, 0) + stripe.many
    return Columns(tags, counts)


def _next_free(following: list[int], place: int) -> int:
    """The first bucket from `place` on that is not filled; those passed over point to it from now on."""
    end = place
    while following[end] != end:
        end = following[end]
    while following[place] != end:
        place, following[place] = following[place], end
    return end


class OverviewStrip(QWidget):
    """Stands between the page's viewport and its scroll bar. A click or drag goes there."""

    wanted = Signal()

    def __init__(self, page: ArticleView) -> None:
        super().__init__(page)
        self._page = page
        self._columns = NOTHING
        self._drawn: QPixmap | None = None
        self.frame = QRect()
        self.setAccessibleName("Overview of the annotations")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        bar = page.verticalScrollBar()
        bar.valueChanged.connect(self._move_frame)
        bar.rangeChanged.connect(self._move_frame)
        page.looksChanged.connect(self._looks_changed)
        page.viewport().installEventFilter(self)
        self._place()
        self.show()

    @property
    def buckets(self) -> int:
        return self.height()

    def show_columns(self, columns: Columns) -> None:
        self._columns, self._drawn = columns, None
        words = []
        for kind in KINDS:
            count = columns.counts.get(kind.name, 0)
            words += [f"{count:,} {kind.name if count == 1 else kind.plural}"] if count else []
        self.setAccessibleDescription(", ".join(words) or "No annotations")
        self._move_frame()
        self.update()

    def _looks_changed(self) -> None:
        """Another article, theme, codebook, or other annotations dimmed."""
        self._drawn = None
        self._move_frame()
        self.update()
        self.wanted.emit()

    # Where it stands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def _place(self) -> None:
        beside = self._page.viewport().geometry()
        rtl = self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = beside.left() - OVERVIEW_WIDTH if rtl else beside.right() + 1
        self.setGeometry(x, beside.top(), OVERVIEW_WIDTH, beside.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().height() != event.oldSize().height():
            self._looks_changed()

    def _move_frame(self) -> None:
        frame = self._frame_now()
        if frame != self.frame:
            self.update(self.frame.united(frame).adjusted(-1, -1, 1, 1))
            self.frame = frame

    def _frame_now(self) -> QRect:
        scene = self._page.scene
        if scene is None or not scene.document.length:
            return QRect()
        share = self.height() / scene.document.length
        top, bottom = round(scene.top_offset() * share), round(scene.bottom_offset() * share)
        tall = max(bottom - top, LEAST_FRAME)
        return QRect(0, max(min(top, self.height() - tall), 0), self.width(), tall)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        inks = self._page.inks
        painter = QPainter(self)
        if self._drawn is None:
            self._drawn = self._draw()
        painter.drawPixmap(0, 0, self._drawn)
        frame = self.frame
        if not frame.isNull() and frame.height() < self.height():
            shade = QColor(inks.text)
            shade.setAlpha(20)
            painter.fillRect(frame, shade)
            painter.setPen(QPen(QColor(inks.theme.control_edge), 1))
            painter.drawRect(frame.adjusted(0, 0, -1, -1))

    def _draw(self) -> QPixmap:
        inks = self._page.inks
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(inks.page)
        painter = QPainter(drawn)
        for x, column in self._placed():
            share = self.height() / max(len(column), 1)
            for first, last, tag in _runs(column):
                ink = inks.of(tag)
                if ink is not None:
                    tall = max((last - first) * share, LEAST_MARK)
                    painter.fillRect(QRectF(x, first * share, COLUMN, tall), ink.ink)
        painter.end()
        return drawn

    def _placed(self) -> Iterator[tuple[int, Sequence[int]]]:
        """The columns of the kinds, each with its x; right to left they stand the other way round."""
        mirrored = self._page.scene is not None and self._page.scene.mirrored
        for place, kind in enumerate(KINDS):
            x = SIDE + place * (COLUMN + GAP)
            if kind.name in self._columns.tags:
                yield (self.width() - x - COLUMN if mirrored else x), self._columns.tags[kind.name]

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().y(), to_mark=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y(), to_mark=False)

    def _go(self, y: float, *, to_mark: bool) -> None:
        """Where a pixel stands for more than a screen, to the first annotation there rather than to some place near."""
        scene = self._page.scene
        if scene is None or not scene.document.length or not self.height():
            return
        here = min(max(y, 0), self.height() - 1)
        a_pixel = scene.document.length / self.height()
        offset = int(here * a_pixel)
        if to_mark and self._tags_at(int(here)):
            low = max(int((here - _NEAR) * a_pixel), 0)
            found = scene.project.annotations.after(scene.article_id, low)
            if found is not None and found.span is not None and found.span.start <= offset + _NEAR * a_pixel:
                offset = found.span.start
        self._page.show_offset(offset)

    def _tags_at(self, y: int) -> list[int]:
        """What is drawn at a height, or very near, in the order of the kinds."""
        near = sorted(range(y - _NEAR, y + _NEAR + 1), key=lambda other: abs(other - y))
        found: list[int] = []
        for kind in KINDS:
            column = self._columns.tags.get(kind.name, ())
            found += [column[place] for place in near if 0 <= place < len(column) and column[place]][:1]
        return found

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            inks = [ink for tag in self._tags_at(event.pos().y()) if (ink := self._page.inks.of(tag))]
            QToolTip.showText(event.globalPos(), "\n".join(f"{GLYPHS[ink.kind]} {ink.label}" for ink in inks), self)
            return True
        return super().event(event)


def _runs(column: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring buckets of one tag, `[first, last)`."""
    place = 0
    for tag, run in groupby(column):
        last = place + sum(1 for _ in run)
        if tag:
            yield place, last, tag
        place = last
