"""Where marked words lie on the lines, in text that runs either way."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from reader.core.article import BlockKind
from reader.core.boundaries import grapheme_floor
from reader.render.faces import load_fonts
from reader.render.layout import ParagraphLayout
from reader.render.typography import Typography, runs_only_right_to_left

WORDS = ("سفن", "الحبوب", "في", "ثلاثة", "موانئ،", "(إيناس", "عكار)", "«نحن»", "لا؟", "مُسْتَعِدّون")
OTHERS = ("450", "٢٠٢٥", "Ines", "Okar,", "10%", "עכשיו")


def layout_of(text: str) -> ParagraphLayout:
    return ParagraphLayout(text, 0, Typography(18, "arabic").of(BlockKind.PARAGRAPH), 420, (), True)


@pytest.mark.parametrize("text", ["سفن الحبوب (في) ثلاثة موانئ؟", "מה, אתם „שם”", "«نحن» – لا"])
def test_letters_of_one_direction_are_known(text: str) -> None:
    assert runs_only_right_to_left(text)


@pytest.mark.parametrize("text", ["سفن 450", "سفن ٢٠٢٥", "סוף X", "الميناء 港", "\u2067سفن\u2069", "٪ ۱"])
def test_digits_and_other_letters_run_the_other_way(text: str) -> None:
    assert not runs_only_right_to_left(text)


@given(
    words=st.lists(st.sampled_from(WORDS * 3 + OTHERS), min_size=1, max_size=30),
    ends=st.tuples(st.integers(0, 300), st.integers(0, 300)),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_of_one_direction_needs_only_its_ends(
    qapp: QApplication, words: list[str], ends: tuple[int, int]
) -> None:
    """What is found by the ends of a span is what is found by looking at each of its characters."""
    load_fonts()
    text = " ".join(words)
    low, high = sorted(grapheme_floor(text, min(end, len(text))) for end in ends)
    by_ends, by_characters = layout_of(text), layout_of(text)
    by_characters._ways = dict.fromkeys(range(len(text)), 0)
    found, expected = by_ends.fragments(low, high), by_characters.fragments(low, high)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert (one.line, one.closes) == (other.line, other.closes)
        assert (one.left, one.right) == pytest.approx((other.left, other.right), abs=0.6)
