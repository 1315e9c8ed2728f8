"""Articles to a printer or into a PDF file, beside the work: drawn on a thread of their own, with progress and cancel."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.core.errors import ExportFailed
from reader.exporters.table import ExportOptions
from reader.window.codebook_edits import counted
from reader.window.exporting import PAGES, write_file

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from reader.project import Project
    from reader.window.session import Session


class _Sheets(NamedTuple):
    """How many sheets are drawn; how many there will be is not known before."""

    done: int
    total: int | None = None


def save_pdf(session: Session, articles: Sequence[int], target: Path, paper: str, *, coloured: bool) -> None:
    """Writes the pages of `articles` to `target`, in the place of what may be there."""
    uids = tuple(row.uid for row in session.view.articles.rows(articles))
    options = ExportOptions(force=True, articles=uids, paper=paper, coloured=coloured)
    write_file(session, "pdf", PAGES, target, options)


def send(session: Session, articles: Sequence[int], printer: QPrinter, *, coloured: bool) -> None:
    """Prints `articles` on the paper that the printer was given; a cancel stops it after the sheet that is drawn."""

    def steps(project: Project) -> Generator[_Sheets, None, int]:
        try:
            return (yield from sheets(project))
        except OSError as error:
            raise ExportFailed(f"The printer stopped: {error.strerror}.") from error

    def sheets(project: Project) -> Generator[_Sheets, None, int]:
        from reader.render.faces import load_fonts
        from reader.render.paper import Paper, paper_inks
        from reader.render.pdf import PagedCanvas
        from reader.render.sheets import Choice, Press

        load_fonts()
        size = printer.pageLayout().fullRectPoints()
        paper = Paper("", size.width(), size.height())
        canvas = PagedCanvas(printer, printer.resolution())
        press = Press(project, canvas, paper, paper_inks(project.tags.codebook(), coloured=coloured), Choice())
        finished = False
        try:
            for article in articles:
                for done in press.article(article):
                    yield _Sheets(done.sheets)
            finished = True
        finally:
            if not finished:
                printer.abort()
            canvas.painter.end()
        return press.sheets

    def say(sheets: int | None) -> None:
        if sheets is not None:
            session.say(f"{counted(sheets, 'page')} sent to the printer.")

    session.long_reading(steps, "Printing", say)
