"""`glossator undo`, `redo` and `history`: the record of change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from reader.cli.listing import json_option, print_rows

if TYPE_CHECKING:
    from reader.project import Project


@click.command("undo")
@click.argument("project")
@click.option("--count", type=click.IntRange(min=1), default=1, help="How many gestures.")
@click.option("--annotator", help="Whose newest gesture.")
def undo_command(project: str, count: int, annotator: str | None) -> None:
    """Take back the annotator's newest gesture that isn't taken back yet, and say which."""
    _step(project, count, annotator, "undo")


@click.command("redo")
@click.argument("project")
@click.option("--count", type=click.IntRange(min=1), default=1, help="How many gestures.")
@click.option("--annotator", help="Whose undone gesture.")
def redo_command(project: str, count: int, annotator: str | None) -> None:
    """Do again what was taken back last, and say what it is."""
    _step(project, count, annotator, "redo")


def _step(path: str, count: int, annotator: str | None, direction: Literal["undo", "redo"]) -> None:
    """All `count` steps, or none: where one is refused, those before it are taken back."""
    from reader.cli import one_line
    from reader.cli.opening import writing
    from reader.core.errors import GlossatorError

    done: list[str] = []
    with writing(path, annotator) as project:
        try:
            for _ in range(count):
                done.append(_one(project, direction))
        except GlossatorError:
            for _ in done:
                _one(project, "redo" if direction == "undo" else "undo")
            raise
    word = "Undone" if direction == "undo" else "Redone"
    for name in done:
        click.echo(f"{word}: {one_line(name)}")


def _one(project: Project, direction: Literal["undo", "redo"]) -> str:
    gesture = project.history.undo() if direction == "undo" else project.history.redo()
    return gesture.name


@click.command("history")
@click.argument("project")
@click.argument("id", required=False)
@click.option("--limit", type=click.IntRange(min=1), default=200, show_default=True, help="How many gestures at most.")
@json_option
def history_command(project: str, id: str | None, limit: int, as_json: bool) -> None:
    """List the gestures, newest first: time, annotator, what was done. With ID, those that touched it."""
    from reader.cli.opening import reading

    with reading(project) as opened:
        rows = (
            {
                "at": entry.gesture.at,
                "annotator": entry.annotator,
                "gesture": entry.gesture.name,
                "changes": [change._asdict() for change in entry.changes],
            }
            for entry in opened.history.entries(id, limit)
        )
        print_rows(rows, as_json=as_json, only_json=("changes",))
