"""The Help menu: the cheat sheet, and what the program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.window.commands.table import Command

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


def cheat_sheet(window: MainWindow) -> None:
    window.open_cheat_sheet()


def about(window: MainWindow) -> None:
    from reader.window.dialogs.about import show_about

    show_about(window)


COMMANDS = (
    Command("help.keys", "Keys", "Help", ("?",), cheat_sheet, page_only=True, group=1),
    Command("help.help", "Help", "Help", ("F1",), cheat_sheet, group=1),
    Command("help.about", "About Glossator", "Help", (), about, group=2, role="AboutRole"),
)
