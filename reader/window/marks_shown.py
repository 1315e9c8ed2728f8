"""Which marks are to be seen on the page: all, none, none while H is held, or not those of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.shown import Shown

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


class MarksShown:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._peeking = False
        self.hidden = False
        self.hidden_kinds: set[str] = set()

    def peek(self, on: bool) -> None:
        """H held: all marks away, until it is let go."""
        if on != self._peeking and self._window.session.article_id is not None:
            self._peeking = on
            self._window.page.set_marks_hidden(on or self.hidden)

    def set_hidden(self, hidden: bool) -> None:
        self.hidden = hidden
        self._window.page.set_marks_hidden(hidden)
        self._window.state.show()

    def set_kind_shown(self, kind: str, shown: bool) -> None:
        (self.hidden_kinds.discard if shown else self.hidden_kinds.add)(kind)
        self._window.page.set_shown(Shown(kinds=frozenset(self.hidden_kinds)))
        self._window.state.show()

    def words(self) -> str:
        """What a filter hides is said: "stances hidden"."""
        hidden = ["all marks"] if self.hidden else [f"{kind}s" for kind in sorted(self.hidden_kinds)]
        return f"{' and '.join(hidden)} hidden" if hidden else "nothing hidden"
