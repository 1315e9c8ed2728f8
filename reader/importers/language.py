"""A guess at a text's language from its script alone: right or nothing, since a wrong language is worse than none."""

from __future__ import annotations

import re
from itertools import islice

_SAMPLE = 4000
_FEW = 20
"""Letters below which nothing is said."""
_SCRIPTS = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x3040, 0x30FF, "ja"),
    (0xAC00, 0xD7A3, "ko"),
)
_NOT_RUSSIAN = re.compile("[іїєґўђјљњћџѓќѕәғқңөұүһІЇЄҐЎЂЈЉЊЋЏ]")
_PERSIAN = re.compile("[پچژگ]")
_NOT_PERSIAN = re.compile("[ٹڈڑےںٺټډړږښڼۇېۆۈ]")
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "is", "was", "for", "with", "as", "by", "from", "it", "has", "be", "are"]
    + ["this", "which", "said", "were", "have", "not"]
)


def guess(text: str) -> str:
    """A language code for `text`, or "" where script and function words don't settle it.

    Arabic letters give "ar" ("fa" with Persian's own letters), Cyrillic "ru" unless letters that Russian lacks occur;
    Latin letters give "en" only where English function words are at least an eighth of the words.
    """
    sample = text[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if len(letters) < _FEW:
        return ""
    for first, last, code in _SCRIPTS:
        share = sum(first <= ord(letter) <= last for letter in letters) / len(letters)
        if share >= (0.2 if code == "ja" else 0.6):
            return _settled(code, "".join(letters))
    words = list(islice((match.group().lower() for match in re.finditer(r"[^\W\d_]+", sample)), 600))
    hits = [word for word in words if word in _ENGLISH]
    return "en" if len(hits) >= len(words) / 8 and len(set(hits)) >= 4 else ""


def _settled(code: str, letters: str) -> str:
    if code == "ru":
        # Bulgarian and Macedonian have no ы; a long Russian text always has one.
        foreign = _NOT_RUSSIAN.search(letters) or (len(letters) >= 300 and "ы" not in letters)
        return "" if foreign else "ru"
    if code == "ar":
        if _NOT_PERSIAN.search(letters):
            return ""
        return "fa" if len(_PERSIAN.findall(letters)) >= len(letters) / 100 else "ar"
    return code
