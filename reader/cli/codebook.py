"""`glossator codebook PROJECT list|import|export`."""

from __future__ import annotations

from pathlib import Path

import click

from reader.cli.listing import json_option, print_rows


@click.group("codebook")
@click.argument("project")
@click.pass_context
def codebook_command(ctx: click.Context, project: str) -> None:
    """List, import or export the tags of PROJECT."""
    ctx.obj = project


@codebook_command.command("list")
@json_option
@click.pass_obj
def list_command(project: str, as_json: bool) -> None:
    """List the tags, each parent before its children: id, kind, path, code, status, annotations."""
    from reader.cli.opening import reading
    from reader.core.codebook import KIND_NAMES

    with reading(project) as opened:
        codebook = opened.tags.codebook()
        uses = opened.tags.uses(list(codebook.tags))
        rows = (
            {
                "id": tag.uid,
                "kind": kind,
                "path": codebook.path(tag.id),
                "code": tag.code,
                "status": tag.status.value,
                "annotations": uses.get(tag.id, 0),
            }
            for kind in KIND_NAMES
            for _, tag in codebook.walk(kind)
        )
        print_rows(rows, as_json=as_json)


@codebook_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--annotator", help="Whose gesture this is.")
@click.pass_obj
def import_command(project: str, file: Path, annotator: str | None) -> None:
    """Take in the tags of FILE (.csv, .json, .qdc), all or none: by id, else by kind and path."""
    from reader.cli.opening import writing
    from reader.codebook_files import read_codebook, settled

    drafts = read_codebook(file)
    with writing(project, annotator) as opened:
        taken = opened.tags.take_in(settled(drafts, opened.tags.codebook()))
    click.echo(f"{taken.added} added, {taken.changed} changed, {taken.same} the same.", err=True)


@codebook_command.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
@click.pass_obj
def export_command(project: str, file: Path, force: bool) -> None:
    """Write the tags to FILE: .json keeps all, .csv is the table of `export --what codebook`, .qdc is REFI-QDA."""
    from reader.cli.opening import reading
    from reader.codebook_files import write_codebook

    with reading(project) as opened:
        write_codebook(opened, file, force=force)
