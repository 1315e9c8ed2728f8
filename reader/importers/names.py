"""File names as they can be shown and stored: any bytes and control characters made readable."""

from __future__ import annotations

import os

_JOINERS = "\u200c\u200d"
"""Invisible, but part of how Persian and Indic names are written."""


def shown(name: str) -> str:
    """`name` with bytes that are no UTF-8 as `\\xNN`, and line breaks and other control characters escaped."""
    readable = os.fsencode(name).decode("utf-8", "backslashreplace")
    if readable.isprintable():
        return readable
    return "".join(
        character if character.isprintable() or character in _JOINERS else repr(character)[1:-1]
        for character in readable
    )
