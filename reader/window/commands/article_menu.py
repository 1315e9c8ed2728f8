"""The Article menu: going through the articles, their status and relevance, their metadata."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.core.annotation import Relevance, Status
from reader.window import going
from reader.window.commands.table import (
    Command,
    article_open,
    project_open,
    project_writable,
)

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

NO_ARTICLE = "No article is open"


def _article_writable(window: MainWindow) -> bool:
    return article_open(window) and project_writable(window)


def next_(window: MainWindow) -> None:
    going.step_article(window, 1)


def previous(window: MainWindow) -> None:
    going.step_article(window, -1)


def next_unfinished(window: MainWindow) -> None:
    going.open_next_unfinished(window)


def done_and_next(window: MainWindow) -> None:
    from reader.window import marking

    marking.mark(window, going.chosen_articles(window), status=Status.DONE, go_on=True)


def not_relevant_and_next(window: MainWindow) -> None:
    from reader.window import marking

    marking.mark(window, going.chosen_articles(window), relevance=Relevance.NOT_RELEVANT, go_on=True)


def unsure(window: MainWindow) -> None:
    from reader.window import marking

    marking.mark_with_reason(window, going.chosen_articles(window), status=Status.UNSURE)


def set_status(window: MainWindow, status: Status) -> None:
    from reader.window import marking

    marking.mark(window, going.chosen_articles(window), status=status)


def set_relevance(window: MainWindow, relevance: Relevance) -> None:
    from reader.window import marking

    marking.mark(window, going.chosen_articles(window), relevance=relevance)


def edit_metadata(window: MainWindow) -> None:
    from reader.window.dialogs.metadata import edit_metadata

    edit_metadata(window, going.chosen_articles(window))


def remove(window: MainWindow) -> None:
    from reader.window import marking

    marking.remove(window, going.chosen_articles(window))


def _status(status: Status, title: str) -> Command:
    return Command(
        f"article.{status.value}",
        title,
        "Article",
        (),
        partial(set_status, status=status),
        _article_writable,
        why=NO_ARTICLE,
        group=3,
        submenu="Status",
    )


def _relevance(relevance: Relevance, title: str) -> Command:
    return Command(
        f"article.{relevance.value}",
        title,
        "Article",
        (),
        partial(set_relevance, relevance=relevance),
        _article_writable,
        why=NO_ARTICLE,
        group=3,
        submenu="Relevance",
    )


def _here(
    identity: str,
    title: str,
    key: str,
    run: Callable[[MainWindow], None],
    icon: str = "",
    toolbar: bool = False,
) -> Command:
    return Command(
        identity,
        title,
        "Article",
        (key,),
        run,
        project_open,
        page_only=True,
        why="No project is open",
        group=1,
        icon=icon,
        toolbar=toolbar,
    )


COMMANDS = (
    _here("article.next", "Next article", "N", next_, "chevron-right", True),
    _here("article.previous", "Previous article", "P", previous, "chevron-left", True),
    _here("article.next_unfinished", "Next unfinished article", "G", next_unfinished),
    Command(
        "article.done_and_next",
        "Done and next",
        "Article",
        ("Ctrl+Return", "Ctrl+Enter"),
        done_and_next,
        _article_writable,
        page_only=True,
        why=NO_ARTICLE,
        group=2,
    ),
    Command(
        "article.not_relevant_and_next",
        "Not relevant and next",
        "Article",
        ("X",),
        not_relevant_and_next,
        _article_writable,
        page_only=True,
        why=NO_ARTICLE,
        group=2,
    ),
    Command(
        "article.unsure_reason",
        "Unsure…",
        "Article",
        ("U",),
        unsure,
        _article_writable,
        page_only=True,
        why=NO_ARTICLE,
        group=2,
    ),
    _status(Status.TODO, "To do"),
    _status(Status.IN_PROGRESS, "In progress"),
    _status(Status.DONE, "Done"),
    _relevance(Relevance.RELEVANT, "Relevant"),
    _relevance(Relevance.NOT_RELEVANT, "Not relevant"),
    _relevance(Relevance.DUPLICATE, "Duplicate"),
    _relevance(Relevance.UNUSABLE, "Unusable"),
    Command(
        "article.metadata",
        "Edit metadata…",
        "Article",
        ("Ctrl+E",),
        edit_metadata,
        _article_writable,
        why=NO_ARTICLE,
        group=4,
    ),
    Command(
        "article.remove",
        "Remove article",
        "Article",
        (),
        remove,
        _article_writable,
        why=NO_ARTICLE,
        group=4,
    ),
)
