"""`glossator import`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from reader.cli import one_line
from reader.importers import REGISTRY

if TYPE_CHECKING:
    from reader.intake import Step, TakenIn


@click.command("import")
@click.argument("project")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--as", "as_format", metavar="FORMAT", type=click.Choice(list(REGISTRY)), help=f"One of {', '.join(REGISTRY)}."
)
@click.option("--recursive", is_flag=True, help="Look into the folders of folders too.")
@click.option("--annotator", help="Whose gesture this is.")
def import_command(
    project: str, paths: tuple[str, ...], as_format: str | None, recursive: bool, annotator: str | None
) -> None:
    """Import files, or the files of folders; prints id and title of each article, then a summary on standard error.

    An article that is there already is skipped. Files that can't be imported are named; the others are kept.
    """
    from reader.cli.opening import writing
    from reader.intake import take_in

    with writing(project, annotator) as opened:
        steps = take_in(opened, paths, recursive=recursive, as_format=as_format)
        while True:
            try:
                _tell(next(steps))
            except StopIteration as end:
                taken: TakenIn = end.value
                break
    for note in taken.notes:
        click.echo(one_line(note), err=True)
    click.echo(summary(taken), err=True)
    if taken.failures:
        raise SystemExit(1)


def _tell(step: Step) -> None:
    """What one transaction brought."""
    for article in step.added:
        click.echo(f"{article.uid}\t{one_line(article.title)}")
    for path, article in step.already:
        name = os.fsdecode(os.path.basename(path))
        click.echo(
            one_line(f"“{name}” is in the project already, as {article.uid} “{article.title}”; skipped."), err=True
        )
    for failure in step.failures:
        click.echo(one_line(failure.sentence), err=True)


def summary(taken: TakenIn) -> str:
    """What came of an import, in one line."""
    parts = [f"{taken.added:,} article{'s' * (taken.added != 1)} imported"]
    if taken.already:
        parts.append(f"{taken.already:,} already there")
    if taken.failures:
        parts.append(f"{len(taken.failures):,} failed")
    return f"{', '.join(parts)}."
