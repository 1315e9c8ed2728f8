"""The library: all articles with status, source, date, language; filtered by words and status; how far one has come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.core.annotation import Relevance, Status
from reader.window.panels.library_model import LibraryModel
from reader.window.panels.library_parts import ArticleList, Empty, ProgressLine
from reader.window.panels.library_rows import ROW, ArticleRows
from reader.window.type_sizes import grown

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.record import Effects
    from reader.render.theme import Theme
    from reader.window.main_window import MainWindow
    from reader.window.session import Session

SEGMENTS = ("todo", "in_progress", "done", "unsure", "set_aside")
_TITLES = {
    "todo": "To do",
    "in_progress": "In progress",
    "done": "Done",
    "unsure": "Unsure",
    "set_aside": "Not relevant",
}
IN_FIRST_ROW = 3
SEGMENT_PADDING = 10
SMALL = 11
"""Pixels of the segments' letters: five of them stand in 216."""
TYPING_PAUSE = 150
"""Milliseconds after the last letter before the filter asks the project."""


class LibraryPanel(QWidget):
    summaryChanged = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._status = ""
        self._asked = 0
        self._pending: list[Effects] = []
        self.summary = ""
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by title, source, tag…")
        self.filter.setAccessibleName("Filter articles")
        self.filter.setClearButtonEnabled(True)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.filter.textChanged.connect(lambda text: self._pause.start() if text else self._ask())
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._take_changes)
        self._line = ProgressLine(session)
        self._model = LibraryModel(lambda ids: session.view.articles.rows(ids), self)
        self._rows = ArticleRows(session.theme, self)
        self._list = self._make_list()
        self._empty = Empty(self.filter_by)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        for widget in (self.filter, self._line):
            inset = QHBoxLayout()
            inset.setContentsMargins(12, 0, 12, 0)
            inset.addWidget(widget)
            layout.addLayout(inset)
        layout.insertWidget(1, self._make_segments())
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self._list)
        session.projectOpened.connect(self._opened)
        session.projectClosed.connect(self._closed)
        session.articleOpened.connect(self._article_opened)
        session.changed.connect(self._changed)
        session.annotatorChanged.connect(self._annotator_changed)
        session.themeChanged.connect(self._dress)
        if session.is_open:
            self._opened()

    def _make_list(self) -> ArticleList:
        view = ArticleList(grown(ROW))
        view.setAccessibleName("Articles")
        view.setModel(self._model)
        view.setItemDelegate(self._rows)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)
        view.wanted.connect(self._open)
        view.typed.connect(self._type)
        view.removing.connect(self._remove)
        return view

    def _make_segments(self) -> QWidget:
        """Two rows; the second is there only while something is unsure or set aside."""
        box = QWidget()
        box.setStyleSheet("QToolButton { padding: 4px 2px; }")
        rows = QVBoxLayout(box)
        rows.setContentsMargins(12, 0, 12, 0)
        rows.setSpacing(4)
        small = QFont(self.font())
        small.setPixelSize(grown(SMALL))
        self._segments: dict[str, QToolButton] = {}
        self._segment_rows: list[QHBoxLayout] = []
        for names in (SEGMENTS[:IN_FIRST_ROW], SEGMENTS[IN_FIRST_ROW:]):
            row = QHBoxLayout()
            row.setSpacing(4)
            rows.addLayout(row)
            self._segment_rows.append(row)
            for name in names:
                button = QToolButton()
                button.setProperty("role", "segment")
                button.setCheckable(True)
                button.setFont(small)
                button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                button.setFixedHeight(28)
                button.clicked.connect(partial(self._choose, name))
                row.addWidget(button)
                self._segments[name] = button
        return box

    # What others ask

    def ids(self) -> list[int]:
        """The articles as listed."""
        return self._model.ids

    def chosen(self) -> list[int]:
        """The selected articles, in the order of the list."""
        return [self._model.ids[row] for row in sorted(index.row() for index in self._list.selectedIndexes())]

    def filter_by(self, words: str = "", status: str = "") -> None:
        self._status = status
        for name, button in self._segments.items():
            button.setChecked(name == status)
        self.filter.setText(words)
        self._ask()

    # What the session says

    def _opened(self) -> None:
        self._status = ""
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        for button in self._segments.values():
            button.setChecked(False)
        self._show(self._session.view.articles.ids())

    def _closed(self) -> None:
        self._asked += 1
        self._pending.clear()
        self._model.show([])

    def _annotator_changed(self) -> None:
        if self._session.is_open:
            self._ask()

    def _article_opened(self, article: int | None) -> None:
        self._rows.open_article = article
        place = self._model.place(article) if article is not None else None
        if place is not None:
            index = self._model.index(place)
            if self.chosen() != [article]:
                self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._list.scrollTo(index)
        self._list.viewport().update()

    def _changed(self, effects: Effects) -> None:
        self._pending.append(effects)
        self._later.start()

    def _take_changes(self) -> None:
        """What the gestures of a moment changed, after the page was painted."""
        pending, self._pending = self._pending, []
        if not pending or not self._session.is_open:
            return
        articles = {article for effects in pending for article in effects.articles}
        marked = {passage.article for effects in pending for passage in effects.passages}
        marked = marked.union(*(effects.progress | effects.whole for effects in pending))
        statuses = any(effects.progress for effects in pending)
        if self._status or self.filter.text():
            if articles or statuses:
                self._ask()
        elif articles:
            self._take_articles(articles)
        self._model.refresh(marked | articles)
        if articles or statuses:
            self._count()

    def _take_articles(self, changed: set[int]) -> None:
        """New ones are appended; where others came or went the list is read anew."""
        there = {row.id for row in self._session.view.articles.rows(sorted(changed))}
        last = self._model.ids[-1] if self._model.ids else 0
        new = sorted(article for article in there if article > last)
        odd = [article for article in changed if (article in there) != (self._model.place(article) is not None)]
        if len(odd) == len(new):
            self._model.append(new)
            self._say_empty()
        else:
            self._show(self._session.view.articles.ids(), keep=True)

    # Filtering

    def _choose(self, name: str) -> None:
        self.filter_by(self.filter.text(), "" if self._status == name else name)

    def _ask(self) -> None:
        """Asks for the articles that pass the filter, without making anyone wait."""
        self._pause.stop()
        self._asked += 1
        asked, words, status = self._asked, self.filter.text().strip(), self._status
        if not self._session.is_open:
            return
        if not words and not status:
            self._show(self._session.view.articles.ids(), keep=True)
            return

        def show(ids: list[int]) -> None:
            if asked == self._asked:
                self._show(ids, keep=True)

        self._session.look(lambda project: _passing(project, words, status), show)

    def _show(self, ids: list[int], *, keep: bool = False) -> None:
        top = self._list.verticalScrollBar().value() if keep and len(ids) == len(self._model.ids) else None
        self._model.show(ids)
        self._count()
        self._say_empty()
        if top is not None:
            self._list.verticalScrollBar().setValue(top)
        self._article_opened(self._session.article_id)

    def _count(self) -> None:
        counts = self._session.view.progress.counts()
        for name, button in self._segments.items():
            number = getattr(counts, name)
            button.setText(f"{_TITLES[name]} {number:,}")
            width = button.fontMetrics().horizontalAdvance(button.text()) + SEGMENT_PADDING
            self._segment_rows[SEGMENTS.index(name) >= IN_FIRST_ROW].setStretchFactor(button, width)
            button.setEnabled(number > 0 or button.isChecked())
            button.setVisible(SEGMENTS.index(name) < IN_FIRST_ROW or number > 0 or button.isChecked())
        self._line.show_counts(counts)
        total, shown = self._session.view.articles.count(), len(self._model.ids)
        self.summary = f"{shown:,} of {total:,}" if shown != total else f"{total:,}"
        self.summaryChanged.emit(self.summary)

    def _say_empty(self) -> None:
        if self._model.ids:
            self._stack.setCurrentWidget(self._list)
            return
        total = self._session.view.articles.count()
        words = self.filter.text().strip()
        if not total:
            self._empty.say("No articles yet", "Drop files here or press Ctrl+I.", "")
        elif words:
            self._empty.say(
                f"No article has “{words}”", "The filter looks at titles, sources, tags and texts.", "Clear the filter"
            )
        elif self._status == "todo":
            self._empty.say("Nothing left to do", f"All {total:,} articles are begun.", "Show all articles")
        else:
            self._empty.say(
                "No such articles", f"None is marked “{_TITLES.get(self._status, '')}”.", "Show all articles"
            )
        self._stack.setCurrentWidget(self._empty)

    # Keys, mouse, menu

    def _window(self) -> MainWindow:
        return self.window()  # type: ignore[return-value]

    def _open(self, place: int) -> None:
        from reader.window import two_pages

        article = self._model.ids[place]
        if article != self._session.article_id and not two_pages.turn_to_article(self._window(), article):
            self._session.open_article(article)
        self._window().focus_page()

    def _type(self, text: str) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.insert(text)

    def _remove(self) -> None:
        from reader.window import marking

        marking.remove(self._window(), self.chosen())

    def _menu(self, place: QPoint) -> None:
        chosen, writable = self.chosen(), not self._session.read_only
        if not chosen or (len(chosen) > 1 and not writable):
            return
        from reader.window import two_pages

        menu = QMenu(self)
        if len(chosen) == 1:
            menu.addAction("Open", lambda: self._open(self._model.ids.index(chosen[0])))
            beside = menu.addAction("Open beside", partial(two_pages.open_beside, self._window(), chosen[0]))
            beside.setEnabled(self._session.article_id is not None)
            menu.addSeparator()
        if writable:
            self._add_changes(menu, chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._list.viewport().mapToGlobal(place))

    def _add_changes(self, menu: QMenu, chosen: list[int]) -> None:
        from reader.window import marking
        from reader.window.dialogs.metadata import edit_metadata

        window = self._window()
        statuses = menu.addMenu("Status")
        for status, title in ((Status.TODO, "To do"), (Status.IN_PROGRESS, "In progress"), (Status.DONE, "Done")):
            statuses.addAction(title, partial(marking.mark, window, chosen, status=status))
        statuses.addAction("Unsure…", partial(marking.mark_with_reason, window, chosen, status=Status.UNSURE))
        relevances = menu.addMenu("Relevance")
        for relevance in Relevance:
            title = relevance.value.replace("_", " ").capitalize()
            relevances.addAction(title, partial(marking.mark, window, chosen, relevance=relevance))
        menu.addSeparator()
        menu.addAction("Edit metadata…", partial(edit_metadata, window, chosen))
        menu.addAction("Remove article" if len(chosen) == 1 else f"Remove {len(chosen):,} articles", self._remove)

    def _dress(self, theme: Theme) -> None:
        self._rows.theme = theme
        self._line.update()
        self._list.viewport().update()


def _passing(project: Project, words: str, status: str) -> list[int]:
    """The articles with these words and in this segment, as they came in."""
    articles = project.articles
    if status != "set_aside":
        return articles.ids(words=words, status=Status(status) if status else None)
    aside = (Relevance.NOT_RELEVANT, Relevance.DUPLICATE, Relevance.UNUSABLE)
    return sorted({article for relevance in aside for article in articles.ids(words=words, relevance=relevance)})
