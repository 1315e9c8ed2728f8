"""The reading ruler and paragraph focus: what is lit, what is veiled and by how much, and that little is repainted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QApplication

from reader.core.colour import contrast, mixed
from reader.render.theme import CONTRAST, THEMES, Theme
from reader.window.article_view.focus import LEAST_CONTRAST, LEAST_IN_CONTRAST, LINE, PARAGRAPH, veil_share
from tests.window.article_view.conftest import ARABIC, TEXT, Page

CONTROL = Qt.KeyboardModifier.ControlModifier


def strongest(picture: QImage, theme: str, top: int, bottom: int) -> float:
    """The strongest contrast with the page in a band of the view: that of its letters."""
    return max(
        contrast(picture.pixelColor(x, y).name(), THEMES[theme].page)
        for y in range(top, bottom)
        for x in range(200, picture.width() - 300)
    )


def band(page: Page, words: str) -> tuple[int, int]:
    """From top to bottom of the caret at some words."""
    scene = page.view.scene
    assert scene is not None
    rect = scene.caret_rect(page.text.index(words) + 1)
    return int(rect.top()), int(rect.bottom())


@pytest.mark.parametrize("colours", [*THEMES.values(), *CONTRAST.values()], ids=lambda theme: theme.name)
def test_veiled_words_stay_legible_on_the_page_and_on_every_tint(colours: Theme) -> None:
    share = veil_share(colours)
    assert share >= 0.15
    text = mixed(colours.text, colours.page, share)
    for behind in (colours.page, *(mixed(ink.tint, colours.page, share) for ink in colours.slots)):
        least = LEAST_IN_CONTRAST if colours in CONTRAST.values() else LEAST_CONTRAST
        assert contrast(text, behind) >= least


@pytest.mark.parametrize("theme", THEMES)
def test_the_ruler_lights_the_carets_line_and_dims_the_rest(page: Page, theme: str) -> None:
    page.open()
    page.view.set_theme(THEMES[theme])
    page.view.set_caret(TEXT.index("Harbour"))
    plain = page.picture()
    page.view.focus.set_mode(LINE)
    ruled = page.picture()
    here, there = band(page, "Harbour"), band(page, "minister")
    assert strongest(ruled, theme, *here) == strongest(plain, theme, *here)
    assert LEAST_CONTRAST <= strongest(ruled, theme, *there) < strongest(plain, theme, *there) * 0.8
    page.press(Qt.Key.Key_Up, CONTROL)
    moved = page.picture()
    assert strongest(moved, theme, *there) < strongest(plain, theme, *there) * 0.8
    assert strongest(moved, theme, *band(page, "Inspections")) == strongest(plain, theme, *band(page, "Inspections"))
    page.view.focus.set_mode("")
    assert strongest(page.picture(), theme, *there) == strongest(plain, theme, *there)


def test_the_ruler_follows_the_mouse_and_the_wheel(page: Page) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number} has some words." for number in range(200)))
    page.view.focus.set_mode(LINE)
    page.hover(page.inside("Paragraph 3 has"))
    top, bottom = band(page, "Paragraph 3 has")
    lit = page.view.focus.lit()
    assert lit.top() <= top + 2
    assert lit.bottom() >= bottom - 2
    place = page.inside("Paragraph 3 has")
    none, no_button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    wheel = QWheelEvent(place, place, QPoint(), QPoint(0, -240), no_button, none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(page.view.viewport(), wheel)
    assert abs(page.view.focus.lit().center().y() - place.y()) < 30
    page.press(Qt.Key.Key_Down)
    assert page.view.focus.lit().contains(page.place(page.view.caret).toPoint())


def test_without_the_line_on_screen_nothing_is_dimmed(page: Page) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number} has some words." for number in range(200)))
    page.view.focus.set_mode(PARAGRAPH)
    page.view.scroll_by(4000)
    scrolled = page.picture()
    page.view.focus.set_mode("")
    assert page.picture() == scrolled


def test_paragraph_focus_lights_all_lines_of_the_carets_paragraph(page: Page) -> None:
    page.open()
    page.view.focus.set_mode(PARAGRAPH)
    page.view.set_caret(TEXT.index("Inspections"))
    lit = page.view.focus.lit()
    for words in ("The transport", "Inspections"):
        assert lit.top() <= band(page, words)[0]
        assert lit.bottom() >= band(page, words)[1]
    assert lit.bottom() < band(page, "Harbour")[0]
    assert lit.top() > band(page, "Port towns")[1]


@pytest.mark.parametrize("mode", [LINE, PARAGRAPH])
def test_an_arabic_line_is_lit_all_across(page: Page, mode: str) -> None:
    page.open(ARABIC, language="ar")
    page.view.focus.set_mode(mode)
    page.view.set_caret(ARABIC.index("قالت") + 2)
    lit = page.view.focus.lit()
    assert lit.width() == page.view.viewport().width()
    top, bottom = band(page, "قالت")
    assert lit.top() <= top + 2
    assert lit.bottom() >= bottom - 2


class Painted(QObject):
    """Gathers what a widget paints."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False

    def height_of_lines(self) -> int:
        """Of what was painted all across: the caret may be painted at any time."""
        return sum(rect.height() for rect in self.region if rect.width() > 500)


def test_only_the_lines_that_change_are_painted(page: Page) -> None:
    page.open()
    page.view.focus.set_mode(LINE)
    page.hover(page.inside("Harbour unions"))
    QApplication.processEvents()
    painted = Painted()
    page.view.viewport().installEventFilter(painted)
    page.view.focus.follow_mouse(page.inside("minister"))
    QApplication.processEvents()
    assert 50 < painted.height_of_lines() < 80
    painted.region = QRegion()
    page.view.focus.follow_mouse(page.inside("minister") + QPointF(10, 1))
    QApplication.processEvents()
    assert painted.height_of_lines() == 0


def test_the_veil_keeps_the_pages_own_colour(page: Page) -> None:
    page.open()
    page.view.focus.set_mode(PARAGRAPH)
    veiled, own = page.picture().pixelColor(2, 690), QColor(THEMES["light"].page)
    assert max(abs(veiled.red() - own.red()), abs(veiled.green() - own.green()), abs(veiled.blue() - own.blue())) <= 1
