"""Where graphemes, words and sentences begin and end in a text; offsets are code points.

For selection on the page, in any script. Graphemes are UAX 29's extended clusters; words and sentences are simple
rules of our own, fit for news in most scripts; where words have no spaces between them, core/dictionary.py is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from reader.core import dictionary

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\u30fc\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTERS = rf"(?:[\w\p{{M}}\u200c\u200d\u00ad--{_UNSPACED}])"
_WORDS = (
    rf"(?P<unspaced>[{_UNSPACED}][{_UNSPACED}\p{{M}}\u200b-\u200d]*+)"
    rf"|(?=[\p{{L}}\p{{N}}_]){_LETTERS}++(?:(?:['’.·\-\u2010\u2011]|(?<=\d),(?=\d)){_LETTERS}++)*+"
)
"""A word: letters with their marks and digits, joined by an apostrophe, hyphen or inner stop ("al-Sharaa’s", "U.S").

What is written without spaces is cut by a dictionary, where there is one.
"""
_WITHOUT_DICTIONARY = (
    r"\p{Han}[\p{M}\ufe00-\ufe0f]*+|[\p{Hiragana}\p{Katakana}\u30fc\p{M}]++|[^\p{Han}\p{Hiragana}\p{Katakana}\u200b]++"
)
"""Without one, an ideograph is a word of its own, since nothing else says more; kana and the letters of Thai go in runs."""

_CLOSING = "\"'’”»›)\\]}」』）】〉》］｝〕〗＂"
_UNSPACED_STOPS = "。！？｡．।॥။។"
"""Stops after which no space need follow."""
_STOPS = re.compile(
    rf"[{_UNSPACED_STOPS}]+[{_CLOSING}]*\s*"
    rf"|[.!?…؟۔։።།]+[{_CLOSING}]*(?=\s)\s+"
    r"|[\u2028\u2029]\s*|\n[ \t]*\n\s*"
)
_SAID = re.compile("と|って|など")
"""What follows a quoted sentence in Japanese goes on with the one that quotes it."""
_ABBREVIATIONS = frozenset(
    re.split(
        " ",
        "mr mrs ms dr prof st gen col lt sgt capt sen rep gov pres rev hon jr sr vs etc vol fig approx dept inc ltd co "
        "corp jan feb mar apr jun jul aug sept sep oct nov dec cf al ca e.g i.e a.m p.m u.s u.k u.n "
        "г гг в вв им т тыс млн млрд руб ул д стр рис см ср др пр проф акад ген обл р напр т.е т.к т.д т.п",
    )
)
_LAST_WORD = re.compile(r"[^\s(\[«“\"'‘]*$")


@lru_cache(maxsize=32)
def _grapheme_starts(text: str) -> tuple[int, ...]:
    import regex  # type: ignore[import-untyped]

    return (*(match.start() for match in regex.finditer(r"\X", text)), len(text))


@lru_cache(maxsize=32)
def _words(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Starts and ends of the words of `text`."""
    import regex

    spans: list[tuple[int, int]] = []
    for match in regex.compile(_WORDS, regex.V1).finditer(text):
        start, end = match.span()
        spans += _unspaced(text[start:end], start) if match["unspaced"] else [(start, end)]
    return tuple(start for start, _ in spans), tuple(end for _, end in spans)


def _unspaced(run: str, start: int) -> Iterator[tuple[int, int]]:
    """The words of a run without spaces, which begins at `start`."""
    found = dictionary.words(run) if len(run) > 1 else [(0, len(run))]
    if found is None:
        import regex

        found = [match.span() for match in regex.compile(_WITHOUT_DICTIONARY, regex.V1).finditer(run)]
    for first, last in found:
        yield start + first, start + last


@lru_cache(maxsize=32)
def _sentences(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Starts and ends of the sentences of `text`, without the spaces between them."""
    starts: list[int] = []
    ends: list[int] = []
    begin = len(text) - len(text.lstrip())
    for match in _STOPS.finditer(text):
        if match.end() < len(text) and not _ends_sentence(text, match):
            continue
        end = match.start() + len(match[0].rstrip())
        if end > begin:
            starts.append(begin)
            ends.append(end)
        begin = match.end()
    rest = len(text.rstrip())
    if rest > begin:
        starts.append(begin)
        ends.append(rest)
    return tuple(starts), tuple(ends)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop with more text behind it ends a sentence: not after an abbreviation or before a small letter."""
    mark = stop[0][0]
    if mark in _UNSPACED_STOPS:
        return not (stop[0][-1] in "」』”" and _SAID.match(text, stop.end()))
    if mark in "\u2028\u2029\n":
        return True
    following = text[stop.end() : stop.end() + 8].lstrip("\"'“‘«„‹([—–- ")
    if following[:1].islower():
        return False
    if mark != "." or stop[0].startswith(".."):
        return True
    found = _LAST_WORD.search(text, max(stop.start() - 24, 0), stop.start())
    word = found[0] if found else ""
    is_initial = (len(word) == 1 and word.isalpha() and word.isupper()) or re.fullmatch(
        r"(?:\w[.-])+\w", word
    ) is not None
    if word.casefold() == "no":
        return not following[:1].isdigit()  # "No. 5" is a number, "they said no." an answer
    return not (is_initial or word.casefold() in _ABBREVIATIONS)


def next_grapheme(text: str, offset: int) -> int:
    """The end of the character, as a reader sees it, that begins or goes on at `offset`; at most the text's end."""
    if text.isascii():
        return min(offset + 1, len(text))
    starts = _grapheme_starts(text)
    return starts[min(bisect_right(starts, offset), len(starts) - 1)]


def previous_grapheme(text: str, offset: int) -> int:
    """The start of the character, as a reader sees it, before `offset`; at least 0."""
    if text.isascii():
        return max(offset - 1, 0)
    starts = _grapheme_starts(text)
    return starts[max(bisect_left(starts, offset) - 1, 0)]


def grapheme_floor(text: str, offset: int) -> int:
    """`offset`, or the start of the character that it would cut."""
    if text.isascii():
        return offset
    starts = _grapheme_starts(text)
    return starts[bisect_right(starts, offset) - 1]


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """The word that holds the code point at `offset`, or ends there; None between words."""
    starts, ends = _words(text)
    place = bisect_right(starts, offset) - 1
    if place >= 0 and offset <= ends[place]:
        return starts[place], ends[place]
    return None


def next_word_start(text: str, offset: int) -> int | None:
    starts, _ = _words(text)
    place = bisect_right(starts, offset)
    return starts[place] if place < len(starts) else None


def previous_word_start(text: str, offset: int) -> int | None:
    starts, _ = _words(text)
    place = bisect_left(starts, offset)
    return starts[place - 1] if place else None


def next_word_end(text: str, offset: int) -> int | None:
    _, ends = _words(text)
    place = bisect_right(ends, offset)
    return ends[place] if place < len(ends) else None


def previous_word_end(text: str, offset: int) -> int | None:
    _, ends = _words(text)
    place = bisect_left(ends, offset)
    return ends[place - 1] if place else None


def sentence_at(text: str, offset: int) -> tuple[int, int] | None:
    """The sentence at `offset`; in the space after one, that one; None in a text of spaces only."""
    starts, ends = _sentences(text)
    if not starts:
        return None
    place = max(bisect_right(starts, offset) - 1, 0)
    return starts[place], ends[place]


def next_sentence_start(text: str, offset: int) -> int | None:
    starts, _ = _sentences(text)
    place = bisect_right(starts, offset)
    return starts[place] if place < len(starts) else None


def previous_sentence_start(text: str, offset: int) -> int | None:
    starts, _ = _sentences(text)
    place = bisect_left(starts, offset)
    return starts[place - 1] if place else None


def next_sentence_end(text: str, offset: int) -> int | None:
    _, ends = _sentences(text)
    place = bisect_right(ends, offset)
    return ends[place] if place < len(ends) else None
