"""The headings of the article on the page: where one is, and a way to each of them.

They are read a run of chunks at a time on the reading thread, so that a long article costs the window nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakSet

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QStackedLayout, QWidget

from reader.core.article import BlockKind
from reader.render.typography import runs_right_to_left
from reader.window.codebook_edits import main_window_of

if TYPE_CHECKING:
    from reader.project import Project
    from reader.window.article_view.view import ArticleView
    from reader.window.session import Session

_CHUNKS_AT_ONCE = 32
_MOST = 5000
"""Headings in the list at most; past that it says so."""
_LONGEST = 200
_REST = 60
"""Milliseconds of rest before the list follows the page."""
_ABOVE = 24
_INDENT = "\u2003"


class Heading(NamedTuple):
    """A headline (level 0) or heading, which begins at `start`."""

    start: int
    level: int
    words: str


def headings_between(project: Project, text_id: int, first: int, last: int) -> list[Heading]:
    """The headings in the chunks `first` to `last` of a text, `last` not counted."""
    found: list[Heading] = []
    for index in range(first, last):
        chunk = project.articles.chunk(text_id, index)
        for number, block in enumerate(chunk.blocks):
            if block.kind not in (BlockKind.HEADING, BlockKind.HEADLINE) or (chunk.continues and not number):
                continue
            words = chunk.text[block.start - chunk.start : block.end - chunk.start][:_LONGEST]
            level = 0 if block.kind is BlockKind.HEADLINE else max(block.level, 1)
            found.append(Heading(block.start, level, " ".join(words.split())))
    return found


class HeadingModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.headings: list[Heading] = []

    def clear(self) -> None:
        self.beginResetModel()
        self.headings = []
        self.endResetModel()

    def add(self, headings: Sequence[Heading]) -> None:
        if headings:
            here = len(self.headings)
            self.beginInsertRows(QModelIndex(), here, here + len(headings) - 1)
            self.headings += headings
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        heading = self.headings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _INDENT * max(heading.level - 1, 0) + heading.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return heading.words if len(heading.words) > 30 and "<" not in heading.words else None
        if role == Qt.ItemDataRole.TextAlignmentRole and runs_right_to_left(heading.words, False):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Headline: {heading.words}" if not heading.level else f"Level {heading.level}: {heading.words}"
        return None


class HeadingList(QListView):
    """Enter goes to the chosen heading, whatever the platform makes of it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Headings")
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.activated.connect(lambda index: self.chosen.emit(index.row()))


class OutlinePanel(QWidget):
    """`summary` counts the headings. While it is hidden nothing is read."""

    summaryChanged = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = ""
        self._session = session
        self._asked = 0
        self._shown_article: int | None = None
        self._listened: WeakSet[ArticleView] = WeakSet()
        self.model = HeadingModel(self)
        self.list = HeadingList(self)
        self.list.setModel(self.model)
        self.list.chosen.connect(self.go)
        self.setFocusProxy(self.list)
        self.empty = QLabel("This article has no headings.")
        self.empty.setProperty("role", "secondary")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(12, 8, 12, 8)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._later = QTimer(self, singleShot=True, interval=_REST)
        self._later.timeout.connect(self.follow)
        session.articleOpened.connect(lambda _: self._later.start())
        session.projectClosed.connect(self._closed)
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def _closed(self) -> None:
        """The next project's articles may have the same numbers."""
        self._asked += 1
        self._shown_article = None
        self.model.clear()
        self._later.start()

    def follow(self) -> None:
        """Shows the headings of the article on the page, and which of them one is under."""
        if not self.isVisible():
            return
        session = self._session
        article = session.article_id if session.is_open else None
        if article != self._shown_article:
            self._shown_article = article
            self._read_anew(article)
        if article is None:
            return
        page = self._listened_page()
        here = self.heading_at(_place_of(page)) if page.article_id == article else None
        if here is not None and self.list.currentIndex().row() != here:
            self.list.setCurrentIndex(self.model.index(here))

    def heading_at(self, offset: int) -> int | None:
        """The row of the heading that a place of the article is under."""
        row = bisect_right(self.model.headings, offset, key=lambda heading: heading.start) - 1
        return row if row >= 0 else None

    def go(self, row: int) -> None:
        """Takes the page to a heading, and the keys to the page."""
        if not 0 <= row < len(self.model.headings) or self._session.article_id != self._shown_article:
            return
        page = main_window_of(self).page
        start = self.model.headings[row].start
        page.set_caret(start)
        page.restore_scroll(start)
        page.scroll_by(-_ABOVE)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listened_page(self) -> ArticleView:
        page = main_window_of(self).page
        if page not in self._listened:
            self._listened.add(page)
            page.caretMoved.connect(lambda _: self._later.start())
            page.verticalScrollBar().valueChanged.connect(lambda _: self._later.start())
        return page

    # Reading

    def _read_anew(self, article: int | None) -> None:
        self._asked += 1
        self.model.clear()
        if article is None:
            self._say(0, done=False)
            return
        outline = self._session.view.articles.outline(article)
        self._ask(self._asked, outline.text, 0, len(outline.chunks))

    def _ask(self, asked: int, text_id: int, first: int, chunks: int) -> None:
        last = min(first + _CHUNKS_AT_ONCE, chunks)

        def take(found: list[Heading]) -> None:
            if asked != self._asked:
                return  # another article is on the page by now
            self.model.add(found[: _MOST - len(self.model.headings)])
            done = last >= chunks or len(self.model.headings) >= _MOST
            self._say(len(self.model.headings), done)
            if done:
                self.follow()
            else:
                self._ask(asked, text_id, last, chunks)

        self._session.read("headings", lambda project: headings_between(project, text_id, first, last), take)

    def _say(self, count: int, done: bool) -> None:
        headings = [heading for heading in self.model.headings if heading.level]
        self._stack.setCurrentIndex(1 if done and not headings else 0)
        summary = "" if not headings else f"first {_MOST:,}" if count >= _MOST else f"{len(headings):,}"
        if summary != self.summary:
            self.summary = summary
            self.summaryChanged.emit(summary)


def _place_of(page: ArticleView) -> int:
    """What is being read: the caret while it is on the screen, else what stands at its top."""
    scene = page.scene
    if scene is None:
        return 0
    top = page.scroll_state()
    bottom, _ = scene.offset_at(QPointF(page.viewport().width() / 2, page.viewport().height() - 1))
    return page.caret if top <= page.caret <= bottom else top
