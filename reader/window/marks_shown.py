"""Which marks are to be seen on the page: all, none, none while H is held; and which are dimmed, by kind, tag, annotator or
memo, or all but one tag's. What is hidden or dimmed is counted and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.core.codebook import KINDS
from reader.core.errors import NotFound
from reader.core.shown import ALL, Shown

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.record import Effects
    from reader.window.main_window import MainWindow

_COUNT_WAIT = 300
"""Milliseconds after the last gesture before the dimmed are counted again."""
_NAMED = 3
"""So many tags and annotators are named in the status bar; of more only the number is said."""


class MarksShown(QObject):
    """`shown` is what the page dims now. Chosen anew in each project."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._peeking = False
        self._forget()
        self._recount = QTimer(self, singleShot=True, interval=_COUNT_WAIT)
        self._recount.timeout.connect(self._count)
        session = window.session
        session.changed.connect(self._changed)
        session.articleOpened.connect(lambda _: self._count())
        session.projectClosed.connect(self._closed)

    def _forget(self) -> None:
        self.hidden = False
        self.hidden_kinds: set[str] = set()
        self.dimmed_tags: set[int] = set()
        self.dimmed_annotators: set[int] = set()
        self.memos_only = False
        self.only: int | None = None
        self.shown = ALL
        self.dimmed: int | None = 0
        """How many of the article's annotations are dimmed; None while they are being counted."""

    # Choosing

    def peek(self, on: bool) -> None:
        """H held: all marks away, until it is let go."""
        if on != self._peeking and self._window.session.article_id is not None:
            self._peeking = on
            self._hide(on or self.hidden)

    def set_hidden(self, hidden: bool) -> None:
        self.hidden = hidden
        self._hide(hidden)
        self._window.state.show()

    def _hide(self, hidden: bool) -> None:
        for page in self._window.middle.pages:
            page.set_marks_hidden(hidden)

    def set_kind_shown(self, kind: str, shown: bool) -> None:
        (self.hidden_kinds.discard if shown else self.hidden_kinds.add)(kind)
        self._apply()

    def set_tag_shown(self, tag: int, shown: bool) -> None:
        """The tag, with those below it."""
        (self.dimmed_tags.discard if shown else self.dimmed_tags.add)(tag)
        self._apply()

    def set_annotator_shown(self, annotator: int, shown: bool) -> None:
        (self.dimmed_annotators.discard if shown else self.dimmed_annotators.add)(annotator)
        self._apply()

    def set_memos_only(self, only: bool) -> None:
        """Dims annotations without a memo."""
        self.memos_only = only
        self._apply()

    def show_only(self, tag: int | None) -> None:
        """Dims all but this tag and those below it; None: what was dimmed before is so again."""
        self.only = tag
        for page in self._window.middle.pages:
            page.lifting.hold(None)  # all that the tag marks is to be seen, not one of it
        self._apply()

    def show_all(self) -> None:
        self._forget()
        self._hide(False)
        self._apply()

    # What follows from it

    def _apply(self) -> None:
        codebook = self._window.session.codebook
        self.dimmed_tags &= codebook.tags.keys()
        if self.only is not None and self.only not in codebook.tags:
            self.only = None
        self.shown = Shown(
            frozenset(self.hidden_kinds),
            frozenset(below.id for tag in self.dimmed_tags for below in codebook.branch(tag)),
            frozenset(self.dimmed_annotators),
            self.memos_only,
            None if self.only is None else frozenset(tag.id for tag in codebook.branch(self.only)),
        )
        for page in self._window.middle.pages:
            page.set_shown(self.shown)
        self.dimmed = None
        self._count()
        self._window.state.show()

    def _count(self) -> None:
        """The project counts, on a thread of its own; until it answers no number is said."""
        article, shown = self._window.session.article_id, self.shown
        if shown == ALL or article is None:
            self.dimmed = 0
            return
        self.dimmed = None

        def count(project: Project) -> int:
            try:
                return project.overview.dimmed(article, shown)
            except NotFound:
                return 0  # it was removed a moment ago

        def take(dimmed: int) -> None:
            if (article, shown) == (self._window.session.article_id, self.shown):
                self.dimmed = dimmed
                self._window.state.show()

        self._window.session.read("dimmed", count, take)

    def _changed(self, effects: Effects) -> None:
        if self.shown == ALL:
            return
        if effects.tags:
            self._apply()
        else:
            self._recount.start()

    def _closed(self) -> None:
        self._recount.stop()
        self._forget()
        for page in self._window.middle.pages:
            page.set_marks_hidden(False)
            page.set_shown(ALL)

    # Saying

    def words(self, count: int) -> str:
        """What of an article's `count` annotations is hidden is said: "12 of 40 annotations dimmed: topics"."""
        annotations = "1 annotation" if count == 1 else f"{count:,} annotations"
        if self.hidden:
            return f"{annotations} · all marks hidden"
        if self.shown == ALL:
            return f"{annotations} · nothing hidden"
        if self.dimmed is None or not count:
            return f"{annotations} · dimmed: {self._reasons()}"
        return f"{self.dimmed:,} of {annotations} dimmed: {self._reasons()}"

    def _reasons(self) -> str:
        session = self._window.session
        codebook = session.codebook
        if self.only is not None:
            return f"all but {codebook[self.only].name}"
        kinds = [kind.plural for kind in KINDS if kind.name in self.hidden_kinds]
        names = {one.id: one.name for one in session.view.annotators.all()} if self.dimmed_annotators else {}
        people = [f"{names.get(each, '?')}’s" for each in sorted(self.dimmed_annotators)]
        memos = ["without a memo"] if self.memos_only else []
        tags = [codebook[tag].name for tag in sorted(self.dimmed_tags)]
        return ", ".join(kinds + _few(tags, "tags") + _few(people, "annotators") + memos)


def _few(names: list[str], what: str) -> list[str]:
    return names if len(names) <= _NAMED else [f"{len(names)} {what}"]
