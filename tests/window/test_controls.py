"""Every control of the window, its dialogs and palettes has a name that a screen reader can say, and shows when it has the keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.render.theme import THEMES
from reader.window.article_view import ArticleView
from reader.window.commands import BY_ID
from reader.window.main_window import MainWindow
from reader.window.tab_order import controls
from tests.window.conftest import TEXT, span_of

SETTLED = 300
"""Milliseconds in which panels and dialogs fill."""


def command(identity: str) -> Callable[[MainWindow], None]:
    return lambda window: window.run(BY_ID[identity])


def tag_editor(window: MainWindow) -> None:
    from reader.window.dialogs.tag_editor import TagEditor

    TagEditor(window.session, next(iter(window.session.codebook.tags)), window).open()


def paste(window: MainWindow) -> None:
    from reader.window.dialogs.paste import PasteDialog

    PasteDialog(window.session, TEXT, {}, window).open()


def findings(window: MainWindow) -> None:
    from reader.window.dialogs.findings import ListDialog

    ListDialog("Check", "2 findings.", ("One.", "Two."), window).open()


def reason(window: MainWindow) -> None:
    from reader.window.dialogs.reason import ask_reason

    ask_reason(window, "", lambda _: None)


def tags(window: MainWindow) -> None:
    window.page.select(span_of("Tomas Rell"))
    window.run(BY_ID["code.actor"])


def message(window: MainWindow) -> None:
    window.session.fail("The file cannot be read.", "details")


def toast(window: MainWindow) -> None:
    window.session.say("1 annotation removed", undo=True)


PLACES: dict[str, Callable[[MainWindow], None]] = {
    "the window": lambda window: None,
    "the tag palette": tags,
    "the command palette": command("view.commands"),
    "the find bar": command("edit.find"),
    "the sheet of keys": command("help.keys"),
    "a message": message,
    "a toast": toast,
    "reading settings": command("project.reading_settings"),
    "what is shown": command("view.choose_marks"),
    "export": command("project.export"),
    "print": command("project.print"),
    "who is coding": command("project.coding_as"),
    "metadata": command("article.metadata"),
    "memo": command("code.memo"),
    "tag editor": tag_editor,
    "pasted text": paste,
    "a list of findings": findings,
    "a reason": reason,
    "about": command("help.about"),
}
PLACE = pytest.mark.parametrize("opened", PLACES.values(), ids=PLACES)


@pytest.fixture
def wide(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.resize(1400, 900)
    window.focus_page()
    qtbot.wait(SETTLED)
    return window


def shown(window: MainWindow) -> list[QWidget]:
    """The window, and what stands over it."""
    over = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not window]
    return [window, *(each for each in over if each.windowType() != Qt.WindowType.ToolTip)]


def close_all(window: MainWindow) -> None:
    for each in shown(window)[1:]:
        each.close()


def name_of(control: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def described(control: QWidget) -> str:
    parent = control.parentWidget()
    inside = f" in {type(parent).__name__} {parent.accessibleName()}" if parent is not None else ""
    return f"{type(control).__name__} {control.objectName()}{inside}"


@PLACE
def test_every_control_has_a_name(opened: Callable[[MainWindow], None], wide: MainWindow, qtbot: QtBot) -> None:
    opened(wide)
    qtbot.wait(SETTLED)
    nameless = [
        described(control)
        for top in shown(wide)
        for control in top.findChildren(QWidget)
        if control.isVisible()
        and (isinstance(control, QAbstractButton) or control.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not control.objectName().startswith("qt_")
        and not name_of(control)
    ]
    close_all(wide)
    assert nameless == []


def picture(control: QWidget) -> QImage:
    """The control's upper left corner as it stands in its window, with a little round it."""
    top = control.window()
    corner = control.mapTo(top, QPoint(0, 0))
    area = QRect(corner, control.size().boundedTo(QSize(120, 80))).adjusted(-4, -4, 4, 4).intersected(top.rect())
    return top.grab(area).toImage()


def ring(control: QWidget, before: QImage, accents: set[str]) -> int:
    """Pixels that have taken the colour of the ring."""
    after = picture(control)
    size = after.size()
    return sum(
        1
        for y in range(size.height())
        for x in range(size.width())
        if (colour := after.pixelColor(x, y).name()) in accents and colour != before.pixelColor(x, y).name()
    )


@PLACE
def test_what_has_the_keys_shows_it(opened: Callable[[MainWindow], None], wide: MainWindow, qtbot: QtBot) -> None:
    wide.choose_theme("light")
    opened(wide)
    qtbot.wait(SETTLED)
    theme = THEMES["light"]
    accents = {QColor(theme.accent).name(), QColor(theme.text).name()}
    unseen = []
    for top in shown(wide)[-1:]:
        stops = [each for each in controls((top,)) if not isinstance(each, ArticleView)]
        for number, control in enumerate(stops):
            other = stops[number - 1]
            if other is control or not control.isVisible():  # a palette goes when the keys go
                continue
            other.setFocus(Qt.FocusReason.TabFocusReason)
            before = picture(control)
            control.setFocus(Qt.FocusReason.TabFocusReason)
            if control.isVisible() and control.hasFocus() and ring(control, before, accents) < min(control.width(), 40):
                unseen.append(described(control))
    close_all(wide)
    assert unseen == []
