"""Graphemes, words and sentences in English, Russian, Arabic and CJK."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core import boundaries, dictionary

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
        ("हिन्दी के शब्द", ["हिन्दी", "के", "शब्द"]),
        ("한국 정부는 지지한다", ["한국", "정부는", "지지한다"]),
        ("שר החוץ אמר: לא", ["שר", "החוץ", "אמר", "לא"]),
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
        ("他说：“我们支持。”然后走了……再见。", ["他说：“我们支持。”", "然后走了……再见。"]),
        ("大臣は「賛成だ。」と言った。次へ。", ["大臣は「賛成だ。」と言った。", "次へ。"]),
        ("मंत्री ने कहा।उसने मना किया॥ फिर?", ["मंत्री ने कहा।", "उसने मना किया॥", "फिर?"]),
        ("وزیر نے کہا۔ کیا وہ جائیں گے؟ ہاں", ["وزیر نے کہا۔", "کیا وہ جائیں گے؟", "ہاں"]),
        ("Wait... what? Well… yes.", ["Wait... what?", "Well… yes."]),
        ("They said no. Then No. 5 came.", ["They said no.", "Then No. 5 came."]),
        ("Version 3.5 is out. Good", ["Version 3.5 is out.", "Good"]),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["Mr. Smith met Dr. J. R. Okar in the U.S. Embassy.", "Then he left."]
    assert sentences(text) == expected


UNSPACED = [
    ("外交部长在北京表示，支持", ["外交部", "长", "在", "北京", "表示", "支持"], "外 交 部 长 在 北 京 表 示 支 持"),
    ("東京都は発表した。", ["東京", "都", "は", "発表", "した"], "東 京 都 は 発 表 した"),
    ("นายกจะสนับสนุน 24 คน", ["นายก", "จะ", "สนับสนุน", "24", "คน"], "นายกจะสนับสนุน 24 คน"),
    ("AI技術が2025年に", ["AI", "技術", "が", "2025", "年", "に"], "AI 技 術 が 2025 年 に"),
]


@pytest.fixture
def forgetting() -> Iterator[None]:
    """Words are kept by text; with and without a dictionary they are others."""
    boundaries._words.cache_clear()
    yield
    boundaries._words.cache_clear()


@pytest.mark.parametrize(("text", "expected", "_without"), UNSPACED)
@pytest.mark.usefixtures("forgetting")
def test_a_dictionary_cuts_what_has_no_spaces(text: str, expected: list[str], _without: str) -> None:
    pytest.importorskip("PySide6.QtCore")  # ICU comes with it
    if dictionary.words("字") is None:
        pytest.skip("no ICU here")
    assert "".join(words(text)) == "".join(expected)
    assert all(word in words(text) for word in expected if len(word) > 1)


@pytest.mark.parametrize(("text", "_with", "expected"), UNSPACED)
@pytest.mark.usefixtures("forgetting")
def test_without_a_dictionary_ideographs_stand_alone(
    text: str, _with: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "_icu", lambda: None)
    assert words(text) == expected.split(" ")


@pytest.mark.usefixtures("forgetting")
def test_words_never_cut_a_character() -> None:
    for text in ("น้ำท่วมที่กรุงเทพฯ", "か\u3099き\u3099", "葛\U000e0100城"):
        for start, end in ((boundaries.word_at(text, at) or (at, at)) for at in range(len(text))):
            assert boundaries.grapheme_floor(text, start) == start
            assert boundaries.grapheme_floor(text, end) == end


CLUSTERS = [
    FAMILY, "👍🏽", "🇩🇪", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "1\ufe0f\u20e3", "e\u0301", "각",
    "क्षि", "न्त्र", "بّ", "\u1112\u1161\u11ab", "ที่", "กำ", "རྒྱུ", "x\u0302\u0302\u0302",
]  # fmt: skip


@pytest.mark.parametrize("cluster", CLUSTERS)
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
