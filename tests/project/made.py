"""What tests of the project room start from: small articles, an empty project, and pictures of what a project holds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.project import Project
from reader.project.sqlite import Connection, connect

TEXT = "Ines Okar backs the bases.\nTomas Rell opposes them 😀 today.\nThe harbour unions are silent."
LIVE = ("live_article", "live_tag", "live_annotation", "live_memo", "progress")


def article(text: str = TEXT, **metadata: object) -> Article:
    """An article of `text`, a block a line that isn't empty; its title is the first line where none is given."""
    blocks, position = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line) + 1
    values = {"title": text.split("\n")[0], **metadata}
    return Article(text, tuple(blocks), Metadata(**values), Provenance("plain", 1))  # type: ignore[arg-type]


def copied(template: Path, folder: Path, name: str = "news.gloss") -> Path:
    """A copy of a closed project."""
    return Path(shutil.copyfile(template, folder / name))


def picture(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Every live row of a project, so that two states can be compared."""
    return {table: rows(project, f"SELECT * FROM {table} ORDER BY id") for table in LIVE}


def rows(project: Project, query: str, *values: object) -> list[tuple[object, ...]]:
    """What a query gives on a connection of its own, which sees only what is stored."""
    connection = plain(project.path)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def plain(path: Path) -> Connection:
    """A connection that knows nothing of gestures, as another program would open."""
    return connect(path, "rw")


def hurried(project: Project) -> Project:
    """Without waiting for the disk: for tests of many gestures that are not about durability."""
    project._connection.execute("PRAGMA synchronous = OFF")
    return project


def undo_all(project: Project) -> int:
    steps = 0
    while project.history.next_undo():
        project.history.undo()
        steps += 1
    return steps


def redo_all(project: Project) -> None:
    while project.history.next_redo():
        project.history.redo()


class _Back(Exception):
    pass


@contextmanager
def taken_back(project: Project) -> Iterator[None]:
    """A gesture that fails at its end, so that all of it is taken back."""
    with suppress(_Back), project.gesture("Half"):
        yield
        raise _Back
