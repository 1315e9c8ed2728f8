"""Links in the text: where they are, and the hairline under their words. They do nothing by themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from reader.core.article import Style, StyleRun
from reader.render.document import Paragraph

_BELOW = 0.13
"""Of the size below the baseline: within the tint and well above the lanes, so that no link looks like a mark."""


def link_at(paragraph: Paragraph, offset: int) -> StyleRun | None:
    """The link that holds the character at a caret place, or ends there."""
    links = [run for run in paragraph.styles if run.style is Style.LINK and run.target and run.start < run.end]
    inside = next((run for run in links if run.start <= offset < run.end), None)
    return inside or next((run for run in links if run.end == offset), None)


def paint_links(painter: QPainter, paragraph: Paragraph, colour: QColor) -> None:
    for rect in underlines(paragraph):
        painter.fillRect(rect, colour)


def underlines(paragraph: Paragraph) -> list[QRectF]:
    """Worked out once for each layout."""
    if paragraph.underlines is None:
        layout, setting = paragraph.layout, paragraph.layout.setting
        below = setting.baseline + round(_BELOW * setting.size)
        paragraph.underlines = [
            QRectF(fragment.left, fragment.line * setting.leading + below, fragment.right - fragment.left, 1)
            for run in paragraph.styles
            if run.style is Style.LINK and run.target
            for fragment in layout.fragments(run.start, run.end, closes=False)
        ]
    return paragraph.underlines
