"""The main window: the page in the middle, the docks round it, and what joins them to the session."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from reader.window import motion, reading_choices, two_pages
from reader.window.commands import BY_ID, Command
from reader.window.following import Following
from reader.window.marks_shown import MarksShown
from reader.window.menus import Menus, ToolBar
from reader.window.middle import Middle
from reader.window.page_keys import PageKeys
from reader.window.panes import Panes
from reader.window.session import Session, new_project
from reader.window.settings import USUAL_SIZE
from reader.window.state_line import StateLine
from reader.window.toast import Toast

if TYPE_CHECKING:
    from reader.render.theme import Theme
    from reader.window.article_view.view import ArticleView
    from reader.window.command_palette import CommandPalette
    from reader.window.tag_palette import TagPalette

SMALLEST = (640, 400)
USUAL = (1280, 800)
FRAME = (4, 40)
"""About what a window manager puts round a window."""
log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """`session` is shared with all panels; `page` is made when first asked for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.last_tag = -1
        self.tags_whole = False
        self.marks = MarksShown(self)
        self.finished = False
        self._tag_palette: TagPalette | None = None
        self._command_palette: CommandPalette | None = None
        self.setWindowTitle("Glossator")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.menus = Menus(self)
        self.keys = PageKeys(self)
        self.middle = Middle(self)
        self.setCentralWidget(self.middle)
        self.panes = Panes(self, session)
        self.tools = ToolBar(self)
        self.addToolBar(self.tools)
        self.toast = Toast(self, self.middle.progress)
        self.toast.undoWanted.connect(lambda: self.run(BY_ID["edit.undo"]))
        self.state = StateLine(self)
        self._restore_geometry()
        self._following = Following(self)
        self._listen()

    def begin(self, opening: bool, files: list[Path]) -> None:
        """What is seen first: a project that is being opened (`files` go into it then), or the start page."""
        self._following.files = files
        if not opening:
            self.middle.show_start()
            self.state.show()
            if files:
                self.session.fail("To import files, open or make a project first, then drop them on the window.")
            QTimer.singleShot(0, self.finish)

    def _listen(self) -> None:
        session = self.session
        session.undoChanged.connect(self.tools.refresh)
        session.annotatorChanged.connect(self.tools.refresh)
        session.themeChanged.connect(self._dress)
        session.said.connect(self.toast.say)
        session.changed.connect(lambda _: self.toast.withdraw())
        session.projectClosed.connect(self.toast.withdraw)
        session.failed.connect(self.middle.messages.show_failure)
        session.workStarted.connect(self.middle.progress.begin)
        session.workEnded.connect(self.middle.progress.end)
        self.panes.shownChanged.connect(self.tools.refresh)

    def finish(self) -> None:
        """What the first paint does not need; `finished` says that it is done."""
        if self.finished:
            return
        self.finished = True
        gc.freeze()  # what the start made stays: looking through all of it again would be felt
        gc.enable()
        from reader.window.resources import application_icon

        self.panes.fill()
        self.menus.fill()
        motion.settle(self)
        self.setWindowIcon(application_icon())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self._follow_system())
        hints.accessibility().contrastPreferenceChanged.connect(lambda _: self._follow_system())

    def _follow_system(self) -> None:
        from reader.window.dress import follows_system, theme_for

        name = self.session.settings.theme
        if follows_system(name):
            self.session.set_theme(theme_for(name))

    def open_project(self, path: Path) -> None:
        self.middle.messages.clear()
        self.session.open(path)

    def create_project(self, path: Path) -> None:
        self.middle.messages.clear()
        self.session.open(path, make=new_project)

    # Commands

    def run(self, command: Command) -> None:
        """Runs a command, or says why it cannot run."""
        if not command.enabled(self):
            self.session.say(f"{command.why or 'Not possible now'}.")
            return
        command.run(self)

    # The page

    @property
    def page(self) -> ArticleView:
        return self.middle.page

    def focus_page(self) -> None:
        self.middle.focus()

    def tag_palette(self) -> TagPalette:
        """The one tag palette; made when first opened."""
        if self._tag_palette is None:
            from reader.window import coding
            from reader.window.tag_palette import TagPalette

            self._tag_palette = TagPalette(self.session, self.page)
            self._tag_palette.chosen.connect(lambda tag, stay: coding.chosen(self, tag, stay))
            self._tag_palette.created.connect(
                lambda kind, name: coding.make_tag(self, kind, name, whole=self.tags_whole)
            )
        return self._tag_palette

    def page_turned(self) -> None:
        """The other of two pages is the active one."""
        self.middle.find_on(self.page)
        if self._tag_palette is not None:
            self._tag_palette.use_page(self.page)

    def give_way(self) -> None:
        """A mark is about to be painted: the tag palette that chose it goes in the same paint."""
        if self._tag_palette is not None:
            self._tag_palette.give_way()

    def open_command_palette(self) -> None:
        if self._command_palette is None:
            from reader.window.command_palette import CommandPalette

            self._command_palette = CommandPalette(self)
        self._command_palette.open()

    def open_cheat_sheet(self) -> None:
        from reader.window.cheat_sheet import CheatSheet

        sheet = CheatSheet(self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def open_find_bar(self) -> None:
        self.middle.open_find_bar()

    def set_size(self, size: int | None) -> None:
        self.session.settings.size = USUAL_SIZE if size is None else size
        self.reading_changed()

    def set_measure(self, characters: int) -> None:
        self.session.settings.measure = characters
        self.reading_changed()

    def reading_changed(self) -> None:
        """Another face, size, measure or leading: the page takes it on, and the panes make room."""
        self.middle.set_reading()
        self.fit()

    def set_letters(self, on: bool) -> None:
        self.session.settings.letters = on

    def escape(self) -> bool:
        """One level out; False if nothing here was to be left."""
        if self.session.article_id is None:
            return False
        page = self.page
        if self.marks.hidden:
            self.marks.set_hidden(False)
        elif self.marks.only is not None:
            self.marks.show_only(None)
        elif page.selection():
            page.set_caret(page.caret)
        elif page.current is not None:
            page.select_annotation(None)
        elif self.middle.find_open:
            self.middle.close_find_bar()
        elif self.session.settings.focus:
            reading_choices.set_focus(self, reading_choices.NO_FOCUS)
        elif self.middle.beside is not None:
            two_pages.close_beside(self)
        elif self.isFullScreen():
            self.toggle_full_screen()
        else:
            return False
        return True

    # Looks

    def choose_theme(self, name: str) -> None:
        from reader.window.dress import theme_for

        self.session.settings.theme = name
        self.session.set_theme(theme_for(name))

    def show_reading_settings(self) -> None:
        from reader.window.reading_settings import ReadingSettings

        ReadingSettings(self).pop_up(self.tools.reading_button)

    def _dress(self, theme: Theme) -> None:
        from reader.window.dress import dress, follows_system

        dress(theme, follow=follows_system(self.session.settings.theme))
        self.tools.set_theme(theme)
        self.middle.set_theme(theme)

    # Panes

    def panel_shown(self, panel: str) -> bool:
        return self.panes.shown(panel)

    def toggle_panel(self, panel: str) -> None:
        if self.session.is_open:
            self.panes.toggle(panel)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def fit(self) -> None:
        """The panes give way, or come back, as the page needs."""
        self.panes.fit(self.middle.page_width())

    # Events of the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toast.place()
        self.fit()
        self.tools.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
        self.panes.measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.finished:
            from reader.window.dress import grow

            QTimer.singleShot(0, self, lambda: grow(self.session.theme))
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.session.is_open:
            self.session.look_again()

    def createPopupMenu(self) -> None:
        """No menu of Qt's own over the docks: the View menu has the panes."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from reader.window import filing

        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, lambda: filing.dropped(self, paths))

    def focusNextPrevChild(self, on: bool) -> bool:
        return self.panes.tab(on) or super().focusNextPrevChild(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no widget took: Ctrl+V pastes an article; Esc in a panel goes back to the page, clearing an input first."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.run(BY_ID["project.paste"])
            return
        if event.key() == Qt.Key.Key_Escape and self.session.is_open:
            focus = QApplication.focusWidget()
            if isinstance(focus, QLineEdit) and focus.text():
                focus.clear()
            else:
                self.focus_page()
            return
        super().keyPressEvent(event)

    def zoomed(self, event: QWheelEvent) -> bool:
        """Whether the wheel was turned with Ctrl, and so was for the text size."""
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not turned:
            return False
        self.set_size(self.session.settings.size + (1 if turned > 0 else -1))
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        self._save_geometry()
        self.session.close()
        self.session.settings.save()
        super().closeEvent(event)

    def _save_geometry(self) -> None:
        self.session.settings.set_bytes("window/geometry", self.saveGeometry())
        if self.session.is_open:
            self.session.settings.set_bytes("window/state", self.saveState())

    def _restore_geometry(self) -> None:
        settings = self.session.settings
        if not self.restoreGeometry(settings.bytes("window/geometry")):
            screen = QGuiApplication.primaryScreen().availableSize()
            self.resize(min(USUAL[0], screen.width() - FRAME[0]), min(USUAL[1], screen.height() - FRAME[1]))
