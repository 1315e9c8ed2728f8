"""Room for letters that are taller or hang lower than the page's own: Devanagari, Thai, Tibetan stacks, piled-up accents.

The leading is a paragraph's, known before anything is tagged, and is only ever made larger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from PySide6.QtGui import QTextLine

from reader.render.typography import LineSetting

_TALL = re.compile(
    "[\u0300-\u036f]{2}|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]{2}|[\u0700-\u10ff\u1200-\u1cff\u1dc0-\u1dff]"
    "|[\u20d0-\u20ff\u2600-\u27bf\ua800-\uabff\U00010000-\U0001ffff]"
)
"""Where the letters may be taller than those that the leading was made for."""
_MOST = 2.4
"""In sizes: a heap of accents takes no more than this above or below its line."""
_SLACK = 0.1
"""In sizes: what may reach into a neighbour's room, so that an emoji does not part lines."""


_MEASURED = 4000
"""Glyphs of a paragraph that are looked at: a long one has shown by then what letters it has."""
_BOXES: dict[tuple[str, float, int], tuple[float, float]] = {}
"""Top and bottom of glyphs that were measured, by family, size and number."""
_BOXES_KEPT = 4096


def with_room(text: str, setting: LineSetting, lines: Sequence[QTextLine]) -> LineSetting:
    """`setting` with a leading in which no line's letters touch its neighbours' or their lanes."""
    if text.isascii() or not _TALL.search(text):
        return setting
    most, slack = _MOST * setting.size, _SLACK * setting.size
    above, below = _reach(lines)
    up, down = ceil(min(above, most) - slack), ceil(min(below, most) - slack)
    lanes = setting.lanes[-1] + ceil(setting.stroke)
    more_above = max(up + lanes - setting.leading, 0)
    more_below = max(down - lanes, 0)
    if not more_above and not more_below:
        return setting
    return setting._replace(leading=setting.leading + more_above + more_below, baseline=setting.baseline + more_above)


def _reach(lines: Sequence[QTextLine]) -> tuple[float, float]:
    """How far the letters of `lines` reach above and below their baselines. (Glyph runs themselves only know the font's.)"""
    above = below = 0.0
    measured = 0
    for line in lines:
        if measured > _MEASURED:
            break
        baseline = line.y() + line.ascent()
        for run in line.glyphRuns():
            glyphs, font = run.glyphIndexes(), run.rawFont()
            measured += len(glyphs)
            name, size = f"{font.familyName()} {font.styleName()}", font.pixelSize()
            for glyph, place in zip(glyphs, run.positions(), strict=True):
                key = (name, size, glyph)
                box = _BOXES.get(key)
                if box is None:
                    if len(_BOXES) >= _BOXES_KEPT:
                        _BOXES.clear()
                    rect = font.boundingRect(glyph)
                    box = _BOXES[key] = rect.top(), rect.bottom()
                off = place.y() - baseline
                above, below = max(above, -box[0] - off), max(below, box[1] + off)
    return above, below
