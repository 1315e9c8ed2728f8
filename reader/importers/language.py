"""A guess at a text's language from its script alone: right or nothing, since a wrong language is worse than none."""

from __future__ import annotations

import re

_SAMPLE = 1000
_SCRIPT_SAMPLE = 400
_FEW = 20
"""Letters below which nothing is said."""
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "el": re.compile("[\u0370-\u03ff]"),
    "ru": re.compile("[\u0400-\u052f]"),
    "he": re.compile("[\u0590-\u05ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
}
_NOT_RUSSIAN = re.compile("[іїєґўђјљњћџѓќѕәғқңөұүһІЇЄҐЎЂЈЉЊЋЏ]")
_PERSIAN = re.compile("[پچژگ]")
_NOT_PERSIAN = re.compile("[ٹڈڑےںٺټډړږښڼۇېۆۈ]")
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "that", "is", "was", "for", "with", "as", "by", "from", "it", "has", "be", "are"}
    | {"this", "which", "said", "were", "have", "not"}
)


def guess(text: str) -> str:
    """A language code for `text`, or "" where script and function words don't settle it.

    Arabic letters give "ar" ("fa" with Persian's own letters), Cyrillic "ru" unless letters that Russian lacks occur;
    Latin letters give "en" only where English function words are at least an eighth of the words.
    """
    beginning = text[:_SCRIPT_SAMPLE]
    if not beginning.isascii():
        letters = len(_LETTERS.findall(beginning))
        for code, script in _SCRIPTS.items():
            share = len(script.findall(beginning)) / max(letters, _FEW)
            if share >= (0.2 if code == "ja" else 0.6):
                return _settled(code, text[:_SAMPLE])
    words = _WORDS.findall(text[:_SAMPLE].lower())
    hits = [word for word in words if word in _ENGLISH]
    return "en" if len(hits) >= len(words) / 8 and len(set(hits)) >= 4 else ""


def _settled(code: str, sample: str) -> str:
    if code == "ru":
        # Bulgarian and Macedonian have no ы; a long Russian text always has one.
        foreign = _NOT_RUSSIAN.search(sample) or (len(sample) >= 400 and "ы" not in sample)
        return "" if foreign else "ru"
    if code == "ar":
        if _NOT_PERSIAN.search(sample):
            return ""
        return "fa" if len(_PERSIAN.findall(sample)) >= len(sample) / 150 else "ar"
    return code
