"""Menus, shortcuts and tool bar, made from the table of commands."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from reader.render.theme import Theme
from reader.window.commands import BY_ID, COMMANDS, MENUS, Command, key_text, title_of
from reader.window.resources import icon

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

_MNEMONICS = {"Project": "&Project", "Edit": "&Edit", "View": "&View", "Code": "&Code", "Article": "&Article",
              "Analyse": "A&nalyse", "Help": "&Help"}  # fmt: skip
ICON = QSize(20, 20)
ROOMY = 880
"""Width of the window from which words stand beside signs in the tool bar."""
FIELD_WIDTH, LEAST_FIELD_WIDTH = 400, 120


class Menus(QObject):
    """The menu bar. An action is greyed only while its menu is open: a key pressed elsewhere is answered with a reason."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for name in MENUS:
            if any(command.menu == name for command in COMMANDS):
                menu = window.menuBar().addMenu(_MNEMONICS[name])
                menu.aboutToShow.connect(partial(self._before, name))
                menu.aboutToHide.connect(partial(self._after, name))
                self._menus[name] = menu

    def fill(self) -> None:
        """Makes the actions; called once, after the first paint."""
        for name, menu in self._menus.items():
            commands = [command for command in COMMANDS if command.menu == name]
            for place, (_, group) in enumerate(groupby(commands, key=lambda command: command.group)):
                if place:
                    menu.addSeparator()
                submenus: dict[str, QMenu] = {}
                for command in group:
                    into = menu
                    if command.submenu:
                        into = submenus.get(command.submenu) or menu.addMenu(command.submenu)
                        submenus[command.submenu] = into
                    into.addAction(self._action(command))

    def _action(self, command: Command) -> QAction:
        action = QAction(_text(command, command.title), self._window)
        action.setObjectName(command.id)
        if not command.page_only:
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.checked is not None:
            action.setCheckable(True)
        if command.role:
            action.setMenuRole(QAction.MenuRole[command.role])
        else:
            action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _checked=False: self._window.run(command))
        self.actions[command.id] = action
        self._window.addAction(action)
        return action

    def _before(self, menu: str) -> None:
        for command in COMMANDS:
            if command.menu == menu and (action := self.actions.get(command.id)) is not None:
                action.setEnabled(command.enabled(self._window))
                if command.live_title is not None:
                    action.setText(_text(command, title_of(command, self._window)))
                if command.checked is not None:
                    action.setChecked(command.checked(self._window))

    def _after(self, menu: str) -> None:
        for command in COMMANDS:
            if command.menu == menu and (action := self.actions.get(command.id)) is not None:
                action.setEnabled(True)


def _text(command: Command, title: str) -> str:
    """Keys of the page are no shortcuts of the window, but are shown like ones."""
    text = title.replace("&", "&&")
    return f"{text}\t{key_text(command)}" if command.page_only and command.keys else text


class ToolBar(QToolBar):
    """Articles on and off, to and fro, undo and redo, the field that opens all commands, who is coding, reading, export."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("Tools", window)
        self._window = window
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(ICON)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setVisible(False)
        self._buttons: dict[str, QToolButton] = {}
        for identity in ("view.library", "article.previous", "article.next", "edit.undo", "edit.redo"):
            self._add(BY_ID[identity])
        self._field = QPushButton()
        self._field.setObjectName("command_field")
        self._field.setAccessibleName("Search articles, tags, commands")
        self._field.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._field.setMinimumWidth(LEAST_FIELD_WIDTH)
        self._field.setMaximumWidth(FIELD_WIDTH)
        self._field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._field.clicked.connect(lambda: window.run(BY_ID["view.commands"]))
        inside = QHBoxLayout(self._field)
        inside.setContentsMargins(12, 0, 12, 0)
        self._hint = QLabel("Search articles, tags, commands")
        self._hint.setMinimumWidth(0)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._key = QLabel(key_text(BY_ID["view.commands"]))
        for label in (self._hint, self._key):
            label.setProperty("role", "secondary")
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(self._hint, 1)
        inside.addWidget(self._key)
        middle = QWidget()
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        centred = QHBoxLayout(middle)
        centred.setContentsMargins(8, 0, 8, 0)
        centred.addStretch(1)
        centred.addWidget(self._field, 10)
        centred.addStretch(1)
        self.addWidget(middle)
        self._coding_as = QLabel("Coding as")
        self._coding_as.setProperty("role", "secondary")
        self._coding_as.setContentsMargins(0, 0, 4, 0)
        self._label = self.addWidget(self._coding_as)
        self._annotator = self._push("project.coding_as", "Who is coding")
        self._annotator_action = self.addWidget(self._annotator)
        self._reading = self._push("project.reading_settings", "Reading settings")
        self._reading.setText("Aa")
        self.addWidget(self._reading)
        self._export = self._push("project.export", "Export")
        self._export.setText("Export…")
        self._export_action = self.addWidget(self._export)
        self.set_theme(window.session.theme)
        self.refresh()

    @property
    def reading_button(self) -> QPushButton:
        return self._reading

    def set_theme(self, theme: Theme) -> None:
        for identity, button in self._buttons.items():
            button.setIcon(icon(BY_ID[identity].icon, theme))

    def refresh(self) -> None:
        """What can be done now, and who is coding."""
        window, session = self._window, self._window.session
        for identity, button in self._buttons.items():
            command = BY_ID[identity]
            button.setEnabled(command.enabled(window) and self._leads_somewhere(identity))
            title = title_of(command, window)
            button.setToolTip(f"{title} ({key_text(command)})" if command.keys else title)
        self._buttons["view.library"].setChecked(session.is_open and window.panel_shown("library"))
        self._annotator.setText(f"● {_short(session.annotator)}" if session.annotator else "● Who?")
        self._annotator.setToolTip(f"Coding as {session.annotator or 'nobody yet'}. Press to change.")
        for action in (self._label, self._annotator_action, self._export_action):
            action.setVisible(session.is_open)
        roomy = window.width() >= ROOMY
        self._hint.setText("Search articles, tags, commands" if roomy else "Search")
        if session.is_open:
            self._label.setVisible(roomy)

    def _leads_somewhere(self, identity: str) -> bool:
        session = self._window.session
        if identity == "edit.undo":
            return bool(session.undo_name)
        if identity == "edit.redo":
            return bool(session.redo_name)
        return session.is_open

    def _add(self, command: Command) -> None:
        button = QToolButton()
        button.setFixedSize(32, 32)
        button.setAccessibleName(command.title)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCheckable(command.checked is not None)
        button.clicked.connect(lambda: self._window.run(command))
        self._buttons[command.id] = button
        self.addWidget(button)

    def _push(self, identity: str, name: str) -> QPushButton:
        button = QPushButton()
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._window.run(BY_ID[identity]))
        return button


def _short(name: str) -> str:
    return name if len(name) <= 20 else f"{name[:19]}…"
