"""The one table of commands. A menu's commands stand in its module; a new module needs one line here."""

from __future__ import annotations

from reader.window.commands import (
    article_menu,
    code_menu,
    edit_menu,
    find_menu,
    help_menu,
    project_menu,
    view_menu,
)
from reader.window.commands.table import MENUS, Command, key_text, title_of

COMMANDS: tuple[Command, ...] = (
    *project_menu.COMMANDS,
    *edit_menu.COMMANDS,
    *find_menu.COMMANDS,
    *view_menu.COMMANDS,
    *code_menu.COMMANDS,
    *article_menu.COMMANDS,
    *help_menu.COMMANDS,
)
BY_ID = {command.id: command for command in COMMANDS}

__all__ = ["BY_ID", "COMMANDS", "MENUS", "Command", "key_text", "title_of"]
