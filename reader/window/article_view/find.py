"""Find in the article: the hits as they come, which of them is the current one, and going from one to the next."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from reader.core.finding import BadExpression, Finder, Query
from reader.core.spans import Span
from reader.render.paint import Hit
from reader.window.article_view.search import Ended, Part, Search

if TYPE_CHECKING:
    from reader.render.document import Paragraph
    from reader.window.article_view.view import ArticleView

_MANY_LINES = 60


@dataclass(slots=True, eq=False)
class Hits:
    """Starts and ends in code points, in order. All that end by `upto` are known; `near` ones are ahead of them."""

    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    upto: int = 0
    near: Hits | None = None

    def add(self, part: Part) -> None:
        self.starts += part.starts
        self.ends += part.ends
        self.upto = part.upto

    def at(self, place: int) -> Span:
        return Span(self.starts[place], self.ends[place])

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Those that touch `[start, end)`."""
        known = self if self.near is None or end <= self.upto else self.near
        place = bisect_left(known.ends, start + 1)
        while place < len(known.starts) and known.starts[place] < end:
            yield known.at(place)
            place += 1

    def first_from(self, offset: int) -> Span | None:
        """The first that begins at `offset` or later, as far as is known."""
        for known in (self, self.near):
            place = bisect_left(known.starts, offset) if known is not None else 0
            if known is not None and place < len(known.starts) and (known.near is None or offset < known.upto):
                return known.at(place)
        return None


class Count(NamedTuple):
    """The current hit is number `at` of `of` (0 where that is not known yet); `ended`: no more will come.

    `left`: there are more than are kept. `problem` is a sentence: why there are no hits, or not all.
    """

    at: int = 0
    of: int = 0
    ended: bool = True
    left: bool = False
    problem: str = ""


class Finding(QObject):
    """Searches the article of one page. `changed`: there is another `count`, or other hits to paint."""

    changed = Signal()
    _came = Signal(object, object)  # Search, Part or Ended

    def __init__(self, page: ArticleView) -> None:
        super().__init__(page)
        self._page = page
        self._search: Search | None = None
        self._fresh = False
        self._owed = 0
        self._from = page.caret
        self.query: Query | None = None
        self.hits = Hits()
        self.current: Span | None = None
        self.count = Count()
        self._came.connect(self._take)
        page.caretMoved.connect(self._caret_moved)

    def look_for(self, query: Query) -> None:
        """Searches the article for something else; the first hit from the caret on becomes the current one."""
        scene = self._page.scene
        self._stop()
        self.query = query
        if scene is None or not query.words:
            self.forget()
            return
        try:
            finder = Finder(query)
        except BadExpression as error:
            self._show_nothing(Count(problem=str(error)))
            return
        if finder.is_empty or not scene.document.parts:
            self._show_nothing(Count())
            return
        # What was found before stays to be seen until the first new hits come: nothing flickers as one types.
        self._fresh = True
        self.count = Count(ended=False)
        seen = scene.scrolling.visible()[-1][0].end
        outline = scene.document.outline
        self._search = Search(finder, scene.project, outline, (self._from, seen), self._came.emit)
        self._search.begin()

    def step(self, by: int) -> None:
        """Makes the next (+1) or previous (-1) hit the current one; after the last comes the first."""
        hits, count = self.hits, len(self.hits.starts)
        if self.current is not None and self._is_known(self.current):
            place = bisect_left(hits.starts, self.current.start) + by
            if 0 <= place < count or (count and self.count.ended):
                self._step_to(hits.at(place % count))
                return
        found = hits.first_from(self.current.end) if self.current is not None and by > 0 else None
        if found is not None:
            self._step_to(found)
        elif not self.count.ended:
            self._owed = by  # gone when all is known

    def begin_at(self, offset: int) -> None:
        """The next search begins there."""
        self._from = offset

    def leave(self) -> None:
        """Takes the hits away; the current one stays as the selection, to be tagged."""
        current = self.current
        self.forget()
        if current is not None:
            self._page.select(current)

    def forget(self) -> None:
        """Nothing is looked for any more."""
        self._stop()
        self._show_nothing(Count())

    def painted_on(self, paragraph: Paragraph) -> list[Hit]:
        """What to paint of the hits in a paragraph; of a very long one, those on screen."""
        if not self.hits.starts and self.hits.near is None:
            return []
        start, end = paragraph.start, paragraph.end
        if paragraph.layout.line_count > _MANY_LINES:
            start, end = self._on_screen(paragraph)
        return [Hit(span, span == self.current) for span in self.hits.between(start, end)]

    def _on_screen(self, paragraph: Paragraph) -> tuple[int, int]:
        scene, layout = self._page.scene, paragraph.layout
        shown = scene.scrolling.visible() if scene is not None else ()
        top = next((y for one, y in shown if one is paragraph), 0) + paragraph.above
        last = layout.line_count - 1
        first_line = int(-top // layout.setting.leading) - 1
        last_line = int((self._page.viewport().height() - top) // layout.setting.leading) + 1
        return layout.line_bounds(min(max(first_line, 0), last))[0], layout.line_bounds(min(max(last_line, 0), last))[1]

    # What comes of the search

    def _take(self, search: Search, part: Part | Ended) -> None:
        if search is not self._search:
            return  # of a search given up since
        if isinstance(part, Ended):
            self._end(part)
        elif part.starts or not part.near:
            self._add(part)

    def _add(self, part: Part) -> None:
        if self._fresh and part.starts:
            self._clear()
        if part.near:
            self.hits.near = self.hits.near or Hits()
            self.hits.near.add(part)
        elif not self._fresh:
            self.hits.add(part)
        if self.current is None and not self._fresh:
            found = self.hits.first_from(self._from)
            if found is not None:
                self._go_to(found)
                return
        self._changed()

    def _end(self, ended: Ended) -> None:
        self._search = None
        if self._fresh:
            self._clear()
        self.hits.near = None
        self.count = Count(ended=True, left=ended.left, problem=ended.problem)
        if self.current is None and self.hits.starts:
            self._go_to(self.hits.at(0))
        else:
            self._changed()
        if self._owed and self.hits.starts:
            self.step(self._owed)
        self._owed = 0

    def _clear(self) -> None:
        self._fresh = False
        self.hits = Hits()
        self.current = None

    def _show_nothing(self, count: Count) -> None:
        self._clear()
        self.count = count
        self._changed()

    def _stop(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search = None
        self._owed = 0

    def _go_to(self, hit: Span) -> None:
        self.current = hit
        self._page.show_offset(hit.start)
        self._changed()

    def _step_to(self, hit: Span) -> None:
        self._from = hit.start
        self._go_to(hit)

    def _is_known(self, hit: Span) -> bool:
        return self.hits.near is None or hit.end <= self.hits.upto

    def _changed(self) -> None:
        at = 0
        if self.current is not None and self._is_known(self.current):
            at = bisect_left(self.hits.starts, self.current.start) + 1
        self.count = self.count._replace(at=at, of=0 if self._fresh else len(self.hits.starts))
        self._page.viewport().update()
        self.changed.emit()

    def _caret_moved(self, offset: int) -> None:
        self._from = offset
