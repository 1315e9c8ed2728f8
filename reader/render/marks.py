"""What to paint of a paragraph's annotations: tints behind the words and strokes in the lanes below them.

Worked out once for each paragraph and kept until its annotations, the selected or the lifted one among them, the
codebook, the theme or what is dimmed change; positions are from the paragraph's text corner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QTextLayout

from reader.core.annotation import Annotation
from reader.core.overlaps import Stretch, Stroke, strokes, tints
from reader.core.shown import ALL, Shown
from reader.render.document import Paragraph
from reader.render.inks import LANES, STYLES, Inks, dimmed
from reader.render.layout import Fragment, ParagraphLayout

GAP = 3.0
"""Between the lanes of neighbours."""
LEAST = 2.0
SELECTED_STROKE = 1.5


class Tint(NamedTuple):
    """What lies behind words of annotation `id`; `faded` while another one is lifted."""

    rect: QRectF
    colour: QColor
    faded: QColor
    id: int


class Lane(NamedTuple):
    """A stroke to draw: `style` is solid, dashed or dotted, `unit` the whole stroke that its dashes are counted in.

    `id` is 0 where several annotations share it. `faded` is its colour while another annotation is lifted.
    """

    rect: QRectF
    style: str
    unit: float
    colour: QColor
    faded: QColor
    id: int


class Marks(NamedTuple):
    """`tints` behind words, `lanes` below; `shown` says whose tint lies where; `formats` colour words on a tint."""

    tints: list[Tint]
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


def marks_of(
    paragraph: Paragraph, inks: Inks, current: int | None, shown: Shown = ALL, lifted: int | None = None
) -> Marks:
    """The marks of a paragraph whose annotations have been read. The tint of the `lifted` one wins, else the `current`'s."""
    by_kind: dict[str, list[Stretch]] = {}
    faint: dict[str, list[Stretch]] = {}
    tinted: list[Stretch] = []
    tags: dict[int, int] = {}
    ends: set[tuple[int, int]] = set()
    dims = None if shown == ALL else shown.dims
    for stretch, annotation in stretches(paragraph.annotations or (), paragraph.start, paragraph.end):
        ink = inks.of(annotation.tag)
        if ink is None:
            continue
        tags[annotation.id] = annotation.tag
        if dims is not None and annotation.id != lifted and dims(annotation, ink.kind):
            faint.setdefault(ink.kind, []).append(stretch)
        else:
            by_kind.setdefault(ink.kind, []).append(stretch)
            tinted.append(stretch)
        if any(cover.end == stretch.end for cover in annotation.covers):
            ends.add((annotation.id, stretch.end))
    first = current if lifted is None else lifted
    drawn = _Drawn(paragraph.layout, inks, tags, ends, current)
    seen = [(tint.start, tint.end, tint.id) for tint in tints(tinted, first)]
    lanes: list[Lane] = []
    for kind, of_kind in by_kind.items():
        lanes += drawn.lanes(kind, strokes(of_kind, first), dim=False)
    for kind, of_kind in faint.items():
        free = beside(strokes(of_kind, first), strokes(by_kind.get(kind, ())))
        lanes += drawn.lanes(kind, free, dim=True)
    layout = paragraph.layout
    return Marks(
        tints=[tint for start, end, id_ in seen for tint in drawn.tint(start, end, id_)],
        lanes=lanes,
        shown=seen,
        formats=[layout.coloured(start, end, inks.text) for start, end, _ in seen] if layout.setting.quiet else [],
    )


def beside(faint: list[Stroke], plain: list[Stroke]) -> Iterator[Stroke]:
    """Dimmed strokes as far as no plain one lies in the same lane; both sorted, neither overlapping itself."""
    place = 0
    for stroke in faint:
        start = stroke.start
        while place < len(plain) and plain[place].end <= start:
            place += 1
        ahead = place
        while ahead < len(plain) and plain[ahead].start < stroke.end:
            if plain[ahead].start > start:
                yield stroke._replace(start=start, end=plain[ahead].start)
            start = max(start, plain[ahead].end)
            ahead += 1
        if start < stroke.end:
            yield stroke._replace(start=start)


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

    def tint(self, start: int, end: int, id_: int) -> Iterator[Tint]:
        ink = self.inks.of(self.tags[id_])
        if ink is not None:
            for fragment in self.layout.fragments(start, end):
                yield Tint(tint_rect(self.layout, fragment), ink.tint, ink.faded, id_)

    def lanes(self, kind: str, drawn: Iterable[Stroke], *, dim: bool) -> Iterator[Lane]:
        setting = self.layout.setting
        whole = max(setting.stroke, self.inks.theme.least_lane)
        top = setting.baseline + setting.lanes[LANES[kind]] - (whole - setting.stroke) / 2
        for stroke in drawn:
            for fragment in self.layout.fragments(stroke.start, stroke.end):
                y = fragment.line * setting.leading + top
                for position, id_ in enumerate(stroke.ids or (0,)):
                    ink = self.inks.of(self.tags[id_]) if id_ else None
                    colour, faded = (ink.ink, ink.faint) if ink else (self.inks.text, self.inks.text_faint)
                    if dim:
                        colour = faded = dimmed(colour)
                    closes = fragment.closes if (id_, stroke.end) in self.ends else 0
                    left, right = _parted(fragment, closes)
                    thick = whole / max(len(stroke.ids), 1)
                    upper = y + position * thick
                    if id_ and id_ == self.current:
                        more = thick * (SELECTED_STROKE - 1)
                        upper, thick = upper - (more if position == 0 else 0), thick + more
                    rect = QRectF(left, upper, right - left, thick)
                    yield Lane(rect, STYLES[kind], whole, colour, faded, id_)


def _parted(fragment: Fragment, closes: int) -> tuple[float, float]:
    """The stroke's ends, shortened where its span ends, so that equal neighbours part."""
    left, right = fragment.left, fragment.right
    if closes > 0:
        right = max(right - GAP, min(left + LEAST, right))
    elif closes < 0:
        left = min(left + GAP, max(right - LEAST, left))
    return left, right
