"""What to paint of a paragraph's annotations: tints behind the words and strokes in the lanes below them.

Worked out once for each paragraph and kept until its annotations, the selected one, the codebook or the theme change;
positions are from the paragraph's text corner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QTextLayout

from reader.core.annotation import Annotation
from reader.core.overlaps import Stretch, strokes, tints
from reader.render.document import Paragraph
from reader.render.inks import LANES, STYLES, Inks, dimmed
from reader.render.layout import Fragment, ParagraphLayout

GAP = 3.0
"""Between the lanes of neighbours."""
LEAST = 2.0
SELECTED_STROKE = 1.5


class Lane(NamedTuple):
    """A stroke to draw: `style` is solid, dashed or dotted, `unit` the whole stroke that its dashes are counted in."""

    rect: QRectF
    style: str
    unit: float
    colour: QColor


class Marks(NamedTuple):
    """`tints` behind words, `lanes` below; `shown` says whose tint lies where; `formats` colour words on a tint."""

    tints: list[tuple[QRectF, QColor]]
    lanes: list[Lane]
    shown: list[tuple[int, int, int]]
    formats: list[QTextLayout.FormatRange]


def stretches(annotations: Collection[Annotation], start: int, end: int) -> Iterator[tuple[Stretch, Annotation]]:
    """What the annotations mark of `[start, end)`."""
    for annotation in annotations:
        covers = annotation.covers
        size = sum(len(cover) for cover in covers)
        for cover in covers:
            if cover.start < end and cover.end > start:
                yield Stretch(max(cover.start, start), min(cover.end, end), size, annotation.id), annotation


def marks_of(paragraph: Paragraph, inks: Inks, current: int | None, dim: Collection[str]) -> Marks:
    """The marks of a paragraph whose annotations have been read. `dim`: kinds shown faintly, without tint."""
    by_kind: dict[str, list[Stretch]] = {}
    tinted: list[Stretch] = []
    tags: dict[int, int] = {}
    ends: set[tuple[int, int]] = set()
    for stretch, annotation in stretches(paragraph.annotations or (), paragraph.start, paragraph.end):
        ink = inks.of(annotation.tag)
        if ink is None:
            continue
        tags[annotation.id] = annotation.tag
        by_kind.setdefault(ink.kind, []).append(stretch)
        if ink.kind not in dim:
            tinted.append(stretch)
        if any(cover.end == stretch.end for cover in annotation.covers):
            ends.add((annotation.id, stretch.end))
    drawn = _Drawn(paragraph.layout, inks, tags, ends, current)
    shown = [(tint.start, tint.end, tint.id) for tint in tints(tinted, current)]
    lanes: list[Lane] = []
    for kind, of_kind in by_kind.items():
        lanes += drawn.lanes(kind, of_kind, kind in dim)
    layout = paragraph.layout
    return Marks(
        tints=[(rect, colour) for start, end, id_ in shown for rect, colour in drawn.tint(start, end, id_)],
        lanes=lanes,
        shown=shown,
        formats=[layout.coloured(start, end, inks.text) for start, end, _ in shown] if layout.setting.quiet else [],
    )


def tint_rect(layout: ParagraphLayout, fragment: Fragment) -> QRectF:
    setting = layout.setting
    top = fragment.line * setting.leading + setting.baseline + setting.tint_top
    return QRectF(fragment.left, top, fragment.right - fragment.left, setting.tint_bottom - setting.tint_top)


class _Drawn(NamedTuple):
    layout: ParagraphLayout
    inks: Inks
    tags: dict[int, int]
    ends: set[tuple[int, int]]
    current: int | None

    def tint(self, start: int, end: int, id_: int) -> Iterator[tuple[QRectF, QColor]]:
        ink = self.inks.of(self.tags[id_])
        if ink is not None:
            for fragment in self.layout.fragments(start, end):
                yield tint_rect(self.layout, fragment), ink.tint

    def lanes(self, kind: str, of_kind: list[Stretch], dim: bool) -> Iterator[Lane]:
        setting = self.layout.setting
        top = setting.baseline + setting.lanes[LANES[kind]]
        for stroke in strokes(of_kind, self.current):
            for fragment in self.layout.fragments(stroke.start, stroke.end):
                y = fragment.line * setting.leading + top
                for position, id_ in enumerate(stroke.ids or (0,)):
                    ink = self.inks.of(self.tags[id_]) if id_ else None
                    colour = ink.ink if ink else self.inks.text
                    closes = fragment.closes if (id_, stroke.end) in self.ends else 0
                    left, right = _parted(fragment, closes)
                    thick = setting.stroke / max(len(stroke.ids), 1)
                    upper = y + position * thick
                    if id_ and id_ == self.current:
                        more = thick * (SELECTED_STROKE - 1)
                        upper, thick = upper - (more if position == 0 else 0), thick + more
                    rect = QRectF(left, upper, right - left, thick)
                    yield Lane(rect, STYLES[kind], setting.stroke, dimmed(colour) if dim else colour)


def _parted(fragment: Fragment, closes: int) -> tuple[float, float]:
    """The stroke's ends, shortened where its span ends, so that equal neighbours part."""
    left, right = fragment.left, fragment.right
    if closes > 0:
        right = max(right - GAP, min(left + LEAST, right))
    elif closes < 0:
        left = min(left + GAP, max(right - LEAST, left))
    return left, right
