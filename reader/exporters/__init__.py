"""What leaves a project: tables of typed cells and the formats that write them, and its pages. Reads the project, knows
no window."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Exporter(NamedTuple):
    """A format: `module` holds `write(table, stream, options, scratch)`; `takes` names the options that it heeds.

    One of `pages` shows articles, not a table: its module holds `write_pages(project, stream, options, scratch)`.
    """

    name: str
    title: str
    suffix: str
    module: str
    takes: frozenset[str] = frozenset()
    pages: bool = False


class TableSource(NamedTuple):
    """A table: `module` holds `table(project, options)`."""

    name: str
    title: str
    module: str


REGISTRY: Mapping[str, Exporter] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            Exporter("csv", "CSV", ".csv", "csv_table", frozenset({"raw", "separator", "bom", "offsets"})),
            Exporter("xlsx", "Excel workbook", ".xlsx", "xlsx_table", frozenset({"offsets"})),
            Exporter("pdf", "PDF", ".pdf", "pdf_pages", frozenset({"articles", "paper", "coloured"}), pages=True),
        )
    }
)
"""The formats by name; a new one is a module of its own and a line here."""

PAPERS = ("a4", "letter")
"""What pages can be written on."""

TABLES: Mapping[str, TableSource] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            TableSource("annotations", "Annotations", "annotations"),
            TableSource("articles", "Articles", "articles"),
            TableSource("codebook", "Codebook", "codebook"),
        )
    }
)
"""The tables by name; a new one is a module of its own and a line here."""
