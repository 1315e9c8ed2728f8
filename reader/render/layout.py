"""One paragraph laid out with QTextLayout: its lines, where offsets lie on them, and what offset lies at a point.

Offsets at this door are the article's code points; x and y are from the paragraph's text corner. Qt's UTF-16 units
stay inside.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from reader.core.anchor import Utf16Map
from reader.core.article import Style, StyleRun
from reader.core.boundaries import grapheme_floor
from reader.render.typography import LineSetting, has_right_to_left, runs_right_to_left

_SHOWN = str.maketrans({"\n": "\u2028", "\u2029": "\u2028", "\u202d": "→", "\u202e": "←"})
"""Line breaks as QTextLayout wants them, and bidi overrides, which could show words in another order than they are
stored in, as arrows that do nothing. One character for one, so offsets stay."""
_OVERRIDES = ("\u202d", "\u202e")


class Fragment(NamedTuple):
    """A run of marked words on one line, `left` to `right`; where its span ends, its end has `closes` set: -1 left, 1 right."""

    line: int
    left: float
    right: float
    closes: int


class ParagraphLayout:
    """The lines of `text`, which begins at `start` in the article."""

    __slots__ = (
        "_formats", "_layout", "_line_ends", "_line_starts", "_lines", "_map", "_mixed", "_stops", "_text", "_xs",
        "height", "right_to_left", "setting", "start",
    )  # fmt: skip

    def __init__(
        self, text: str, start: int, setting: LineSetting, width: int, styles: Sequence[StyleRun], right_to_left: bool,
        override_colour: str,
    ) -> None:  # fmt: skip
        self.start = start
        self.setting = setting
        self.right_to_left = runs_right_to_left(text, right_to_left)
        self._text = text
        self._map = Utf16Map(text)
        self._mixed = self.right_to_left or has_right_to_left(text)
        self._stops: dict[int, list[tuple[float, float]]] = {}
        self._xs: dict[tuple[int, int], float] = {}
        self._layout = QTextLayout(text.translate(_SHOWN), setting.font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(self._option(width))
        self._layout.setFormats(self._style_formats(styles, override_colour))
        self._break_lines(width)

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

    def _break_lines(self, width: int) -> None:
        setting, layout = self.setting, self._layout
        left = 0 if self.right_to_left else setting.indent
        self._lines: list[QTextLine] = []
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width - setting.indent, 40))
            line.setPosition(QPointF(left, len(self._lines) * setting.leading + setting.baseline - line.ascent()))
            self._lines.append(line)
        layout.endLayout()
        units = [(line.textStart(), line.textStart() + line.textLength()) for line in self._lines]
        self._line_starts = [self._map.from_units(begin) for begin, _ in units] or [0]
        self._line_ends = [self._map.from_units(end) for _, end in units] or [0]
        self.height = max(len(self._lines), 1) * setting.leading

    # Styles

    def _style_formats(self, styles: Sequence[StyleRun], override_colour: str) -> list[QTextLayout.FormatRange]:
        formats = [
            self._range(run.start - self.start, run.end - self.start, self._style_format(run.style))
            for run in styles
            if run.end > run.start and run.style is not Style.IMAGE
        ]
        if any(mark in self._text for mark in _OVERRIDES):
            warning = QTextCharFormat()
            warning.setForeground(QColor(override_colour))
            formats += [
                self._range(place, place + 1, warning) for place, mark in enumerate(self._text) if mark in _OVERRIDES
            ]
        return formats

    def _style_format(self, style: Style) -> QTextCharFormat:
        text_format = QTextCharFormat()
        if style is Style.BOLD:
            text_format.setFontWeight(QFont.Weight.Bold)
        elif style is Style.ITALIC:
            text_format.setFontItalic(not self.right_to_left)
        elif style is Style.CODE:
            text_format.setFontFixedPitch(True)
            text_format.setFontFamilies(["monospace"])
        elif style is Style.LINK:
            text_format.setFontUnderline(False)
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

    @property
    def text_layout(self) -> QTextLayout:
        return self._layout

    # Lines

    @property
    def line_count(self) -> int:
        return max(len(self._lines), 1)

    def line_of(self, offset: int, upstream: bool = False) -> int:
        """The line that shows the caret at an offset; at a soft break the lower one, or with `upstream` the upper."""
        place = offset - self.start
        line = max(bisect_right(self._line_starts, place) - 1, 0)
        return line - 1 if upstream and line and self._line_starts[line] == place else line

    def line_bounds(self, line: int) -> tuple[int, int]:
        """First and last caret place of a line; the last may also be the first of the next."""
        return self.start + self._line_starts[line], self.start + self._line_ends[line]

    # Positions

    def caret_x(self, offset: int, upstream: bool = False) -> float:
        if not self._lines:
            return 0.0
        return self._edge(self.line_of(offset, upstream), offset - self.start)

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
        number = min(max(int(y // self.setting.leading), 0), len(self._lines) - 1)
        place = grapheme_floor(self._text, self._map.from_units(self._lines[number].xToCursor(x)))
        if place >= self._line_ends[number] and number + 1 < len(self._lines):
            if place > self._line_starts[number] and self._text[place - 1].isspace():
                return self.start + place - 1, False
            return self.start + place, True
        return self.start + place, False

    def visual_step(self, offset: int, right: bool) -> int | None:
        """The next caret place to the left or right as one sees it; None at the paragraph's edge."""
        unit = self._map.to_units(offset - self.start)
        while True:
            step = self._layout.rightCursorPosition(unit) if right else self._layout.leftCursorPosition(unit)
            if step == unit:
                return None
            place = self._map.from_units(step)
            if place == len(self._text) or grapheme_floor(self._text, place) == place:
                return self.start + place
            unit = step

    def fragments(self, start: int, end: int, closes: bool = True) -> list[Fragment]:
        """The runs that show `[start, end)` of the article, line by line; spaces hanging over a soft break are left out.

        `closes` says that a span ends at `end` (not just here a piece of it), so that the caller can part neighbours.
        """
        begin, stop = max(start - self.start, 0), min(end - self.start, len(self._text))
        result: list[Fragment] = []
        if stop <= begin or not self._lines:
            return result
        for number in range(self.line_of(begin + self.start), len(self._lines)):
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
        if not self._mixed:
            return [Fragment(number, self._edge(number, first), self._edge(number, last), int(ends_here))]
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
            Fragment(number, left, right, side if ends_here and left - 0.5 <= trailing <= right + 0.5 else 0)
            for left, right in runs
        ]

    def _character_edges(self, number: int) -> list[tuple[float, float]]:
        """Leading and trailing x of each code point of a line, for lines where direction may change."""
        if number not in self._stops:
            line, to_units = self._lines[number], self._map.to_units
            trailing = QTextLine.Edge.Trailing
            self._stops[number] = edges = []
            for place in range(self._line_starts[number], self._line_ends[number]):
                unit = to_units(place)
                leading, right = _x(line, unit), _x(line, unit, trailing)
                if leading == right:
                    leading, right = _glyph_edges(line, unit, self._text[place], leading)
                edges.append((leading, right))
        return self._stops[number]


def _x(line: QTextLine, unit: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    return line.cursorToX(unit, edge)[0]  # type: ignore[index, no-any-return]


def _glyph_edges(line: QTextLine, unit: int, character: str, x: float) -> tuple[float, float]:
    """Leading and trailing x by the glyph itself: where direction changes, Qt gives the first character of a run the
    place at the end of the run before it. (A combining mark takes the place of its base.)"""
    boxes = [run.boundingRect() for run in line.glyphRuns(unit, 1)]
    if not boxes:
        return x, x
    left, right = min(box.left() for box in boxes), max(box.right() for box in boxes)
    return (right, left) if unicodedata.bidirectional(character) in ("R", "AL") else (left, right)
