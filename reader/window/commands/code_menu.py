"""The Code menu: tagging the passage and changing what is tagged. The work itself is in coding.py."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.core.codebook import HOTKEYS, KINDS
from reader.window import coding
from reader.window.commands.table import (
    Command,
    article_open,
    project_open,
    project_writable,
)

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

NO_ARTICLE = "No article is open"
NO_PASSAGE = "Select a passage or an annotation first"
NO_ANNOTATION = "Select an annotation first"


def _article_writable(window: MainWindow) -> bool:
    return article_open(window) and project_writable(window)


def _passage(window: MainWindow) -> bool:
    return _article_writable(window) and coding.target(window) is not None


def _selected(window: MainWindow) -> bool:
    return _article_writable(window) and window.page.current is not None


def _again(window: MainWindow) -> bool:
    return _passage(window) and window.last_tag in window.session.codebook.tags


def annotations_here(window: MainWindow) -> None:
    from reader.window.annotation_palette import open_here

    open_here(window)


def next_annotation(window: MainWindow) -> None:
    window.page.step_annotation(1)


def previous_annotation(window: MainWindow) -> None:
    window.page.step_annotation(-1)


def swap_end(window: MainWindow) -> None:
    window.page.swap_end()


def codebook_import(window: MainWindow) -> None:
    from reader.window import filing

    filing.import_codebook(window)


def codebook_export(window: MainWindow) -> None:
    from reader.window import filing

    filing.export_codebook(window)


def _tag(kind: str, key: str) -> Command:
    return Command(
        f"code.{kind}",
        f"Tag {kind}…",
        "Code",
        (key,),
        partial(coding.open_palette, kind=kind),
        _passage,
        page_only=True,
        why=NO_PASSAGE,
        group=1,
    )


def _hotkey(digit: str) -> Command:
    return Command(
        f"code.hotkey_{digit}",
        f"Tag with key {digit}",
        "Code",
        (digit,),
        partial(coding.tag_by_hotkey, digit=digit),
        _passage,
        page_only=True,
        why=NO_PASSAGE,
        group=1,
        submenu="Tag with a key",
        live_title=partial(coding.hotkey_title, digit=digit),
    )


def _move(key: str, title: str, direction: int, by_character: bool) -> Command:
    where = "right" if direction > 0 else "left"
    return Command(
        f"code.end_{where}{'_character' if by_character else ''}",
        title,
        "Code",
        (key,),
        partial(coding.move_end, direction=direction, by_character=by_character),
        _selected,
        page_only=True,
        why=NO_ANNOTATION,
        group=3,
        submenu="Move its end",
    )


COMMANDS = (
    *(_tag(kind.name, kind.key) for kind in KINDS),
    *(_hotkey(digit) for digit in HOTKEYS),
    Command(
        "code.again",
        "Last tag again",
        "Code",
        (".",),
        coding.tag_again,
        _again,
        page_only=True,
        why=NO_PASSAGE,
        group=1,
    ),
    Command(
        "code.whole",
        "Tag the whole article…",
        "Code",
        ("W",),
        coding.open_whole_palette,
        _article_writable,
        page_only=True,
        why=NO_ARTICLE,
        group=1,
    ),
    Command(
        "code.memo",
        "Memo…",
        "Code",
        ("M",),
        coding.open_memo,
        _article_writable,
        page_only=True,
        why=NO_ARTICLE,
        group=2,
    ),
    Command(
        "code.remove",
        "Remove annotation",
        "Code",
        ("Delete", "Backspace"),
        coding.remove,
        _selected,
        page_only=True,
        why=NO_ANNOTATION,
        group=2,
    ),
    _move("Alt+Left", "Left by a word", -1, False),
    _move("Alt+Right", "Right by a word", 1, False),
    _move("Alt+Shift+Left", "Left by a character", -1, True),
    _move("Alt+Shift+Right", "Right by a character", 1, True),
    Command(
        "code.swap_end",
        "Other end",
        "Code",
        ("O",),
        swap_end,
        _selected,
        page_only=True,
        why=NO_ANNOTATION,
        group=3,
    ),
    Command(
        "code.next",
        "Next annotation",
        "Code",
        ("J",),
        next_annotation,
        article_open,
        page_only=True,
        why=NO_ARTICLE,
        group=4,
    ),
    Command(
        "code.previous",
        "Previous annotation",
        "Code",
        ("K",),
        previous_annotation,
        article_open,
        page_only=True,
        why=NO_ARTICLE,
        group=4,
    ),
    Command(
        "code.here",
        "Annotations here…",
        "Code",
        ("Return", "Enter"),
        annotations_here,
        article_open,
        page_only=True,
        why=NO_ARTICLE,
        group=4,
    ),
    Command(
        "code.codebook_import",
        "Import codebook…",
        "Code",
        (),
        codebook_import,
        project_writable,
        why="No project is open for writing",
        group=5,
    ),
    Command(
        "code.codebook_export",
        "Export codebook…",
        "Code",
        (),
        codebook_export,
        project_open,
        why="No project is open",
        group=5,
    ),
)
