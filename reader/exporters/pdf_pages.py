"""Articles as a PDF: the pages as they are read, with highlights, margin, legend and memos. Qt is loaded when called."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.core.errors import ExportFailed
from reader.exporters.choice import chosen_annotators, chosen_kinds, chosen_rounds
from reader.exporters.table import ExportOptions

if TYPE_CHECKING:
    from reader.project import Project


def write_pages(
    project: Project, stream: BinaryIO, options: ExportOptions, scratch: Path
) -> Generator[int, None, None]:
    """Draws the pages, yielding how many there are after each; raises NotFound, Ambiguous, ExportFailed, OSError."""
    articles = [project.articles.find(ending).id for ending in options.articles] or project.articles.ids()
    if not articles:
        raise ExportFailed("The project has no articles yet, so there is no page to draw.")
    rounds = chosen_rounds(project, options)
    if set(rounds) != {project.round.id}:
        raise ExportFailed(f"A PDF shows only the present round, “{project.round.name}”.")
    annotators = frozenset(chosen_annotators(project, options)) if options.annotators else None
    kinds = chosen_kinds(options) if options.kinds else None

    from reader.render.pdf import write_pdf
    from reader.render.sheets import Choice

    file = scratch / "pages.pdf"
    choice = Choice(annotators, kinds)
    with closing(write_pdf(project, articles, file, options.paper, choice, coloured=options.coloured)) as drawn:
        for done in drawn:
            yield done.sheets
    with file.open("rb") as written:
        shutil.copyfileobj(written, stream)
