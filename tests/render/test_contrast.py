"""High contrast, computed from its tokens: text 7:1 on all it stands on, no tints, lanes of two pixels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.codebook import Codebook, Tag
from reader.core.colour import contrast
from reader.render.theme import CONTRAST, THEMES, Theme, ink_of

HIGH = pytest.mark.parametrize("theme", CONTRAST.values(), ids=CONTRAST)
ALL = pytest.mark.parametrize("theme", [*THEMES.values(), *CONTRAST.values()], ids=lambda theme: theme.name)
GROUNDS = ("page", "window", "panel", "raised")


@HIGH
def test_all_words_are_seven_to_one(theme: Theme) -> None:
    for ground in GROUNDS:
        for token in ("text", "text2", "disabled", "danger", "warn", "ok", "accent"):
            assert contrast(getattr(theme, token), getattr(theme, ground)) >= 7, (token, ground)
    assert contrast(theme.on_accent, theme.accent) >= 7
    for behind in (theme.chosen, theme.hovered, theme.find_hit, theme.find_current):
        assert contrast(theme.text, behind) >= 7
        assert contrast(theme.text2, behind) >= 7


@HIGH
def test_edges_and_what_is_chosen_are_told_from_their_ground(theme: Theme) -> None:
    for ground in GROUNDS:
        assert contrast(theme.control_edge, getattr(theme, ground)) >= 7
        assert contrast(theme.hairline, getattr(theme, ground)) >= 3
        assert round(contrast(theme.chosen, getattr(theme, ground)), 1) >= 3


@ALL
def test_the_focus_ring_is_three_to_one_wherever_a_control_stands(theme: Theme) -> None:
    for ground in GROUNDS:
        assert contrast(theme.accent, getattr(theme, ground)) >= 3, ground


@HIGH
def test_no_tag_has_a_tint_and_every_ink_is_as_plain_as_text(theme: Theme) -> None:
    for ink in (*theme.slots, *theme.scale.values()):
        assert ink.tint == theme.page
        assert contrast(ink.ink, theme.page) >= 7


@given(st.integers(0, 0xFFFFFF), st.sampled_from(sorted(CONTRAST)))
def test_a_colour_of_the_users_own_becomes_plain_too(number: int, scheme: str) -> None:
    theme = CONTRAST[scheme]
    tag = Tag(1, "uid", "topic", "Own", colour=f"#{number:06X}")
    ink = ink_of(theme, Codebook((tag,)), tag)
    assert ink.tint == theme.page
    assert contrast(ink.ink, theme.page) >= 7
