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
    "[\u0300-\u036f]{2}|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]{2}|[\u0700-\u1cff\u1dc0-\u1dff\u20d0-\u20ff]"
    "|[\u2600-\u27bf\u2e80-\u9fff\ua500-\udfff\uf900-\ufaff\uff00-\uffef\U00010000-\U0010ffff]"
)
"""Where the letters may be taller than those that the leading was made for."""
_MOST = 2.4
"""In sizes: a heap of accents takes no more than this above or below its line."""
_SLACK = 0.1
"""In sizes: what may reach into a neighbour's room, so that an emoji or an ideograph does not part lines."""


def with_room(text: str, setting: LineSetting, lines: Sequence[QTextLine]) -> LineSetting:
    """`setting` with a leading in which no line's letters touch its neighbours' or their lanes."""
    if text.isascii() or not lines or not _TALL.search(text):
        return setting
    above, below = 0.0, 0.0
    for line in lines:
        baseline = line.y() + line.ascent()
        for run in line.glyphRuns():
            box = run.boundingRect()
            above, below = max(above, baseline - box.top()), max(below, box.bottom() - baseline)
    most = _MOST * setting.size
    slack = _SLACK * setting.size
    up, down = ceil(min(above, most) - slack), ceil(min(below, most) - slack)
    baseline_ = max(setting.baseline, up)
    under = max(setting.leading - setting.baseline, down)
    lanes = setting.lanes[-1] + ceil(setting.stroke)
    leading = max(baseline_ + under, up + max(down, lanes), setting.leading)
    if leading == setting.leading:
        return setting
    return setting._replace(leading=leading, baseline=baseline_)
