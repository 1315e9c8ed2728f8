"""The Edit menu: undo and redo, copying the passage, what to do with a link; finding is in find_menu."""

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


def select_sentences(window: MainWindow) -> None:
    from reader.window.article_view import units

    units.select_sentences(window.page)


def select_paragraphs(window: MainWindow) -> None:
    from reader.window.article_view import units

    units.select_paragraphs(window.page)


def copy_link(window: MainWindow) -> None:
    from reader.window import links

    links.copy_link(window)


def open_link(window: MainWindow) -> None:
    from reader.window import links

    links.ask_to_open(window)


def _link(window: MainWindow) -> bool:
    from reader.window import links

    return bool(links.target_at_caret(window))


def _passage(window: MainWindow) -> bool:
    return article_open(window) and (bool(window.page.selection()) or window.page.current is not None)


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
        "edit.select_sentences",
        "Select sentence",
        "Edit",
        ("E",),
        select_sentences,
        article_open,
        page_only=True,
        why="No article is open",
        group=2,
    ),
    Command(
        "edit.select_paragraphs",
        "Select paragraph",
        "Edit",
        ("Shift+E",),
        select_paragraphs,
        article_open,
        page_only=True,
        why="No article is open",
        group=2,
    ),
    Command(
        "edit.copy_link",
        "Copy link",
        "Edit",
        ("Ctrl+Shift+C",),
        copy_link,
        _link,
        page_only=True,
        why="Move the caret into a link first",
        group=2,
    ),
    Command(
        "edit.open_link",
        "Open link…",
        "Edit",
        ("Ctrl+Shift+G",),
        open_link,
        _link,
        page_only=True,
        why="Move the caret into a link first",
        group=2,
    ),
)
