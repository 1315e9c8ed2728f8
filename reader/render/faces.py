"""The reading faces that travel with the program, for the window as for print."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from reader.files import resource


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Loads the reading faces once; the names of their families."""
    families: list[str] = []
    for font in sorted(resource("fonts").iterdir(), key=lambda entry: entry.name):
        if font.name.endswith(".ttf"):
            number = QFontDatabase.addApplicationFontFromData(QByteArray(font.read_bytes()))
            families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))
