"""Two articles side by side: a comparison, or a translation. Each page has its own head; the one with the keys is active.

In step, the other page follows by share of paragraphs: what stands at the top, or at the end, does so on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QSplitter, QToolButton, QVBoxLayout, QWidget

from reader.core.errors import NotFound
from reader.render.typography import runs_right_to_left
from reader.window.article_view.view import ArticleView
from reader.window.resources import icon

if TYPE_CHECKING:
    from reader.window.session import Session

HEAD, ACTIVE = 36, 2
_PADDING, _HANDLE = 12, 5


class Beside(QSplitter):
    """`active` is the page that keys, palette and find act on. `turned` tells that it is the other one now."""

    turned = Signal()
    closing = Signal()

    def __init__(self, session: Session, first: ArticleView, second: ArticleView) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.pages = (first, second)
        self.active = first
        self._session = session
        self._in_step = False
        self._following = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(_HANDLE)
        self.step_button = QToolButton()
        self.step_button.setText("In step")
        self.step_button.setCheckable(True)
        self.step_button.setToolTip("Scroll both articles together")
        self.step_button.setProperty("role", "segment")
        self.step_button.toggled.connect(self.set_in_step)
        self._close = QToolButton()
        self._close.setToolTip("Close this article (Esc)")
        self._close.setAccessibleName("Close the article beside")
        self._close.clicked.connect(self.closing)
        self._heads = (Head(session, first, ()), Head(session, second, (self.step_button, self._close)))
        for page, head in zip(self.pages, self._heads, strict=True):
            half = QWidget()
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(head)
            column.addWidget(page, 1)
            self.addWidget(half)
            page.show()
        first.verticalScrollBar().valueChanged.connect(self._first_scrolled)
        second.verticalScrollBar().valueChanged.connect(self._second_scrolled)
        _application().focusChanged.connect(self._focus_changed)
        self.setFocusProxy(first)
        self.set_theme()
        session.themeChanged.connect(self.set_theme)
        session.changed.connect(self.refresh)
        session.articleOpened.connect(self.refresh)

    def open_evenly(self, width: int) -> None:
        self.setSizes([width // 2, width - width // 2])

    def refresh(self) -> None:
        for page, head in zip(self.pages, self._heads, strict=True):
            head.show_article(active=page is self.active)

    def set_theme(self) -> None:
        self._close.setIcon(icon("x", self._session.theme))
        self.refresh()

    def activate(self, page: ArticleView) -> None:
        if page is not self.active:
            self.active = page
            self.setFocusProxy(page)
            self.turned.emit()
            self.refresh()

    def let_go(self) -> None:
        """It is about to be taken apart: nothing that its pages do is minded any more."""
        self._in_step = False
        _application().focusChanged.disconnect(self._focus_changed)

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        for page in self.pages:
            if now is not None and (now is page or page.isAncestorOf(now)):
                self.activate(page)

    # In step

    @property
    def in_step(self) -> bool:
        return self._in_step

    def set_in_step(self, on: bool) -> None:
        self._in_step = on
        self.step_button.setChecked(on)
        self._scrolled(self.active)

    def _first_scrolled(self) -> None:
        self._scrolled(self.pages[0])

    def _second_scrolled(self) -> None:
        self._scrolled(self.pages[1])

    def _scrolled(self, page: ArticleView) -> None:
        """The other page goes along; one that is shown whole leads nowhere."""
        if not self._in_step or self._following or not page.verticalScrollBar().maximum():
            return
        self._following = True
        other = self.pages[1] if page is self.pages[0] else self.pages[0]
        other.scroll_to_share(*page.scroll_share())
        self._following = False


class Head(QWidget):
    """What a page shows, and whether it is the active one: a bar in the accent and the title in full strength."""

    def __init__(self, session: Session, page: ArticleView, buttons: tuple[QToolButton, ...]) -> None:
        super().__init__()
        self._session = session
        self._page = page
        self._title = ""
        self._active = False
        self.setFixedHeight(HEAD)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_PADDING, 0, 4, ACTIVE)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        for button in buttons:
            button.setFixedHeight(28)
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_article(self, *, active: bool) -> None:
        self._active = active
        article = self._page.article_id
        try:
            row = self._session.view.articles.row(article) if article is not None and self._session.is_open else None
        except NotFound:
            row = None
        self._title = (row.title or "Untitled article") if row is not None else ""
        self.setAccessibleName(f"{self._title}, active" if active else self._title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEAD)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._page.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.panel))
        thick = ACTIVE if self._active else 1
        painter.fillRect(
            0, self.height() - thick, self.width(), thick, QColor(theme.accent if self._active else theme.hairline)
        )
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._active else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if self._active else theme.text2))
        last = self._row.itemAt(1)
        right = last.geometry().left() - 8 if last is not None else self.width() - _PADDING
        room = self.rect().adjusted(_PADDING, 0, right - self.width(), -ACTIVE)
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room.width())
        if runs_right_to_left(self._title, False):
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, title)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
