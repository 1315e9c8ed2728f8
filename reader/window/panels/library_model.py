"""The articles of the library as a list model: their ids at once, their rows only where they are looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.core.annotation import Relevance, Status
from reader.project.articles import ArticleRow
from reader.render.faces import load_faces_for

Index = QModelIndex | QPersistentModelIndex
FETCHED_AT_ONCE = 64
ROWS_KEPT = 2_000

_SAID = {Status.TODO: "to do", Status.IN_PROGRESS: "in progress", Status.DONE: "done", Status.UNSURE: "unsure"}


class LibraryModel(QAbstractListModel):
    """Costs a list of integers for 100,000 articles; `fetch` reads a page of rows when one of them is painted."""

    def __init__(self, fetch: Callable[[Sequence[int]], list[ArticleRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._places: dict[int, int] | None = None
        self._rows: OrderedDict[int, ArticleRow | None] = OrderedDict()
        self.ids: list[int] = []

    def show(self, ids: list[int]) -> None:
        """All anew: another project, filter or order."""
        self.beginResetModel()
        self.ids = ids
        self._places = None
        self._rows.clear()
        self.endResetModel()

    def append(self, ids: Sequence[int]) -> None:
        """Articles that came in behind the last one."""
        if ids:
            self.beginInsertRows(QModelIndex(), len(self.ids), len(self.ids) + len(ids) - 1)
            self.ids.extend(ids)
            self._places = None
            self.endInsertRows()

    def refresh(self, ids: Collection[int]) -> None:
        """These changed: read again when next painted."""
        for article in ids:
            self._rows.pop(article, None)
            place = self.place(article)
            if place is not None:
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def place(self, article: int) -> int | None:
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self.ids)}
        return self._places.get(article)

    def row(self, place: int) -> ArticleRow | None:
        """The row, read with its neighbours; None for one that was removed a moment ago."""
        article = self.ids[place]
        if article not in self._rows:
            start = place - place % FETCHED_AT_ONCE
            page = [each for each in self.ids[start : start + FETCHED_AT_ONCE] if each not in self._rows]
            found = {row.id: row for row in self._fetch(page)}
            load_faces_for(" ".join(row.title for row in found.values()))
            for each in page:
                self._rows[each] = found.get(each)
            while len(self._rows) > ROWS_KEPT:
                self._rows.popitem(last=False)
        return self._rows.get(article)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or "Untitled article"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(row)
        return ", ".join((row.title or "Untitled article", details(row), status_words(row), counted(row.annotations)))


def status_words(row: ArticleRow) -> str:
    """The status in words, or why the article is set aside."""
    if row.relevance not in (None, Relevance.RELEVANT):
        return row.relevance.value.replace("_", " ")
    return _SAID[row.status]


def counted(annotations: int) -> str:
    return "1 annotation" if annotations == 1 else f"{annotations:,} annotations"


def details(row: ArticleRow) -> str:
    """Source, date and language as the reader's country writes them."""
    return " · ".join(part for part in (row.source, shown_date(row.published), shown_language(row.language)) if part)


def tool_tip(row: ArticleRow) -> str:
    lines = [
        row.title or "Untitled article",
        details(row),
        f"{status_words(row).capitalize()}, {counted(row.annotations)}",
    ]
    if row.reason:
        lines.append(f"Reason: {row.reason}")
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=4096)
def shown_date(published: str) -> str:
    """A whole date with the month in words; anything else as it is printed."""
    day = QDate.fromString(published[:10], Qt.DateFormat.ISODate)
    return QLocale().toString(day, "d MMM yyyy") if day.isValid() else published


@lru_cache(maxsize=256)
def shown_language(code: str) -> str:
    """The language in its own name ("русский"), or the code where Qt has none."""
    if not code:
        return ""
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return code
    return locale.nativeLanguageName().split(" (")[0].removeprefix("American ").removeprefix("British ") or code
