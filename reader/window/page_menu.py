"""The context menu of the page: what can be done with the passage or annotation here, from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from reader.window.commands import BY_ID, key_text, title_of

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

_LINK = ("edit.copy_link", "edit.open_link")
"""Only where there is a link: most passages have none."""
_GROUPS = (
    ("code.actor", "code.stance", "code.topic", "code.again"),
    ("code.memo", "code.remove", "view.only_tag"),
    ("edit.copy", "edit.select_sentences", "edit.select_paragraphs", "edit.find"),
    _LINK,
    ("code.whole", "article.metadata", "view.beside"),
)


def show_page_menu(window: MainWindow, place: object) -> None:
    if not isinstance(place, QPoint):
        return
    menu = QMenu(window)
    for number, group in enumerate(_GROUPS):
        if group == _LINK and not any(BY_ID[identity].enabled(window) for identity in group):
            continue
        if number:
            menu.addSeparator()
        for identity in group:
            command = BY_ID[identity]
            action = menu.addAction(f"{title_of(command, window)}\t{key_text(command)}")
            action.setEnabled(command.enabled(window))
            action.triggered.connect(lambda _checked=False, command=command: window.run(command))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
