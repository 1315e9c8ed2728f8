"""The Edit menu: undo and redo, copying the passage, finding in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.window import coding, going
from reader.window.commands.table import Command, article_open, project_open

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


def undo(window: MainWindow) -> None:
    going.go_back(window, redo=False)


def redo(window: MainWindow) -> None:
    going.go_back(window, redo=True)


def undo_title(window: MainWindow) -> str:
    return f"Undo “{window.session.undo_name}”" if window.session.undo_name else "Undo"


def redo_title(window: MainWindow) -> str:
    return f"Redo “{window.session.redo_name}”" if window.session.redo_name else "Redo"


def copy(window: MainWindow) -> None:
    coding.copy_passage(window)


def find(window: MainWindow) -> None:
    window.open_find_bar()


def find_next(window: MainWindow) -> None:
    window.page.find_next(1)


def find_previous(window: MainWindow) -> None:
    window.page.find_next(-1)


def _passage(window: MainWindow) -> bool:
    return article_open(window) and (bool(window.page.selection()) or window.page.current is not None)


NO_ARTICLE = "No article is open"

COMMANDS = (
    Command(
        "edit.undo",
        "Undo",
        "Edit",
        ("Ctrl+Z",),
        undo,
        project_open,
        icon="undo-2",
        toolbar=True,
        why="No project is open",
        group=1,
        live_title=undo_title,
    ),
    Command(
        "edit.redo",
        "Redo",
        "Edit",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        redo,
        project_open,
        icon="redo-2",
        toolbar=True,
        why="No project is open",
        group=1,
        live_title=redo_title,
    ),
    Command(
        "edit.copy",
        "Copy passage",
        "Edit",
        ("Ctrl+C",),
        copy,
        _passage,
        page_only=True,
        why="Select a passage first",
        group=2,
    ),
    Command(
        "edit.find",
        "Find in the article",
        "Edit",
        ("Ctrl+F",),
        find,
        article_open,
        why=NO_ARTICLE,
        group=3,
    ),
    Command(
        "edit.find_next",
        "Find next",
        "Edit",
        ("F3",),
        find_next,
        article_open,
        why=NO_ARTICLE,
        group=3,
    ),
    Command(
        "edit.find_previous",
        "Find previous",
        "Edit",
        ("Shift+F3",),
        find_previous,
        article_open,
        why=NO_ARTICLE,
        group=3,
    ),
)
