"""Which names a few typed letters mean: what the tag and command palettes show, and in which order.

Names are folded once, when a `Matcher` is made. A search looks for words that begin with what was typed, then for
initials and insides of words, and only where that finds little for near misses (rapidfuzz, imported late).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from reader.core.text import fold

ENOUGH = 8
"""Rows that a palette shows: with so many good matches nobody needs worse ones."""
_NEAR = 75
"""Least partial_ratio of a near miss: one wrong letter in four."""
_WORD = re.compile(r"\w+")

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
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


@dataclass(frozen=True, slots=True)
class Match:
    """`marks` are the matched letters of the name: `[start, end)` in code points. `alias` is the one that matched, if one did."""

    key: int
    grade: Grade
    marks: Marks = ()
    alias: str = ""


class Matcher:
    """Searches a fixed set of candidates; made anew when they change."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = list(candidates)
        self._place = {
            candidate.key: index for index, candidate in enumerate(self._candidates)
        }
        self._names = [_words(candidate.name) for candidate in self._candidates]
        self._aliases = [
            tuple(_words(alias) for alias in candidate.aliases)
            for candidate in self._candidates
        ]
        self._hay = [
            "\n".join((name, *aliases, _words(candidate.definition)))
            for candidate, name, aliases in zip(
                self._candidates, self._names, self._aliases, strict=True
            )
        ]
        self._initials = [
            "".join(word[0] for word in name.split()) for name in self._names
        ]

    def __len__(self) -> int:
        return len(self._candidates)

    def __getitem__(self, key: int) -> Candidate:
        return self._candidates[self._place[key]]

    def __contains__(self, key: int) -> bool:
        return key in self._place

    def search(
        self, query: str, recent: Sequence[int] = (), limit: int = 200
    ) -> list[Match]:
        """The best matches first; equal ones with recent keys first, then the shorter name, then in the order given.

        With nothing to look for: the recent ones, then all others as given, up to `limit`.
        """
        tokens = fold(query).split()
        if not tokens:
            return self._everything(recent, limit)
        words = _words(query).split()
        found = self._by_words(words) if words else {}
        if len(found) < ENOUGH:
            self._add_insides("".join(words), " ".join(tokens), found)
        if len(found) < ENOUGH and sum(map(len, words)) > 2:
            self._add_near(" ".join(words), found)
        rank = {key: place for place, key in enumerate(recent)}
        late = len(rank)
        order = sorted(
            found,
            key=lambda index: (
                found[index][0],
                rank.get(self._candidates[index].key, late),
                len(self._names[index]),
                index,
            ),
        )
        return [
            self._match(index, words or tokens, *found[index])
            for index in order[:limit]
        ]

    def named_in(self, passage: str, limit: int = ENOUGH) -> list[Match]:
        """Candidates whose whole name or an alias stands in `passage`, in the order in which they are given.

        An alias that is a mere letter does not count: it stands in too many passages.
        """
        text = f"{_words(passage)} "
        found: list[Match] = []
        for index, (name, aliases) in enumerate(
            zip(self._names, self._aliases, strict=True)
        ):
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
        rest = (
            candidate.key
            for candidate in self._candidates
            if candidate.key not in known
        )
        return [
            Match(key, Grade.WHOLE)
            for key, _ in zip((*first, *rest), range(limit), strict=False)
        ]

    def _by_words(self, words: list[str]) -> dict[int, tuple[Grade, str]]:
        """Candidates in which every typed word begins a word; with the grade and the alias that did it."""
        starts = [f" {word}" for word in words]
        hay = self._hay
        indexes: Sequence[int] = range(len(hay))
        for start in starts:
            indexes = [index for index in indexes if start in hay[index]]
        typed = " " + " ".join(words)
        found: dict[int, tuple[Grade, str]] = {}
        for index in indexes:
            name = self._names[index]
            if all(start in name for start in starts):
                grade = (
                    Grade.WHOLE
                    if name == typed
                    else Grade.BEGINNING
                    if name.startswith(typed)
                    else Grade.WORDS
                )
                found[index] = (grade, "")
                continue
            alias = next(
                (
                    n
                    for n, text in enumerate(self._aliases[index])
                    if all(s in text for s in starts)
                ),
                None,
            )
            if alias is not None:
                found[index] = (Grade.ALIAS, self._candidates[index].aliases[alias])
            else:
                found[index] = (Grade.DEFINITION, "")
        return found

    def _add_insides(
        self, letters: str, typed: str, found: dict[int, tuple[Grade, str]]
    ) -> None:
        for index, name in enumerate(self._names):
            if index in found and found[index][0] != Grade.DEFINITION:
                continue
            if len(letters) > 1 and self._initials[index].startswith(letters):
                found[index] = (Grade.INITIALS, "")
            elif typed in name or (
                not letters and typed in fold(self._candidates[index].name)
            ):
                found[index] = (Grade.INSIDE, "")

    def _add_near(self, typed: str, found: dict[int, tuple[Grade, str]]) -> None:
        from rapidfuzz import fuzz, process

        owners = [(index, -1) for index in range(len(self._names))]
        texts = [name[1:] for name in self._names]
        for index, aliases in enumerate(self._aliases):
            owners.extend((index, place) for place in range(len(aliases)))
            texts.extend(alias[1:] for alias in aliases)
        near = process.extract(
            typed, texts, scorer=fuzz.partial_ratio, score_cutoff=_NEAR, limit=None
        )
        for text, _score, place in near:
            index, alias = owners[place]
            # A name shorter than what was typed lies inside it only by chance ("EU" in "reuters").
            if index in found or (
                len(text) < len(typed) and fuzz.ratio(typed, text) < _NEAR
            ):
                continue
            found[index] = (
                Grade.NEAR,
                "" if alias < 0 else self._candidates[index].aliases[alias],
            )

    def _match(self, index: int, words: list[str], grade: Grade, alias: str) -> Match:
        candidate = self._candidates[index]
        if alias or grade is Grade.DEFINITION:
            return Match(candidate.key, grade, (), alias)
        return Match(
            candidate.key, grade, _MARKERS[grade](candidate.name, words), alias
        )


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
            if (
                found.group().startswith(word)
                and (found.start(), found.start() + len(word)) not in ranges
            ):
                ranges.append((found.start(), found.start() + len(word)))
                break
    return _placed(ranges, places)


def _mark_initials(name: str, words: list[str]) -> Marks:
    folded, places = _folded_places(name)
    count = sum(map(len, words))
    return _placed(
        [(found.start(), found.start() + 1) for found in _WORD.finditer(folded)][
            :count
        ],
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
        [
            (window.dest_start + s.dest_start, window.dest_start + s.dest_end)
            for s in equal
        ],
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
    for start, end in sorted(
        (places[start], places[end - 1] + 1) for start, end in ranges if end > start
    ):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)
