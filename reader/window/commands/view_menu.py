"""The View menu: panes, theme, size, marks, and the way round the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.window import motion
from reader.window.commands import marks_menu, reading_menu
from reader.window.commands.table import Command

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


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


def toggle_letters(window: MainWindow) -> None:
    window.set_letters(not window.session.settings.letters)


def letters_on(window: MainWindow) -> bool:
    return window.session.settings.letters


def toggle_motion(window: MainWindow) -> None:
    motion.reduce(window, not window.session.settings.reduce_motion)


def motion_reduced(window: MainWindow) -> bool:
    return window.session.settings.reduce_motion


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


COMMANDS = (
    Command("view.commands", "All commands…", "View", ("Ctrl+K",), palette, group=1),
    _panel("library", "Articles", "Ctrl+Shift+L", icon="panel-left", toolbar=True),
    _panel("outline", "Headings", "Ctrl+Shift+O"),
    _panel("codebook", "Codebook", "Ctrl+Shift+B"),
    _panel("inspector", "Selected", "Ctrl+Shift+D"),
    _theme("light", "Light"),
    _theme("sepia", "Sepia"),
    _theme("dark", "Dark"),
    _theme("contrast", "High contrast"),
    _theme("system", "Same as the system"),
    *reading_menu.COMMANDS,
    *marks_menu.COMMANDS,
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
        "view.reduce_motion",
        "Reduce motion",
        "View",
        (),
        toggle_motion,
        group=6,
        checked=motion_reduced,
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
