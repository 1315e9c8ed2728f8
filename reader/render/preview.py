"""The first sheets of a print as pictures, drawn as the printer will draw them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from reader.render.faces import load_fonts
from reader.render.paper import DP, Paper, paper_inks
from reader.render.sheets import Choice, Press

if TYPE_CHECKING:
    from reader.project import Project


class Preview(NamedTuple):
    """`complete` says that there are no further sheets."""

    sheets: tuple[QImage, ...]
    complete: bool


class _Pictures:
    """A canvas of pictures, `scale` pixels for each of the page's lengths."""

    def __init__(self, paper: Paper, scale: float) -> None:
        self._size = round(paper.width / DP * scale), round(paper.height / DP * scale)
        self._scale = scale
        self._painter: QPainter | None = None
        self.images: list[QImage] = []

    def sheet(self) -> QPainter:
        self.end()
        image = QImage(*self._size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        self.images.append(image)
        self._painter = painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(self._scale, self._scale)
        return painter

    def end(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None


def preview(
    project: Project, articles: Sequence[int], paper: Paper, scale: float, most: int, *, coloured: bool
) -> Preview:
    """At most `most` sheets of `articles`."""
    load_fonts()
    pictures = _Pictures(paper, scale)
    press = Press(project, pictures, paper, paper_inks(project.tags.codebook(), coloured=coloured), Choice())
    try:
        for article in articles:
            for done in press.article(article):
                if done.sheets > most:
                    return Preview(tuple(pictures.images[:most]), False)
    finally:
        pictures.end()
    return Preview(tuple(pictures.images), True)
