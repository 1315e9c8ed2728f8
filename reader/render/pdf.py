"""Articles as a PDF file, or on any printer: drawn without a window and without a screen, on whatever thread asks."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QIODevice, QLoggingCategory, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageSize, QPainter, QPdfWriter

from reader.render.faces import load_fonts
from reader.render.paper import DP, PAPERS, Paper, paper_inks
from reader.render.sheets import Choice, Press

if TYPE_CHECKING:
    from reader.project import Project
    from reader.render.sheets import Done

RESOLUTION = 1200
"""Dots an inch, in which the file counts; what is drawn is lines and letters, never dots."""
_application: list[QGuiApplication] = []


class PagedCanvas:
    """Sheets of a PDF file or a printer that `painter` has begun to draw on. Raises OSError where it takes no more."""

    def __init__(self, device: QPagedPaintDevice, resolution: float) -> None:
        self._device = device
        self._scale = DP * resolution / 72
        self._begun = False
        self.painter = QPainter(device)
        if not self.painter.isActive():
            raise OSError(errno.EIO, "it takes no page")

    def sheet(self) -> QPainter:
        if self._begun and not self._device.newPage():
            raise OSError(errno.EIO, "it takes no further page")
        self._begun = True
        self.painter.resetTransform()
        self.painter.setClipping(False)
        self.painter.scale(self._scale, self._scale)
        return self.painter


def write_pdf(
    project: Project, articles: Sequence[int], file: Path, paper: str, choice: Choice, *, coloured: bool
) -> Generator[Done, None, int]:
    """Writes `articles` to `file`, which it makes anew; yields after each sheet, returns how many. Raises OSError."""
    _begin()
    device = QFile(str(file))
    if not device.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(0, device.errorString())
    try:
        writer = _writer(device, PAPERS[paper])
        writer.setTitle(project.name if len(articles) != 1 else project.articles.row(articles[0]).title)
        canvas = PagedCanvas(writer, RESOLUTION)
        press = Press(project, canvas, PAPERS[paper], paper_inks(project.tags.codebook(), coloured=coloured), choice)
        try:
            for article in articles:
                for done in press.article(article):
                    _check(device)
                    yield done
        except OSError:
            _check(device)  # knows better why
            raise
        finally:
            canvas.painter.end()
        device.flush()
        _check(device)
        return press.sheets
    finally:
        device.close()


def _writer(device: QFile, paper: Paper) -> QPdfWriter:
    writer = QPdfWriter(device)
    writer.setCreator("Glossator")
    writer.setResolution(RESOLUTION)
    size = QSizeF(paper.width, paper.height)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, paper.title, QPageSize.SizeMatchPolicy.FuzzyMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    return writer


def _check(device: QFile) -> None:
    """Qt's writer goes on where the disk is full."""
    if device.error() != QFile.FileError.NoError:
        raise OSError(0, device.errorString())


def _begin() -> None:
    """What drawing needs: an application, which looks for no screen where there is none yet, and the faces."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        QLoggingCategory.setFilterRules("qt.text.font.db=false")  # says which faces lack which letters
        _application.append(QGuiApplication(["glossator"]))
    load_fonts()
