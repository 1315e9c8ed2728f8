"""The reading faces that travel with the program, for the window as for print: some at once, others when needed."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from reader.files import resource

_FURTHER = {
    "NotoSerifHebrew": re.compile("[\u0590-\u05ff]"),
    "NotoSerifDevanagari": re.compile("[\u0900-\u097f]"),
    "NotoSansThai": re.compile("[\u0e00-\u0e7f]"),
}
"""Faces of scripts that many Linux systems lack, by the letters that call for them."""
_LETTERS = re.compile("[\u0590-\u05ff\u0900-\u097f\u0e00-\u0e7f]")


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Loads the reading faces once; the names of their families."""
    families: list[str] = []
    for font in sorted(resource("fonts").iterdir(), key=lambda entry: entry.name):
        if font.name.endswith(".ttf"):
            number = QFontDatabase.addApplicationFontFromData(QByteArray(font.read_bytes()))
            families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def load_faces_for(text: str) -> None:
    """Loads those of the further faces whose letters `text` has; each is read but once, when it is first needed."""
    if text.isascii() or not _LETTERS.search(text):
        return
    for name, letters in _FURTHER.items():
        if letters.search(text):
            _load(name)


@lru_cache(maxsize=len(_FURTHER))
def _load(name: str) -> None:
    for font in resource("fonts", "scripts").iterdir():
        if font.name.startswith(f"{name}_"):
            QFontDatabase.addApplicationFontFromData(QByteArray(font.read_bytes()))
