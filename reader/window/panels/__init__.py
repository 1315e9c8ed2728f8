"""The panes beside the page. Adding one is one line in PANELS; its class is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from reader.window.session import Session


class Panel(NamedTuple):
    """`place` is "module:Class"; the class takes (session, parent) and may have a signal `summaryChanged(str)` for its heading."""

    id: str
    title: str
    area: Qt.DockWidgetArea
    place: str

    def load(self) -> Callable[[Session, QWidget], QWidget]:
        module, _, name = self.place.partition(":")
        found: Callable[[Session, QWidget], QWidget] = getattr(import_module(module), name)
        return found


_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea

PANELS = (
    Panel("library", "Articles", _LEFT, "reader.window.panels.library:LibraryPanel"),
    Panel("outline", "Headings", _RIGHT, "reader.window.panels.outline:OutlinePanel"),
    Panel("inspector", "Selected", _RIGHT, "reader.window.panels.inspector:InspectorPanel"),
    Panel("codebook", "Codebook", _RIGHT, "reader.window.panels.codebook:CodebookPanel"),
)
