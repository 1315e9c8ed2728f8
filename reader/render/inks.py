"""A theme's colours as Qt wants them, made once: the tokens, and each tag's tint and ink."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor

from reader.core.codebook import KINDS, Codebook, Tag
from reader.core.colour import contrast, mixed
from reader.render.theme import Theme, ink_of

LANES = {kind.name: number for number, kind in enumerate(KINDS)}
STYLES = {kind.name: kind.lane for kind in KINDS}
GLYPHS = {kind.name: kind.glyph for kind in KINDS}
DIMMED = 0.35
FADED = 0.5
"""How much of its tint an annotation keeps while another one is lifted."""
LEGIBLE = 4.5
"""Least contrast of words with what is behind them."""
_QUIET = 0.4
"""How much of its contrast a name keeps at least."""


class TagInk(NamedTuple):
    """`faint` is the ink half way to the page: opaque, since Qt blends slanting lines ten times as slowly. `faded` is the
    tint while another annotation is lifted."""

    kind: str
    tint: QColor
    ink: QColor
    faint: QColor
    label: str
    faded: QColor


class Inks:
    """The colours of the page under one theme and codebook."""

    def __init__(self, theme: Theme, codebook: Codebook) -> None:
        self.theme = theme
        self.codebook = codebook
        self._tags: dict[int, TagInk | None] = {}
        self.page = QColor(theme.page)
        self.text = QColor(theme.text)
        self.text2 = QColor(theme.text2)
        self.disabled = QColor(theme.disabled)
        self.hairline = QColor(theme.hairline)
        self.accent = QColor(theme.accent)
        self.on_accent = QColor(theme.on_accent)
        self.find_hit = QColor(theme.find_hit)
        self.find_current = QColor(theme.find_current)
        self.text_faint = QColor(mixed(theme.page, theme.text, 0.5))
        self.quiet = QColor(quiet(theme))

    def of(self, tag_id: int) -> TagInk | None:
        """None for a tag that the codebook no longer has."""
        if tag_id not in self._tags:
            tag = self.codebook.tags.get(tag_id)
            self._tags[tag_id] = self._made(tag) if tag else None
        return self._tags[tag_id]

    def _made(self, tag: Tag) -> TagInk:
        ink = ink_of(self.theme, self.codebook, tag)
        page = self.theme.page
        return TagInk(
            kind=tag.kind,
            tint=QColor(ink.tint),
            ink=QColor(ink.ink),
            faint=QColor(mixed(page, ink.ink, 0.5)),
            label=label_of(tag),
            faded=QColor(mixed(page, ink.tint, FADED)),
        )


def quiet(theme: Theme) -> str:
    """Names in the margin while another annotation is lifted: as pale as stays legible, in high contrast well so."""
    least = max(LEGIBLE, _QUIET * contrast(theme.text2, theme.page))
    shares = (part / 20 for part in range(20, 0, -1))
    found = (mixed(theme.page, theme.text2, share) for share in shares)
    return [colour for colour in found if contrast(colour, theme.page) >= least][-1]


def label_of(tag: Tag) -> str:
    """The tag's name; a stance level's signed number stands beside it."""
    if tag.kind != "stance" or tag.value is None:
        return tag.name
    value = f"{tag.value:+g}" if tag.value else "0"
    value = value.replace("-", "−")
    return tag.name if value in tag.name else f"{tag.name} {value}"


def dimmed(colour: QColor) -> QColor:
    result = QColor(colour)
    result.setAlphaF(DIMMED)
    return result
