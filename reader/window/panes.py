"""The docks round the page: made when shown, hidden where the window is too narrow for them, remembered as left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDockWidget, QHBoxLayout, QLabel, QWidget

from reader.window.panels import PANELS, Panel
from reader.window.session import Session
from reader.window.tab_order import beside, controls, way_in
from reader.window.type_sizes import grown

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

PANEL_WIDTH, LEAST_WIDTH = 240, 200
FIRST = "library"
"""The panel that is there with the first paint; the others follow at once."""
SIDE_PADDING, NARROW_MARGIN = 24, 120


class PaneHeading(QWidget):
    """A dock's title bar: its name, and at the end what it counts."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        name = QLabel(title.upper())
        name.setProperty("role", "heading")
        self.end = QLabel()
        self.end.setProperty("role", "heading")
        for label in (name, self.end):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 4)
        layout.addWidget(name)
        layout.addStretch(1)
        layout.addWidget(self.end)


class Pane(QDockWidget):
    """One panel in its dock. The panel itself is made when the dock is first shown."""

    def __init__(self, panel: Panel, session: Session, window: MainWindow) -> None:
        super().__init__(panel.title, window)
        self.panel = panel
        self._session = session
        self.setObjectName(panel.id)
        self.setMinimumWidth(grown(LEAST_WIDTH))
        self.heading = PaneHeading(panel.title, self)
        self.heading.setAutoFillBackground(True)
        self.setTitleBarWidget(self.heading)

    def content(self) -> QWidget:
        """The panel, made now if it was not shown yet."""
        if self.widget() is None:
            panel = self.panel.load()(self._session, self)
            panel.setAccessibleName(self.panel.title)
            panel.setAutoFillBackground(True)
            summary = getattr(panel, "summaryChanged", None)
            if summary is not None:
                summary.connect(self.heading.end.setText)
                self.heading.end.setText(getattr(panel, "summary", ""))
            self.setWidget(panel)
        return self.widget()


class Panes(QObject):
    """All docks of the window. `wanted` is what the person wants to see; what has no room is hidden until it has."""

    shownChanged = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.wanted = {panel.id for panel in PANELS} - session.settings.hidden_panels
        self._given_way: set[str] = set()
        self._in_use = False
        self.panes = {panel.id: Pane(panel, session, window) for panel in PANELS}
        for panel in PANELS:
            pane = self.panes[panel.id]
            window.addDockWidget(panel.area, pane)
            pane.hide()
            pane.visibilityChanged.connect(lambda _: self.shownChanged.emit())
        self._measured = False
        self._filled = False

    def use(self, on: bool) -> None:
        """With a project the panes are there; the start page stands alone."""
        self._in_use = on
        self._apply()
        self.measure()

    def measure(self) -> None:
        """Gives the panes their first sizes once they can be seen."""
        if self._in_use and self._window.isVisible() and not self._measured:
            self._measured = True
            QTimer.singleShot(0, self._measure)

    def _measure(self) -> None:
        """As the panes were left; the first time, sizes that suit most windows."""
        if self._window.restoreState(self._session.settings.bytes("window/state")):
            self._apply()
            return
        shown = [pane for pane in self.panes.values() if not pane.isHidden()]
        self._window.resizeDocks(shown, [grown(PANEL_WIDTH)] * len(shown), Qt.Orientation.Horizontal)
        upper_and_lower = [self.panes[name] for name in ("inspector", "codebook") if not self.panes[name].isHidden()]
        self._window.resizeDocks(upper_and_lower, [320, 420][: len(upper_and_lower)], Qt.Orientation.Vertical)

    def fit(self, page_width: int) -> None:
        """Hides the right panels, then the left ones, where the page would have less than `page_width`."""
        width = self._window.width()
        right = self._at(Qt.DockWidgetArea.RightDockWidgetArea)
        left = self._at(Qt.DockWidgetArea.LeftDockWidgetArea)
        given_way: set[str] = set()
        if width < page_width + grown(PANEL_WIDTH) * (bool(left & self.wanted) + bool(right & self.wanted)):
            given_way |= right
            if width < page_width + grown(PANEL_WIDTH) * bool(left & self.wanted):
                given_way |= left
        if given_way != self._given_way:
            self._given_way = given_way
            self._apply()

    def shown(self, panel: str) -> bool:
        return not self.panes[panel].isHidden()

    def fill(self) -> None:
        """Makes the panels that the first paint did not wait for."""
        self._filled = True
        self._apply()

    def has(self, panel: str) -> bool:
        """Whether the panel was ever made."""
        return self.panes[panel].widget() is not None

    def toggle(self, panel: str) -> None:
        if self.shown(panel):
            self.wanted.discard(panel)
        else:
            self.wanted.add(panel)
            self._given_way.discard(panel)
        self._session.settings.hidden_panels = frozenset(each.id for each in PANELS) - self.wanted
        self._apply()
        if self.shown(panel):
            way_in(self.panel(panel)).setFocus()
        else:
            self._window.focus_page()

    def panel(self, panel: str) -> QWidget:
        """The panel's own widget (made now, if it was not yet)."""
        return self.panes[panel].content()

    def step(self, direction: int) -> None:
        """F6: the library, the page, what stands on the right, as they are read, then round again."""
        ring = [self.panel(panel.id) for panel in PANELS if self.shown(panel.id)]
        middle = 1 if self.shown(FIRST) else 0
        ring[middle:middle] = self._window.middle.focus_targets()
        focus = QApplication.focusWidget()
        here = next(
            (place for place, pane in enumerate(ring) if focus and (focus is pane or pane.isAncestorOf(focus))), -1
        )
        way_in(ring[(here + direction) % len(ring)]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tab(self, on: bool) -> bool:
        """Tab (`on`) and Shift+Tab: the tool bar, then the panes as they are read, then round again."""
        target = beside(self.tab_stops(), QApplication.focusWidget(), on)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
        return target is not None

    def tab_stops(self) -> list[QWidget]:
        window, docks = self._window, [self.panes[panel.id] for panel in PANELS]
        return controls([window.tools, docks[0], *window.middle.parts(), window.toast, *docks[1:]])

    def _at(self, area: Qt.DockWidgetArea) -> set[str]:
        return {
            name
            for name, pane in self.panes.items()
            if not pane.isFloating() and self._window.dockWidgetArea(pane) == area
        }

    def _apply(self) -> None:
        for name, pane in self.panes.items():
            visible = self._in_use and name in self.wanted and name not in self._given_way
            if visible and (self._filled or name == FIRST):
                pane.content()
            if pane.isHidden() == visible:
                pane.setVisible(visible)
