"""Names of tags, articles and projects as file names that every system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
LONGEST = 120
"""Bytes of UTF-8 in a name without its suffix; systems allow 255, tools in between add to it."""


def file_name(name: str, suffix: str = "", taken: Container[str] = ()) -> str:
    """`name` as a file name ending in `suffix`: no path, no device, no control characters, at most LONGEST bytes.

    `taken` holds casefolded names already given; a name in it gets a number. Ends in neither a space nor a dot, which
    Windows drops.
    """
    stem = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    stem = _shortened(stem, LONGEST) or "_"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    result, count = f"{stem}{suffix}", 1
    while result.casefold() in taken:
        count += 1
        result = f"{_shortened(stem, LONGEST - 8)} {count}{suffix}"
    return result


def _shortened(stem: str, limit: int) -> str:
    return stem.encode()[:limit].decode(errors="ignore").rstrip(" .\u200d")
