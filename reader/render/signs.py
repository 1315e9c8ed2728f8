"""Characters that steer the direction of text and show nothing of themselves: seen as small signs, and what each one is.

Overrides, which would show words in another order than they are stored in, become arrows that do nothing, and what ends
them does nothing either. Marks, embeddings and isolates keep their effect: newspapers need them; a sign says where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_BREAKS = str.maketrans({"\n": "\u2028", "\u2029": "\u2028"})
_ARROWS = {"\u202d": "→", "\u202e": "←"}
_EMBEDDINGS, _ISOLATES = "\u202a\u202b", "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_NOTHING = "\u2060"
"""Stands where an override ended: one character as well, without width or effect."""
_LEFTWARD = "\u061c\u200f\u202b\u2067"
_MARKS = "\u061c\u200e\u200f"
_STEM, _FLAG = 0.92, 0.24
"""Height of a sign's stem and of its flag, in sizes of the letters."""


class Sign(NamedTuple):
    """A character of direction at `place`, counted in the paragraph."""

    place: int
    character: str

    @property
    def overrides(self) -> bool:
        return self.character in _ARROWS


class PlacedSign(NamedTuple):
    """Where a sign is drawn: `x` and the `baseline` of its line; `below` counts the signs that stand at the same place."""

    sign: Sign
    x: float
    baseline: float
    below: int


def signs_of(text: str) -> tuple[Sign, ...]:
    """The characters of direction in `text`, in order."""
    if text.isascii():
        return ()
    return tuple(Sign(match.start(), match[0]) for match in _CONTROLS.finditer(text))


def shown(text: str, signs: Sequence[Sign]) -> str:
    """`text` as it is laid out, one character for one: line breaks as Qt wants them, overrides without effect."""
    result = text.translate(_LINE_BREAKS)
    if not any(sign.overrides for sign in signs):
        return result
    characters = list(result)
    for sign in signs:
        characters[sign.place] = _ARROWS.get(sign.character, sign.character)
    for place in _ends_of_overrides(signs):
        characters[place] = _NOTHING
    return "".join(characters)


def _ends_of_overrides(signs: Sequence[Sign]) -> Iterator[int]:
    open_: list[str] = []
    for place, character in signs:
        if character in _EMBEDDINGS or character in _ISOLATES or character in _ARROWS:
            open_.append(character)
        elif character == _END_OF_EMBEDDING and open_ and open_[-1] not in _ISOLATES:
            if open_.pop() in _ARROWS:
                yield place
        elif character == _END_OF_ISOLATE and any(each in _ISOLATES for each in open_):
            while open_.pop() not in _ISOLATES:
                pass


def described(sign: Sign) -> str:
    """What a sign stands for: "U+2067 right-to-left isolate. …"."""
    name = unicodedata.name(sign.character).lower()
    does = "sets the direction of what follows"
    if sign.overrides:
        does = "would show the words after it in another order than they are stored in; here it does nothing"
    elif sign.character in (_END_OF_EMBEDDING, _END_OF_ISOLATE):
        does = "ends what sets a direction"
    elif sign.character in _MARKS:
        does = "gives what stands beside it a direction"
    return f"U+{ord(sign.character):04X} {name}: {does}."


def sign_box(placed: PlacedSign, size: float) -> QRectF:
    """Where the mouse is on a sign."""
    wide = _FLAG * size + 2
    top = placed.baseline - _STEM * size + placed.below * _FLAG * size
    return QRectF(placed.x - wide, top, 2 * wide, placed.baseline - top)


def paint_signs(painter: QPainter, placed: Sequence[PlacedSign], size: float, colour: QColor) -> None:
    """Each as a thin stem with a flag towards its direction; what ends something has a bar instead. No letter moves."""
    flag = _FLAG * size
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    for one in placed:
        character = one.sign.character
        if one.sign.overrides:
            continue  # an arrow stands in the line
        top = one.baseline - _STEM * size + one.below * flag
        bottom = top + 2 * flag if character in _MARKS else one.baseline
        painter.fillRect(QRectF(one.x - 0.5, top, 1, bottom - top), colour)
        painter.setPen(Qt.PenStyle.NoPen)
        if character in (_END_OF_EMBEDDING, _END_OF_ISOLATE):
            painter.fillRect(QRectF(one.x - flag / 2, top, flag, 1), colour)
            continue
        for side in (-1, 1) if character == "\u2068" else (-1 if character in _LEFTWARD else 1,):
            tip = QPointF(one.x + side * flag, top + flag / 2)
            painter.drawPolygon(QPolygonF([QPointF(one.x, top), tip, QPointF(one.x, top + flag)]))
    painter.restore()
