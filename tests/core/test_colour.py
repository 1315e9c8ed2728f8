from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.colour import between, contrast, from_oklch, legible, luminance, mixed, to_oklch

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_contrast_runs_from_1_to_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # the known lightest grey of WCAG AA


def test_luminance_weighs_green_most() -> None:
    assert luminance("#FF0000") == pytest.approx(0.2126)
    assert luminance("#00FF00") == pytest.approx(0.7152)
    assert luminance("#0000FF") == pytest.approx(0.0722)


def test_oklch_of_the_published_primaries() -> None:
    assert to_oklch("#FFFFFF")[:2] == pytest.approx((1, 0), abs=0.001)
    assert to_oklch("#FF0000") == pytest.approx((0.628, 0.2577, 0.5102), abs=0.001)
    assert to_oklch("#0000FF") == pytest.approx((0.452, 0.3132, -1.6746), abs=0.001)


@given(COLOURS)
def test_oklch_there_and_back_is_the_same_colour(colour: str) -> None:
    assert from_oklch(*to_oklch(colour)) == colour


@given(COLOURS, COLOURS)
def test_between_begins_and_ends_with_its_two_colours(one: str, other: str) -> None:
    assert between(one, other, 0) == one
    assert between(one, other, 1) == other


def test_between_takes_the_shorter_way_round_the_hues() -> None:
    halfway = between(from_oklch(0.7, 0.1, 3.0), from_oklch(0.7, 0.1, -3.0), 0.5)
    assert abs(to_oklch(halfway)[2]) == pytest.approx(3.1416, abs=0.05)


def test_between_keeps_the_hue_when_the_other_end_is_grey() -> None:
    hue = to_oklch("#C9E8FE")[2]
    for grey_first in (between("#DAD9D5", "#C9E8FE", 0.6), between("#C9E8FE", "#DAD9D5", 0.4)):
        assert to_oklch(grey_first)[2] == pytest.approx(hue, abs=0.1)


def test_too_strong_a_chroma_is_lowered_until_it_can_be_shown() -> None:
    lightness, chroma, hue = to_oklch(from_oklch(0.86, 0.4, 0.5))
    assert chroma < 0.15
    assert (lightness, hue) == pytest.approx((0.86, 0.5), abs=0.02)


def test_mixed_lays_a_share_of_one_over_the_other() -> None:
    assert mixed("#000000", "#FFFFFF", 0.2) == "#333333"
    assert mixed("#102030", "#FFFFFF", 0) == "#102030"


@given(COLOURS, st.sampled_from(["#FCFBF8", "#F4ECDA", "#1A1B1D", "#FFFFFF", "#000000"]))
def test_legible_reaches_its_ratio_on_light_and_dark(colour: str, page: str) -> None:
    found = legible(colour, page, 4.9)
    assert contrast(found, page) >= 4.9
    if contrast(colour, page) >= 4.9:
        assert found == colour
