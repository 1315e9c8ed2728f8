"""Words of scripts that put no spaces between them (Chinese, Japanese, Thai, Lao, Khmer, Burmese), by ICU's dictionaries.

ICU comes with Qt on Linux and with the system on Windows and macOS; it is asked through its C interface, and where it is
not, `words` says so and `boundaries` falls back on its rules.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from reader.core.anchor import Utf16Map

_VERSIONS = range(90, 59, -1)
"""Of ICU on Linux, where names of libraries and functions carry it; the one that Qt has loaded answers to its name."""
_WORD_BREAKS = 1
_WORDS_FROM = 100
"""Rule status below this: spaces, stops and signs."""


class _Icu:
    """The four functions that are needed, with their types."""

    __slots__ = ("close", "next", "open", "status")

    def __init__(self, library: Any, suffix: str) -> None:
        from ctypes import POINTER, c_char_p, c_int, c_int32, c_void_p

        self.open = getattr(library, "ubrk_open" + suffix)
        self.open.restype = c_void_p
        self.open.argtypes = (c_int, c_char_p, c_void_p, c_int32, POINTER(c_int))
        self.next: Callable[[int], int] = getattr(library, "ubrk_next" + suffix)
        self.status: Callable[[int], int] = getattr(library, "ubrk_getRuleStatus" + suffix)
        self.close: Callable[[int], None] = getattr(library, "ubrk_close" + suffix)
        for function, result in ((self.next, c_int32), (self.status, c_int32), (self.close, None)):
            function.argtypes = (c_void_p,)
            function.restype = result


def _names() -> list[tuple[str, str]]:
    """Where ICU may be, and what its functions' names end with."""
    if sys.platform == "win32":
        return [("icu.dll", ""), ("icuuc.dll", "")]
    if sys.platform == "darwin":
        return [("/usr/lib/libicucore.dylib", "")]
    return [(f"libicuuc.so.{version}", f"_{version}") for version in _VERSIONS]


@lru_cache(maxsize=1)
def _icu() -> _Icu | None:
    try:
        from ctypes import CDLL
    except ImportError:
        return None
    for name, suffix in _names():
        try:
            return _Icu(CDLL(name), suffix)
        except (OSError, AttributeError):
            continue
    return None


def words(text: str) -> list[tuple[int, int]] | None:
    """The words of `text` as `[start, end)` in code points; None where no dictionary is at hand."""
    icu = _icu()
    if icu is None or not text:
        return None if icu is None else []
    from ctypes import byref, c_int, create_string_buffer

    units = text.encode("utf-16-le" if sys.byteorder == "little" else "utf-16-be", "surrogatepass")
    buffer, error = create_string_buffer(units, len(units)), c_int(0)
    breaks = icu.open(_WORD_BREAKS, b"", buffer, len(units) // 2, byref(error))
    if error.value > 0 or not breaks:
        return None
    places = Utf16Map(text)
    found: list[tuple[int, int]] = []
    start = 0
    try:
        while (end := icu.next(breaks)) >= 0:
            if icu.status(breaks) >= _WORDS_FROM:
                found.append((places.from_units(start), places.from_units(end)))
            start = end
    finally:
        icu.close(breaks)
    return found
