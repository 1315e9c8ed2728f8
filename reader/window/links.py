"""Links of an article: copied, or opened in the browser after asking. Nothing is opened by itself, and only http(s)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox

from reader.window.article_view.hints import link_at_caret, shortened

if TYPE_CHECKING:
    from reader.window.article_view.view import ArticleView
    from reader.window.main_window import MainWindow
    from reader.window.state_line import StateLine

_REST = 60
"""Milliseconds after which the status bar follows the caret."""
_IN_STATUS_BAR = 60


def target_at_caret(window: MainWindow) -> str:
    """Where the link at the caret leads; "" where there is none."""
    if window.session.article_id is None or not window.middle.has_page:
        return ""
    scene = window.page.scene
    found = link_at_caret(scene, window.page.caret) if scene is not None else None
    return found.target if found else ""


def web_url(target: str) -> QUrl | None:
    """The address as it may be opened: http or https with a host; None for all else."""
    url = QUrl(target.strip(), QUrl.ParsingMode.TolerantMode)
    return url if url.isValid() and url.scheme().lower() in ("http", "https") and url.host() else None


def copy_link(window: MainWindow) -> None:
    target = target_at_caret(window)
    if target:
        QGuiApplication.clipboard().setText(target)
        window.session.say("Link copied.")


def ask_to_open(window: MainWindow) -> None:
    """Says where the link leads, and opens it only if the person says so."""
    target = target_at_caret(window)
    url = web_url(target)
    if url is None:
        window.session.say("This link does not lead to a web page.")
        return
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Open link?")
    box.setTextFormat(Qt.TextFormat.PlainText)
    host = url.host(QUrl.ComponentFormattingOption.EncodeUnicode)
    box.setText(f"The link leads to {host}.")
    box.setInformativeText(
        f"{shortened(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))}\n\nYour browser will open it; Glossator itself loads nothing."
    )
    open_ = box.addButton("Open", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(open_)
    box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))

    def answered() -> None:
        if box.clickedButton() is open_ and not QDesktopServices.openUrl(url):
            window.session.say("No browser could be started. The link can be copied.")

    box.finished.connect(lambda _: answered())
    box.open()


class LinkFollower(QObject):
    """Says in the status bar where the link at the caret leads, once the caret rests."""

    def __init__(self, window: MainWindow, page: ArticleView, line: StateLine) -> None:
        super().__init__(page)
        self._window = window
        self._line = line
        self._later = QTimer(self, singleShot=True, interval=_REST)
        self._later.timeout.connect(self._show)
        page.caretMoved.connect(lambda _: self._later.start())
        window.session.articleOpened.connect(self._soon)  # not a lambda's: it ends with the page
        self._soon()

    def _soon(self) -> None:
        self._later.start()

    def _show(self) -> None:
        target = target_at_caret(self._window)
        self._line.show_link(f"Link to {shortened(target, _IN_STATUS_BAR)}" if target else "")
