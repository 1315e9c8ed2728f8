"""Every ratio and distance that the design's colour tables state, computed from the one table."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.codebook import SLOTS, Codebook, LevelStatus, Tag
from reader.core.colour import contrast, to_oklch
from reader.render.theme import THEMES, Ink, Theme, ink_of
from tests.render.colour_difference import DICHROMAT, ciede2000, difference

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
VISIONS = ("normal", "deuteranopia", "protanopia")
RATIO = 0.05
"""Stated with one decimal."""


def stated(rows: dict[str, tuple[str, str, str]]) -> list[tuple[str, Theme, float]]:
    return [
        (name, theme, float(ratio))
        for name, ratios in rows.items()
        for theme, ratio in zip(THEMES.values(), ratios, strict=True)
    ]


@pytest.mark.parametrize(
    ("pair", "theme", "ratio"),
    stated(
        {
            "text on page": ("16.6", "12.1", "12.5"),
            "text2 on page": ("6.9", "6.3", "7.0"),
            "control_edge on page": ("3.5", "3.9", "4.2"),
            "on_accent on accent": ("6.1", "7.0", "8.8"),
        }
    ),
)
def test_stated_ratio_of_tokens(pair: str, theme: Theme, ratio: float) -> None:
    front, _, back = pair.partition(" on ")
    assert contrast(getattr(theme, front), getattr(theme, back)) == pytest.approx(ratio, abs=RATIO + 0.01)


# Slot: text on tint and ink on page, in light, sepia and dark
SLOT_RATIOS = {
    "violet": "9.9/10.5 7.4/5.1 9.9/5.5",
    "rose": "11.3/10.4 7.3/7.0 6.4/6.0",
    "amber": "10.3/4.9 10.1/7.1 8.0/8.8",
    "cyan": "14.9/4.9 11.0/5.0 6.0/10.4",
    "green": "15.1/4.9 11.1/6.2 6.1/10.6",
    "red": "9.9/10.0 7.5/5.0 9.1/9.9",
    "magenta": "10.0/8.1 9.1/10.4 7.1/7.8",
    "lime": "15.2/6.4 8.2/5.0 6.0/5.6",
    "blue": "12.9/6.4 9.7/6.5 9.5/5.6",
    "teal": "12.3/6.3 8.0/9.1 7.5/5.8",
    "orange": "12.6/8.2 7.4/9.9 9.8/5.5",
    "indigo": "10.1/4.9 7.5/9.3 6.3/8.7",
}
SCALE_RATIOS = {
    -2: "8.2/8.6 6.0/8.2 5.7/9.0",
    -1: "12.8/6.0 9.0/5.7 8.8/5.5",
    0: "12.2/6.3 8.9/6.0 8.0/7.5",
    1: "13.5/5.7 9.8/5.5 8.7/5.6",
    2: "8.8/9.0 6.6/8.6 5.5/9.3",
}


def assert_ratios(row: str, inks: list[Ink]) -> None:
    for cell, ink, theme in zip(row.split(), inks, THEMES.values(), strict=True):
        on_tint, on_page = map(float, cell.split("/"))
        assert contrast(theme.text, ink.tint) == pytest.approx(on_tint, abs=RATIO + 0.01), theme.name
        assert contrast(ink.ink, theme.page) == pytest.approx(on_page, abs=RATIO + 0.01), theme.name


@pytest.mark.parametrize("slot", SLOTS)
def test_stated_ratios_of_a_slot(slot: str) -> None:
    number = SLOTS.index(slot)
    assert_ratios(SLOT_RATIOS[slot], [theme.slots[number] for theme in THEMES.values()])


@pytest.mark.parametrize("value", SCALE_RATIOS)
def test_stated_ratios_of_a_stance_level(value: int) -> None:
    assert_ratios(SCALE_RATIOS[value], [theme.scale[value] for theme in THEMES.values()])


def test_find_hits_stay_readable() -> None:
    for theme, ratio in zip(THEMES.values(), (8.4, 6.5, 4.9), strict=True):
        for hit in (theme.find_hit, theme.find_current):
            assert contrast(theme.text, hit) >= ratio - RATIO


@THEME
def test_warnings_read_on_the_page(theme: Theme) -> None:
    assert all(contrast(colour, theme.page) >= 5.7 for colour in (theme.danger, theme.warn, theme.ok))


@THEME
def test_edges_and_focus_reach_three_to_one_wherever_they_stand(theme: Theme) -> None:
    for surface in (theme.page, theme.window, theme.panel, theme.raised):
        assert contrast(theme.accent, surface) >= 3
        assert contrast(theme.control_edge, surface) >= 3


@THEME
def test_text_reads_on_every_surface_and_on_chosen_and_hovered_rows(theme: Theme) -> None:
    for surface in (theme.page, theme.window, theme.panel, theme.raised, theme.chosen, theme.hovered):
        assert contrast(theme.text, surface) >= 7
        assert contrast(theme.text2, surface) >= 4.5


def test_text2_is_not_for_tints() -> None:
    lowest = min(contrast(theme.text2, ink.tint) for theme in THEMES.values() for ink in theme.slots)
    assert lowest == pytest.approx(3.4, abs=0.06)


def test_ciede2000_gives_the_published_test_values() -> None:
    # Sharma, Wu and Dalal 2005, table 1, pairs 1, 4, 7, 17 and 25
    for one, other, expected in (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert ciede2000(one, other) == pytest.approx(expected, abs=0.0001)


def nearest(tints: list[str], vision: str) -> float:
    return min(difference(a, b, vision) for a, b in combinations(tints, 2))


# Smallest distance between any two tints: all twelve, then the first six; normal, deuteranopia, protanopia
DISTANCES = {
    "light": ((8.7, 5.2, 5.9), (9.2, 7.1, 10.2)),
    "sepia": ((9.2, 6.2, 6.8), (13.9, 7.0, 7.3)),
    "dark": ((9.1, 6.5, 6.5), (9.2, 7.2, 8.6)),
}


@THEME
def test_stated_distances_between_tints(theme: Theme) -> None:
    tints = [ink.tint for ink in theme.slots]
    for chosen, expected in zip((tints, tints[:6]), DISTANCES[theme.name], strict=True):
        found = tuple(nearest(chosen, vision) for vision in VISIONS)
        assert found == pytest.approx(expected, abs=RATIO)


@THEME
def test_every_tint_stands_off_its_page(theme: Theme) -> None:
    assert min(difference(ink.tint, theme.page) for ink in theme.slots) >= 13


@THEME
def test_stance_levels_are_told_apart_by_everyone(theme: Theme) -> None:
    tints = [theme.scale[value].tint for value in sorted(theme.scale)]
    assert min(nearest(tints, vision) for vision in ("normal", *DICHROMAT)) >= 9


def stance(value: float | None, number: int = 1, status: LevelStatus | None = LevelStatus.VALID) -> Tag:
    return Tag(number, f"uid-{number}", "stance", f"level {number}", value=value, level_status=status, slot=3)


@THEME
def test_a_stance_level_takes_the_colour_of_its_number(theme: Theme) -> None:
    levels = [stance(value, 10 + value) for value in range(-2, 3)]
    codebook = Codebook(levels)
    assert [ink_of(theme, codebook, level) for level in levels] == [theme.scale[value] for value in range(-2, 3)]


@THEME
def test_a_stance_that_is_no_point_on_the_scale_takes_its_slot(theme: Theme) -> None:
    for tag in (stance(None, 1, LevelStatus.MIXED), stance(0, 1, LevelStatus.NONE)):
        assert ink_of(theme, Codebook([tag]), tag) == theme.slots[2]


@THEME
def test_a_longer_scale_ends_in_the_same_colours_and_steps_evenly(theme: Theme) -> None:
    levels = [stance(value, 10 + value) for value in range(-3, 4)]
    inks = [ink_of(theme, Codebook(levels), level) for level in levels]
    assert (inks[0], inks[3], inks[6]) == (theme.scale[-2], theme.scale[0], theme.scale[2])
    assert all(difference(one.tint, other.tint) >= 4 for one, other in pairwise(inks))
    assert all(contrast(theme.text, ink.tint) >= 5.4 and contrast(ink.ink, theme.page) >= 5 for ink in inks)


@THEME
def test_a_tag_takes_its_own_slot_or_its_parents(theme: Theme) -> None:
    parent = Tag(1, "a", "actor", "Government", slot=4)
    child = Tag(2, "b", "actor", "Ines Okar", parent=1)
    other = Tag(3, "c", "actor", "Inspectors", parent=1, slot=9)
    codebook = Codebook([parent, child, other])
    assert ink_of(theme, codebook, child) == theme.slots[3]
    assert ink_of(theme, codebook, other) == theme.slots[8]


@given(st.integers(0, 0xFFFFFF), st.sampled_from(list(THEMES)))
def test_a_colour_of_ones_own_becomes_a_legible_tint_of_its_hue(number: int, name: str) -> None:
    theme, own = THEMES[name], f"#{number:06X}"
    tag = Tag(1, "a", "topic", "Tariffs", colour=own)
    ink = ink_of(theme, Codebook([tag]), tag)
    assert contrast(theme.text, ink.tint) >= {"light": 9.5, "sepia": 7, "dark": 6}[name]
    assert contrast(ink.ink, theme.page) >= 4.9
    assert difference(ink.tint, theme.page) >= 9
    _, chroma, hue = to_oklch(own)
    if chroma > 0.05:
        turn = abs((to_oklch(ink.tint)[2] - hue + 3.14159) % 6.28318 - 3.14159)
        assert turn < 0.3
