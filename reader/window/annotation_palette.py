"""A list of annotations to choose one from: those behind a count in the margin, or those of a line of the text.

While one goes through it, the annotation that would be chosen is lifted on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QHideEvent

from reader.core.annotation import Annotation
from reader.core.matching import Candidate, Matcher
from reader.render.inks import GLYPHS, label_of
from reader.render.theme import ink_of
from reader.window.palette import Palette
from reader.window.palette_rows import Row

if TYPE_CHECKING:
    from reader.window.article_view.view import ArticleView
    from reader.window.main_window import MainWindow

WIDTH = 560
_QUOTED = 80
_DIGITS = "123456789"


class AnnotationPalette(Palette):
    """Made for one choice, and gone after it. `box` (of the page's viewport) is what the list belongs to."""

    def __init__(self, window: MainWindow, page: ArticleView, ids: Iterable[int], box: QRect) -> None:
        super().__init__(window, window.session.theme, WIDTH, "Annotations here")
        self._page = page
        self._box = box
        self._codebook = window.session.codebook
        people = {one.id: one.name for one in window.session.view.annotators.all()}
        self._found: dict[int, Annotation] = {}
        self._details: dict[int, str] = {}
        candidates: list[Candidate] = []
        for annotation in _on_screen(page, ids):
            who, quote = people.get(annotation.annotator, ""), _quote(page, annotation)
            tag = self._codebook[annotation.tag]
            self._found[annotation.id] = annotation
            self._details[annotation.id] = f"{who} · “{quote}”" if who else f"“{quote}”"
            candidates.append(Candidate(annotation.id, tag.name, (who, *tag.aliases), quote))
        self._matcher = Matcher(candidates)
        self._was = page.lifting.held

    def open(self) -> None:
        count = len(self._found)
        self.pop_up("", f"{count:,} annotations here")

    def rows_for(self, text: str) -> list[Row]:
        rows = []
        for place, match in enumerate(self._matcher.search(text, limit=max(len(self._found), 1))):
            tag = self._codebook[self._found[match.key].tag]
            rows.append(
                Row(
                    match.key,
                    tag.name,
                    match.marks,
                    suffix=label_of(tag).removeprefix(tag.name),
                    detail=self._details[match.key],
                    digit=_DIGITS[place] if not text and place < len(_DIGITS) else "",
                    glyph=GLYPHS[tag.kind],
                    ink=ink_of(self.theme, self._codebook, tag).ink,
                )
            )
        return rows

    def picked(self, row: Row, stay: bool) -> None:
        assert isinstance(row.id, int)
        self._was = None
        self.leave()
        self._page.select_annotation(row.id)

    def nothing(self, text: str) -> str:
        return f"No annotation here has “{text.strip()}”."

    def anchor(self) -> QRect | None:
        return QRect(self._page.viewport().mapTo(self.window(), self._box.topLeft()), self._box.size())

    def _make_current(self, place: int) -> None:
        super()._make_current(place)
        row = self.current
        self._page.lifting.hold(self._found.get(row.id) if row is not None and isinstance(row.id, int) else None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._was is None or self._was.article == self._page.article_id:
            self._page.lifting.hold(self._was)
        self.deleteLater()


def open_list(window: MainWindow, page: ArticleView, ids: Sequence[int], box: QRect) -> None:
    """One annotation is selected at once; several are listed at `box`."""
    if len(ids) == 1:
        page.select_annotation(ids[0])
    elif ids:
        AnnotationPalette(window, page, ids, box).open()


def open_here(window: MainWindow) -> None:
    """Of the annotations on the caret's line, those at the caret first; without any, those of its paragraph."""
    page = window.page
    scene = page.scene
    if scene is None or not scene.document.parts:
        return
    if not page.viewport().rect().intersects(scene.caret_rect(page.caret).toAlignedRect()):
        page.show_offset(page.caret)
    scene.scrolling.visible()
    here = [annotation.id for annotation in scene.annotations_over(page.caret)]
    paragraph = scene.document.paragraph_at(page.caret)
    line = paragraph.layout.line_bounds(paragraph.layout.line_of(page.caret, page.caret_state.upstream))
    known = [one for one in paragraph.annotations or () if one.tag in window.session.codebook.tags]
    beside = [one.id for one in known if any(cover.start < line[1] and cover.end > line[0] for cover in one.covers)]
    ids = list(dict.fromkeys([*here, *beside])) or [one.id for one in known]
    if not ids:
        window.session.say("No annotation in this paragraph.")
    open_list(window, page, ids, scene.caret_rect(page.caret, page.caret_state.upstream).toAlignedRect())


def _on_screen(page: ArticleView, ids: Iterable[int]) -> list[Annotation]:
    scene = page.scene
    if scene is None:
        return []
    seen = {one.id: one for paragraph, _ in scene.text_corners() for one in paragraph.annotations or ()}
    return [seen[number] for number in ids if number in seen]


def _quote(page: ArticleView, annotation: Annotation) -> str:
    """The first words, as far as they are on screen: nothing is read for it."""
    span = annotation.span
    for paragraph, _ in page.scene.text_corners() if page.scene is not None and span is not None else ():
        if span is not None and span.start < paragraph.end and span.end > paragraph.start:
            start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
            words = " ".join(paragraph.text[start - paragraph.start : end - paragraph.start][: 2 * _QUOTED].split())
            cut = len(words) > _QUOTED or end < span.end
            return f"{words[:_QUOTED].rstrip()}…" if cut else words
    return ""
