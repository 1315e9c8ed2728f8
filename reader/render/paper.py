"""Paper: its sizes, where text and margin lie on it, how type is set on it, and the inks of print."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont

from reader.core.article import BlockKind
from reader.core.codebook import Codebook, Tag
from reader.render.geometry import Page
from reader.render.inks import Inks, TagInk
from reader.render.margin import OUTER_EDGE
from reader.render.theme import THEMES
from reader.render.typography import LineSetting, Typography

DP = 0.62
"""Points that one of the page's lengths has on paper: letters of 18 are 11.2 points high."""
SIZE = 18
GUTTER = 48
"""On the other side of the text than the margin, for paragraph numbers."""
MARGIN, LEAST_MARGIN = 220, 200
LEAST_EDGE = 52
HEADER, TOP, BOTTOM = 62, 100, 90
"""From the paper's upper edge to the header's baseline and to the text; from the text to the lower edge."""


class Paper(NamedTuple):
    """`width` and `height` in points."""

    title: str
    width: float
    height: float


PAPERS = {"a4": Paper("A4", 595.276, 841.89), "letter": Paper("Letter", 612.0, 792.0)}


class Area(NamedTuple):
    """A sheet for one article: `left`, `top` is the corner of `page`, whose text is `height` high; `width` the paper's."""

    width: int
    left: int
    top: int
    height: int
    page: Page


def area_of(paper: Paper, typography: Typography, mirrored: bool) -> Area:
    """The margin keeps its least width, then the lines take what they can use, then the margin."""
    width = int(paper.width / DP)
    room = width - 2 * LEAST_EDGE - GUTTER
    text = max(min(typography.measure, room - LEAST_MARGIN), 80)
    margin = min(room - text, MARGIN)
    left = margin + OUTER_EDGE if mirrored else GUTTER
    page = Page(
        text_left=left,
        text_width=text,
        margin_left=OUTER_EDGE if mirrored else left + text,
        margin_width=margin,
        padding=GUTTER,
        width=GUTTER + text + margin + OUTER_EDGE,
        folded=False,
        mirrored=mirrored,
    )
    return Area(width, (width - page.width) // 2, TOP, int(paper.height / DP) - TOP - BOTTOM, page)


class PaperTypography(Typography):
    """The page's type without ligatures: Qt's PDF does not say which letters they stand for, so that nothing that holds
    one could be found or copied."""

    __slots__ = ()

    def of(self, kind: BlockKind, level: int = 0) -> LineSetting:
        setting = super().of(kind, level)
        font = QFont(setting.font)
        for feature in ("liga", "clig", "dlig"):
            font.setFeature(QFont.Tag(feature), 0)
        return setting._replace(font=font)


class _BlackInks(Inks):
    """Neither tints nor colours: lanes, brackets and glyphs tell everything."""

    def _made(self, tag: Tag) -> TagInk:
        grey = QColor(self.text_faint)
        return super()._made(tag)._replace(tint=self.page, ink=self.text, faint=grey, faded=self.page)


def paper_inks(codebook: Codebook, *, coloured: bool) -> Inks:
    """The light theme's inks on white; with black alone where they are not `coloured`."""
    light = THEMES["light"]
    if coloured:
        return Inks(replace(light, page="#FFFFFF"), codebook)
    black = replace(
        light, page="#FFFFFF", text="#000000", text2="#505050", hairline="#C0C0C0", disabled="#808080", warn="#000000"
    )
    return _BlackInks(black, codebook)
