"""CSV: UTF-8 with BOM, RFC 4180, CRLF, and text cells that no spreadsheet runs as a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from reader.core.errors import ExportFailed
from reader.exporters.table import Cells, ExportOptions, Row, Table

_RUN = frozenset("=+-@\t\r'")
"""First characters of a text cell that get an apostrophe before them: formulas, and the apostrophe itself."""


def _replacement(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "\ufffd" * (error.end - error.start), error.end


codecs.register_error("glossator-replace", _replacement)


def write(table: Table, stream: BinaryIO, options: ExportOptions, scratch: Path) -> tuple[str, ...]:
    """Writes the table to `stream`. Nothing in it needs telling, so it returns no notes."""
    if len(options.separator) != 1 or options.separator in '"\r\n':
        raise ExportFailed(
            f"“{options.separator}” can't part the columns of a CSV; it must be one character, as , or ; or a tab."
        )
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="glossator-replace", newline="", write_through=False)
    try:
        if options.bom:
            text.write("\ufeff")
        writer = csv.writer(text, delimiter=options.separator, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows(table.rows if options.raw else guarded(table))
        text.flush()
    finally:
        text.detach()
    return ()


def guarded(table: Table) -> Iterator[Row]:
    """The rows with a leading apostrophe in each text cell that a spreadsheet would run or that begins with one."""
    kept = (Cells.NUMBER, Cells.ID)
    places = [place for place, column in enumerate(table.columns) if column.cells not in kept]
    return _guarded(table.rows, places)


def _guarded(rows: Iterable[Row], places: Sequence[int]) -> Iterator[Row]:
    run = _RUN
    for row in rows:
        risky = [place for place in places if row[place][:1] in run]  # type: ignore[index]
        if risky:
            cells = list(row)
            for place in risky:
                cells[place] = f"'{cells[place]}"
            yield cells
        else:
            yield row


def unguarded(cell: str) -> str:
    """A text cell as it was before `guarded`."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RUN and len(cell) > 1 else cell
