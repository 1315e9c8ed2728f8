"""Which names a few typed letters mean: what the tag and command palettes show, and in which order.

Names are folded once, when a `Matcher` is made. A search looks for words that begin with what was typed, then for
initials and insides of words, and only where that finds little for near misses (rapidfuzz, imported late).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from reader.core.text import fold

ENOUGH = 8
"""Rows that a palette shows: with so many good matches nobody needs worse ones."""
_NEAR = 75
"""Least partial_ratio of a near miss: one wrong letter in four."""
_WORD = re.compile(r"\w+")

Marks = tuple[tuple[int, int], ...]


class Candidate(NamedTuple):
    """One thing that can be found: by its name, else by an alias, else by words of its definition."""

    key: int
    name: str
    aliases: tuple[str, ...] = ()
    definition: str = ""


class Grade(IntEnum):
    """How well it matches, best first."""

    WHOLE = 0
    BEGINNING = 1
    WORDS = 2
    ALIAS = 3
    INITIALS = 4
    INSIDE = 5
    DEFINITION = 6
    NEAR = 7
    NEAR_ALIAS = 8


class Match(NamedTuple):
    """`marks` are the matched letters of the name: `[start, end)` in code points. `alias` is the one that matched, if one did."""

    key: int
    grade: Grade
    marks: Marks = ()
    alias: str = ""


class Matcher:
    """Searches a fixed set of candidates; made anew when they change."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = list(candidates)
        self._place = {candidate.key: index for index, candidate in enumerate(self._candidates)}
        self._names = [_words(candidate.name) for candidate in self._candidates]
        self._aliases = [tuple(_words(alias) for alias in candidate.aliases) for candidate in self._candidates]
        self._initials = ["".join(word[0] for word in name.split()) for name in self._names]
        self._joined_aliases = ["\n".join(aliases) for aliases in self._aliases]
        by_length = sorted(range(len(self._names)), key=lambda index: len(self._names[index]))
        self._rank = [0] * len(by_length)
        for rank, index in enumerate(by_length):
            self._rank[index] = rank

    @cached_property
    def _definitions(self) -> list[str]:
        """Long, and not asked for before a letter is typed; `warm` has them ready by then."""
        return [_words(candidate.definition) for candidate in self._candidates]

    def warm(self) -> None:
        """Does now, while nobody waits, what the first letters would have to: folding definitions, loading rapidfuzz."""
        import rapidfuzz.distance
        import rapidfuzz.process  # noqa: F401

        assert len(self._definitions) == len(self._candidates)

    def __len__(self) -> int:
        return len(self._candidates)

    def __getitem__(self, key: int) -> Candidate:
        return self._candidates[self._place[key]]

    def __contains__(self, key: int) -> bool:
        return key in self._place

    def search(
        self, query: str, recent: Sequence[int] = (), limit: int = 200, worst: Grade = Grade.NEAR_ALIAS
    ) -> list[Match]:
        """The best matches first; equal ones with recent keys first, then the shorter name, then in the order given.

        None worse than `worst`. With nothing to look for: the recent ones, then all others as given, up to `limit`.
        """
        tokens = fold(query).split()
        if not tokens:
            return self._everything(recent, limit)
        words = _words(query).split()
        found: dict[int, Grade] = {}
        last = {self._place[key]: place - len(recent) for place, key in enumerate(recent) if key in self._place}
        for grade, indexes in self._graded(words, " ".join(tokens)):
            if grade > worst or len(found) >= (limit if grade < Grade.INITIALS else ENOUGH):
                break
            new = [index for index in dict.fromkeys(indexes) if index not in found]
            if grade < Grade.NEAR:
                new.sort(key=self._rank.__getitem__)
            new.sort(key=lambda index: last.get(index, 0))
            found.update(dict.fromkeys(new, grade))
        return [self._match(index, words or tokens, grade) for index, grade in islice(found.items(), limit)]

    def named_in(self, passage: str, limit: int = ENOUGH) -> list[Match]:
        """Candidates whose whole name or an alias stands in `passage`, in the order in which they are given.

        An alias that is a mere letter does not count: it stands in too many passages.
        """
        text = f"{_words(passage)} "
        found: list[Match] = []
        for index, (name, aliases) in enumerate(zip(self._names, self._aliases, strict=True)):
            if len(name) > 2 and f"{name} " in text:
                found.append(Match(self._candidates[index].key, Grade.WORDS))
            else:
                for place, alias in enumerate(aliases):
                    if len(alias) > 2 and f"{alias} " in text:
                        candidate = self._candidates[index]
                        found.append(
                            Match(
                                candidate.key,
                                Grade.ALIAS,
                                alias=candidate.aliases[place],
                            )
                        )
                        break
            if len(found) == limit:
                break
        return found

    def _everything(self, recent: Sequence[int], limit: int) -> list[Match]:
        first = [key for key in dict.fromkeys(recent) if key in self._place]
        known = set(first)
        rest = (candidate.key for candidate in self._candidates if candidate.key not in known)
        return [Match(key, Grade.WHOLE) for key, _ in zip((*first, *rest), range(limit), strict=False)]

    def _graded(self, words: list[str], typed: str) -> Iterator[tuple[Grade, Iterable[int]]]:
        """The grades in order, each with the candidates that reach it; worked out only as far as is asked for."""
        everywhere = range(len(self._names))
        if words:
            starts = [f" {word}" for word in words]
            whole = " ".join(["", *words])
            named = _with_all(starts, self._names, everywhere)
            beginning = [index for index in named if self._names[index].startswith(whole)]
            yield Grade.WHOLE, [index for index in beginning if self._names[index] == whole]
            yield Grade.BEGINNING, beginning
            yield Grade.WORDS, named
            aliased = _with_all(starts, self._joined_aliases, everywhere)
            yield Grade.ALIAS, [index for index in aliased if self._alias_by_words(index, words)]
            letters = "".join(words)
            if len(letters) > 1:
                yield Grade.INITIALS, [i for i, initials in enumerate(self._initials) if initials.startswith(letters)]
            yield Grade.INSIDE, [index for index, name in enumerate(self._names) if typed in name]
            yield Grade.DEFINITION, _with_all(starts, self._definitions, everywhere)
            if len(letters) > 2:
                yield Grade.NEAR, self._near(whole[1:], self._names, everywhere)
                owners = [index for index, aliases in enumerate(self._aliases) for _ in aliases]
                yield Grade.NEAR_ALIAS, self._near(whole[1:], [text for many in self._aliases for text in many], owners)
        else:
            yield Grade.INSIDE, [i for i, candidate in enumerate(self._candidates) if typed in fold(candidate.name)]

    def _near(self, typed: str, texts: Sequence[str], owners: Sequence[int]) -> list[int]:
        from rapidfuzz import fuzz, process

        near = process.extract(typed, texts, scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=2 * ENOUGH)
        # A name shorter than what was typed lies inside it only by chance ("EU" in "reuters").
        return [
            owners[place]
            for text, _score, place in near
            if len(text) > len(typed) or fuzz.ratio(typed, text.strip()) >= _NEAR
        ]

    def _alias_by_words(self, index: int, words: list[str]) -> str:
        """The alias of which words begin with all of `words`, or ""."""
        for alias, text in zip(self._candidates[index].aliases, self._aliases[index], strict=True):
            if all(f" {word}" in text for word in words):
                return alias
        return ""

    def _nearest_alias(self, index: int, words: list[str]) -> str:
        from rapidfuzz import fuzz

        typed = " ".join(words)
        aliases = zip(self._aliases[index], self._candidates[index].aliases, strict=True)
        return max(aliases, key=lambda pair: fuzz.partial_ratio(typed, pair[0]))[1]

    def _match(self, index: int, words: list[str], grade: Grade) -> Match:
        candidate = self._candidates[index]
        alias = ""
        if grade is Grade.ALIAS:
            alias = self._alias_by_words(index, words)
        elif grade is Grade.NEAR_ALIAS:
            alias = self._nearest_alias(index, words)
        marker = _MARKERS.get(grade)
        return Match(candidate.key, grade, marker(candidate.name, words) if marker else (), alias)


def _with_all(parts: Iterable[str], texts: Sequence[str], indexes: Sequence[int]) -> Sequence[int]:
    """Those of `indexes` whose text has every part."""
    for part in parts:
        indexes = [index for index in indexes if part in texts[index]]
    return indexes


def _words(text: str) -> str:
    """The folded words of `text`, each with a space before it, so that " x" in it asks whether a word begins with x."""
    found = _WORD.findall(fold(text))
    return " " + " ".join(found) if found else ""


def _folded_places(name: str) -> tuple[str, list[int]]:
    """`name` folded, and for each folded character the place of the one it came from."""
    parts = [fold(character) for character in name]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


def _mark_starts(name: str, words: list[str]) -> Marks:
    folded, places = _folded_places(name)
    ranges: list[tuple[int, int]] = []
    for word in words:
        for found in _WORD.finditer(folded):
            if found.group().startswith(word) and (found.start(), found.start() + len(word)) not in ranges:
                ranges.append((found.start(), found.start() + len(word)))
                break
    return _placed(ranges, places)


def _mark_initials(name: str, words: list[str]) -> Marks:
    folded, places = _folded_places(name)
    count = sum(map(len, words))
    return _placed(
        [(found.start(), found.start() + 1) for found in _WORD.finditer(folded)][:count],
        places,
    )


def _mark_inside(name: str, words: list[str]) -> Marks:
    folded, places = _folded_places(name)
    typed = " ".join(words)
    start = folded.find(typed)
    return _placed([(start, start + len(typed))], places) if start >= 0 else ()


def _mark_near(name: str, words: list[str]) -> Marks:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import Indel

    folded, places = _folded_places(name)
    typed = " ".join(words)
    window = fuzz.partial_ratio_alignment(typed, folded)
    if window is None or not folded:
        return ()
    part = folded[window.dest_start : window.dest_end]
    equal = [step for step in Indel.opcodes(typed, part) if step.tag == "equal"]
    return _placed(
        [(window.dest_start + s.dest_start, window.dest_start + s.dest_end) for s in equal],
        places,
    )


_MARKERS: dict[Grade, Callable[[str, list[str]], Marks]] = {
    Grade.WHOLE: _mark_starts,
    Grade.BEGINNING: _mark_starts,
    Grade.WORDS: _mark_starts,
    Grade.INITIALS: _mark_initials,
    Grade.INSIDE: _mark_inside,
    Grade.NEAR: _mark_near,
}


def _placed(ranges: Iterable[tuple[int, int]], places: list[int]) -> Marks:
    """Ranges of the folded name as sorted, joined ranges of the name itself."""
    result: list[tuple[int, int]] = []
    for start, end in sorted((places[start], places[end - 1] + 1) for start, end in ranges if end > start):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)
