"""The one text rule, and folding for search.

The rule (docs/file-format.md): drop one BOM, CRLF and CR become LF, surrogate pairs are joined, NUL and lone surrogates
become U+FFFD and are counted. Nothing else: no normalising, no trimming.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> tuple[str, int]:
    """`text` by the text rule, and how many characters had to become U+FFFD."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    replaced = text.count("\0")
    if replaced:
        text = text.replace("\0", "\ufffd")
    text, lone = _without_surrogates(text)
    return text, replaced + lone


def storable(text: str) -> str:
    """`text` as UTF-8 can hold it: what people type goes into a project just so, but for surrogates."""
    return _without_surrogates(text)[0]


def _without_surrogates(text: str) -> tuple[str, int]:
    """`text` with surrogate pairs joined and lone ones as U+FFFD, and how many those were."""
    if text.isascii() or not _SURROGATE.search(text):
        return text, 0
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _SURROGATE.subn("\ufffd", text)


def text_hash(text: str) -> str:
    """The sha256 of the text's UTF-8 bytes, in hexadecimal: an article version's identity."""
    return hashlib.sha256(text.encode()).hexdigest()


def word_count(text: str) -> int:
    """What stands between white space, as `wc -w` counts; a lower bound where words are not parted by spaces (CJK)."""
    return len(text.split())


@lru_cache(maxsize=65536)
def _folded(character: str) -> str:
    """One character folded; CJK characters stand alone, so that each is a word to the index."""
    folded = "".join(
        part
        for part in unicodedata.normalize("NFKD", character).casefold()
        if not unicodedata.combining(part) and unicodedata.category(part) not in ("Mn", "Cf", "Me")
    ).replace("ـ", "")
    folded = unicodedata.normalize("NFC", folded)
    return f" {folded} " if folded and _is_cjk(folded[0]) else folded


def _is_cjk(character: str) -> bool:
    code = ord(character)
    return (
        0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    )


class _Table(dict[int, str]):
    """A translation table that fills itself: one dictionary look-up a character once warm."""

    def __missing__(self, code: int) -> str:
        value = self[code] = _folded(chr(code))
        return value


_TABLE = _Table()


def fold(text: str) -> str:
    """`text` as the full-text index and filters compare it: compatibility forms, case and marks folded away.

    "Ünïcode" and "unicode", "مُحَمَّد" and "محمد" fold alike. Offsets are not kept.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_TABLE)
