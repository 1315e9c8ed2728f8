"""Folding: what is alike, and that every folded character knows the cluster it came from."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.core.folding import Folding, fold

ALL = Folding(case=True, accents=True)
NOTHING = Folding(case=False, accents=False)
FOLDINGS = [
    Folding(case, accents, exact) for case in (True, False) for accents in (True, False) for exact in (True, False)
]
LETTERS = "aeéE\u0301\u0300 ßﬁİıŁ’…\n\u00ad\u200dйёЁя\u0306ةىأا\u064e\u0651ـ\u200f한가\u1100\u1161\u11a8かが\u3099ｶﾞ👩👧🇫🇷ที่की\u0f71\u0344"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=30) | st.text(max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("cafe\u0301", "CAFÉ"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("مدينة", "مدينه"),
        ("على", "علي"),
        ("الســــلام", "السلام"),
        ("کتاب", "كتاب"),
        ("٢٠٢٥", "2025"),
        ("Ёлка", "елка"),
        ("за́мок", "замок"),
        ("don’t", "don't"),
        ("“said”", '"said"'),
        ("co\u00adoperate", "cooperate"),
        ("a\u00a0b", "a b"),
        ("Łódź", "lodz"),
        ("straße", "STRASSE"),
        ("ﬁnance", "finance"),
        ("ὀδός", "οδοσ"),
        ("가", "가"),
    ],
)
def test_what_people_take_for_alike_is_alike(one: str, other: str) -> None:
    assert fold(one, ALL).text == fold(other, ALL).text


@pytest.mark.parametrize(
    ("one", "other"), [("мой", "мои"), ("їх", "іх"), ("が", "か"), ("ที่", "ที"), ("की", "के"), ("東", "西")]
)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one, ALL).text != fold(other, ALL).text


def test_accents_and_case_count_where_they_are_asked_for() -> None:
    assert fold("Café", NOTHING).text == "Café"
    assert fold("cafe\u0301", NOTHING).text == "café"
    assert fold("Café", Folding(case=True, accents=False)).text == "café"
    assert fold("Café", Folding(case=False, accents=True)).text == "Cafe"


def test_a_plain_text_needs_no_places() -> None:
    assert fold("Grain corridor", ALL).starts is None
    assert fold("Зерновой коридор “сказал”", ALL).starts is None
    assert fold("Cafe\u0301", ALL).starts is not None


@given(TEXTS, TEXTS, st.sampled_from(("", "Плоско. " * 400)), st.sampled_from(FOLDINGS))
def test_places_are_the_clusters_that_the_characters_came_from(
    before: str, after: str, plain: str, folding: Folding
) -> None:
    text = before + plain + after  # where most is plain, only the rest is looked at closely
    folded = fold(text, folding)
    bounds = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    places = [(folded.start(place), folded.end(place + 1)) for place in range(len(folded.text))]
    assert places == sorted(places)
    for start, end in places:
        assert start < end
        assert {start, end} <= bounds
    together = "".join(fold(text[start:end], folding).text for start, end in dict.fromkeys(places))
    assert together == folded.text


@given(TEXTS, st.sampled_from(FOLDINGS))
def test_composed_and_decomposed_fold_alike(text: str, folding: Folding) -> None:
    one, other = (fold(unicodedata.normalize(form, text), folding).text for form in ("NFC", "NFD"))
    assert one == other


def test_a_pile_of_marks_takes_no_longer_than_other_text() -> None:
    """Put in order as Unicode has it, so many would take very long."""
    pile = "a" + "\u0300\u0316" * 60_000
    assert fold(pile, ALL).text == "a"
    assert len(fold(pile, NOTHING).text) == len(pile)
