"""Characters of direction: seen as signs, one character for one; overrides do nothing, isolates what they should."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QGuiApplication

from reader.core.article import BlockKind
from reader.render.faces import load_fonts
from reader.render.layout import ParagraphLayout
from reader.render.signs import described, shown, signs_of
from reader.render.typography import Typography

ALL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.fixture(autouse=True)
def faces(qapp: QGuiApplication) -> None:
    load_fonts()


def laid_out(text: str) -> ParagraphLayout:
    return ParagraphLayout(text, 0, Typography(18, "latin").of(BlockKind.PARAGRAPH), 576, (), False)


def order(layout: ParagraphLayout, letters: str, text: str) -> str:
    """The letters from left to right, as they are seen."""
    return "".join(
        sorted(letters, key=lambda letter: layout.fragments(text.index(letter), text.index(letter) + 1)[0].left)
    )


def test_each_of_them_has_a_sign_and_a_name() -> None:
    text = "".join(f"a{control}" for control in ALL)
    signs = signs_of(text)
    assert "".join(sign.character for sign in signs) == ALL
    assert all(text[sign.place] == sign.character for sign in signs)
    assert all(f"U+{ord(sign.character):04X}" in described(sign) for sign in signs)
    assert len(laid_out(text).placed_signs()) == len(ALL)


def test_joiners_are_left_alone() -> None:
    text = "می\u200cرود क्\u200dष \u200b\u00ad"
    assert signs_of(text) == ()
    assert shown(text, ()) == text


@pytest.mark.parametrize(
    "text", ["plain", "\u202eabc\u202c", "\u2067\u202ex\u202c\u2069", "\u202c\u2069\u2069", ALL * 3]
)
def test_one_character_for_one(text: str) -> None:
    assert len(shown(text, signs_of(text))) == len(text)


def test_overrides_do_nothing_and_isolates_what_they_should() -> None:
    overridden = "\u202eabc\u202c d"
    assert order(laid_out(overridden), "abcd", overridden) == "abcd"
    isolated = "x \u2067אב, 12\u2069 y"
    layout = laid_out(isolated)
    assert order(layout, "xאבy", isolated) == "xבאy"
    assert order(layout, "1,א", isolated) == "1,א"  # within the isolate the comma is to the left of the first word


def test_what_ends_an_override_does_not_end_the_embedding_around_it() -> None:
    text = "\u202b\u202ea\u202cb אב\u202c"
    kept = shown(text, signs_of(text))
    assert kept[0] == "\u202b"
    assert kept[3] == "\u2060"
    assert kept[-1] == "\u202c"


def test_an_isolate_closes_what_was_opened_in_it() -> None:
    text = "\u2066\u202ea\u2069b\u202c"
    assert shown(text, signs_of(text))[-1] == "\u202c"


def test_signs_at_one_place_stand_below_each_other() -> None:
    placed = laid_out("ab\u200f\u200e\u2069cd").placed_signs()
    assert [one.below for one in placed] == [0, 1, 2]


def test_ten_thousand_of_them_are_found_at_once() -> None:
    text = "\u202e\u2067" * 5000
    assert len(shown(text, signs_of(text))) == 10_000
