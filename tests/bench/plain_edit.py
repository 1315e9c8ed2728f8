"""The baseline of the page: a QPlainTextEdit given the same text, font, size and marks, as formats of its layouts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reader.core.anchor import Utf16Map
from reader.core.spans import Span
from tests.bench.measure import clock


def mark() -> QTextCharFormat:
    """A tint behind words."""
    result = QTextCharFormat()
    result.setBackground(QColor("#dcb5ff"))
    return result


class PlainEdit:
    """As large as the viewport `like`."""

    def __init__(self, like: QWidget) -> None:
        self._edit = QPlainTextEdit()
        self._edit.setFont(QFont("Literata", 14))
        self._edit.resize(like.size())
        self._edit.show()
        self._mark = mark()

    def open(self, text: str, spans: Sequence[Span]) -> float:
        """Milliseconds from a text with marks to its paint."""
        return clock(lambda: self._fill(text, spans))

    def _fill(self, text: str, spans: Sequence[Span]) -> None:
        units = Utf16Map(text)
        self._edit.setPlainText(text)
        block = self._edit.document().begin()
        while block.isValid():
            start, end = block.position(), block.position() + block.length()
            ranges = []
            for span in spans:
                first, last = max(units.to_units(span.start), start), min(units.to_units(span.end), end)
                if first < last:
                    one = QTextLayout.FormatRange()
                    one.start, one.length, one.format = first - start, last - first, self._mark  # type: ignore[assignment]
                    ranges.append(one)
            block.layout().setFormats(ranges)
            block = block.next()
        self._edit.viewport().repaint()

    def close(self) -> None:
        self._edit.close()
