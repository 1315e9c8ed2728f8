"""Links: inert on the page, copied, and opened in the browser only after the question is answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from reader.importers import markdown
from reader.window.article_view.hints import hint_at, shortened
from reader.window.commands import BY_ID
from reader.window.links import web_url
from reader.window.main_window import MainWindow

ADDRESS = "https://example.org/okar?a=1&b=2"
SOURCE = f"# Port towns\n\nThe minister, [Ines Okar]({ADDRESS}), said no. [A file](file:///etc/passwd) and words."


class Browser(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def browser() -> Iterator[Browser]:
    stands_in = Browser()
    for scheme in ("http", "https", "file"):
        QDesktopServices.setUrlHandler(scheme, stands_in, "show")
    yield stands_in
    for scheme in ("http", "https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def linked(window: MainWindow, qtbot: QtBot) -> MainWindow:
    article = markdown.read(SOURCE.encode(), "linked.md")
    ids: list[int] = []
    window.session.do(lambda project: project.articles.add(article).id, ids.append)
    qtbot.waitUntil(lambda: bool(ids))
    window.session.open_article(ids[0])
    return window


def put_caret(window: MainWindow, words: str) -> None:
    assert window.session.article_id is not None
    text = window.session.view.articles.text(window.session.article_id)
    window.page.set_caret(text.index(words) + 2)


def test_a_link_can_be_copied_only_where_one_is(linked: MainWindow) -> None:
    copy = BY_ID["edit.copy_link"]
    put_caret(linked, "minister")
    assert not copy.enabled(linked)
    put_caret(linked, "Ines Okar")
    assert copy.enabled(linked)
    linked.run(copy)
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_it_opens_only_after_asking(linked: MainWindow, browser: Browser, qtbot: QtBot) -> None:
    put_caret(linked, "Ines Okar")
    for answer, opened in (("Cancel", 0), ("Open", 1)):
        linked.run(BY_ID["edit.open_link"])
        box = linked.findChild(QMessageBox)
        assert box is not None
        assert "example.org" in box.text()
        assert browser.opened == []
        button = next(each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == answer)
        button.click()
        qtbot.waitUntil(lambda opened=opened: len(browser.opened) == opened)  # type: ignore[misc]
        box.close()
        QApplication.sendPostedEvents(None, 52)
    assert browser.opened[0].host() == "example.org"


def test_a_click_opens_nothing(linked: MainWindow, browser: Browser, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    put_caret(linked, "Ines Okar")
    scene = linked.page.scene
    assert scene is not None
    place = scene.caret_rect(linked.page.caret).center().toPoint()
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        qtbot.mouseClick(linked.page.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    assert browser.opened == []
    assert linked.findChild(QMessageBox) is None


def test_only_addresses_of_the_web_are_links(linked: MainWindow) -> None:
    put_caret(linked, "A file")
    assert not BY_ID["edit.copy_link"].enabled(linked)
    for bad in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://",
        "//example.org",
        "",
        "mailto:a@b.c",
    ):
        assert web_url(bad) is None
    assert web_url("HTTP://example.org") is not None


def test_an_address_cannot_read_otherwise_than_it_is() -> None:
    assert shortened("https://example.org/\u202egro.live") == "https://example.org/%E2%80%AEgro.live"
    long = "https://example.org/" + "a" * 1000 + "/end"
    assert len(shortened(long)) <= 301
    assert shortened(long).startswith("https://example.org/")
    assert shortened(long).endswith("/end")


def test_the_status_bar_says_where_the_caret_is_on_a_link(linked: MainWindow, qtbot: QtBot) -> None:
    put_caret(linked, "Ines Okar")
    qtbot.waitUntil(lambda: linked.state.link == f"Link to {ADDRESS}")
    put_caret(linked, "minister")
    qtbot.waitUntil(lambda: linked.state.link == "")


def test_a_rest_of_the_mouse_says_where_it_leads(linked: MainWindow, qtbot: QtBot) -> None:
    put_caret(linked, "Ines Okar")
    page = linked.page
    assert page.scene is not None
    place = page.scene.caret_rect(page.caret).center()
    assert hint_at(page.scene, place) == f"Link to {ADDRESS}"
    assert hint_at(page.scene, QPointF(place.x(), place.y() + 200)) == ""
    where = place.toPoint()
    QApplication.sendEvent(
        page.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, where, page.viewport().mapToGlobal(where))
    )
    assert "a=1&amp;b=2" in QToolTip.text()  # shown as it is written, not as what it would mean
    QToolTip.hideText()


def test_the_context_menu_has_links_only_on_links(linked: MainWindow) -> None:
    from reader.window.page_menu import show_page_menu

    for words, expected in (("Ines Okar", True), ("minister", False)):
        put_caret(linked, words)
        show_page_menu(linked, QPoint(10, 10))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        titles = [action.text().split("\t")[0] for action in menu.actions()]
        assert ("Open link…" in titles) is expected
        menu.close()
