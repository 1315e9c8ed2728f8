"""One paragraph laid out with QTextLayout: its lines, where offsets lie on them, and what offset lies at a point.

Offsets at this door are the article's code points; x and y are from the paragraph's text corner. Qt's UTF-16 units
stay inside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from reader.core.anchor import Utf16Map
from reader.core.article import Style, StyleRun
from reader.core.boundaries import grapheme_floor, next_grapheme, previous_grapheme
from reader.render.edges import character_edges
from reader.render.faces import load_faces_for
from reader.render.room import with_room
from reader.render.signs import PlacedSign, shown, signs_of
from reader.render.tables import Cells, Columns
from reader.render.typography import LineSetting, has_right_to_left, runs_only_right_to_left, runs_right_to_left


class Fragment(NamedTuple):
    """A run of marked words on one line, `left` to `right`; where its span ends, its end has `closes` set: -1 left, 1 right."""

    line: int
    left: float
    right: float
    closes: int


class ParagraphLayout:
    """The lines of `text`, which begins at `start` in the article.

    A line is what one sees as one: in a row of a table (`columns`), where each cell breaks into lines of its own, those
    that stand beside each other are one line to all who ask. `signs` are its characters of direction.
    """

    __slots__ = (
        "_cells", "_layout", "_line_ends", "_line_starts", "_lines", "_map", "_mixed", "_places", "_signs", "_stops",
        "_text", "_ways", "_xs", "height", "line_count", "right_to_left", "setting", "signs", "start",
    )  # fmt: skip

    def __init__(
        self, text: str, start: int, setting: LineSetting, width: int, styles: Sequence[StyleRun], right_to_left: bool,
        columns: Columns | None = None,
    ) -> None:  # fmt: skip
        load_faces_for(text)
        self.start = start
        self.right_to_left = columns.right_to_left if columns else runs_right_to_left(text, right_to_left)
        self._text = text
        self._map = Utf16Map(text)
        self._mixed = self.right_to_left or has_right_to_left(text)
        self._stops: dict[int, list[tuple[float, float]]] = {}
        self._xs: dict[tuple[int, int], float] = {}
        self._ways: dict[int, int] = {}
        self.signs = signs_of(text)
        self._signs: list[PlacedSign] | None = None
        words = shown(text, self.signs)
        self._layout = QTextLayout(words if columns is None else words.replace("\t", "\u2028"), setting.font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(self._option(width))
        self._layout.setFormats(self._style_formats(styles))
        self._lines: list[QTextLine] = []
        self._places: list[int] = []
        self._cells: Cells | None = None
        self._layout.beginLayout()
        if columns is None:
            self._break_lines(setting, width)
        else:
            self._break_cells(columns)
        self._layout.endLayout()
        self.line_count = max(self._places, default=0) + 1
        units = [line.textStart() for line in self._lines]
        self._line_starts = [self._map.from_units(begin) for begin in units] or [0]
        self._line_ends = [*self._line_starts[1:], len(text)]
        self.setting = with_room(text, setting, self._lines)
        self.height = self.line_count * self.setting.leading
        self._set_down()

    def _option(self, width: int) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        side = Qt.AlignmentFlag.AlignRight if self.right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if self.right_to_left else Qt.LayoutDirection.LeftToRight
        )
        option.setTabStopDistance(max(round(width / 6), 1))
        return option

    def _break_lines(self, setting: LineSetting, width: int) -> None:
        left = 0 if self.right_to_left else setting.indent
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width - setting.indent, 40))
            line.setPosition(QPointF(left, 0))
            self._places.append(len(self._lines))
            self._lines.append(line)

    def _break_cells(self, columns: Columns) -> None:
        """Each cell in its column, as many lines high as it needs."""
        count = self._text.count("\t") + 1
        cells = self._cells = Cells(columns, count)
        while (line := self._layout.createLine()).isValid():
            column, here = cells.last
            line.setLineWidth(column.width)
            over = column.width - line.naturalTextWidth() if column.numbers and not self.right_to_left else 0.0
            line.setPosition(QPointF(column.left + max(over, 0.0), 0))
            self._places.append(len(here))
            here.append(len(self._lines))
            self._lines.append(line)
            end = self._map.from_units(line.textStart() + line.textLength())
            if line.textLength() and self._text[end - 1] == "\t":
                cells.begin()

    def _set_down(self) -> None:
        """Every line on its baseline, once the leading is known."""
        for line, place in zip(self._lines, self._places, strict=True):
            line.setPosition(QPointF(line.x(), place * self.setting.leading + self.setting.baseline - line.ascent()))

    # Styles

    def _style_formats(self, styles: Sequence[StyleRun]) -> list[QTextLayout.FormatRange]:
        return [
            self._range(run.start - self.start, run.end - self.start, self._style_format(run.style))
            for run in styles
            if run.end > run.start and run.style in (Style.BOLD, Style.ITALIC, Style.CODE)
        ]

    def _style_format(self, style: Style) -> QTextCharFormat:
        text_format = QTextCharFormat()
        if style is Style.BOLD:
            text_format.setFontWeight(QFont.Weight.Bold)
        elif style is Style.ITALIC:
            text_format.setFontItalic(not self.right_to_left)
        elif style is Style.CODE:
            text_format.setFontFixedPitch(True)
            text_format.setFontFamilies(["monospace"])
        return text_format

    def _range(self, start: int, end: int, text_format: QTextCharFormat) -> QTextLayout.FormatRange:
        """A format over code points of the paragraph, in Qt's units."""
        result = QTextLayout.FormatRange()
        result.start = self._map.to_units(max(start, 0))
        result.length = self._map.to_units(min(end, len(self._text))) - result.start
        result.format = text_format
        return result

    def coloured(self, start: int, end: int, colour: QColor) -> QTextLayout.FormatRange:
        """A format that draws the article's `[start, end)` in a colour, for `draw`."""
        text_format = QTextCharFormat()
        text_format.setForeground(colour)
        return self._range(start - self.start, end - self.start, text_format)

    def placed_signs(self) -> list[PlacedSign]:
        """Where the characters of direction are drawn; worked out once."""
        if self._signs is None:
            self._signs = []
            for sign in self.signs:
                number = self._number(sign.place + self.start)
                x = self._edge(number, sign.place)
                baseline = self._places[number] * self.setting.leading + self.setting.baseline
                last = self._signs[-1] if self._signs else None
                below = last.below + 1 if last and last.baseline == baseline and abs(last.x - x) < 2 else 0
                self._signs.append(PlacedSign(sign, x, baseline, below))
        return self._signs

    @property
    def text_layout(self) -> QTextLayout:
        return self._layout

    # Lines

    def _number(self, offset: int, upstream: bool = False) -> int:
        """The line of Qt's that shows the caret at an offset; at a soft break the lower one, or with `upstream` the upper."""
        place = offset - self.start
        number = max(bisect_right(self._line_starts, place) - 1, 0)
        return number - 1 if upstream and number and self._line_starts[number] == place else number

    def line_of(self, offset: int, upstream: bool = False) -> int:
        """The line that shows the caret at an offset, counted downwards."""
        return self._places[self._number(offset, upstream)] if self._places else 0

    def lines_of(self, start: int, end: int) -> tuple[int, int]:
        """The uppermost and the lowest line that show something of `[start, end)`, as far as it lies here."""
        first = self._number(max(start, self.start))
        last = self._number(min(end, self.start + len(self._text)), upstream=True)
        if not self._cells:
            return first, last
        places = self._places[first : max(last, first) + 1]
        return min(places), max(places)

    def line_bounds(self, line: int) -> tuple[int, int]:
        """First and last caret place of a line; the last may also be the first of the next."""
        if not self._cells:
            return self.start + self._line_starts[line], self.start + self._line_ends[line]
        beside = [number for number, place in enumerate(self._places) if place == line]
        last = self._line_ends[beside[-1]] if line + 1 < self.line_count else len(self._text)
        return self.start + self._line_starts[beside[0]], self.start + last

    def stretch_at(self, offset: int, upstream: bool = False) -> tuple[int, int, bool]:
        """First and last caret place of what one line of a paragraph or of a cell shows, and whether it ends softly."""
        number = self._number(offset, upstream)
        first, last = self._line_starts[number], self._line_ends[number]
        if last > first and self._text[last - 1] in ("\n\u2028\u2029\t" if self._cells else "\n\u2028\u2029"):
            return self.start + first, self.start + last - 1, False
        return self.start + first, self.start + last, number + 1 < len(self._lines)

    # Positions

    def caret_x(self, offset: int, upstream: bool = False) -> float:
        if not self._lines:
            return 0.0
        return self._edge(self._number(offset, upstream), offset - self.start)

    def _edge(self, number: int, place: int) -> float:
        """The x of a caret place on a line. Kept: each span's ends are asked for by its tint, its lane and its outline."""
        key = (number, place)
        x = self._xs.get(key)
        if x is None:
            x = self._xs[key] = self._lines[number].cursorToX(self._map.to_units(place))[0]  # type: ignore[index]
        return x

    def offset_at(self, x: float, y: float) -> tuple[int, bool]:
        """The caret place nearest to a point, never inside a grapheme, and whether it is `upstream` of a soft break."""
        if not self._lines:
            return self.start, False
        number = self._number_at(x, min(max(int(y // self.setting.leading), 0), self.line_count - 1))
        place = grapheme_floor(self._text, self._map.from_units(self._lines[number].xToCursor(x)))
        if place >= self._line_ends[number] and number + 1 < len(self._lines):
            if place > self._line_starts[number] and self._text[place - 1].isspace():
                return self.start + place - 1, False
            return self.start + place, True
        return self.start + place, False

    def _number_at(self, x: float, line: int) -> int:
        """Qt's line there: of a row of cells the one nearest to `x`; below a cell's last line that one."""
        if not self._cells:
            return line
        numbers = self._cells.lines_at(x)
        return numbers[min(line, len(numbers) - 1)]

    def lines_at(self, x: float) -> int:
        """How many lines stand one below the other there."""
        return len(self._cells.lines_at(x)) if self._cells else self.line_count

    def visual_step(self, offset: int, right: bool) -> int | None:
        """The next caret place to the left or right as one sees it; None at the paragraph's edge."""
        place, text = offset - self.start, self._text
        if not self._mixed:
            near = next_grapheme(text, place) if right else previous_grapheme(text, place)
            return None if near == place else self.start + near
        step = self._qt_step(place, right)
        if step is None and self._hangs(place):
            before = previous_grapheme(text, place)
            if right == self.right_to_left:
                return self.start + before
            while self._hangs(before):
                before = previous_grapheme(text, before)
            step = self._qt_step(before, right)
        return None if step is None else self.start + step

    def _qt_step(self, place: int, right: bool) -> int | None:
        unit = self._map.to_units(place)
        while True:
            step = self._layout.rightCursorPosition(unit) if right else self._layout.leftCursorPosition(unit)
            if step == unit:
                return None
            there = self._map.from_units(step)
            if there == len(self._text) or grapheme_floor(self._text, there) == there:
                return there
            unit = step

    def _hangs(self, place: int) -> bool:
        """Whether a place is before spaces that hang over a soft break, where Qt's steps end."""
        end = self._line_ends[self._number(place + self.start)]
        return end < len(self._text) and self._text[place:end].isspace()

    def fragments(self, start: int, end: int, closes: bool = True) -> list[Fragment]:
        """The runs that show `[start, end)` of the article, line by line; spaces hanging over a soft break are left out.

        `closes` says that a span ends at `end` (not just here a piece of it), so that the caller can part neighbours.
        """
        begin, stop = max(start - self.start, 0), min(end - self.start, len(self._text))
        result: list[Fragment] = []
        if stop <= begin or not self._lines:
            return result
        for number in range(self._number(begin + self.start), len(self._lines)):
            first, last = max(begin, self._line_starts[number]), min(stop, self._line_ends[number])
            if first >= stop:
                break
            ends_here = closes and last == stop
            if last == self._line_ends[number] and number + 1 < len(self._lines):
                while last > first and self._text[last - 1].isspace():
                    last -= 1
            if last > first:
                result += self._on_line(number, first, last, ends_here)
        return result

    def _on_line(self, number: int, first: int, last: int, ends_here: bool) -> list[Fragment]:
        way = self._way(number)
        if way:
            left, right = sorted((self._edge(number, first), self._edge(number, last)))
            return [Fragment(self._places[number], left, right, way if ends_here else 0)]
        stops = self._character_edges(number)
        base = self._line_starts[number]
        runs: list[tuple[float, float]] = []
        for left, right in sorted(
            (min(edges), max(edges)) for edges in stops[first - base : last - base] if edges[0] != edges[1]
        ):
            if runs and left <= runs[-1][1] + 0.5:
                runs[-1] = (runs[-1][0], max(runs[-1][1], right))
            else:
                runs.append((left, right))
        closing = next((edges for edges in stops[last - 1 - base :: -1] if edges[0] != edges[1]), (0.0, 1.0))
        leading, trailing = closing
        side = -1 if trailing < leading else 1
        return [
            Fragment(
                self._places[number], left, right, side if ends_here and left - 0.5 <= trailing <= right + 0.5 else 0
            )
            for left, right in runs
        ]

    def _way(self, number: int) -> int:
        """Where the characters of a line run: 1 all to the right, -1 all to the left, 0 both ways."""
        if not self._mixed:
            return 1
        way = self._ways.get(number)
        if way is None:
            words = self._text[self._line_starts[number] : self._line_ends[number]]
            if self.signs:
                way = 0
            elif self.right_to_left:
                way = -1 if runs_only_right_to_left(words) else 0
            else:
                way = 0 if has_right_to_left(words) else 1
            self._ways[number] = way
        return way

    def _character_edges(self, number: int) -> list[tuple[float, float]]:
        """Leading and trailing x of each code point of a line, for lines where direction may change."""
        if number not in self._stops:
            first, last = self._line_starts[number], self._line_ends[number]
            self._stops[number] = character_edges(self._lines[number], self._text, self._map, first, last)
        return self._stops[number]
