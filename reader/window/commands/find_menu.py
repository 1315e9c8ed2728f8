"""The Edit menu's part about finding in the article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.window.commands.table import Command, article_open

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

NO_ARTICLE = "No article is open"


def find(window: MainWindow) -> None:
    window.open_find_bar()


def step(window: MainWindow, by: int) -> None:
    window.middle.find_bar.step(by)


def toggle(window: MainWindow, name: str) -> None:
    window.middle.find_bar.toggles[name].toggle()


def is_on(window: MainWindow, name: str) -> bool:
    return window.middle.find_open and window.middle.find_bar.toggles[name].isChecked()


def _open(window: MainWindow) -> bool:
    return window.middle.find_open


def _toggle(name: str, title: str, key: str) -> Command:
    return Command(
        f"edit.find_{name}",
        title,
        "Edit",
        (key,),
        partial(toggle, name=name),
        _open,
        why="Open Find first",
        group=3,
        checked=partial(is_on, name=name),
        submenu="How to find",
    )


COMMANDS = (
    Command("edit.find", "Find in the article", "Edit", ("Ctrl+F",), find, article_open, why=NO_ARTICLE, group=3),
    Command("edit.find_next", "Find next", "Edit", ("F3",), partial(step, by=1), article_open, why=NO_ARTICLE, group=3),
    Command(
        "edit.find_previous",
        "Find previous",
        "Edit",
        ("Shift+F3",),
        partial(step, by=-1),
        article_open,
        why=NO_ARTICLE,
        group=3,
    ),
    _toggle("case", "Match case", "Alt+1"),
    _toggle("whole", "Whole words", "Alt+2"),
    _toggle("accents", "Ignore accents and letter variants", "Alt+3"),
    _toggle("expression", "Regular expression", "Alt+4"),
)
