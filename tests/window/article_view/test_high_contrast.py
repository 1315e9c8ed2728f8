"""The page in high contrast: the words on the bare page, the lanes at least two pixels high where they always are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reader.render.marks import Lane
from reader.render.theme import CONTRAST, THEMES, Theme
from tests.window.article_view.conftest import Page

HIGH = pytest.mark.parametrize("theme", CONTRAST.values(), ids=CONTRAST)


def lane_of(page: Page, theme: Theme) -> Lane:
    page.view.set_theme(theme)
    page.view.grab()
    QApplication.processEvents()
    scene = page.view.scene
    assert scene is not None
    lanes = [lane for paragraph, _ in scene.text_corners() if paragraph.marks for lane in paragraph.marks.lanes]
    return lanes[0]


@HIGH
@pytest.mark.parametrize("size", [14, 18, 32])
def test_lanes_are_two_pixels_at_least_and_stay_where_they_are(page: Page, theme: Theme, size: int) -> None:
    page.open()
    page.tag("Ines Okar", "Ines Okar")
    page.view.set_size(size)
    usual = lane_of(page, THEMES["light"])
    lane = lane_of(page, theme)
    assert lane.rect.height() >= 2
    assert lane.rect.center().y() == pytest.approx(usual.rect.center().y())


@HIGH
def test_marked_words_stand_on_the_bare_page(page: Page, theme: Theme) -> None:
    page.open()
    page.tag("Ines Okar", "Ines Okar")
    page.view.set_theme(theme)
    image = page.view.viewport().grab().toImage()
    scene = page.view.scene
    assert scene is not None
    marked = scene.span_rect([page.project.annotations.of_article(scene.article_id)[0].covers[0]]).toAlignedRect()
    corners = {image.pixelColor(x, marked.top() + 1).name() for x in (marked.left() + 1, marked.right() - 1)}
    assert corners == {theme.page.lower()}
