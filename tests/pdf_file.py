"""Reads a PDF as a reader would: its words, and its pages as pictures."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QColor, QImage

DP = 0.62
"""Points of one of the page's lengths."""


class PdfFile:
    """A whole file, held in memory."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path.read_bytes())

    def __len__(self) -> int:
        return len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        width, height = self._document[page].get_size()
        return float(width), float(height)

    def words(self, page: int) -> str:
        """The page's text in the order in which it was drawn; spaces and line breaks are one space."""
        text = unicodedata.normalize("NFKC", self._document[page].get_textpage().get_text_range())
        return " ".join(text.split())

    def letters(self, page: int) -> str:
        """The same without any space: where a page has few words, PDFium takes each letter for a word."""
        return self.words(page).replace(" ", "")

    def heights(self, page: int) -> list[tuple[float, float]]:
        """Top and bottom of every letter, in the page's lengths from the paper's upper edge, in the order drawn."""
        text, tall = self._document[page].get_textpage(), self.size(page)[1]
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        return [((tall - top) / DP, (tall - bottom) / DP) for left, bottom, right, top in boxes if right > left]

    def picture(self, page: int, pixels_a_dp: float = 1.0) -> QImage:
        """The page drawn, so many pixels for each of the page's lengths."""
        bitmap = self._document[page].render(scale=pixels_a_dp / DP)
        form = {3: QImage.Format.Format_BGR888, 4: QImage.Format.Format_RGB32}[bitmap.n_channels]
        return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()


def colours(image: QImage) -> dict[int, int]:
    """How many pixels there are of each colour (`QColor.rgb`)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = memoryview(image.constBits()).cast("B").cast("I")
    counted: dict[int, int] = {}
    for value in data:
        counted[value] = counted.get(value, 0) + 1
    return counted


def chroma(colour: int) -> int:
    """How far a colour is from grey, 0 to 255."""
    shown = QColor.fromRgb(colour)
    channels = shown.red(), shown.green(), shown.blue()
    return max(channels) - min(channels)
