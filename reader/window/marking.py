"""Status, relevance and removal of articles: one gesture each, with what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.core.annotation import Relevance, Status
from reader.window import going

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

STATUS_WORDS = {
    Status.TODO: "to do",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
    Status.UNSURE: "unsure",
}
RELEVANCE_WORDS = {
    Relevance.RELEVANT: "relevant",
    Relevance.NOT_RELEVANT: "not relevant",
    Relevance.DUPLICATE: "a duplicate",
    Relevance.UNUSABLE: "unusable",
}


def mark(
    window: MainWindow,
    articles: Sequence[int],
    *,
    status: Status | None = None,
    relevance: Relevance | None = None,
    reason: str = "",
    go_on: bool = False,
) -> None:
    """Sets status or relevance of articles; `go_on` opens the next unfinished one when it is stored."""
    ids = list(articles)
    if not ids:
        return

    def then(_: None) -> None:
        words = STATUS_WORDS[status] if status else RELEVANCE_WORDS[relevance] if relevance else ""
        window.session.say(f"{_counted(len(ids))} {words}", undo=True)
        if go_on:
            going.open_next_unfinished(window)

    window.session.do(
        lambda project: project.progress.set(ids, status=status, relevance=relevance, reason=reason), then
    )


def mark_with_reason(window: MainWindow, articles: Sequence[int], *, status: Status) -> None:
    from reader.window.dialogs.reason import ask_reason

    ids = list(articles)
    if ids:
        reason = window.session.view.articles.rows(ids)[0].reason
        ask_reason(window, reason, lambda text: mark(window, ids, status=status, reason=text))


def remove(window: MainWindow, articles: Sequence[int]) -> None:
    """Takes articles away; undo brings them back with all that was coded."""
    ids = list(articles)
    if ids:
        window.session.do(
            lambda project: project.articles.remove(ids),
            lambda _: window.session.say(f"{_counted(len(ids))} removed", undo=True),
        )


def _counted(number: int) -> str:
    return "1 article" if number == 1 else f"{number:,} articles"
