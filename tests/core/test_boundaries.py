"""Graphemes, words and sentences in English, Russian, Arabic and CJK."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core import boundaries

FAMILY = "👨‍👩‍👧‍👦"


def words(text: str) -> list[str]:
    found: list[str] = []
    start = boundaries.next_word_start(text, -1)
    while start is not None:
        span = boundaries.word_at(text, start)
        assert span is not None
        found.append(text[span[0] : span[1]])
        start = boundaries.next_word_start(text, start)
    return found


def sentences(text: str) -> list[str]:
    found: list[str] = []
    start = boundaries.next_sentence_start(text, -1)
    while start is not None:
        span = boundaries.sentence_at(text, start)
        assert span is not None
        found.append(text[span[0] : span[1]])
        start = boundaries.next_sentence_start(text, start)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister’s aide, al-Sharaa, said no.", ["The", "minister’s", "aide", "al-Sharaa", "said", "no"]),
        ("It cost 1,250.50 in 2025, they say", ["It", "cost", "1,250.50", "in", "2025", "they", "say"]),
        ("«Порт» ждёт кого-то", ["Порт", "ждёт", "кого-то"]),
        ("قالَت الوزيرة: نعم.", ["قالَت", "الوزيرة", "نعم"]),
        ("می‌رود", ["می‌رود"]),
        ("北京とカタカナ", ["北", "京", "とカタカナ"]),
        ("e\u0301te\u0301 — fin", ["e\u0301te\u0301", "fin"]),
        ("…!?", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Mr. Smith met Dr. J. R. Okar in the U.S. Embassy. Then he left.", None),
        ("“We won.” She smiled. “Did we?” he asked.", ["“We won.”", "She smiled.", "“Did we?” he asked."]),
        ("В 2024 г. Петров ушёл. И т. д. не надо.", ["В 2024 г. Петров ушёл.", "И т. д. не надо."]),
        ("هل وافقت؟ نعم. قالت ذلك!", ["هل وافقت؟", "نعم.", "قالت ذلك!"]),
        ("他来了。她走了！「真的？」好。", ["他来了。", "她走了！", "「真的？」", "好。"]),
        ("Wait... what? Well… yes.", ["Wait... what?", "Well… yes."]),
        ("Version 3.5 is out. Good", ["Version 3.5 is out.", "Good"]),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["Mr. Smith met Dr. J. R. Okar in the U.S. Embassy.", "Then he left."]
    assert sentences(text) == expected


@pytest.mark.parametrize("cluster", [FAMILY, "👍🏽", "🇩🇪", "e\u0301", "각", "क्षि", "بّ", "\u1112\u1161\u11ab"])
def test_graphemes_are_never_cut(cluster: str) -> None:
    text = f"a{cluster}b"
    assert boundaries.next_grapheme(text, 1) == 1 + len(cluster)
    assert boundaries.previous_grapheme(text, 1 + len(cluster)) == 1
    for inside in range(1, 1 + len(cluster)):
        assert boundaries.grapheme_floor(text, inside) == 1


def test_space_between_words_belongs_to_none() -> None:
    assert boundaries.word_at("one, two", 4) is None
    assert boundaries.word_at("one, two", 3) == (0, 3)


def test_word_steps() -> None:
    text = "one two three"
    assert boundaries.next_word_end(text, 3) == 7
    assert boundaries.next_word_end(text, 13) is None
    assert boundaries.previous_word_end(text, 7) == 3
    assert boundaries.previous_word_start(text, 5) == 4
    assert boundaries.previous_word_start(text, 0) is None


def test_sentence_steps() -> None:
    text = "One is. Two is."
    assert boundaries.next_sentence_end(text, 0) == 7
    assert boundaries.next_sentence_end(text, 7) == 15
    assert boundaries.previous_sentence_start(text, 12) == 8
    assert boundaries.sentence_at(text, 7) == (0, 7)


SCRIPTS = st.text(st.characters(codec="utf-8") | st.sampled_from(". !?’-\u200d\u0301🇩👍🏽क्षبل中。"), max_size=60)


@given(SCRIPTS)
def test_steps_go_through_the_whole_text_and_back(text: str) -> None:
    stops = [0]
    while stops[-1] < len(text):
        after = boundaries.next_grapheme(text, stops[-1])
        assert after > stops[-1]
        stops.append(after)
    back = [len(text)]
    while back[-1] > 0:
        back.append(boundaries.previous_grapheme(text, back[-1]))
    assert back[::-1] == stops


@given(SCRIPTS, st.data())
def test_words_and_sentences_are_in_order_and_hold_what_they_say(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    for at in (boundaries.word_at, boundaries.sentence_at):
        span = at(text, offset)
        if span is not None:
            assert 0 <= span[0] < span[1] <= len(text)
            assert text[span[0] : span[1]].strip()
    end = boundaries.next_word_end(text, offset)
    assert end is None or end > offset
    start = boundaries.previous_word_start(text, offset)
    assert start is None or start < offset
