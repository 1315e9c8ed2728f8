"""Brackets and labels beside the text: where they stand for the paragraphs on screen, and what lies at a point.

A bracket keeps its column while it stays on screen, so that scrolling moves nothing sideways. y is the view's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF

from reader.core.annotation import Annotation
from reader.core.overlaps import Extent, Wish, columns, density, places
from reader.render.document import Paragraph
from reader.render.geometry import COLUMNS, FOOT, PITCH, Page

LABEL_PITCH = 17
LEAST_COLUMNS = 2
ROOMY = 200
OUTER_EDGE = 6
HIT = 10
LEAST_HIT = 16
FAR = 1_000_000.0
"""Stands for an end that lies off the screen."""
_EDGE = 12
_BEYOND = 8.0


@dataclass(slots=True)
class Bracket:
    annotation: Annotation
    top: float
    bottom: float
    column: int = COLUMNS

    @property
    def opens(self) -> bool:
        """Whether its upper end is on screen."""
        return self.top > -FAR

    @property
    def closes(self) -> bool:
        return self.bottom < FAR


@dataclass(slots=True)
class Label:
    """`ids` are the annotation named, or those that are only counted; `rect` is where it stands. One that is `wide` may
    reach over the brackets."""

    ids: tuple[int, ...]
    rect: QRectF
    wide: bool = False


@dataclass(slots=True)
class Margin:
    """What stands in the margin now: brackets by annotation, labels, counts of what has none, and the density bar."""

    brackets: dict[int, Bracket]
    labels: list[Label] = field(default_factory=list)
    more: list[Label] = field(default_factory=list)
    dense: list[tuple[float, float, int]] = field(default_factory=list)

    def names_of(self, ids: Collection[int]) -> list[QRectF]:
        """Where the annotations are named."""
        return [label.rect for label in self.labels if label.ids[0] in ids]


class _Runs(NamedTuple):
    """What is taken of a column: tops and bottoms of runs that follow each other."""

    tops: list[float]
    bottoms: list[float]


class MarginPacking:
    """Packs the margin of one article; remembers the columns given so far."""

    def __init__(self) -> None:
        self._columns: dict[int, int] = {}
        self._most = LEAST_COLUMNS
        self._wishes: list[Wish] = []
        self._taken: list[_Runs] | None = None

    def pack(
        self, visible: Sequence[tuple[Paragraph, int]], page: Page, height: int, known: Callable[[int], bool],
        always: Collection[int], lowest: float = FAR, dims: Callable[[Annotation], bool] | None = None,
    ) -> Margin:  # fmt: skip
        """`known` tells whether a tag is in the codebook; `always` are the annotations whose labels must be named. No
        label stands below `lowest`, where a page ends. What `dims` has no name, and the columns that the others leave."""
        margin = Margin(_brackets(visible, known))
        extents = [Extent(id_, bracket.top, bracket.bottom) for id_, bracket in margin.brackets.items()]
        faint: set[int] = set()
        if dims is not None:
            faint = {id_ for id_, bracket in margin.brackets.items() if id_ not in always and dims(bracket.annotation)}
        self._columns = columns(extents, COLUMNS, self._columns, faint)
        for id_, column in self._columns.items():
            margin.brackets[id_].column = column
        crowded = [extent for extent in extents if self._columns[extent.id] == COLUMNS]
        margin.dense = density(crowded)
        used = max(self._columns.values(), default=0) + 1
        self._most = max(self._most, used)
        if not page.folded:
            plain = [bracket for id_, bracket in margin.brackets.items() if id_ not in faint]
            self._wishes = _wishes(plain, visible, height, lowest)
            self._taken = _taken(margin) if page.margin_width < ROOMY else None
            self.name(margin, page, always)
        return margin

    def name(self, margin: Margin, page: Page, always: Collection[int]) -> None:
        """Places the names in the margin packed last: all that depends on which annotations must be named."""
        if page.folded:
            return
        named, more = places(self._wishes, LABEL_PITCH, always)
        taken = self._taken
        margin.labels = [Label((id_,), self._label_rect(taken, page, y), id_ in always) for id_, y in named.items()]
        margin.more = [Label(rest.ids, self._label_rect(taken, page, rest.y)) for rest in more]

    def _label_rect(self, taken: list[_Runs] | None, page: Page, y: float) -> QRectF:
        """Labels stand in one column; where the margin is narrow (`taken`), each as near to its brackets as it can."""
        top, column = y - LABEL_PITCH / 2, self._most
        if taken is not None:
            column = max(_outermost(taken, top, top + LABEL_PITCH) + 1, LEAST_COLUMNS)
        if page.mirrored:
            edge = page.column_x(column) - 2
            return QRectF(OUTER_EDGE, top, edge - OUTER_EDGE, LABEL_PITCH)
        edge = page.column_x(column) + 2
        return QRectF(edge, top, page.width - OUTER_EDGE - edge, LABEL_PITCH)


def _taken(margin: Margin) -> list[_Runs]:
    by_column = [_Runs([], []) for _ in range(COLUMNS + 1)]
    for bracket in sorted(margin.brackets.values(), key=lambda each: each.top):
        if bracket.column < COLUMNS:
            by_column[bracket.column].tops.append(bracket.top)
            by_column[bracket.column].bottoms.append(bracket.bottom)
    for top, bottom, _ in margin.dense:
        by_column[COLUMNS].tops.append(top)
        by_column[COLUMNS].bottoms.append(bottom)
    return by_column


def _outermost(taken: Sequence[_Runs], top: float, bottom: float) -> int:
    """The outermost column that something takes between two heights; 0 where nothing does."""
    for column in range(len(taken) - 1, 0, -1):
        last = bisect_left(taken[column].tops, bottom) - 1
        if last >= 0 and taken[column].bottoms[last] > top:
            return column
    return 0


def _brackets(visible: Sequence[tuple[Paragraph, int]], known: Callable[[int], bool]) -> dict[int, Bracket]:
    brackets: dict[int, Bracket] = {}
    for paragraph, y in visible:
        layout, setting = paragraph.layout, paragraph.layout.setting
        lines_top = y + paragraph.above + setting.baseline
        for annotation in paragraph.annotations or ():
            span = annotation.span
            if span is None or not known(annotation.tag):
                continue
            bracket = brackets.get(annotation.id)
            first, last = layout.lines_of(span.start, span.end)
            if bracket is None:
                top = -FAR
                if span.start >= paragraph.start or paragraph is not visible[0][0]:
                    top = lines_top + first * setting.leading + setting.tint_top
                bracket = brackets[annotation.id] = Bracket(annotation, top, FAR)
            if span.end <= paragraph.end + 1:
                bracket.bottom = lines_top + last * setting.leading + setting.tint_bottom
    last_paragraph, y = visible[-1]
    for bracket in brackets.values():
        span = bracket.annotation.span
        if bracket.bottom == FAR and span is not None and span.end <= last_paragraph.end + 1:
            bracket.bottom = y + last_paragraph.above + last_paragraph.layout.height
    return brackets


def _wishes(
    brackets: Collection[Bracket], visible: Sequence[tuple[Paragraph, int]], height: int, lowest: float
) -> list[Wish]:
    """Each label level with its bracket's middle, as far as that is on screen; never far below its paragraph."""
    middles: list[tuple[float, int, int]] = []
    for bracket in brackets:
        top, bottom = max(bracket.top, 0.0), min(bracket.bottom, float(height))
        if bottom <= 0 or top >= height:
            continue
        middle = (top + bottom) / 2
        if not (bracket.opens and bracket.closes and bracket.bottom <= height and bracket.top >= 0):
            middle = min(max(middle, _EDGE), height - _EDGE)
        middles.append((middle, bracket.column, bracket.annotation.id))
    middles.sort()
    tops = [y + paragraph.above for paragraph, y in visible]
    bottoms = [y + paragraph.above + paragraph.layout.height for paragraph, y in visible]
    firsts: dict[int, float] = {}
    for middle, _, _ in middles:
        firsts.setdefault(_paragraph_at(tops, middle), middle)
    return [
        Wish(id_, middle, min(_limit(_paragraph_at(tops, middle), bottoms, firsts), lowest))
        for middle, _, id_ in middles
    ]


def _paragraph_at(tops: Sequence[float], y: float) -> int:
    return max(bisect_right(tops, y) - 1, 0)


def _limit(place: int, bottoms: Sequence[float], firsts: dict[int, float]) -> float:
    """The lowest middle of a paragraph's labels: into the next paragraph where that has room, never past it."""
    following = min(place + 1, len(bottoms) - 1)
    own = bottoms[place] - LABEL_PITCH / 2
    limit = bottoms[following] - LABEL_PITCH / 2
    if place == len(bottoms) - 1:
        limit += 3 * LABEL_PITCH
    if following in firsts and following != place:
        limit = min(limit, firsts[following] - LABEL_PITCH)
    return max(limit, own)


def changes(before: Margin, after: Margin, page: Page, height: int) -> list[QRect]:
    """What must be painted again where one margin takes the place of another."""
    old, new = dict(_drawn(before, page, height)), dict(_drawn(after, page, height))
    changed = [old[what] for what in old.keys() - new.keys()] + [new[what] for what in new.keys() - old.keys()]
    return [QRectF(*box).toAlignedRect().adjusted(-2, -2, 2, 2) for box in changed]


def _drawn(margin: Margin, page: Page, height: int) -> Iterator[tuple[Hashable, tuple[float, float, float, float]]]:
    """Each thing that is drawn, by all that its looks depend on, with the room it takes (left, top, width, height)."""
    for id_, bracket in margin.brackets.items():
        if bracket.column < COLUMNS:
            top, bottom = max(bracket.top, -_BEYOND), min(bracket.bottom, height + _BEYOND)
            box = (page.column_x(bracket.column) - FOOT, top, 2.0 * FOOT, bottom - top)
            yield ("bracket", id_, bracket.annotation.tag, bracket.column, bracket.top, bracket.bottom), box
    for label in margin.labels:
        bracket = margin.brackets[label.ids[0]]
        middle, x = leader_start(bracket, page, height)
        one, rect = bracket.annotation, label.rect
        far = page.column_x(0) + page.toward_text(FOOT) if label.wide else x
        left, top = min(rect.left(), x, far), min(rect.top(), middle)
        box = (left, top, max(rect.right(), x, far) - left, max(rect.bottom(), middle) - top)
        yield (
            ("label", one.id, one.tag, one.annotator, rect.top(), rect.width(), middle, bracket.column, label.wide),
            box,
        )
    for more in margin.more:
        rect = more.rect
        box = (rect.left(), rect.top(), rect.width(), rect.height())
        yield ("more", len(more.ids), rect.left(), rect.top()), box
    for top, bottom, count in margin.dense:
        yield ("dense", top, bottom, count), (page.column_x(COLUMNS) - FOOT, top, 2 * FOOT, bottom - top)


def leader_start(bracket: Bracket, page: Page, height: int) -> tuple[float, float]:
    """y and x of the place from which a line leads to the bracket's label: the middle of what is on screen."""
    middle = (max(bracket.top, 0.0) + min(bracket.bottom, float(height))) / 2
    return middle, page.column_x(bracket.column) - page.toward_text(2)


def bracket_rect(bracket: Bracket, page: Page, height: int) -> QRectF:
    """Where a bracket can be hit."""
    top, bottom = max(bracket.top, -4.0), min(bracket.bottom, height + 4.0)
    tall = max(bottom - top, LEAST_HIT)
    x = page.column_x(bracket.column)
    return QRectF(x - HIT / 2, (top + bottom - tall) / 2, HIT, tall)


def hit(margin: Margin, page: Page, height: int, x: float, y: float) -> tuple[int, ...]:
    """The annotations whose bracket or label lies at a point: one, those behind a count, or none."""
    for label in (*margin.labels, *margin.more):
        if label.rect.contains(x, y):
            return label.ids
    found = [
        bracket
        for bracket in margin.brackets.values()
        if bracket.column < COLUMNS and bracket_rect(bracket, page, height).contains(x, y)
    ]
    if found:
        return (min(found, key=lambda bracket: bracket.bottom - bracket.top).annotation.id,)
    if abs(x - page.column_x(COLUMNS)) <= PITCH / 2:
        return tuple(
            bracket.annotation.id
            for bracket in margin.brackets.values()
            if bracket.column == COLUMNS and bracket.top <= y < bracket.bottom
        )
    return ()
