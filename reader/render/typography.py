"""How the page is set: fonts, leading and where marks lie, by kind of block, script and size (look-and-feel: The page).

All lengths are device-independent pixels, rounded so that baselines and lanes fall on whole ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF

from reader.core.article import BlockKind
from reader.core.codebook import KINDS
from reader.render.faces import load_fonts

CARRIED = ["Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari", "Noto Sans Thai"]
"""The families that travel with the program, for letters that the face itself lacks (faces.py loads them)."""
SERIF = ["Literata", *CARRIED, "Noto Serif", "serif"]
SEMIBOLD = ["Literata SemiBold", *(f"{family} SemiBold" for family in CARRIED), *SERIF]
FACES = ("literata", "sans", "serif")
"""The page's own face, and the system's two."""
LEADINGS = {"tight": 0.94, "usual": 1.0, "wide": 1.15}
"""In shares of the usual leading. Tighter, the lanes below a line would touch the letters of the next."""
USUAL = 18
MEASURE = 66
NARROW = 45
_SIZES = {
    BlockKind.HEADLINE: 1.67,
    BlockKind.DEK: 1.11,
    BlockKind.BYLINE: 0.78,
    BlockKind.HEADING: 1.17,
    BlockKind.CAPTION: 0.89,
    BlockKind.CODE: 0.85,
}
_ADVANCE = {"latin": 0.49, "cyrillic": 0.56, "arabic": 0.44 / 1.15}
"""Mean advance of a character, in sizes of its own letters."""
_SAMPLES = {
    "latin": "The minister said on Friday that her government would back a shared corridor through the ports.",
    "cyrillic": "Министр сообщила в пятницу, что правительство поддержит общий коридор через восточные порты.",
    "arabic": "قالت الوزيرة يوم الجمعة إن الحكومة ستدعم ممرا مشتركا للحبوب عبر الموانئ الشرقية للبلاد.",
}
_ARABIC_SIZE = 1.15
_DEEPEST = 6
"""Items of deeper lists are set in no further, so that room is left for their words."""
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ONLY_RIGHT_TO_LEFT = re.compile(
    "[\\s!-/:-@\\[-`{-~«»\u0590-\u05ff\u0606-\u061b\u061d-\u065f\u066d-\u06dc\u06de-\u06ef\u06fa-\u088f\u0898-\u08e1"
    "\u08e3-\u08ff\u200c\u200d\u2010-\u2027\ufb1d-\ufdff\ufe70-\ufefe]*"
)
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "fa", "ur", "he", "yi", "ps", "ku-arab", "ckb", "sd", "ug", "dv"})


def script_of(sample: str) -> str:
    """'arabic', 'cyrillic' or 'latin' (which stands for every other): what most of `sample` is written in."""
    arabic, cyrillic = len(_ARABIC.findall(sample)), len(_CYRILLIC.findall(sample))
    if max(arabic, cyrillic) <= len(sample) / 4:
        return "latin"
    return "arabic" if arabic > cyrillic else "cyrillic"


def runs_only_right_to_left(text: str) -> bool:
    """Whether nothing in a right-to-left line runs the other way: Arabic and Hebrew letters and punctuation, no digits."""
    return _ONLY_RIGHT_TO_LEFT.fullmatch(text) is not None


def has_right_to_left(text: str) -> bool:
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def runs_right_to_left(text: str, fallback: bool) -> bool:
    """By the first strong character; `fallback` where there is none."""
    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return fallback


def language_is_right_to_left(language: str) -> bool | None:
    """None where the language is not known."""
    return language.lower().split("-")[0] in _RIGHT_TO_LEFT_LANGUAGES if language else None


class LineSetting(NamedTuple):
    """How the lines of one kind of block are set. Tint and lanes are distances below the baseline (negative: above).

    `lanes` are the tops of each kind's lane, in the order of KINDS. `above` is the space before the block.
    """

    font: QFont
    size: float
    leading: int
    baseline: int
    tint_top: int
    tint_bottom: int
    lanes: tuple[int, ...]
    stroke: float
    indent: int
    above: int
    quiet: bool


class Reading(NamedTuple):
    """How a person likes to read: `size` is the body size s, `characters` how many a line is to hold."""

    size: float = USUAL
    characters: int = MEASURE
    face: str = FACES[0]
    leading: str = "usual"


class Typography(NamedTuple):
    """One way of reading (see `Reading`) in one script."""

    size: float
    script: str
    characters: int = MEASURE
    face: str = FACES[0]
    leading: str = "usual"

    @property
    def body(self) -> float:
        return self.size * (_ARABIC_SIZE if self.script == "arabic" else 1.0)

    def width_of(self, characters: int) -> int:
        """The measure for so many characters a line, on the 4 grid but for rounding down."""
        return int(characters * _ADVANCE[self.script] * self.body * breadth(self.face, self.script)) // 4 * 4

    @property
    def measure(self) -> int:
        """The width of the lines: at 66 characters 32, 37 or 29 sizes."""
        sizes = {"latin": 32, "cyrillic": 37, "arabic": 29}[self.script]
        return round(sizes * self.size * self.characters / MEASURE * breadth(self.face, self.script))

    @property
    def characters_a_line(self) -> float:
        """How many characters of body text the full measure holds on average."""
        return self.measure / (_ADVANCE[self.script] * self.body * breadth(self.face, self.script))

    def of(self, kind: BlockKind, level: int = 0) -> LineSetting:
        return _setting(self.size, self.script, self.face, self.leading, kind, level)

    @property
    def small(self) -> QFont:
        """The system font of the metadata line."""
        return system_font(round(0.78 * self.size))


def families(face: str, semibold: bool = False) -> list[str]:
    """The families of a face, each followed by those that have the letters it lacks; the last are those we carry."""
    if face == "sans":
        return [QFontInfo(system_font(USUAL)).family(), "Noto Sans", "Noto Sans Arabic", *CARRIED]
    if face == "serif":
        return [_system_serif(), "Noto Serif", *CARRIED]
    return SEMIBOLD if semibold else SERIF


@lru_cache(maxsize=1)
def _system_serif() -> str:
    font = QFont()
    font.setStyleHint(QFont.StyleHint.Serif)
    return font.defaultFamily()


@lru_cache(maxsize=16)
def breadth(face: str, script: str) -> float:
    """How broad a face's letters are in a script, against the page's own face: a line holds as many in either."""
    if face == FACES[0]:
        return 1.0
    load_fonts()
    sample = _SAMPLES.get(script, _SAMPLES["latin"])
    own, theirs = (
        QFontMetricsF(_font(BlockKind.PARAGRAPH, 100.0, each)).horizontalAdvance(sample) for each in (FACES[0], face)
    )
    return theirs / own if own else 1.0


@lru_cache(maxsize=64)
def system_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


@lru_cache(maxsize=256)
def _setting(size: float, script: str, face: str, spacing: str, kind: BlockKind, level: int) -> LineSetting:
    own = size * _SIZES.get(kind, 1.0) * (_ARABIC_SIZE if script == "arabic" else 1.0)
    headline, arabic = kind is BlockKind.HEADLINE, script == "arabic"
    tint, centres, stroke = _marks(own, arabic, headline)
    further = max(len(KINDS) - 3, 0)
    centres += [centres[-1] + (step + 1) * 0.17 * own for step in range(further)]
    if headline:
        leading, baseline = (1.6, 1.12) if arabic else (1.2, 0.9)
    else:
        share = LEADINGS[spacing]
        leading, baseline = (1.9 * share, 1.0 * share) if arabic else (1.65 * share, 0.85 * share)
    depth = min(max(level, 1), _DEEPEST)
    indent = {BlockKind.QUOTE: 1.5, BlockKind.ITEM: 1.5 * depth}.get(kind, 0.0) * size
    return LineSetting(
        font=_font(kind, own, face),
        size=own,
        leading=round(leading * own + (0 if headline else further * 0.17 * size)),
        baseline=round(baseline * own),
        tint_top=round(tint[0]),
        tint_bottom=round(tint[1]),
        lanes=tuple(round(centre - stroke / 2) for centre in centres),
        stroke=stroke,
        indent=round(indent),
        above=round({BlockKind.HEADING: 1.4, BlockKind.ITEM: 0.42, BlockKind.ROW: 0.44}.get(kind, 0.83) * size),
        quiet=kind is BlockKind.BYLINE,
    )


def _marks(own: float, arabic: bool, headline: bool) -> tuple[tuple[float, float], list[float], float]:
    """Top and bottom of the tint, centres of the lanes, and the lanes' stroke, from the baseline.

    A headline's leading of 1.2 has no room for them in proportion: they are drawn closer together.
    """
    if arabic:
        tint, centres = (-0.75 * own, 0.36 * own), [0.47 * own, 0.62 * own, 0.77 * own]
    elif headline:
        return (-0.80 * own, 0.25 * own), [0.29 * own, 0.37 * own, 0.45 * own], max(0.06 * own, 1.5)
    else:
        tint, centres = (-0.83 * own, 0.28 * own), [0.39 * own, 0.56 * own, 0.72 * own]
    return tint, centres, max(0.11 * own / (_ARABIC_SIZE if arabic else 1.0), 1.5)


def _font(kind: BlockKind, own: float, face: str) -> QFont:
    if kind is BlockKind.BYLINE:
        return system_font(round(own))
    font = QFont()
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(round(own))
    if kind is BlockKind.CODE:
        fixed = QFont("monospace")
        fixed.setStyleHint(QFont.StyleHint.Monospace)
        fixed.setFixedPitch(True)
        font.setFamilies([QFontInfo(fixed).family(), *families(face)])
    elif kind in (BlockKind.HEADLINE, BlockKind.HEADING):
        font.setFamilies(families(face, semibold=True))
        font.setWeight(QFont.Weight.DemiBold)
    else:
        font.setFamilies(families(face))
    return font
