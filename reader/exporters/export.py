"""The one way out, for the dialog and the command line alike: the same choices give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, cast

from reader.core.errors import ExportFailed
from reader.exporters import REGISTRY, TABLES, Exporter
from reader.exporters.file_names import file_name
from reader.exporters.table import ExportOptions, Row, Table
from reader.exporters.target import checked, replacing

if TYPE_CHECKING:
    from reader.project import Project

REPORT_EVERY = 1000


class Writer(Protocol):
    """What a format's module offers."""

    def write(self, table: Table, stream: BinaryIO, options: ExportOptions, scratch: Path) -> tuple[str, ...]: ...


class PagesWriter(Protocol):
    """What the module of a format of pages offers: it yields how many pages are drawn, after each."""

    def write_pages(
        self, project: Project, stream: BinaryIO, options: ExportOptions, scratch: Path
    ) -> Generator[int, None, None]: ...


class Source(Protocol):
    """What a table's module offers."""

    def table(self, project: Project, options: ExportOptions) -> Table: ...


class Summary(NamedTuple):
    """What was written: how many rows or pages, and sentences about what the format could not hold."""

    path: Path
    rows: int
    notes: tuple[str, ...]


def export(
    project: Project,
    format_name: str,
    what: str,
    target: Path,
    options: ExportOptions,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Writes the table `what` of `project` to `target`, whole or not at all; a format of pages has no use for `what`.

    `progress` is told the number of rows or pages now and then; what it raises cancels the export. Raises ExportFailed before
    any work where the target can't be written, and NotFound where `options` name what isn't there.
    """
    exporter = REGISTRY.get(format_name)
    if exporter is None:
        raise ExportFailed(f"There is no format “{format_name}”; the formats are {', '.join(REGISTRY)}.")
    path = checked(target, project.path, force=options.force)
    if exporter.pages:
        return _export_pages(project, exporter, path, options, progress)
    writer = cast(Writer, import_module(f"reader.exporters.{exporter.module}"))
    counted = _Counted(rows_of(project, what, options), progress)
    with replacing(path) as (stream, scratch):
        notes = writer.write(counted.table._replace(rows=counted), stream, options, scratch)
    return Summary(path, counted.count, notes)


def _export_pages(
    project: Project, exporter: Exporter, path: Path, options: ExportOptions, progress: Callable[[int], None] | None
) -> Summary:
    writer = cast(PagesWriter, import_module(f"reader.exporters.{exporter.module}"))
    pages = 0
    with (
        replacing(path) as (stream, scratch),
        closing(writer.write_pages(project, stream, options, scratch)) as drawn,
    ):
        for pages in drawn:
            if progress is not None:
                progress(pages)
    return Summary(path, pages, ())


def rows_of(project: Project, what: str, options: ExportOptions) -> Table:
    """The table `what`, with the columns that `options` choose. Raises ExportFailed where there is none."""
    source = TABLES.get(what)
    if source is None:
        raise ExportFailed(f"There is no table “{what}”; the tables are {', '.join(TABLES)}.")
    module = cast(Source, import_module(f"reader.exporters.{source.module}"))
    table = module.table(project, options)
    return table.only(options.columns) if options.columns else table


def preview(project: Project, what: str, options: ExportOptions, rows: int = 20) -> tuple[tuple[str, ...], list[Row]]:
    """The column names and the first rows as they will be written, without the rest being read."""
    table = rows_of(project, what, options)
    return tuple(column.name for column in table.columns), list(islice(table.rows, rows))


def suggested_name(project: Project, format_name: str, what: str) -> str:
    """A file name to propose: of the project and the table, safe on every system."""
    return file_name(f"{project.name}-{what}", REGISTRY[format_name].suffix)


class _Counted:
    """The rows of a table, counted as they pass."""

    def __init__(self, table: Table, progress: Callable[[int], None] | None) -> None:
        self.table = table
        self.count = 0
        self._progress = progress

    def __iter__(self) -> Iterator[Row]:
        count = 0
        for count, row in enumerate(self.table.rows, 1):
            if count % REPORT_EVERY == 0 and self._progress is not None:
                self._progress(count)
            yield row
        self.count = count
