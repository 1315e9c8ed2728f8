"""How sub-commands list things: a line each with tabs between, or JSON."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

import click

from reader.cli import one_line


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON: an array with an object a line.")(command)


def print_rows(rows: Iterable[Mapping[str, object]], *, as_json: bool, only_json: Container[str] = ()) -> None:
    """Prints each row as it comes: values parted by tabs (but those `only_json` names), or all as one JSON array."""
    if not as_json:
        for row in rows:
            click.echo("\t".join(_cell(value) for name, value in row.items() if name not in only_json))
        return
    import json

    before = "["
    for row in rows:
        click.echo(f"{before}{json.dumps(row, ensure_ascii=False)}", nl=False)
        before = ",\n"
    click.echo("[]" if before == "[" else "]")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return "" if value is None else one_line(str(value))
