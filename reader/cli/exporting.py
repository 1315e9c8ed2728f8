"""`glossator export` and `formats`."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from reader.cli.listing import json_option, print_rows
from reader.exporters import PAPERS, REGISTRY, TABLES


@click.command("formats")
@json_option
def formats_command(as_json: bool) -> None:
    """List the formats of `export`: name, title, file ending, tables (for --what; none for pages)."""
    tables = list(TABLES)
    print_rows(
        (
            {"name": entry.name, "title": entry.title, "suffix": entry.suffix, "what": [] if entry.pages else tables}
            for entry in REGISTRY.values()
        ),
        as_json=as_json,
    )


@click.command("export")
@click.argument("project")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(list(REGISTRY)))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "--what", type=click.Choice(list(TABLES)), default="annotations", show_default=True, help="The table to write."
)
@click.option("--annotator", "annotators", multiple=True, help="Only by this annotator (may be repeated).")
@click.option(
    "--round",
    "rounds",
    multiple=True,
    default=("main",),
    show_default=True,
    help="Only of this round (may be repeated).",
)
@click.option("--kind", "kinds", multiple=True, help="Only of this kind (may be repeated).")
@click.option("--columns", help="Only these columns, in this order, parted by commas.")
@click.option("--raw", is_flag=True, help="CSV: leave every cell as it is, formulas too.")
@click.option("--sep", "separator", default=None, help="CSV: what parts the columns, as ';' or 'tab'.")
@click.option("--no-bom", is_flag=True, help="CSV: no byte order mark.")
@click.option(
    "--offsets",
    type=click.Choice(["codepoints", "utf16", "bytes"]),
    default="codepoints",
    show_default=True,
    help="The unit that start, end and pieces count.",
)
@click.option(
    "--articles", multiple=True, metavar="ARTICLE", help="PDF: only this article (may be repeated, in this order)."
)
@click.option("--paper", type=click.Choice(list(PAPERS)), default=None, help="PDF: what to print on.  [default: a4]")
@click.option("--black-and-white", is_flag=True, help="PDF: without tints and colours.")
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def export_command(
    project: str,
    format_name: str,
    output: Path,
    what: str,
    annotators: tuple[str, ...],
    rounds: tuple[str, ...],
    kinds: tuple[str, ...],
    columns: str | None,
    raw: bool,
    separator: str | None,
    no_bom: bool,
    offsets: str,
    articles: tuple[str, ...],
    paper: str | None,
    black_and_white: bool,
    force: bool,
) -> None:
    """Write a table of PROJECT, or its articles as pages, to a file in FORMAT (see `glossator formats`)."""
    from reader.cli import one_line
    from reader.cli.opening import reading
    from reader.exporters.export import export
    from reader.exporters.table import ExportOptions

    for given, name in ((raw, "raw"), (separator is not None, "separator"), (no_bom, "bom")):
        if given and name not in REGISTRY[format_name].takes:
            raise click.UsageError(f"--raw, --sep and --no-bom are for csv, not for {format_name}.")
    if REGISTRY[format_name].pages:
        given_here = click.get_current_context().get_parameter_source
        if any(given_here(name) is ParameterSource.COMMANDLINE for name in ("what", "columns", "offsets")):
            raise click.UsageError(f"--what, --columns and --offsets are for tables, not for {format_name}.")
    elif articles or paper or black_and_white:
        raise click.UsageError(f"--articles, --paper and --black-and-white are for pdf, not for {format_name}.")
    options = ExportOptions(
        annotators=annotators,
        rounds=rounds,
        kinds=kinds,
        columns=tuple(name.strip() for name in columns.split(",")) if columns else (),
        raw=raw,
        separator={None: ",", "tab": "\t", "\\t": "\t"}.get(separator, separator or ""),
        bom=not no_bom,
        offsets=offsets,
        force=force,
        articles=articles,
        paper=paper or PAPERS[0],
        coloured=not black_and_white,
    )
    with reading(project) as opened:
        summary = export(opened, format_name, what, output, options)
    for note in summary.notes:
        click.echo(one_line(note), err=True)
