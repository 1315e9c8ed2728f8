"""Writing a table or the pages of the project to a file, beside the work: with progress, cancel, and what is said then."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.exporters.table import ExportOptions
from reader.window.codebook_edits import counted

if TYPE_CHECKING:
    from reader.exporters.export import Summary
    from reader.project import Project
    from reader.window.session import Session
    from reader.window.writer import Step, Work

NOUNS = {"annotations": "annotation", "articles": "article", "codebook": "tag"}
"""What one row of each table is."""
PAGES = "pages"
"""What is written in place of a table where a format shows articles."""


class _Cancelled(Exception):
    """Raised between two rows, so that nothing half written is left."""


def write_file(session: Session, format_name: str, what: str, target: Path, options: ExportOptions) -> None:
    """Writes the table `what`, or PAGES, on a connection and a thread of its own; a toast says when it is there."""
    view = session.view
    totals = {"annotations": view.annotations.count, "articles": view.articles.count}
    total = totals[what]() if what in totals else None if what == PAGES else len(session.codebook)
    begun: list[Work] = []

    def tell(rows: int) -> None:
        for work in begun:
            work.done, work.total = rows, total
            if work.cancelled:
                raise _Cancelled

    def steps(project: Project) -> Generator[Step, None, Summary | None]:
        from reader.exporters.export import export

        yield from ()
        try:
            return export(project, format_name, what, target, options, tell)
        except _Cancelled:
            return None

    def say(summary: Summary | None) -> None:
        if summary is not None:
            session.say(f"“{summary.path.name}” is written: {counted(summary.rows, NOUNS.get(what, 'page'))}.")
            for note in summary.notes:
                session.fail(note)

    work = session.long_reading(steps, f"Writing “{target.name}”", say)
    if work is not None:
        begun.append(work)
