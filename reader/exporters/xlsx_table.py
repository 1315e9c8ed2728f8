"""An Excel workbook: one sheet a table, text as text, numbers as numbers; what a sheet can't hold is split or said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.core.anchor import Utf16Map
from reader.core.errors import ExportFailed
from reader.exporters.table import Cells, Column, ExportOptions, Row, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS = 1_048_576
CELL_UNITS = 32_767
"""What Excel holds in a sheet (its header included) and in a cell (UTF-16 units)."""
_LONE = re.compile("[\ud800-\udfff]")


def write(
    table: Table, stream: BinaryIO, options: ExportOptions, scratch: Path, sheet_rows: int = SHEET_ROWS
) -> tuple[str, ...]:
    """Writes the workbook to `stream`, rows in progress to files under `scratch`. Returns what was cut or split."""
    from datetime import datetime

    import xlsxwriter
    from xlsxwriter.exceptions import XlsxFileError

    settings = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "tmpdir": str(scratch)}
    book = xlsxwriter.Workbook(stream, settings)
    book.set_properties({"title": table.name, "comments": "Glossator", "created": datetime(2000, 1, 1)})
    bold = book.add_format({"bold": True})
    rows = iter(table.rows)
    cut = Cut()
    sheets = 0
    more = True
    while more:
        sheets += 1
        sheet = book.add_worksheet(table.name if sheets == 1 else f"{table.name} {sheets}")
        written = _fill(sheet, table.columns, islice(rows, sheet_rows - 1), bold, cut)
        following = list(islice(rows, 1))
        more = bool(following)
        rows = chain(following, rows)
        sheet.autofilter(0, 0, written, len(table.columns) - 1)
    try:
        book.close()
    except XlsxFileError as error:
        raise ExportFailed(f"The workbook can't be written: {error}.") from error
    return (*cut.notes(), *_split(sheets, sheet_rows))


class Cut:
    """Counts the cells that were too long, and where the first was."""

    def __init__(self) -> None:
        self.cells = 0
        self.first = ""

    def shortened(self, text: str, row: int, column: Column) -> str:
        """`text` as far as a cell holds it."""
        units = Utf16Map(text)
        if units.to_units(len(text)) <= CELL_UNITS:
            return text
        self.cells += 1
        self.first = self.first or f"row {row + 1}, column {column.name}"
        return text[: units.from_units(CELL_UNITS)]

    def notes(self) -> tuple[str, ...]:
        if not self.cells:
            return ()
        cells, verb = ("1 cell holds", "was") if self.cells == 1 else (f"{self.cells} cells hold", "were")
        return (
            f"{cells} more than the {CELL_UNITS:,} characters that Excel allows and {verb} cut there "
            f"(first: {self.first}); CSV keeps all of it.",
        )


def _split(sheets: int, sheet_rows: int) -> tuple[str, ...]:
    if sheets == 1:
        return ()
    return (f"The rows fill {sheets} sheets, since Excel allows {sheet_rows:,} rows in one.",)


def _fill(sheet: Worksheet, columns: tuple[Column, ...], rows: Iterator[Row], bold: Format, cut: Cut) -> int:
    """One sheet: header and rows. Returns how many rows there were."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, bold)
    numeric = [column.cells is Cells.NUMBER for column in columns]
    write_string, write_number = sheet.write_string, sheet.write_number
    line = 0
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if numeric[place] and isinstance(cell, (int, float)) and math.isfinite(cell):
                write_number(line, place, cell)
                continue
            text = str(cell)
            if not text.isascii():
                text = _LONE.sub("\ufffd", text)
            if len(text) * 2 > CELL_UNITS:
                text = cut.shortened(text, line, columns[place])
            write_string(line, place, text)
    return line
