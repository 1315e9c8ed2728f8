"""The View menu: panes, theme, size, marks, and the way round the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.core.codebook import KINDS
from reader.window.commands import reading_menu
from reader.window.commands.table import Command, article_open

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

NO_ARTICLE = "No article is open"


def palette(window: MainWindow) -> None:
    window.open_command_palette()


def toggle_panel(window: MainWindow, panel: str) -> None:
    window.toggle_panel(panel)


def panel_shown(window: MainWindow, panel: str) -> bool:
    return window.panel_shown(panel)


def set_theme(window: MainWindow, name: str) -> None:
    window.choose_theme(name)


def has_theme(window: MainWindow, name: str) -> bool:
    return window.session.settings.theme == name


def toggle_marks(window: MainWindow) -> None:
    window.marks.set_hidden(not window.marks.hidden)


def marks_hidden(window: MainWindow) -> bool:
    return window.marks.hidden


def toggle_kind(window: MainWindow, kind: str) -> None:
    window.marks.set_kind_shown(kind, kind in window.marks.hidden_kinds)


def kind_shown(window: MainWindow, kind: str) -> bool:
    return kind not in window.marks.hidden_kinds


def toggle_letters(window: MainWindow) -> None:
    window.set_letters(not window.session.settings.letters)


def letters_on(window: MainWindow) -> bool:
    return window.session.settings.letters


def full_screen(window: MainWindow) -> None:
    window.toggle_full_screen()


def is_full_screen(window: MainWindow) -> bool:
    return window.isFullScreen()


def next_pane(window: MainWindow) -> None:
    window.panes.step(1)


def previous_pane(window: MainWindow) -> None:
    window.panes.step(-1)


def _panel(panel: str, title: str, key: str, icon: str = "", toolbar: bool = False) -> Command:
    return Command(
        f"view.{panel}",
        title,
        "View",
        (key,),
        partial(toggle_panel, panel=panel),
        icon=icon,
        toolbar=toolbar,
        group=2,
        checked=partial(panel_shown, panel=panel),
    )


def _theme(name: str, title: str) -> Command:
    return Command(
        f"view.theme_{name}",
        title,
        "View",
        (),
        partial(set_theme, name=name),
        group=3,
        checked=partial(has_theme, name=name),
        submenu="Theme",
    )


def _kind(name: str, plural: str) -> Command:
    shown: Callable[[MainWindow], bool] = partial(kind_shown, kind=name)
    return Command(
        f"view.show_{plural}",
        f"Show {plural}",
        "View",
        (),
        partial(toggle_kind, kind=name),
        article_open,
        why=NO_ARTICLE,
        group=5,
        checked=shown,
    )


COMMANDS = (
    Command("view.commands", "All commands…", "View", ("Ctrl+K",), palette, group=1),
    _panel("library", "Articles", "Ctrl+Shift+L", icon="panel-left", toolbar=True),
    _panel("codebook", "Codebook", "Ctrl+Shift+B"),
    _panel("inspector", "Selected", "Ctrl+Shift+D"),
    _theme("light", "Light"),
    _theme("sepia", "Sepia"),
    _theme("dark", "Dark"),
    _theme("system", "As the system"),
    *reading_menu.COMMANDS,
    Command(
        "view.marks",
        "Hide all marks",
        "View",
        (),
        toggle_marks,
        article_open,
        why=NO_ARTICLE,
        group=5,
        checked=marks_hidden,
    ),
    *(_kind(kind.name, kind.plural) for kind in KINDS),
    Command("view.next_pane", "Next pane", "View", ("F6",), next_pane, group=6),
    Command(
        "view.previous_pane",
        "Previous pane",
        "View",
        ("Shift+F6",),
        previous_pane,
        group=6,
    ),
    Command(
        "view.letters",
        "Single letters on the page",
        "View",
        (),
        toggle_letters,
        group=6,
        checked=letters_on,
    ),
    Command(
        "view.full_screen",
        "Full screen",
        "View",
        ("F11",),
        full_screen,
        group=6,
        checked=is_full_screen,
    ),
)
