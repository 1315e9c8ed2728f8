"""The workbook: the CSV's columns and rows, text as text, numbers as numbers."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reader.exporters.export import export, rows_of
from reader.exporters.table import Cells, ExportOptions, Table
from reader.exporters.xlsx_table import write
from reader.project import Project


def sheet_of(path: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    (sheet,) = openpyxl.load_workbook(path).worksheets
    return sheet


@pytest.mark.parametrize("what", ["annotations", "articles", "codebook"])
def test_the_same_cells_as_the_csv(project: Project, tmp_path: Path, what: str) -> None:
    export(project, "xlsx", what, tmp_path / "o.xlsx", ExportOptions())
    export(project, "csv", what, tmp_path / "o.csv", ExportOptions(raw=True))
    expected = list(csv.reader(io.StringIO((tmp_path / "o.csv").read_bytes().decode("utf-8-sig"), newline="")))
    sheet = sheet_of(tmp_path / "o.xlsx")
    found = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert found == expected
    assert sheet.title == what


@pytest.mark.parametrize("what", ["annotations", "articles", "codebook"])
def test_text_is_text_and_numbers_are_numbers(project: Project, tmp_path: Path, what: str) -> None:
    export(project, "xlsx", what, tmp_path / "o.xlsx", ExportOptions())
    columns = rows_of(project, what, ExportOptions()).columns
    cells = [cell for row in sheet_of(tmp_path / "o.xlsx").iter_rows(min_row=2) for cell in row]
    for cell in cells:
        if cell.value is not None:
            assert cell.data_type == ("n" if columns[cell.column - 1].cells is Cells.NUMBER else "s")
            assert cell.hyperlink is None
    assert any(cell.data_type == "n" and cell.value is not None for cell in cells)


def test_header_stays_and_filters(project: Project, tmp_path: Path) -> None:
    export(project, "xlsx", "annotations", tmp_path / "o.xlsx", ExportOptions())
    sheet = sheet_of(tmp_path / "o.xlsx")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AD8"
    assert sheet.cell(1, 1).font.bold
    assert sheet.column_dimensions["S"].width > sheet.column_dimensions["Q"].width


def test_the_same_project_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    export(project, "xlsx", "annotations", tmp_path / "one.xlsx", ExportOptions())
    export(project, "xlsx", "annotations", tmp_path / "two.xlsx", ExportOptions())
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as book:
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}
        assert b"2000-01-01" in book.read("docProps/core.xml")


def test_rows_beyond_a_sheet_go_on_in_the_next(project: Project, tmp_path: Path) -> None:
    stream = io.BytesIO()
    table = rows_of(project, "annotations", ExportOptions())
    rows = list(table.rows)
    notes = write(Table(table.name, table.columns, rows), stream, ExportOptions(), tmp_path, sheet_rows=4)
    sheets = openpyxl.load_workbook(stream).worksheets
    assert [sheet.title for sheet in sheets] == ["annotations", "annotations 2", "annotations 3"]
    assert [sheet.max_row for sheet in sheets] == [4, 4, 2]
    assert all(sheet.cell(1, 1).value == "project" and sheet.freeze_panes == "A2" for sheet in sheets)
    ids = [sheet.cell(line, 9).value for sheet in sheets for line in range(2, sheet.max_row + 1)]
    assert ids == [row[8] for row in rows]
    assert notes == ("The rows fill 3 sheets, since Excel allows 4 rows in one.",)


def test_a_sheet_that_is_just_full_makes_no_empty_one(project: Project, tmp_path: Path) -> None:
    stream = io.BytesIO()
    table = rows_of(project, "annotations", ExportOptions())
    assert write(table, stream, ExportOptions(), tmp_path, sheet_rows=8) == ()
    assert len(openpyxl.load_workbook(stream).worksheets) == 1
