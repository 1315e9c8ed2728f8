"""A codebook as CSV: the columns of the export's codebook table, any of them but kind and a name or path left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from reader.codebook_files.entries import VALUE_COLUMNS, CodebookRefused, Entry
from reader.core.codebook import PATH_SEPARATOR
from reader.exporters.csv_table import unguarded

_CELLS = frozenset(VALUE_COLUMNS) - {"fields", "identifiers", "affiliations"}
_PLACING = frozenset({"tag_id", "kind", "name", "path", "parent_id"})
_COUNTS = frozenset({"annotations", "statements"})
LONGEST_CELL = 1 << 20


def entries(data: bytes, file_name: str) -> Iterator[Entry]:
    """The rows as entries. Columns that aren't ours become the tag's own fields. Raises CodebookRefused."""
    text = _decoded(data, file_name)
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        names = [name.lower() if name.lower() in _CELLS | _PLACING | _COUNTS else name for name in header]
        if "kind" not in names or not {"name", "path"} & set(names):
            raise CodebookRefused(file_name, ["its first row must name the columns, kind and name or path among them"])
        if len(set(names)) < len(names):
            raise CodebookRefused(file_name, ["its first row names a column twice"])
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names):
                raise CodebookRefused(file_name, [f"row {rows.line_num}: it has more cells than the first row"])
            yield _entry(rows.line_num, dict(zip(names, cells, strict=False)))
    except csv.Error as error:
        raise CodebookRefused(file_name, [f"row {rows.line_num}: it is no sound CSV ({error})"]) from error


def _entry(line: int, row: dict[str, str]) -> Entry:
    cells = {name: cell if name in ("tag_id", "parent_id", "value") else unguarded(cell) for name, cell in row.items()}
    values: dict[str, object] = {name: cell for name, cell in cells.items() if name in _CELLS}
    own = {name: cell for name, cell in cells.items() if name and name not in _CELLS | _PLACING | _COUNTS and cell}
    if own:
        values["fields"] = {_own_name(column): cell for column, cell in own.items()}
    path = cells.get("path", "")
    return Entry(
        f"row {line}",
        cells.get("kind", ""),
        cells.get("name", ""),
        tuple(path.split(PATH_SEPARATOR)) if path.strip() else (),
        cells.get("tag_id", ""),
        cells.get("parent_id", ""),
        values,
    )


def _own_name(column: str) -> str:
    """The own field's name: the export adds `_own` where a column of ours has it already."""
    short = column.removesuffix("_own")
    return short if short in _CELLS | _PLACING | _COUNTS else column


def _decoded(data: bytes, file_name: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CodebookRefused(file_name, ["it is not UTF-8; save it as “CSV UTF-8” and try again"]) from error


def _separator(text: str) -> str:
    """What parts the first row's names: a comma, a semicolon or a tab."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)
