"""Folding with a way back: texts made alike for finding, with the place of each folded character in the text as it is.

A text is folded cluster by cluster (what a reader sees as one character, UAX 29), so that a hit never cuts one.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache
from itertools import accumulate, chain, repeat
from typing import NamedTuple

_VARIANTS = str.maketrans(
    {
        # What Unicode has no decomposition for, but what people type one for the other.
        **dict(zip("øØłŁđĐħĦŧŦıðÐςٱىةیکھہە", "oOlLdDhHtTidDσايهيكههه", strict=True)),
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ß": "ss",
        "ẞ": "SS",
        "þ": "th",
        "Þ": "TH",
        "ـ": "",
        **dict.fromkeys("‘’‚‛ʼʻ′‹›", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_LETTERS_OF_THEIR_OWN = frozenset("йЙїЇўЎќЌѓЃ")
"""They decompose, but nobody reads them as the bare letter with an accent ("мой" and "мои" are two words)."""
_ACCENTS = frozenset((7, *range(10, 37), *range(200, 241)))
"""Combining classes left out as accents: not the viramas, kana's voicing or the tones of Thai, without which it is
another word."""
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_KEPT = 1 << 16
_PILE = 64
"""A cluster of more code points is no letter with marks but a pile, in which order and composition are not looked at:
sorting it would take for ever."""
_SPARSE = 50
"""With fewer than one in so many characters that need a closer look, only they are looked at closely."""
_ALONE = r"[\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}\p{GCB=LF}]"


class Folding(NamedTuple):
    """What is folded away: case; accents and letter variants. Composed and decomposed forms are always alike.

    `exact` keeps spaces and unseen characters as they are (for expressions); else every space is alike, and soft
    hyphens and the like do not count.
    """

    case: bool
    accents: bool
    exact: bool = False


class Folded(NamedTuple):
    """`starts` and `ends`: of the cluster that each folded character came from; None where the offsets are the same."""

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def start(self, place: int) -> int:
        """Where in the text the folded character at `place` begins."""
        return place if self.starts is None else self.starts[place]

    def end(self, place: int) -> int:
        """Where in the text the folded character before `place` ends."""
        return place if self.ends is None else self.ends[place - 1]


def fold(text: str, folding: Folding) -> Folded:
    """`text` folded. What is folded away altogether (an unseen character) has no place of its own."""
    if text.isascii() and "\r" not in text:
        if not folding.exact:
            text = text.replace("\n", " ").replace("\t", " ")
        return Folded(text.lower() if folding.case else text)
    table = _table(folding)
    joining, long = table.odd(set(text))
    if not joining and not long:
        return Folded(text.translate(table.codes))
    if sum(map(text.count, joining + long)) * _SPARSE > len(text):
        return _folded_closely(text, 0, table)
    parts: list[str] = []
    starts, ends = array("I"), array("I")
    last = 0
    for match in chain(_pieces(joining, long).finditer(text), (None,)):
        first = len(text) if match is None else match.start()
        parts.append(text[last:first].translate(table.codes))
        starts.extend(range(last, first))
        ends.extend(range(last + 1, first + 1))
        if match is not None:
            piece = _folded_closely(match.group(), first, table)
            parts.append(piece.text)
            starts += piece.starts or array("I")
            ends += piece.ends or array("I")
            last = match.end()
    return Folded("".join(parts), starts, ends)


def _folded_closely(text: str, offset: int, table: _Table) -> Folded:
    """Cluster by cluster; `offset` is where `text` begins."""
    clusters = _clusters(text)
    parts = list(map(table.__getitem__, clusters))
    bounds = array("I", accumulate(map(len, clusters), initial=offset))
    lengths = list(map(len, parts))
    starts = array("I", chain.from_iterable(map(repeat, bounds, lengths)))
    ends = array("I", chain.from_iterable(map(repeat, bounds[1:], lengths)))
    return Folded("".join(parts), starts, ends)


def is_accent(character: str) -> bool:
    """Whether it is a mark that makes another letter of the one before it."""
    return unicodedata.combining(character) in _ACCENTS


class _Table(dict[str, str]):
    """Clusters and what they fold to; fills itself. `codes` is the same for `str.translate`."""

    def __init__(self, folding: Folding) -> None:
        super().__init__()
        self._folding = folding
        self.codes = _Codes(self)
        self._alone: dict[str, bool] = {}

    def __missing__(self, cluster: str) -> str:
        if len(self) > _KEPT:
            self.clear()  # a text made of ever new piles of marks must not fill the memory
        value = self[cluster] = _folded(cluster, self._folding)
        return value

    def odd(self, characters: set[str]) -> tuple[str, str]:
        """Those of `characters` that may join others in a cluster, and those that alone don't fold to one character."""
        joining: list[str] = []
        long: list[str] = []
        for character in characters:
            alone = self._alone.get(character)
            if alone is None:
                alone = self._alone[character] = _stands_alone(character)
            if not alone:
                joining.append(character)
            elif len(self[character]) != 1:
                long.append(character)
        return "".join(sorted(joining)), "".join(sorted(long))


class _Codes(dict[int, str]):
    def __init__(self, table: _Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, code: int) -> str:
        value = self[code] = self._table[chr(code)]
        return value


@lru_cache(maxsize=8)
def _table(folding: Folding) -> _Table:
    return _Table(folding)


@lru_cache(maxsize=64)
def _pieces(joining: str, long: str) -> re.Pattern[str]:
    """Where a text must be looked at closely: clusters of more than one character, and what folds to none or several."""
    either = [f"[{re.escape(long)}]"] if long else []
    if joining:
        either.insert(0, f".?(?:[{re.escape(joining)}]+.?)+")
    return re.compile("|".join(either), re.DOTALL)


def _clusters(piece: str) -> list[str]:
    if len(piece) == 1:
        return [piece]
    import regex  # type: ignore[import-untyped]

    found: list[str] = regex.findall(r"\X", piece)
    return found


def _stands_alone(character: str) -> bool:
    import regex

    return regex.fullmatch(_ALONE, character) is not None


def _folded(cluster: str, folding: Folding) -> str:
    if len(cluster) > _PILE:
        return "".join(_folded(one, folding) for one in cluster)
    composed = unicodedata.normalize("NFC", cluster)
    if not folding.exact:
        composed = "".join(" " if _is_space(one) else one for one in composed if not _is_unseen(one))
    if folding.accents:
        composed = "".join(map(_without_accents, composed))
    if folding.case:
        composed = composed.casefold()
    return unicodedata.normalize("NFC", composed)


def _without_accents(character: str) -> str:
    if character in _LETTERS_OF_THEIR_OWN:
        return character
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    parts = unicodedata.normalize("NFKD", character.translate(_VARIANTS))
    return "".join(part for part in parts if not is_accent(part)).translate(_VARIANTS)


def _is_space(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def _is_unseen(character: str) -> bool:
    """Format characters, variation selectors, the grapheme joiner."""
    if unicodedata.category(character) == "Cf":
        return character not in _VISIBLE_FORMATS
    return "\ufe00" <= character <= "\ufe0f" or character == "\u034f"
