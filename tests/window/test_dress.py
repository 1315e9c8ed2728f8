"""Which theme the window wears: the person's choice, else as the system is, high contrast included."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reader.files import resource
from reader.render.theme import CONTRAST, THEMES
from reader.window.commands import BY_ID
from reader.window.dress import follower, follows_system, theme_for
from reader.window.main_window import MainWindow
from reader.window.settings import Settings
from reader.window.style import apply_theme
from tests.window.test_style import colours_in


def test_the_system_says_dark_and_high_contrast() -> None:
    assert follower(dark=False, high_contrast=False) is THEMES["light"]
    assert follower(dark=True, high_contrast=False) is THEMES["dark"]
    assert follower(dark=False, high_contrast=True) is CONTRAST["light"]
    assert follower(dark=True, high_contrast=True) is CONTRAST["dark"]


def test_a_chosen_theme_stays_whatever_the_system_says(qapp: QApplication) -> None:
    assert [name for name in ("light", "sepia", "dark", "contrast", "system") if follows_system(name)] == [
        "contrast",
        "system",
    ]
    assert theme_for("sepia") is THEMES["sepia"]
    assert theme_for("contrast") in CONTRAST.values()


def test_high_contrast_is_chosen_in_the_view_menu_and_kept(window: MainWindow) -> None:
    command = BY_ID["view.theme_contrast"]
    assert (command.menu, command.submenu, command.title) == ("View", "Theme", "High contrast")
    window.run(command)
    assert window.session.theme in CONTRAST.values()
    assert command.checked is not None
    assert command.checked(window)
    window.session.settings.save()
    assert Settings().theme == "contrast"


def test_the_page_wears_it(window: MainWindow) -> None:
    window.choose_theme("contrast")
    wearing = window.session.theme
    assert {wearing.page, wearing.text} <= colours_in(window.middle.grab().toImage())


@pytest.mark.parametrize("scheme", CONTRAST)
def test_controls_are_drawn_in_high_contrast(scheme: str, qapp: QApplication) -> None:
    theme = CONTRAST[scheme]
    apply_theme(qapp, theme)
    for name, token in (("check", "on_accent"), ("dot", "on_accent"), ("down", "text"), ("up", "text")):
        drawing = resource("controls", f"{name}-{theme.name}.svg").read_text(encoding="utf-8")
        assert f'stroke="{getattr(theme, token)}"' in drawing
