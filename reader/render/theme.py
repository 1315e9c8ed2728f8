"""The one table of colours, and which ink a tag takes. Everything drawn takes its colours from here.

Light, sepia and dark, and high contrast for light and dark surroundings. What Qt makes of the table is in style.py; pictures drawn with it in resources.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reader.core.codebook import Codebook, LevelStatus, Tag
from reader.core.colour import between, contrast, from_oklch, legible, mixed, to_oklch


class Ink(NamedTuple):
    """A tag's two colours: `tint` behind its words, `ink` for its lane, bracket and glyph on the page."""

    tint: str
    ink: str


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """All colours of a theme, `#RRGGBB`. `scale` holds the inks of the stance values -2 to 2.

    `least_lane` is how thin the strokes below the words may get, dp.
    """

    name: str
    dark: bool
    page: str
    text: str
    text2: str
    disabled: str
    control_edge: str
    window: str
    panel: str
    raised: str
    hairline: str
    accent: str
    on_accent: str
    find_hit: str
    find_current: str
    danger: str
    warn: str
    ok: str
    slots: tuple[Ink, ...]
    scale: Mapping[int, Ink]
    accent_share: float = 0.14
    least_lane: float = 1.5

    @property
    def chosen(self) -> str:
        """Behind a chosen row or segment: a breath of the accent, so that `text` and `text2` stay legible on it."""
        return mixed(self.panel, self.accent, self.accent_share)

    @property
    def hovered(self) -> str:
        """Behind what the mouse is over."""
        return mixed(self.panel, self.text, 0.06)


_TOKENS = {
    # token: light, sepia, dark
    "page": "#FCFBF8 #F4ECDA #1A1B1D",
    "text": "#1D1B18 #33291D #DEDBD4",
    "text2": "#5C5750 #63533F #A8A59E",
    "disabled": "#8A847B #8B7A62 #77756F",
    "control_edge": "#8C867C #84725A #7C7E84",
    "window": "#F1EFEA #E9DFC9 #121315",
    "panel": "#F7F5F1 #EFE6D2 #202124",
    "raised": "#FFFFFF #FAF4E6 #2A2B2F",
    "hairline": "#DCD8D0 #D3C5A8 #35363A",
    "accent": "#1F5FBF #2A5C8A #8AB4F8",
    "on_accent": "#FFFFFF #FFFFFF #10131A",
    "find_hit": "#FFE45C #FFE066 #5E5000",
    "find_current": "#FF9F1A #F59A23 #8A4B00",
    "danger": "#B3261E #A1271B #F2958E",
    "warn": "#8A5A00 #7A4E00 #E5B567",
    "ok": "#1E6B3A #2C6136 #8CCF9B",
}

_CONTRAST_TOKENS = {
    # token: light, dark; a chosen row is told from its neighbours by 3:1, and text on it by 7:1
    "page": "#FFFFFF #000000",
    "text": "#000000 #FFFFFF",
    "text2": "#000000 #FFFFFF",
    "disabled": "#595959 #A6A6A6",
    "control_edge": "#000000 #FFFFFF",
    "window": "#FFFFFF #000000",
    "panel": "#FFFFFF #000000",
    "raised": "#FFFFFF #000000",
    "hairline": "#595959 #A6A6A6",
    "accent": "#0035A8 #8AB4F8",
    "on_accent": "#FFFFFF #000000",
    "find_hit": "#FFE45C #5E5000",
    "find_current": "#FF9F1A #7A4000",
    "danger": "#8C1009 #FFA8A1",
    "warn": "#5E3D00 #FFD27A",
    "ok": "#0C4A22 #8CE0A4",
}
_CONTRAST_SHARES = (0.524, 0.497)
_CONTRAST_INK = 7.0

_SLOTS = (
    # tint and ink: light, sepia, dark; in the order of core.codebook.SLOTS
    "#DCB5FF #542480  #C9AEFA #6F53AE  #392641 #A986AF",
    "#FFC2CC #76153D  #F7A0BD #8B2A52  #763545 #DE7B92",
    "#E7C470 #876B09  #FAD584 #664900  #4B3906 #D6B751",
    "#C1F9FF #1C7984  #A5EFF6 #126F76  #0A5666 #94D3E7",
    "#DAF9D7 #4B7952  #C0F0B2 #3A5F35  #36552D #AAD795",
    "#FBB3A7 #663125  #DDB2AB #905452  #532629 #F3B4BB",
    "#DFBCD4 #6C3E63  #ECC4DA #650C51  #5E3751 #D2A0BB",
    "#E5FAA5 #52632F  #C7C89C #6C6703  #515100 #9F9629",
    "#C2E3FF #2A608F  #B7D9FF #2D567D  #0C305F #6893E1",
    "#94EAD5 #146A59  #5ED4C9 #00473D  #01493A #18A991",
    "#FFD5B4 #7B3B00  #F1AD75 #592D08  #422811 #B38A67",
    "#C3C4EA #6064C6  #BAB9DE #382F87  #40477F #A3B5FF",
)

_SCALE = {
    -2: "#F29F74 #7C350E  #E9946E #762F0B  #803F1F #F5AA80",
    -1: "#FBD8BB #885629  #F2C69C #805226  #4A301C #AC8B6B",
    0: "#DAD9D5 #5F5D59  #CECCC5 #5B5851  #3D3C38 #ACABA7",
    1: "#C9E8FE #326893  #B4DCF5 #2F628A  #1C3951 #7197B8",
    2: "#8ABEF4 #02468B  #83B4EA #064180  #2A558A #91C3F6",
}
_SCALE_END = 2


def _ink(row: str, column: int) -> Ink:
    colours = row.split()
    return Ink(colours[2 * column], colours[2 * column + 1])


def _theme(name: str, column: int) -> Theme:
    return Theme(
        name=name,
        dark=name == "dark",
        slots=tuple(_ink(row, column) for row in _SLOTS),
        scale={value: _ink(row, column) for value, row in _SCALE.items()},
        **{token: row.split()[column] for token, row in _TOKENS.items()},  # type: ignore[arg-type]
    )


def _contrast_theme(name: str, column: int, like: Theme) -> Theme:
    """The inks of a theme, as far from the page as text is to be; no tints."""
    tokens = {token: row.split()[column] for token, row in _CONTRAST_TOKENS.items()}
    page = tokens["page"]

    def plain(ink: Ink) -> Ink:
        return Ink(page, legible(ink.ink, page, _CONTRAST_INK))

    return Theme(
        name=name,
        dark=like.dark,
        slots=tuple(plain(ink) for ink in like.slots),
        scale={value: plain(ink) for value, ink in like.scale.items()},
        accent_share=_CONTRAST_SHARES[column],
        least_lane=2.0,
        **tokens,
    )


THEMES = {name: _theme(name, column) for column, name in enumerate(("light", "sepia", "dark"))}

CONTRAST = {
    scheme: _contrast_theme(f"contrast-{scheme}", column, THEMES[scheme])
    for column, scheme in enumerate(("light", "dark"))
}
"""High contrast for each of the system's colour schemes."""

_OWN_TINT = {
    "light": (0.86, 0.10, 9.5),
    "sepia": (0.81, 0.10, 7.0),
    "dark": (0.40, 0.08, 6.0),
}
"""For a colour of the user's own: the tint's OKLCH lightness, its most chroma, and the least contrast of text on it."""
_OWN_INK = 5.0
"""Least contrast with the page of the ink of a colour of the user's own."""


def ink_of(theme: Theme, codebook: Codebook, tag: Tag) -> Ink:
    """The colours of a tag: a stance level's by its number, else its own or inherited colour, else its slot's."""
    if tag.kind == "stance" and tag.value is not None and tag.level_status in (None, LevelStatus.VALID):
        return _of_value(theme, tag.value / _stretch(codebook))
    own = codebook.colour(tag.id)
    return _of_own(theme, own) if own else theme.slots[codebook.slot(tag.id) - 1]


def _stretch(codebook: Codebook) -> float:
    """How much longer the project's scale is than ours: with -3 to 3, a 3 takes the colour of 2."""
    longest = max(
        (abs(tag.value) for _, tag in codebook.walk("stance") if tag.value is not None),
        default=0.0,
    )
    return max(1.0, longest / _SCALE_END)


@lru_cache(maxsize=256)
def _of_value(theme: Theme, value: float) -> Ink:
    low = max(-_SCALE_END, min(_SCALE_END - 1, int(value // 1)))
    share = min(1.0, max(0.0, value - low))
    one, other = theme.scale[low], theme.scale[low + 1]
    return Ink(between(one.tint, other.tint, share), between(one.ink, other.ink, share))


@lru_cache(maxsize=256)
def _of_own(theme: Theme, colour: str) -> Ink:
    """A tint and an ink of the colour's hue; a grey stays grey."""
    _, chroma, hue = to_oklch(colour)
    if theme.name not in _OWN_TINT:
        return Ink(theme.page, legible(from_oklch(0.5, chroma, hue), theme.page, _CONTRAST_INK))
    lightness, most_chroma, text_ratio = _OWN_TINT[theme.name]
    tint = from_oklch(lightness, min(chroma, most_chroma), hue)
    while contrast(tint, theme.text) < text_ratio:
        lightness += -0.01 if theme.dark else 0.01
        tint = from_oklch(lightness, min(chroma, most_chroma), hue)
    return Ink(
        tint,
        legible(
            from_oklch(0.5 if not theme.dark else 0.72, chroma, hue),
            theme.page,
            _OWN_INK,
        ),
    )
