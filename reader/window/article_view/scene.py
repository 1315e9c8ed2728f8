"""One article as it stands on screen: its page, paragraphs, marks, margin and front matter; drawing them, and what
lies at a point. Knows no events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

from reader.core.annotation import Annotation
from reader.core.errors import NotFound
from reader.core.shown import ALL, Shown
from reader.core.spans import Span
from reader.render.document import Document, Paragraph
from reader.render.front import Front
from reader.render.geometry import page_for
from reader.render.inks import Inks
from reader.render.margin import Margin, MarginPacking, changes, hit
from reader.render.margin_paint import MarginPainter, initials
from reader.render.marks import marks_of, tint_rect
from reader.render.paint import Overlay, caret_rect, paint_gutter, paint_paragraph
from reader.render.typography import (
    Reading,
    Typography,
    language_is_right_to_left,
    runs_right_to_left,
    script_of,
)
from reader.window.article_view.scrolling import Scrolling

if TYPE_CHECKING:
    from reader.project import Project


class _Asked(NamedTuple):
    """What the scene was laid out for."""

    width: int
    height: int
    reading: Reading


class Scene:
    """Made anew for each article. `current` is the selected annotation's id, `lifted` the one that stands out;
    `shown` says which are dimmed."""

    def __init__(self, project: Project, article_id: int, inks: Inks, shown: Shown) -> None:
        self.project = project
        self.article_id = article_id
        self.document = Document(project, article_id)
        self.scrolling = Scrolling(self.document)
        self.shown = shown
        self.current: int | None = None
        self.lifted: Annotation | None = None
        self._row = project.articles.row(article_id)
        self.whole = project.annotations.whole(article_id)
        sample = self.document.sample
        self._script = script_of(sample)
        known = language_is_right_to_left(self._row.language)
        self.mirrored = runs_right_to_left(sample, False) if known is None else known
        self._packing = MarginPacking()
        self._margin: Margin | None = None
        self._names_are_old = False
        self._epoch = 0
        self._height = 1
        self._asked: _Asked | None = None
        self._set_inks(inks)

    # Setting

    def _set_inks(self, inks: Inks) -> None:
        me = self.project.annotator
        others = [] if me is None else [one for one in self.project.annotators.all() if one.id != me.id]
        self.inks = inks
        self._margin_painter = MarginPainter(inks, {other.id: initials(other.name) for other in others}, self.shown)

    def set_page(self, width: int, height: int, reading: Reading) -> bool:
        """Lays the article out for a view of this size; what is read at the top stays there. False if it was so."""
        asked = _Asked(width, height, reading)
        if asked == self._asked:
            return False
        before, self._asked = self._asked, asked
        if before is not None and before._replace(height=height) == asked:
            self._height = height
            self.scrolling.set_view_height(height)
            self.moved()
            return True
        typography = Typography(reading.size, self._script, *reading[1:])
        page = page_for(width, typography, self.mirrored)
        place = self.top_offset() if before is not None else 0
        self._height = height
        self._typography, self.page = typography, page
        self._front = self._new_front()
        self.document.set_page(typography, page.text_width, self.mirrored, self._front.height)
        self._packing = MarginPacking()
        self.scrolling.set_view_height(height)
        self.scroll_to_offset(place)
        self.moved()
        return True

    def _new_front(self) -> Front:
        return Front(
            self._row, self.whole, self.inks, self._typography, self.page.text_width, self.document.has_headline,
            self.mirrored,
        )  # fmt: skip

    def set_inks(self, inks: Inks) -> None:
        """Another theme or codebook: nothing is laid out anew but the front matter."""
        self._set_inks(inks)
        self._front = self._new_front()
        self.document.set_front_height(self._front.height)
        self.remark()

    def set_shown(self, shown: Shown) -> None:
        self.shown = self._margin_painter.shown = shown
        self._packing = MarginPacking()
        self.remark()

    def set_lifted(self, lifted: Annotation | None) -> None:
        """The others fade; in the margin it is named, even where there are too many names."""
        self.lifted = lifted
        self._name_again()

    def set_current(self, current: int | None) -> None:
        self.current = current
        self._name_again()

    def _name_again(self) -> None:
        """Nothing moved, but others must be named in the margin; where some are dimmed, these have other columns too."""
        self._names_are_old = True
        if self.shown != ALL:
            self._margin = None

    def lifted_here(self) -> int | None:
        """The lifted annotation, where its words are on screen: nothing fades beside one that is not to be seen."""
        span = self.lifted.span if self.lifted is not None else None
        if span is None or self.lifted is None or not self.document.parts:
            return None
        visible = self.scrolling.visible()
        seen = span.start < visible[-1][0].end and span.end > visible[0][0].start
        return self.lifted.id if seen else None

    def remark(self) -> None:
        """All marks are to be worked out again."""
        self._epoch += 1
        self.moved()

    def moved(self) -> None:
        """What is on screen has changed, or which annotation is selected."""
        self.scrolling.changed()
        self._margin = None

    def read_whole(self) -> bool:
        """Reads the annotations of the whole article again; whether they changed."""
        whole = self.project.annotations.whole(self.article_id)
        if whole == self.whole:
            return False
        self.whole = whole
        self._renew_front()
        return True

    def read_metadata(self) -> None:
        self._row = self.project.articles.row(self.article_id)
        self._renew_front()

    def _renew_front(self) -> None:
        self._front = self._new_front()
        self.document.set_front_height(self._front.height)
        self.moved()

    def reread(self, spans: Sequence[Span]) -> list[QRect]:
        """Reads the annotations of the paragraphs that `spans` touch again; returns what to repaint."""
        parts = {part for span in spans for part in self.document.forget_annotations(span.start, span.end)}
        before = self._margin
        self.moved()
        areas = [self.text_area(paragraph, y) for paragraph, y in self.scrolling.visible() if paragraph.part in parts]
        if before is None:
            return [*areas, self.margin_area()]
        return areas + changes(before, self.margin(), self.page, self._height)

    # Places

    def top_offset(self) -> int:
        """The article offset of the uppermost line on screen; 0 at the very top."""
        if not self.document.parts:
            return 0
        paragraph, y = self.scrolling.visible()[0]
        line = int((-y - paragraph.above) // paragraph.layout.setting.leading)
        if paragraph.part == 0 and line < 0:
            return 0
        return paragraph.layout.line_bounds(min(max(line, 0), paragraph.layout.line_count - 1))[0]

    def bottom_offset(self) -> int:
        """The article offset at the end of the lowest line on screen."""
        if not self.document.parts:
            return 0
        paragraph, y = self.scrolling.visible()[-1]
        line = int((self._height - y - paragraph.above) // paragraph.layout.setting.leading)
        return paragraph.layout.line_bounds(min(max(line, 0), paragraph.layout.line_count - 1))[1]

    def scroll_to_offset(self, offset: int) -> None:
        if not self.document.parts:
            return
        paragraph = self.document.paragraph_at(min(offset, self.document.length))
        line = paragraph.layout.line_of(max(offset, paragraph.start))
        into = paragraph.above + line * paragraph.layout.setting.leading
        self.scrolling.to_part(paragraph.part, 0 if paragraph.part == 0 and line == 0 else into)
        self.moved()

    def show_range(self, top: float, bottom: float) -> bool:
        """Scrolls as little as shows `top` to `bottom` (of the view), with some air; whether it scrolled."""
        air = min(60.0, self._height / 6)
        if top < air:
            self.scrolling.by(top - air)
        elif bottom > self._height - air:
            self.scrolling.by(min(bottom - self._height + air, top - air))
        else:
            return False
        self.moved()
        return True

    def text_area(self, paragraph: Paragraph, y: int) -> QRect:
        """All of a paragraph but its margin, with gutter and what hangs over."""
        left = self.page.text_left - self.page.padding
        width = self.page.text_width + 2 * self.page.padding
        if self.mirrored:
            left = self.page.text_left - 12
            width = self.page.text_width + 12 + self.page.padding
        return QRect(left, y + paragraph.above - 12, width, paragraph.layout.height + 24)

    def areas_of(self, ids: Collection[int]) -> list[QRect]:
        """Where the outlines and names of annotations are on screen."""
        if not self.document.parts or any(one.id in ids for one in self.whole):
            return [QRect(0, 0, 100_000, self._height)]
        areas = [
            self.text_area(paragraph, y)
            for paragraph, y in self.scrolling.visible()
            if any(one.id in ids for one in paragraph.annotations or ())
        ]
        return areas + [rect.toAlignedRect() for rect in self.margin().names_of(ids)]

    def margin_area(self) -> QRect:
        if self.mirrored:
            return QRect(0, 0, self.page.text_left - 8, self._height)
        return QRect(self.page.text_right + 8, 0, 100_000, self._height)

    def text_corners(self) -> Iterator[tuple[Paragraph, QPointF]]:
        """The paragraphs on screen, each with the corner of its text."""
        for paragraph, y in self.scrolling.visible():
            yield paragraph, QPointF(self.page.text_left, y + paragraph.above)

    def offset_at(self, place: QPointF) -> tuple[int, bool]:
        """The caret place nearest to a point of the view, and whether it is upstream of a soft break."""
        if not self.document.parts:
            return 0, False
        found: tuple[Paragraph, QPointF] | None = None
        for paragraph, corner in self.text_corners():
            if found is not None and place.y() < corner.y() - paragraph.above / 2:
                break
            found = paragraph, corner
        assert found is not None
        paragraph, corner = found
        return paragraph.layout.offset_at(place.x() - corner.x(), place.y() - corner.y())

    def caret_rect(self, offset: int, upstream: bool = False) -> QRectF:
        """Where the caret stands in the view; for a place off the screen this is an estimate."""
        if not self.document.parts:
            return QRectF(self.page.text_left, 40, 2, 24)
        paragraph = self.document.paragraph_at(offset)
        y = self.scrolling.y_of(paragraph.part) + paragraph.above
        return caret_rect(paragraph.layout, offset, upstream).translated(self.page.text_left, y)

    def span_rect(self, spans: Sequence[Span]) -> QRectF:
        """What bounds the words of `spans` that are on screen; null where none is."""
        result = QRectF()
        for paragraph, corner in self.text_corners():
            for span in spans:
                if span.start < paragraph.end and span.end > paragraph.start:
                    for fragment in paragraph.layout.fragments(span.start, span.end):
                        result = result.united(tint_rect(paragraph.layout, fragment).translated(corner))
        return result

    # What lies where

    def annotations_at(self, place: QPointF) -> list[Annotation]:
        """Annotations whose marked words lie at a point, the shortest first."""
        for paragraph, corner in self.text_corners():
            inside = place - corner
            if -4 <= inside.y() < paragraph.layout.height:
                offset, _ = paragraph.layout.offset_at(inside.x(), inside.y())
                return self._sorted(
                    annotation
                    for annotation in paragraph.annotations or ()
                    for cover in annotation.covers
                    if cover.start <= offset <= cover.end
                    and any(
                        tint_rect(paragraph.layout, fragment).contains(inside)
                        for fragment in paragraph.layout.fragments(cover.start, cover.end)
                    )
                )
        return []

    def annotations_over(self, offset: int) -> list[Annotation]:
        """Annotations that mark the character at or before a caret place, the shortest first."""
        paragraph = self.document.paragraph_at(offset)
        found = paragraph.annotations or ()
        return self._sorted(one for one in found if any(cover.start <= offset <= cover.end for cover in one.covers))

    def _sorted(self, found: Iterator[Annotation]) -> list[Annotation]:
        unique = {one.id: one for one in found if self.inks.of(one.tag) is not None}
        return sorted(unique.values(), key=lambda one: (sum(len(cover) for cover in one.covers), -one.id))

    def shown_annotation(self, id_: int) -> Annotation | None:
        """An annotation among those on screen."""
        for paragraph, _ in self.scrolling.visible() if self.document.parts else ():
            for annotation in paragraph.annotations or ():
                if annotation.id == id_:
                    return annotation
        return next((annotation for annotation in self.whole if annotation.id == id_), None)

    def annotation(self, id_: int) -> Annotation | None:
        """An annotation of this article; None if it is there no more."""
        shown = self.shown_annotation(id_)
        if shown is not None:
            return shown
        try:
            found = self.project.annotations.get(id_)
        except NotFound:
            return None
        return found if found.article == self.article_id else None

    def margin_at(self, place: QPointF) -> tuple[int, ...]:
        return hit(self.margin(), self.page, self._height, place.x(), place.y()) if self.document.parts else ()

    def chip_at(self, place: QPointF) -> int | None:
        corner = self._front_corner()
        return None if corner is None else self._front.chip_at(place.x() - corner.x(), place.y() - corner.y())

    def _front_corner(self) -> QPointF | None:
        if not self.document.parts:
            return QPointF(self.page.text_left, 40)
        paragraph, y = self.scrolling.visible()[0]
        if paragraph.part != 0:
            return None
        below = paragraph.above + paragraph.layout.height
        return QPointF(
            self.page.text_left, y + (below if self.document.has_headline else paragraph.above - self._front.height)
        )

    # Drawing

    def margin(self) -> Margin:
        if self._margin is None or self._names_are_old:
            always = {one for one in (self.current, self.lifted_here()) if one is not None}
            if self._margin is None:
                dims = None if self.shown == ALL else self._dims
                self._margin = self._packing.pack(
                    self.scrolling.visible(), self.page, self._height, self._is_known, always, dims=dims
                )
            else:
                self._packing.name(self._margin, self.page, always)
            self._names_are_old = False
        return self._margin

    def _is_known(self, tag: int) -> bool:
        return self.inks.of(tag) is not None

    def _dims(self, annotation: Annotation) -> bool:
        ink = self.inks.of(annotation.tag)
        return ink is not None and self.shown.dims(annotation, ink.kind)

    def _marked(self, paragraph: Paragraph) -> None:
        """Works out the paragraph's marks, if that has not been done."""
        lifted = self.lifted.id if self.lifted is not None else None
        wanted = {self.current, lifted} - {None}
        here = {one.id for one in paragraph.annotations or () if one.id in wanted} if wanted else ()
        current, lifted = (self.current if self.current in here else None), (lifted if lifted in here else None)
        key = (self._epoch, current, lifted)
        if paragraph.marks is None or paragraph.marks_key != key:
            paragraph.marks = marks_of(paragraph, self.inks, current, self.shown, lifted)
            paragraph.marks_key = key

    def paint(
        self, painter: QPainter, region: QRegion, overlay: Callable[[Paragraph], Overlay], with_marks: bool,
        hovered: int | None,
    ) -> None:  # fmt: skip
        """Draws what `region` needs."""
        for paragraph, y in self.scrolling.visible() if self.document.parts else ():
            area = self.text_area(paragraph, y)
            if region.intersects(area):
                self._marked(paragraph)
                top = y + paragraph.above
                paint_gutter(painter, paragraph, self.inks, self.page, top)
                paint_paragraph(painter, paragraph, self.inks, self.page.text_left, top, overlay(paragraph))
        corner = self._front_corner()
        if corner is not None:
            self._front.paint(painter, int(corner.x()), int(corner.y()), self.current, hovered, self.shown)
        area = region.intersected(self.margin_area()).boundingRect()
        if with_marks and self.document.parts and not area.isEmpty():
            self._margin_painter.paint(
                painter, self.margin(), self.page, self._height, area, self.current, hovered, self.lifted_here()
            )
