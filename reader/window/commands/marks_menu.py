"""The part of the View menu about marks: which of them are shown, and the overview beside the scroll bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.core.codebook import KINDS
from reader.core.shown import ALL
from reader.window import overviews
from reader.window.commands.table import Command, article_open

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

NO_ARTICLE = "No article is open"
NO_TAG = "No annotation is selected"


def toggle_marks(window: MainWindow) -> None:
    window.marks.set_hidden(not window.marks.hidden)


def marks_hidden(window: MainWindow) -> bool:
    return window.marks.hidden


def toggle_kind(window: MainWindow, kind: str) -> None:
    window.marks.set_kind_shown(kind, kind in window.marks.hidden_kinds)


def kind_shown(window: MainWindow, kind: str) -> bool:
    return kind not in window.marks.hidden_kinds


def _tag(window: MainWindow) -> int | None:
    """The selected annotation's tag."""
    from reader.window import coding

    found = coding.selected(window)
    return None if found is None else found.tag


def toggle_only(window: MainWindow) -> None:
    tag = _tag(window)
    window.marks.show_only(None if window.marks.only is not None else tag)


def showing_only(window: MainWindow) -> bool:
    return window.marks.only is not None


def can_show_only(window: MainWindow) -> bool:
    return article_open(window) and (showing_only(window) or _tag(window) is not None)


def dim_tag(window: MainWindow) -> None:
    tag = _tag(window)
    if tag is not None:
        window.marks.set_tag_shown(tag, tag in window.marks.dimmed_tags)


def has_tag(window: MainWindow) -> bool:
    return article_open(window) and _tag(window) is not None


def dim_title(window: MainWindow) -> str:
    return "Show this tag again" if has_tag(window) and _tag(window) in window.marks.dimmed_tags else "Dim this tag"


def toggle_memos(window: MainWindow) -> None:
    window.marks.set_memos_only(not window.marks.memos_only)


def memos_only(window: MainWindow) -> bool:
    return window.marks.memos_only


def show_all(window: MainWindow) -> None:
    window.marks.show_all()


def something_hidden(window: MainWindow) -> bool:
    return window.marks.hidden or window.marks.shown != ALL


def choose(window: MainWindow) -> None:
    from reader.window.marks_popup import MarksPopup

    MarksPopup(window).pop_up()


def toggle_overview(window: MainWindow) -> None:
    overviews.set_shown(window, not window.session.settings.overview)


def overview_shown(window: MainWindow) -> bool:
    return window.session.settings.overview


def _kind(name: str, plural: str) -> Command:
    shown: Callable[[MainWindow], bool] = partial(kind_shown, kind=name)
    return Command(
        f"view.show_{plural}",
        f"Show {plural}",
        "View",
        (),
        partial(toggle_kind, kind=name),
        article_open,
        why=NO_ARTICLE,
        group=5,
        checked=shown,
        submenu="Marks",
    )


COMMANDS = (
    Command(
        "view.marks",
        "Hide all marks",
        "View",
        (),
        toggle_marks,
        article_open,
        why=NO_ARTICLE,
        group=5,
        checked=marks_hidden,
        submenu="Marks",
    ),
    *(_kind(kind.name, kind.plural) for kind in KINDS),
    Command(
        "view.only_tag",
        "Show only this tag",
        "View",
        ("I",),
        toggle_only,
        can_show_only,
        page_only=True,
        why=NO_TAG,
        group=5,
        checked=showing_only,
        submenu="Marks",
    ),
    Command(
        "view.dim_tag",
        "Dim this tag",
        "View",
        (),
        dim_tag,
        has_tag,
        why=NO_TAG,
        group=5,
        live_title=dim_title,
        submenu="Marks",
    ),
    Command(
        "view.memos_only",
        "Dim annotations without a memo",
        "View",
        (),
        toggle_memos,
        article_open,
        why=NO_ARTICLE,
        group=5,
        checked=memos_only,
        submenu="Marks",
    ),
    Command(
        "view.choose_marks",
        "Choose what is shown…",
        "View",
        ("V",),
        choose,
        article_open,
        page_only=True,
        why=NO_ARTICLE,
        group=5,
        submenu="Marks",
    ),
    Command("view.overview", "Overview", "View", (), toggle_overview, group=5, checked=overview_shown, submenu="Marks"),
    Command(
        "view.show_all",
        "Show everything",
        "View",
        (),
        show_all,
        something_hidden,
        why="Nothing is hidden",
        group=5,
        submenu="Marks",
    ),
)
