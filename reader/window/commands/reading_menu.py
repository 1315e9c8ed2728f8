"""The part of the View menu about reading: size, face, length and spacing of lines, what is lit, what the mouse takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.window import reading_choices, two_pages
from reader.window.commands.table import Command, article_open
from reader.window.settings import MEASURES

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

NO_ARTICLE = "No article is open"
BESIDE = "Side by side"
NOT_TWO = "No article is open beside this one"
FACES = (("literata", "Literata"), ("sans", "System sans"), ("serif", "System serif"))
LEADINGS = (("tight", "Tight"), ("usual", "Usual"), ("wide", "Wide"))


def zoom_in(window: MainWindow) -> None:
    window.set_size(window.session.settings.size + 1)


def zoom_out(window: MainWindow) -> None:
    window.set_size(window.session.settings.size - 1)


def zoom_reset(window: MainWindow) -> None:
    window.set_size(None)


def set_measure(window: MainWindow, characters: int) -> None:
    window.set_measure(characters)


def has_measure(window: MainWindow, characters: int) -> bool:
    return window.session.settings.measure == characters


def has_face(window: MainWindow, face: str) -> bool:
    return window.session.settings.face == face


def has_leading(window: MainWindow, leading: str) -> bool:
    return window.session.settings.leading == leading


def has_focus(window: MainWindow, mode: str) -> bool:
    return window.session.settings.focus == mode


def toggle_snaps(window: MainWindow) -> None:
    reading_choices.set_snaps(window, not window.session.settings.snaps)


def snaps(window: MainWindow) -> bool:
    return window.session.settings.snaps


def open_beside(window: MainWindow) -> None:
    from reader.window.beside_palette import BesidePalette

    BesidePalette(window).open()


def turn_over(window: MainWindow) -> None:
    two_pages.turn_over(window)


def close_beside(window: MainWindow) -> None:
    two_pages.close_beside(window)


def toggle_in_step(window: MainWindow) -> None:
    two_pages.set_in_step(window, not in_step(window))


def two_open(window: MainWindow) -> bool:
    return window.middle.beside is not None


def in_step(window: MainWindow) -> bool:
    return window.middle.beside is not None and window.middle.beside.in_step


def _choice(
    identity: str, title: str, submenu: str, choose: Callable[[MainWindow], None], chosen: Callable[[MainWindow], bool]
) -> Command:
    """One of several looks of the page, of which one is checked."""
    return Command(f"view.{identity}", title, "View", (), choose, group=4, checked=chosen, submenu=submenu)


def _face(face: str, title: str) -> Command:
    choose, chosen = partial(reading_choices.set_face, face=face), partial(has_face, face=face)
    return _choice(f"face_{face}", title, "Typeface", choose, chosen)


def _measure(characters: int) -> Command:
    choose, chosen = partial(set_measure, characters=characters), partial(has_measure, characters=characters)
    return _choice(f"measure_{characters}", f"{characters} characters", "Length of lines", choose, chosen)


def _leading(leading: str, title: str) -> Command:
    choose, chosen = partial(reading_choices.set_leading, leading=leading), partial(has_leading, leading=leading)
    return _choice(f"leading_{leading}", title, "Line spacing", choose, chosen)


def _focus(identity: str, title: str, key: str, mode: str) -> Command:
    return Command(
        identity,
        title,
        "View",
        (key,),
        partial(reading_choices.toggle_focus, mode=mode),
        article_open,
        page_only=True,
        why=NO_ARTICLE,
        group=4,
        checked=partial(has_focus, mode=mode),
        submenu="Reading",
    )


COMMANDS = (
    Command("view.zoom_in", "Larger text", "View", ("Ctrl++", "Ctrl+="), zoom_in, group=4, submenu="Text size"),
    Command("view.zoom_out", "Smaller text", "View", ("Ctrl+-",), zoom_out, group=4, submenu="Text size"),
    Command("view.zoom_reset", "Usual text size", "View", ("Ctrl+0",), zoom_reset, group=4, submenu="Text size"),
    *(_face(face, title) for face, title in FACES),
    *(_measure(characters) for characters in MEASURES),
    *(_leading(leading, title) for leading, title in LEADINGS),
    _focus("view.ruler", "Reading ruler", "R", reading_choices.LINE),
    _focus("view.paragraph_focus", "Paragraph focus", "F", reading_choices.PARAGRAPH),
    Command(
        "view.snaps",
        "Whole words with the mouse",
        "View",
        (),
        toggle_snaps,
        group=4,
        checked=snaps,
        submenu="Reading",
    ),
    Command(
        "view.beside",
        "Open beside…",
        "View",
        ("B",),
        open_beside,
        article_open,
        page_only=True,
        why=NO_ARTICLE,
        group=4,
        submenu=BESIDE,
    ),
    Command(
        "view.other_page",
        "Go to the article beside",
        "View",
        ("Shift+B",),
        turn_over,
        two_open,
        page_only=True,
        why=NOT_TWO,
        group=4,
        submenu=BESIDE,
    ),
    Command(
        "view.in_step",
        "Scroll both in step",
        "View",
        (),
        toggle_in_step,
        two_open,
        why=NOT_TWO,
        group=4,
        checked=in_step,
        submenu=BESIDE,
    ),
    Command(
        "view.close_beside",
        "Close the article beside",
        "View",
        (),
        close_beside,
        two_open,
        why=NOT_TWO,
        group=4,
        submenu=BESIDE,
    ),
)
