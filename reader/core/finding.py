"""Finding words or an expression in a text that is read stretch by stretch; hits are spans of the text as it is."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import prod
from time import monotonic
from typing import Any, NamedTuple, Protocol

from reader.core.article import Block
from reader.core.errors import GlossatorError
from reader.core.folding import Folded, Folding, fold, is_accent
from reader.core.text import storable

TIME_LIMIT, PARAGRAPH_LIMIT = 20.0, 1.0
"""Seconds that an expression may take over a text, and over one paragraph of it."""
_MOST_REPEATS = 10_000
"""An expression's counts (`a{100}`) multiplied: more would fill the memory when it is compiled."""
_LONG = 65_536
"""Code points of a paragraph that an expression sees at once."""
_OVERLAP = 4_096
"""A longer paragraph is looked through piece by piece, pieces sharing so much: no hit there can be longer."""
_CARRIED = 4_096
"""Code points at most that are kept of a stretch for the next: a hit over more unseen characters is not found there."""
_TOO_SLOW = "This expression takes too long here; the search was stopped."
_COUNT = re.compile(r"\{(\d*),?(\d*)\}")
_RECURSION = re.compile(r"\(\?(?:R|\d|&|P>|[+-]\d)")
_KATAKANA = r"[\p{Katakana}\u30fc]"
_FREE = r"[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Scripts without spaces, where a word may end anywhere."""
_LETTER = rf"[\w\p{{M}}--{_KATAKANA}--{_FREE}]"


class BadExpression(GlossatorError):
    """A regular expression that can't be understood, or that is not let run."""


class TooSlow(GlossatorError):
    """A regular expression that took longer than the time limit."""


class Query(NamedTuple):
    """What to find. `case`, `accents`: whether these must be as typed. `whole`: whole words only."""

    words: str
    case: bool = False
    whole: bool = False
    accents: bool = False
    expression: bool = False


class Stretch(Protocol):
    """A piece of the text with the paragraphs in it; `continues`: the first is the rest of the last one before."""

    @property
    def start(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def blocks(self) -> Sequence[Block]: ...
    @property
    def continues(self) -> bool: ...


class Hits(NamedTuple):
    """Starts and ends in code points, in order and apart from each other; `upto`: all that end there are known."""

    starts: array[int]
    ends: array[int]
    upto: int


class Finder:
    """A query made ready. Words may lie across paragraphs, a hit of an expression lies in one.

    Raises BadExpression.
    """

    def __init__(self, query: Query) -> None:
        words = storable(query.words)
        self._accents = query.accents
        self.is_expression = query.expression
        if query.expression:
            self._folding = Folding(case=False, accents=not query.accents, exact=True)
            self._pattern = _expression(words, query)
            self._length = 0
        else:
            self._folding = Folding(case=not query.case, accents=not query.accents)
            wanted = fold(words, self._folding).text
            self._pattern = _words(wanted, query.whole)
            self._length = len(wanted)

    @property
    def is_empty(self) -> bool:
        """Nothing to look for, as in a query of unseen characters only."""
        return not self._length and not self.is_expression

    def hits(self, stretches: Iterable[Stretch]) -> Iterator[Hits]:
        """The hits in stretches that follow one another, as they are found. Raises TooSlow, after those found so far."""
        if self.is_empty:
            return iter(())
        return self._by_expression(stretches) if self.is_expression else self._by_words(stretches)

    # Words

    def _by_words(self, stretches: Iterable[Stretch]) -> Iterator[Hits]:
        """Each stretch is searched together with the end of the one before, so that no hit is lost between them."""
        carried, done = "", 0
        for stretch, is_last in _with_last(stretches):
            base = stretch.start - len(carried)
            text = carried + stretch.text
            folded = fold(text, self._folding)
            # The last character may go on in the next stretch, by a mark; and what is a whole word shows only there.
            limit = len(folded.text) if is_last else _cluster(folded, len(folded.text) - 1)
            found = Hits(array("I"), array("I"), base + (len(text) if is_last else folded.start(limit) if limit else 0))
            done = self._search(folded, base, limit, max(done, base), found)
            yield found
            # What begins here or later is undecided; the character before tells whether a word begins with it.
            open_ = _cluster(folded, max(limit - self._length + 1, 0))
            done = max(done, base + folded.start(open_)) if open_ < len(folded.text) else done
            kept = folded.start(open_ - 1) if open_ else 0
            carried = text[max(kept, len(text) - max(_CARRIED, 4 * self._length)) :]

    def _search(self, folded: Folded, base: int, limit: int, done: int, found: Hits) -> int:
        """Adds the hits from `done` on that end by the folded place `limit`; returns where the last one ends."""
        starts, ends = folded.starts, folded.ends
        if starts is None or ends is None:
            places = [match.start() for match in self._pattern.finditer(folded.text, done - base)]
            places = [base + place for place in places if place + self._length <= limit]
            found.starts.extend(places)
            found.ends.extend(place + self._length for place in places)
            return found.ends[-1] if places else done
        for match in self._pattern.finditer(folded.text, bisect_left(starts, done - base)):
            first, last = match.span()
            if last > limit:
                break
            start, end = base + starts[first], base + ends[last - 1]
            if start < done or (self._accents and _goes_on(folded.text, last)):
                continue
            found.starts.append(start)
            found.ends.append(end)
            done = end
        return done

    # Expressions

    def _by_expression(self, stretches: Iterable[Stretch]) -> Iterator[Hits]:
        until = monotonic() + TIME_LIMIT
        paragraph, begin, done, upto = "", 0, 0, 0
        for stretch in stretches:
            found = Hits(array("I"), array("I"), begin)
            try:
                for index, block in enumerate(stretch.blocks):
                    words = stretch.text[block.start - stretch.start : block.end - stretch.start]
                    if index == 0 and stretch.continues and paragraph:
                        paragraph += words
                    else:
                        done = self._match(paragraph, begin, len(paragraph), done, until, found)
                        paragraph, begin = words, block.start
                    if len(paragraph) > _LONG:
                        done = self._match(paragraph, begin, len(paragraph) - _OVERLAP, done, until, found)
                        begin += len(paragraph) - 2 * _OVERLAP
                        paragraph = paragraph[-2 * _OVERLAP :]
                        done = max(done, begin + _OVERLAP)
            except TimeoutError:
                yield found
                raise TooSlow(_TOO_SLOW) from None
            upto = stretch.start + len(stretch.text)
            yield found._replace(upto=begin)
        found = Hits(array("I"), array("I"), upto)
        try:
            self._match(paragraph, begin, len(paragraph), done, until, found)
        except TimeoutError:
            yield found._replace(upto=begin)
            raise TooSlow(_TOO_SLOW) from None
        yield found

    def _match(self, paragraph: str, base: int, limit: int, done: int, until: float, found: Hits) -> int:
        """Adds the hits in a paragraph from `done` on that begin before `limit`; returns where the last one ends."""
        if not paragraph:
            return done
        folded = fold(paragraph, self._folding)
        first = max(done - base, 0)
        if folded.starts is not None:
            first = bisect_left(folded.starts, first)
        until = min(until, monotonic() + PARAGRAPH_LIMIT)
        for match in self._pattern.finditer(folded.text, first, timeout=max(until - monotonic(), 0.001)):
            begin, end = match.span()
            if monotonic() > until:
                raise TimeoutError
            if begin == end:
                continue
            begin, end = folded.start(begin), folded.end(end)
            if begin >= limit:
                break
            if base + begin >= done:
                found.starts.append(base + begin)
                found.ends.append(base + end)
                done = base + end
        return done


def _words(wanted: str, whole: bool) -> Any:
    if not whole or not wanted:
        return re.compile(re.escape(wanted))
    import regex  # type: ignore[import-untyped]

    before = after = ""
    for letters in (_LETTER, _KATAKANA):
        before = f"(?<!{letters})" if regex.match(letters, wanted, regex.V1) else before
        after = f"(?!{letters})" if regex.match(letters, wanted[-1], regex.V1) else after
    return regex.compile(before + regex.escape(wanted, special_only=True) + after, regex.V1)


def _expression(words: str, query: Query) -> Any:
    import regex

    if prod(max(int(low or 1), int(high or 1), 1) for low, high in _COUNT.findall(words)) > _MOST_REPEATS:
        raise BadExpression(f"The expression repeats too much; {_MOST_REPEATS:,} times is the most.")
    if _RECURSION.search(words):
        raise BadExpression("An expression that calls itself is not possible here.")
    folding = Folding(case=False, accents=not query.accents, exact=True)
    parts = (
        one if one.isascii() else regex.escape(fold(one, folding).text, special_only=True)
        for one in regex.findall(r"\X", words)
    )
    pattern = "".join(parts)
    flags = regex.MULTILINE | (0 if query.case else regex.IGNORECASE)
    try:
        if regex.compile(pattern, flags).flags & regex.REVERSE:
            raise BadExpression("An expression that searches backwards is not possible here.")
        return regex.compile(rf"\b(?:{pattern})\b" if query.whole else pattern, flags)
    except regex.error as error:
        where = "" if error.pos is None else f", at character {error.pos + 1}"
        raise BadExpression(f"This expression can't be understood: {error.msg}{where}.") from error
    except BadExpression:
        raise
    except Exception as error:  # what a person types must never end the search, whatever the compiler makes of it
        raise BadExpression("This expression can't be understood.") from error


def _goes_on(text: str, place: int) -> bool:
    """Whether the character before `place` has an accent there that was not asked for."""
    return place < len(text) and is_accent(text[place])


def _cluster(folded: Folded, place: int) -> int:
    """The place where the cluster of the folded character at `place` begins; 0 where there is none."""
    if folded.starts is None or place >= len(folded.starts):
        return max(place, 0)
    return bisect_left(folded.starts, folded.starts[place]) if place > 0 else 0


def _with_last(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    before: Stretch | None = None
    for stretch in stretches:
        if before is not None:
            yield before, False
        before = stretch
    if before is not None:
        yield before, True
