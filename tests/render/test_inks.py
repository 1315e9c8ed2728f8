"""What the page makes of a theme's colours: words stay legible on every tint, plain, lifted, faded or dimmed, and one
tag's marks are told from another's and from no mark at all."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from reader.core.codebook import SLOTS, Codebook, LevelStatus, Tag
from reader.core.colour import contrast
from reader.render.inks import DIMMED, LEGIBLE, Inks, TagInk, dimmed
from reader.render.theme import CONTRAST, THEMES, Theme
from tests.render.colour_difference import difference

EVERY = {**THEMES, **{theme.name: theme for theme in CONTRAST.values()}}
ALL_THEMES = pytest.mark.parametrize("theme", EVERY.values(), ids=EVERY)
TINTED = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
SLOT_TAGS = [Tag(number, str(number), "actor", name, slot=number) for number, name in enumerate(SLOTS, start=1)]
LEVELS = [
    Tag(100 + step, f"level {step}", "stance", str(step), value=step / 2, level_status=LevelStatus.VALID)
    for step in range(-4, 5)
]
OWN = [
    Tag(200 + number, f"own {number}", "topic", colour, colour=colour)
    for number, colour in enumerate(("#000000", "#FFFFFF", "#FF0000", "#00FF00", "#0000FF", "#FFFF00", "#808080"))
]


def inks_of(theme: Theme) -> tuple[Inks, list[TagInk]]:
    codebook = Codebook([*SLOT_TAGS, *LEVELS, *OWN])
    inks = Inks(theme, codebook)
    found = [inks.of(tag.id) for tag in codebook.tags.values()]
    return inks, [ink for ink in found if ink is not None]


def over(colour: QColor, ground: str) -> str:
    """What a half transparent colour looks like on `ground`."""
    share, back = colour.alphaF(), QColor(ground)
    mixed = (
        round(share * front + (1 - share) * behind)
        for front, behind in zip(colour.getRgb()[:3], back.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*mixed).name()


@ALL_THEMES
def test_text_reads_on_every_tint_plain_and_faded(theme: Theme) -> None:
    _, tags = inks_of(theme)
    assert len(tags) == 12 + 9 + 7
    for ink in tags:
        assert contrast(theme.text, ink.tint.name()) >= LEGIBLE, ink.label
        assert contrast(theme.text, ink.faded.name()) >= contrast(theme.text, ink.tint.name()), ink.label


@ALL_THEMES
def test_text_reads_where_marks_are_dimmed(theme: Theme) -> None:
    """There the words stand on the page itself."""
    assert contrast(theme.text, theme.page) >= LEGIBLE


@ALL_THEMES
def test_names_in_the_margin_read_beside_a_lifted_one_and_are_paler_than_it(theme: Theme) -> None:
    inks, _ = inks_of(theme)
    pale = contrast(inks.quiet.name(), theme.page)
    assert LEGIBLE <= pale < contrast(theme.text2, theme.page)
    assert pale < contrast(theme.text, theme.page) * 0.6


@TINTED
def test_a_faded_tint_is_neither_gone_nor_taken_for_a_plain_one(theme: Theme) -> None:
    _, tags = inks_of(theme)
    for ink in tags:
        assert difference(ink.faded.name(), theme.page) >= 3.4, ink.label
        assert difference(ink.faded.name(), ink.tint.name()) >= 3.4, ink.label


@ALL_THEMES
def test_a_lifted_lane_and_bracket_stand_out_from_faded_and_dimmed_ones(theme: Theme) -> None:
    _, tags = inks_of(theme)
    for ink in tags:
        plain = contrast(ink.ink.name(), theme.page)
        assert plain >= LEGIBLE
        assert contrast(ink.faint.name(), theme.page) <= 0.65 * plain
        assert 1.15 <= contrast(over(dimmed(ink.ink), theme.page), theme.page) <= contrast(ink.faint.name(), theme.page)


def test_dimmed_lanes_and_brackets_keep_35_per_cent() -> None:
    assert DIMMED == 0.35
    assert dimmed(QColor("#542480")).alphaF() == pytest.approx(0.35, abs=0.01)


@TINTED
@pytest.mark.parametrize("vision", ["normal", "deuteranopia", "protanopia"])
def test_slots_are_told_apart_as_tints(theme: Theme, vision: str) -> None:
    tints = [ink.tint.name() for ink in inks_of(theme)[1][: len(SLOTS)]]
    nearest = min(difference(one, other, vision) for one, other in combinations(tints, 2))
    assert nearest >= {"normal": 8.7, "deuteranopia": 5.2, "protanopia": 5.9}[vision] - 0.05


@TINTED
@pytest.mark.parametrize("vision", ["normal", "deuteranopia", "protanopia", "tritanopia"])
def test_stance_levels_are_told_apart_as_tints_and_against_from_for_also_faded(theme: Theme, vision: str) -> None:
    inks, _ = inks_of(theme)
    by_value = {tag.value: ink for tag in LEVELS if (ink := inks.of(tag.id)) is not None}
    whole = [by_value[value] for value in (-2.0, -1.0, 0.0, 1.0, 2.0)]
    assert min(difference(a.tint.name(), b.tint.name(), vision) for a, b in combinations(whole, 2)) >= 9
    for against in (-2.0, -1.0):
        for in_favour in (1.0, 2.0):
            one, other = by_value[against].faded.name(), by_value[in_favour].faded.name()
            assert difference(one, other, vision) >= 4
