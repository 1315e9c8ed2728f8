"""The middle of the window: messages above, then the start page, the page or an empty state, and long work below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reader.window import overviews, reading_choices
from reader.window.message_bar import MessageBar
from reader.window.panes import NARROW_MARGIN, SIDE_PADDING
from reader.window.progress_strip import ProgressStrip
from reader.window.settings import USUAL_FACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect

    from reader.render.theme import Theme
    from reader.render.typography import Reading
    from reader.window.article_view.view import ArticleView
    from reader.window.beside import Beside
    from reader.window.find_bar import FindBar
    from reader.window.main_window import MainWindow
    from reader.window.start_page import StartPage

EM_PER_CHARACTER = 32 / 66
"""Width of a Latin character in the page's face, in body sizes (look-and-feel: Measure)."""
_AFTER_PAINT = 50
"""Milliseconds after a page's first paint in which what stands beside it comes."""


class Middle(QWidget):
    """`page` and the start page are made when first needed: the first paint waits for one of them at most."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._page: ArticleView | None = None
        self._start: StartPage | None = None
        self._nothing: NoArticles | None = None
        self._find: FindBar | None = None
        self.beside: Beside | None = None
        self.messages = MessageBar(window.session.theme, self)
        self.progress = ProgressStrip(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(QWidget())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.messages)
        self._layout.addWidget(self._stack, 1)
        self._layout.addWidget(self.progress)

    @property
    def has_page(self) -> bool:
        return self._page is not None

    @property
    def page(self) -> ArticleView:
        """The active page."""
        if self.beside is not None:
            return self.beside.active
        if self._page is None:
            page = self._page = self._new_page()
            self._stack.addWidget(page)
        return self._page

    def _new_page(self) -> ArticleView:
        from reader.render.faces import load_fonts
        from reader.window.article_view.view import ArticleView

        load_fonts()
        window = self._window
        page = ArticleView(self._stack)
        page.setAccessibleName("Article")
        reading_choices.dress_page(window, page)
        page.installEventFilter(window.keys)
        page.viewport().installEventFilter(window.keys)
        page.spanDragged.connect(lambda annotation, span: _move(window, annotation, span))
        page.annotationActivated.connect(lambda annotation: _retag(window, annotation))
        page.contextMenuWanted.connect(lambda place: _menu(window, place))
        page.listWanted.connect(lambda ids, box: _list(window, page, ids, box))
        page.set_overview_room(window.session.settings.overview)
        page.painted.connect(
            lambda: QTimer.singleShot(_AFTER_PAINT, page, lambda: _attend(window, page)),
            Qt.ConnectionType.SingleShotConnection,
        )
        return page

    @property
    def pages(self) -> tuple[ArticleView, ...]:
        """Those that were made."""
        if self.beside is not None:
            return self.beside.pages
        return () if self._page is None else (self._page,)

    def split(self) -> Beside:
        """A second page beside the first."""
        from reader.window.beside import Beside

        first, second = self.page, self._new_page()
        second.look_like(first)
        width = self._stack.width()
        self.beside = Beside(self._window.session, first, second)
        self._stack.addWidget(self.beside)
        self._stack.setCurrentWidget(self.beside)
        self.beside.open_evenly(width)
        return self.beside

    def join(self, keep: ArticleView) -> None:
        """One page again, with what it shows."""
        beside, self.beside = self.beside, None
        if beside is not None:
            beside.let_go()
        self._page = keep
        self._stack.addWidget(keep)
        self._stack.setCurrentWidget(keep)
        if beside is not None:
            self._stack.removeWidget(beside)
            beside.deleteLater()

    def reading(self) -> Reading:
        """Face, text size, measure and leading as the person set them."""
        from reader.render.typography import Reading

        settings = self._window.session.settings
        return Reading(settings.size, settings.measure, settings.face, settings.leading)

    def set_reading(self) -> None:
        for page in self.pages:
            page.set_reading(self.reading())

    def page_width(self) -> int:
        """The least width at which the page has its measure, its padding and a narrow margin."""
        settings = self._window.session.settings
        if settings.face == USUAL_FACE:
            measure = round(settings.measure * EM_PER_CHARACTER * settings.size)
        else:
            from reader.render.typography import Typography

            measure = Typography(settings.size, "latin", settings.measure, settings.face).measure
        overview = overviews.OVERVIEW_WIDTH if settings.overview else 0
        return (measure + 2 * SIDE_PADDING + NARROW_MARGIN + overview) * max(len(self.pages), 1)

    def show_page(self) -> None:
        self._stack.setCurrentWidget(self.beside or self.page)

    def show_start(self) -> None:
        if self._start is None:
            from reader.window.start_page import StartPage

            self._start = StartPage(self._window)
            self._stack.addWidget(self._start)
        self._start.refresh()
        self._stack.setCurrentWidget(self._start)

    def show_nothing(self) -> None:
        """A project without an article on the page."""
        if self._nothing is None:
            self._nothing = NoArticles(self._window)
            self._stack.addWidget(self._nothing)
        if self._page is not None:
            self._page.clear()
        self._nothing.refresh()
        self._stack.setCurrentWidget(self._nothing)

    def set_theme(self, theme: Theme) -> None:
        self.messages.set_theme(theme)
        for page in self.pages:
            page.set_theme(theme)

    def parts(self) -> list[QWidget]:
        """What stands here, from above."""
        items = (self._layout.itemAt(place) for place in range(self._layout.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def focus(self) -> None:
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_targets(self) -> list[QWidget]:
        """Each page, where there are two; else what has the keys."""
        return list(self.beside.pages) if self.beside is not None else [self.focus_target()]

    def focus_target(self) -> QWidget:
        """What has the keys when the middle of the window has them."""
        current = self._stack.currentWidget() or self
        return current if current is self._page else current.focusProxy() or current

    # Find

    @property
    def find_open(self) -> bool:
        return self._find is not None and not self._find.isHidden()

    @property
    def find_bar(self) -> FindBar:
        """On the active page; made when first asked for."""
        if self._find is None:
            from reader.window.find_bar import FindBar

            self._find = FindBar(self._window.session, self.page, self)
            self._layout.insertWidget(1, self._find)
        self._find.use_page(self.page)
        return self._find

    def open_find_bar(self) -> None:
        self.find_bar.open()

    def find_on(self, page: ArticleView) -> None:
        """What is looked for is looked for on another page."""
        if self._find is not None:
            self._find.use_page(page)

    def close_find_bar(self) -> None:
        if self._find is not None:
            self._find.leave()


class NoArticles(QWidget):
    """Said where the page would be: nothing imported yet, or nothing chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._title = QLabel()
        self._title.setProperty("role", "empty")
        self._body = QLabel()
        self._body.setProperty("role", "secondary")
        self._import = QPushButton("Import…")
        self._import.setDefault(True)
        self._import.clicked.connect(lambda: _run(window, "project.import"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._import)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for label in (self._title, self._body):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(3)

    def refresh(self) -> None:
        session = self._window.session
        empty = session.is_open and session.view.articles.count() == 0
        self._title.setText("No articles yet" if empty else "No article open")
        self._body.setText(
            "Drop files or folders here, press Ctrl+I, or paste a text with Ctrl+V."
            if empty
            else "Choose one on the left, or press G for the next unfinished one."
        )
        self._import.setVisible(empty)
        self.setFocusProxy(self._import if empty else None)  # type: ignore[arg-type]
        self.setAccessibleName(f"{self._title.text()}. {self._body.text()}")


def _run(window: MainWindow, identity: str) -> None:
    from reader.window.commands import BY_ID

    window.run(BY_ID[identity])


def _move(window: MainWindow, annotation: int, span: object) -> None:
    from reader.core.spans import Span
    from reader.window import coding

    if isinstance(span, Span):
        coding.move_to(window, annotation, span)


def _attend(window: MainWindow, page: ArticleView) -> None:
    """What the first paint does not need: the overview, a screen reader's view, and where the link at the caret leads."""
    from reader.window.article_view.accessible import ScreenReading
    from reader.window.links import LinkFollower

    overviews.attach(window, page)
    ScreenReading(page)
    LinkFollower(window, page, window.state)


def _retag(window: MainWindow, annotation: int) -> None:
    """A double click on a bracket or label changes the tag."""
    from reader.window import coding

    window.page.select_annotation(annotation)
    found = coding.selected(window)
    if found is not None:
        coding.open_palette(window, window.session.codebook[found.tag].kind)


def _list(window: MainWindow, page: ArticleView, ids: Sequence[int], box: QRect) -> None:
    from reader.window.annotation_palette import open_list

    open_list(window, page, ids, box)


def _menu(window: MainWindow, place: object) -> None:
    from reader.window.page_menu import show_page_menu

    show_page_menu(window, place)
