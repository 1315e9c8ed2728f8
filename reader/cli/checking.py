"""`glossator check`."""

from __future__ import annotations

import click


@click.command("check")
@click.argument("project")
def check_command(project: str) -> None:
    """Verify PROJECT: its file, texts, annotations and history. Exit status 1 and a line for each finding."""
    from reader.cli import one_line
    from reader.cli.opening import reading

    with reading(project) as opened:
        findings = opened.check()
    for finding in findings:
        click.echo(one_line(finding), err=True)
    if findings:
        raise SystemExit(1)
