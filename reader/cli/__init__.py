"""The command line: `glossator`. This module imports click and nothing else, so that help answers at once.

A sub-command is one function in a module of its own (or of a small family) and one line in COMMANDS.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "Make a project."),
    "import": ("importing", "Import files or folders."),
    "articles": ("articles", "List the articles."),
    "text": ("articles", "Print an article's text, byte for byte."),
    "show": ("show", "Print an article with its annotations."),
    "tag": ("tagging", "Make one annotation."),
    "annotations": ("tagging", "List the annotations."),
    "remove": ("tagging", "Take annotations away."),
    "undo": ("record", "Take back the newest gesture."),
    "redo": ("record", "Do again what was taken back."),
    "history": ("record", "List who did what, newest first."),
    "codebook": ("codebook", "List, import or export the codebook."),
    "formats": ("exporting", "List the formats of `export`."),
    "export": ("exporting", "Write annotations, articles or the codebook to a file."),
    "check": ("checking", "Verify the project's file, texts, annotations and history."),
}
"""Name of a sub-command: the module of this package that holds it (as `NAME_command`), and its line in the help."""


class Failure(click.ClickException):
    """What went wrong, a line each on standard error."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences

    def show(self, file: Any = None) -> None:
        for sentence in self.sentences:
            click.echo(one_line(sentence), err=True)


class Commands(click.Group):
    """Sub-commands that are imported only when called; anything else opens the window."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"reader.cli.{COMMANDS[cmd_name][0]}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return "", _window, args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        from reader.core.errors import GlossatorError

        try:
            return super().invoke(ctx)
        except GlossatorError as error:
            raise Failure(getattr(error, "reasons", (str(error),))) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            sentence = (
                f"“{error.filename}”: {error.strerror}."
                if error.filename
                else f"The output can't be written: {error.strerror}."
            )
            raise Failure((sentence,)) from error


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from reader import __version__
    from reader.project.sqlite import LIBRARY, VERSION

    click.echo(f"glossator {__version__} (SQLite {VERSION}, {LIBRARY})")
    ctx.exit()


@click.group(cls=Commands, invoke_without_command=True, subcommand_metavar="[PROJECT] [FILE]… | COMMAND …")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read and annotate articles: who takes which stance on what.

    Without a COMMAND the window opens: on PROJECT (ends in .gloss, made when missing); each FILE is imported.
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(_open_window(ctx, ()))


@click.command()
@click.argument("paths", metavar="[PROJECT] [FILE]…", nargs=-1)
@click.pass_context
def _window(ctx: click.Context, paths: tuple[str, ...]) -> None:
    ctx.exit(_open_window(ctx.parent or ctx, paths))


def _open_window(ctx: click.Context, paths: tuple[str, ...]) -> int:
    from pathlib import Path

    first = bool(paths) and paths[0].lower().endswith(".gloss")
    files = [Path(path) for path in paths[first:]]
    for file in files:
        if file.suffix.lower() == ".gloss":
            raise click.UsageError(f"“{file}” is a project; only the first argument can be one.", ctx)
        if not file.is_file():
            reason = (
                "is a folder; `glossator import` takes folders" if file.is_dir() else "is neither a command nor a file"
            )
            raise click.UsageError(f"“{file}” {reason}.", ctx)
    from reader.app import main as open_window

    return int(open_window(Path(paths[0]) if first else None, files))


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, which a file name or a title may hold."""
    return "".join(character if character.isprintable() else "�" for character in " ".join(text.split()))


def main() -> None:
    """The entry point: exits 0 when all was done, 1 when something failed, 2 when called wrongly."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        cli(prog_name="glossator")
    except Exception as error:
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}" if place else "?"
        click.echo(one_line(f"A fault of the program at {where}: {type(error).__name__}: {error}"), err=True)
        sys.exit(1)
