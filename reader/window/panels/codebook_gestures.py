"""What can be done with the tags chosen in the codebook panel: the table of it, its keys and its menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from reader.core.codebook import HOTKEYS, Tag
from reader.window import codebook_edits
from reader.window.swatches import colour_menu

if TYPE_CHECKING:
    from reader.window.panels.codebook import CodebookPanel
    from reader.window.session import Session

GESTURES: dict[str, tuple[str, tuple[str, ...]]] = {
    # method of TagGestures: title, keys with focus in the tree
    "tag_selection": ("Tag the selection", ("Return", "Enter")),
    "add": ("Add a tag", ("Ins", "Ctrl+N")),
    "add_below": ("Add a tag below", ("Shift+Ins", "Ctrl+Shift+N")),
    "rename": ("Rename", ("F2",)),
    "define": ("Define…", ("F4",)),
    "memo": ("Memo…", ("Shift+F4",)),
    "nest": ("Nest under the one above", ("Alt+Right", "Ctrl+]")),
    "unnest": ("Take out of its parent", ("Alt+Left", "Ctrl+[")),
    "merge": ("Merge into…", ("Ctrl+M",)),
    "show_only": ("Show only this tag", ()),
    "dim": ("Dim this tag", ()),
    "remove": ("Remove", ("Del", "Backspace")),
}
_MENU = ("tag_selection", "", "add", "add_below", "", "rename", "define", "memo", "COLOUR", "KEY")
_MENU_END = ("", "show_only", "dim", "", "nest", "unnest", "merge", "", "remove", "")
_WITHOUT_TAG = ("add",)


class TagGestures(QObject):
    def __init__(self, session: Session, panel: CodebookPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self.actions = {name: self._action(name, *words) for name, words in GESTURES.items()}

    def _action(self, name: str, title: str, keys: tuple[str, ...]) -> QAction:
        """Its keys stand in menus; the panel runs it, before the window's command of the same key."""
        action = QAction(title, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self._run, name))
        return action

    def _run(self, name: str, _checked: bool = False) -> None:
        getattr(self, name)()

    def of_key(self, event: QKeyEvent) -> QAction | None:
        keypad = Qt.KeyboardModifier.KeypadModifier
        sequence = QKeySequence(event.modifiers().value & ~keypad.value | event.key())
        return next((action for action in self.actions.values() if sequence in action.shortcuts()), None)

    # Each gesture, on the current tag

    def tag_selection(self) -> None:
        tag = self._panel.current()
        if tag is not None:
            codebook_edits.tag_selection(self._panel, self._session, tag)

    def add(self) -> None:
        """A new tag beside the current one: its name is typed in place."""
        tag = self._panel.current()
        self._panel.draft(tag.parent if tag else None)

    def add_below(self) -> None:
        tag = self._panel.current()
        self._panel.draft(tag.id if tag else None)

    def rename(self) -> None:
        if self._panel.current() is not None:
            self._panel.tree.edit(self._panel.tree.currentIndex())

    def define(self) -> None:
        tag = self._panel.current()
        if tag is not None:
            from reader.window.dialogs.tag_editor import TagEditor

            TagEditor(self._session, tag.id, self._panel.window()).open()

    def memo(self) -> None:
        tag = self._panel.current()
        if tag is not None:
            from reader.window.dialogs.memo import MemoDialog

            MemoDialog(self._session, "tag", tag.id, self._panel.window()).open()

    def nest(self) -> None:
        """Under the tag that stands above it among its siblings."""
        tag = self._panel.current()
        if tag is not None:
            siblings = self._session.codebook.children(tag.kind, tag.parent)
            place = siblings.index(tag)
            if place:
                self._panel.nest([tag.id], siblings[place - 1].id)

    def unnest(self) -> None:
        tag = self._panel.current()
        if tag is not None and tag.parent is not None:
            self._panel.nest([tag.id], self._session.codebook[tag.parent].parent)

    def merge(self) -> None:
        tag = self._panel.current()
        if tag is not None:
            from reader.window.merge_palette import MergePalette

            tree = self._panel.tree
            MergePalette(self._session, tag, tree.viewport(), tree.visualRect(tree.currentIndex())).open()

    def show_only(self) -> None:
        """All but this tag and those below it are dimmed on the page; again, and they are not."""
        tag = self._panel.current()
        if tag is not None:
            marks = codebook_edits.main_window_of(self._panel).marks
            marks.show_only(None if marks.only == tag.id else tag.id)

    def dim(self) -> None:
        tag = self._panel.current()
        if tag is not None:
            marks = codebook_edits.main_window_of(self._panel).marks
            marks.set_tag_shown(tag.id, tag.id in marks.dimmed_tags)

    def remove(self) -> None:
        tags = self._panel.chosen()
        if tags:
            codebook_edits.remove(self._session, tags)

    def recolour(self, **colour: Any) -> None:
        """All chosen tags, in one gesture."""
        codebook_edits.change_many(self._session, self._panel.chosen(), **colour)

    def set_hotkey(self, key: str, _checked: bool = False) -> None:
        tag = self._panel.current()
        if tag is not None:
            codebook_edits.change(self._session, tag, hotkey=key)

    def run_command(self, name: str) -> None:
        from reader.window.commands import BY_ID

        window = codebook_edits.main_window_of(self._panel)
        window.run(BY_ID[name])

    # The menu

    def menu(self) -> QMenu:
        """The menu of the current tag, with the keys that do the same."""
        tag = self._panel.current()
        self._word_showing(tag)
        menu = QMenu(self._panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in (*_MENU, *_MENU_END):
            if name == "COLOUR" and tag is not None:
                menu.addMenu(colour_menu(menu, self._session, tag, self.recolour))
            elif name == "KEY" and tag is not None:
                menu.addMenu(self._hotkey_menu(menu, tag))
            elif not name:
                menu.addSeparator()
            elif name in self.actions:
                self.actions[name].setEnabled(tag is not None or name in _WITHOUT_TAG)
                menu.addAction(self.actions[name])
        for name, title in (("import", "Import codebook…"), ("export", "Export codebook…")):
            action = menu.addAction(title)
            action.triggered.connect(partial(self._command, f"code.codebook_{name}"))
        menu.aboutToHide.connect(self._enable_all)
        return menu

    def _word_showing(self, tag: Tag | None) -> None:
        marks = codebook_edits.main_window_of(self._panel).marks
        only, dimmed = tag is not None and marks.only == tag.id, tag is not None and tag.id in marks.dimmed_tags
        self.actions["show_only"].setText("Show all tags again" if only else GESTURES["show_only"][0])
        self.actions["dim"].setText("Show this tag again" if dimmed else GESTURES["dim"][0])

    def _command(self, name: str, _checked: bool = False) -> None:
        self.run_command(name)

    def _enable_all(self) -> None:
        """Keys go on working, whatever the menu greyed."""
        for action in self.actions.values():
            action.setEnabled(True)

    def _hotkey_menu(self, parent: QMenu, tag: Tag) -> QMenu:
        menu = QMenu("Key", parent)
        taken = self._session.codebook.by_hotkey
        for key in HOTKEYS:
            holder = taken.get(key)
            action = menu.addAction(f"{key}  {holder.name}" if holder and holder.id != tag.id else key)
            action.triggered.connect(partial(self.set_hotkey, key))
            action.setCheckable(True)
            action.setChecked(tag.hotkey == key)
        menu.addSeparator()
        none = menu.addAction("No key")
        none.triggered.connect(partial(self.set_hotkey, ""))
        none.setEnabled(bool(tag.hotkey))
        return menu
