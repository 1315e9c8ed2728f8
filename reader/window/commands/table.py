"""What a command is, and how its keys are written. Menus, tool bar, palette, shortcuts and cheat sheet are made of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

MENUS = ("Project", "Edit", "View", "Code", "Article", "Analyse", "Help")


def always(window: MainWindow) -> bool:
    return True


def project_open(window: MainWindow) -> bool:
    return window.session.is_open


def project_writable(window: MainWindow) -> bool:
    return window.session.is_open and not window.session.read_only


def article_open(window: MainWindow) -> bool:
    return window.session.article_id is not None


class Command(NamedTuple):
    """One job of the window.

    `title` is sentence case, with "…" where more input follows. `keys` are portable key sequences ("Ctrl+Shift+Z"), the
    first one is shown. `page_only` keys act only with focus on the page, by physical key where the letter does not
    arrive. `why` is said where the command is greyed. `group` parts a menu by lines. `checked` makes it a toggle.
    `role` is the name of a QAction.MenuRole. `choice` names commands of which one is checked.
    """

    id: str
    title: str
    menu: str
    keys: tuple[str, ...]
    run: Callable[[MainWindow], None]
    enabled: Callable[[MainWindow], bool] = always
    page_only: bool = False
    icon: str = ""
    toolbar: bool = False
    why: str = ""
    group: int = 0
    checked: Callable[[MainWindow], bool] | None = None
    role: str = ""
    submenu: str = ""
    hidden: bool = False
    """Not in the menus and the palette by its own line, only as a key (1 to 9: one line in the sheet is enough)."""
    live_title: Callable[[MainWindow], str] | None = None


def key_text(command: Command) -> str:
    """The first key as this platform writes it, or ""."""
    if not command.keys:
        return ""
    return QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def title_of(command: Command, window: MainWindow) -> str:
    """The title as it stands now ("Undo “Tag actor Ines Okar”")."""
    return command.live_title(window) if command.live_title else command.title
