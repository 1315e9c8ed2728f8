"""`glossator new`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new")
@click.argument("project")
@click.option("--codebook", type=click.Path(path_type=Path), help="Take the tags of this file (.csv, .json or .qdc).")
@click.option("--annotator", help="Whose gesture this is.")
def new_command(project: str, codebook: Path | None, annotator: str | None) -> None:
    """Make PROJECT, a file ending in .gloss. An existing file is never overwritten."""
    from reader.cli.opening import annotator_name
    from reader.codebook_files import read_codebook
    from reader.project import Project

    if not project.lower().endswith(".gloss"):
        raise click.UsageError(f"A project's name ends in .gloss; “{project}” doesn't.")
    drafts = read_codebook(codebook) if codebook else []
    with Project.create(Path(project), annotator=annotator or annotator_name()) as made:
        if drafts:
            made.tags.take_in(drafts)
