"""Finding: what is a hit, in which order, over the edges of stretches, and how an expression is kept in bounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reader.core import finding
from reader.core.article import Block, BlockKind
from reader.core.finding import BadExpression, Finder, Query, TooSlow
from reader.core.folding import Folding, fold

LETTERS = "aabeéE\u0301\u0300 \nßﬁİ’…\u00ad\u200dйёя\u0306ةىأا\u064e\u0651ـ한가\u1100\u1161\u11a8がか\u3099👩👧🇫🇷ที่की東"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=40)
WORDS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=3)
CUTS = st.lists(st.integers(0, 40), max_size=6)
QUERIES = st.builds(Query, WORDS, st.booleans(), st.booleans(), st.booleans(), st.just(False))


class Stretch(NamedTuple):
    start: int
    text: str
    blocks: Sequence[Block] = ()
    continues: bool = False


def stretches(text: str, cuts: Iterable[int] = ()) -> list[Stretch]:
    """`text` cut into stretches; its lines are its paragraphs."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    result = []
    for begin, end in pairwise(sorted({0, *(cut for cut in cuts if cut < len(text)), len(text)})):
        inside = [(max(first, begin), min(last, end)) for first, last in paragraphs if first < end and last > begin]
        blocks = [Block(BlockKind.PARAGRAPH, first, last) for first, last in inside]
        continues = any(first < begin < last for first, last in paragraphs)
        result.append(Stretch(begin, text[begin:end], blocks, continues))
    return result


def spans(query: Query, text: str, cuts: Iterable[int] = ()) -> list[tuple[int, int]]:
    found = []
    for hits in Finder(query).hits(stretches(text, cuts)):
        found += zip(hits.starts, hits.ends, strict=True)
    return found


def words(query: Query, text: str, cuts: Iterable[int] = ()) -> list[str]:
    return [text[start:end] for start, end in spans(query, text, cuts)]


def test_case_and_accents_count_where_asked_for() -> None:
    text = "Café, cafe and CAFE\u0301"
    assert words(Query("cafe"), text) == ["Café", "cafe", "CAFE\u0301"]
    assert words(Query("café", accents=True), text) == ["Café", "CAFE\u0301"]
    assert words(Query("cafe\u0301", accents=True), text) == ["Café", "CAFE\u0301"]
    assert words(Query("cafe", accents=True), text) == ["cafe"]
    assert words(Query("cafe", case=True), text) == ["cafe"]


def test_arabic_and_russian_are_found_as_people_type_them() -> None:
    assert words(Query("محمد"), "قال مُحَمَّد أمس") == ["مُحَمَّد"]
    assert words(Query("الى مدينه"), "إلى مدينة") == ["إلى مدينة"]
    assert words(Query("елка"), "Ёлка") == ["Ёлка"]
    assert words(Query("мои"), "мой дом, мои дома") == ["мои"]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("grain", "grains, Grain; engrained grain", ["Grain", "grain"]),
        ("Okar", "Okar’s plan; Okara", ["Okar"]),
        ("Sharaa", "al-Sharaa", ["Sharaa"]),
        ("порт", "порт и порты", ["порт"]),
        ("عادل", "عادل وعادلون", ["عادل"]),
        ("港口", "在港口罢工", ["港口"]),
        ("カナ", "カナダのカナ", ["カナ"]),
        ("会う", "彼に会うこと", ["会う"]),
        ("…", "so… no", ["…"]),
        ("café", "cafés café", ["café"]),
    ],
)
def test_whole_words(typed: str, text: str, expected: list[str]) -> None:
    assert words(Query(typed, whole=True), text) == expected


def test_hits_do_not_cut_what_a_reader_sees_as_one_character() -> None:
    assert words(Query("👩"), "a 👩‍👧 b") == ["👩‍👧"]
    assert words(Query("s"), "Straße") == ["S", "ß"]
    assert words(Query("f"), "ﬁn") == ["ﬁ"]
    assert words(Query("가"), "각 가") == ["가"]


def test_a_space_is_any_space_and_what_is_unseen_does_not_count() -> None:
    assert words(Query("grain corridor"), "grain\ncorridor, grain\u00a0corridor, grain cor\u00adridor") == [
        "grain\ncorridor",
        "grain\u00a0corridor",
        "grain cor\u00adridor",
    ]
    assert Finder(Query("\u200f")).is_empty
    assert spans(Query("\u200f"), "a\u200fb") == []


def test_a_word_cut_in_two_is_not_whole() -> None:
    for cut in range(1, 12):
        assert spans(Query("e", whole=True), "eee e e’e é", [cut]) == [(4, 5), (6, 7), (8, 9), (10, 11)]


@given(QUERIES, TEXTS, CUTS)
def test_hits_are_the_same_however_the_text_is_cut(query: Query, text: str, cuts: list[int]) -> None:
    bounds = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert spans(query, text, (cut for cut in cuts if cut in bounds)) == spans(query, text)


def test_unseen_characters_without_end_do_not_pile_up() -> None:
    text = "corri" + "\u00ad" * 300_000 + "dor corri\u00addor"
    assert words(Query("corridor"), text, range(0, len(text), 1_000)) == ["corri\u00addor"]


@given(QUERIES, TEXTS, CUTS)
def test_a_stretch_may_end_inside_a_character(query: Query, text: str, cuts: list[int]) -> None:
    assert spans(query, text, cuts) == spans(query, text)


@given(QUERIES, TEXTS)
def test_hits_stand_in_order_are_whole_characters_and_hold_what_was_typed(query: Query, text: str) -> None:
    folding = Folding(case=not query.case, accents=not query.accents)
    bounds = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    last = 0
    for start, end in spans(query, text):
        assert last <= start < end
        assert {start, end} <= bounds
        assert fold(query.words, folding).text in fold(text[start:end], folding).text
        last = end


@given(QUERIES, TEXTS)
def test_composed_and_decomposed_have_the_same_hits(query: Query, text: str) -> None:
    one, other = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    typed = query._replace(words=unicodedata.normalize("NFD", query.words))
    assert words(query, one) == [unicodedata.normalize("NFC", hit) for hit in words(typed, other)]


@given(st.text(st.sampled_from("ab "), max_size=40), st.text(st.sampled_from("ab "), min_size=1, max_size=3), CUTS)
def test_plain_words_are_found_as_python_finds_them(text: str, typed: str, cuts: list[int]) -> None:
    expected = [match.span() for match in regex.finditer(regex.escape(typed), text)]
    assert spans(Query(typed), text, cuts) == expected


def test_how_far_the_text_is_known_is_said() -> None:
    text = "corridor " * 5
    seen = 0
    for hits in Finder(Query("corridor")).hits(stretches(text, [12, 30])):
        assert all(seen <= end for end in hits.ends)
        assert all(end <= hits.upto for end in hits.ends)
        seen = hits.upto
    assert seen == len(text)


# Expressions


def test_an_expression_finds_in_each_paragraph() -> None:
    text = "In 2024 and 2025\nin 1999"
    assert words(Query(r"\b\d{4}\b", expression=True), text, [6, 18]) == ["2024", "2025", "1999"]
    assert words(Query(r"^in", expression=True), text, [6, 18]) == ["In", "in"]
    assert words(Query(r"^in", expression=True, case=True), text) == ["in"]
    assert words(Query(r"2025\s+in", expression=True), text) == []
    assert words(Query(r"x*", expression=True), "axxa") == ["xx"]
    assert words(Query(r"in|and", expression=True, whole=True), "in, inner and band") == ["in", "and"]


def test_an_expression_may_ignore_accents_too() -> None:
    text = "Café und cafe\u0301, مُحَمَّد، أحمد"
    assert words(Query("caf[éè]", expression=True), text) == ["Café", "cafe\u0301"]
    assert words(Query("caf.", expression=True, accents=True), text) == ["Café", "cafe\u0301"]
    assert words(Query("[أم]حمد", expression=True), text) == ["مُحَمَّد", "أحمد"]


@given(st.text(st.sampled_from("ab \n"), max_size=40), CUTS, st.sampled_from(["a+", "a.b", "^b", "[ab]$", "(?<=a)b"]))
def test_paragraphs_are_put_together_however_the_text_is_cut(text: str, cuts: list[int], pattern: str) -> None:
    query = Query(pattern, expression=True)
    assert spans(query, text, cuts) == spans(query, text)


def test_a_search_may_begin_inside_a_paragraph() -> None:
    pieces = stretches("one two three four", [8])[1:]
    assert pieces[0].continues
    for query in (Query("t[a-z]+|f[a-z]+", expression=True), Query("four")):
        *_, last = (list(hits.starts) for hits in Finder(query).hits(pieces) if hits.starts)
        assert last[-1] == 14


def test_a_paragraph_longer_than_memory_likes_is_searched_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_LONG", 100)
    monkeypatch.setattr(finding, "_OVERLAP", 20)
    text = "word number and " * 60
    query = Query(r"number\s+and", expression=True)
    assert spans(query, text, range(7, 960, 37)) == spans(query, text) == [(n * 16 + 5, n * 16 + 15) for n in range(60)]


@pytest.mark.parametrize(
    "pattern",
    ["(", "[a", "*", "a{2,1}", r"\p{Foo}", "\\", "(?", r"\L<x>", "(" * 3000 + ")" * 3000, "(?R)", "(?r)ab",
     "(a)(?1)", "a{1000000000}", "((a{1000}){1000}){1000}", "(?:a*){1000000}"],
)  # fmt: skip
def test_a_bad_expression_is_a_sentence(pattern: str) -> None:
    with pytest.raises(BadExpression, match=r"^\S.*\.$"):
        Finder(Query(pattern, expression=True))


def test_an_expression_that_would_run_for_ever_is_stopped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PARAGRAPH_LIMIT", 0.1)
    finder = Finder(Query("(?:a|aa)+$", expression=True))
    hits = finder.hits(stretches("aaa\n" + "a" * 60 + "b"))
    found = next(hits)
    assert list(found.starts) == [0]
    with pytest.raises(TooSlow, match="too long"):
        list(hits)
