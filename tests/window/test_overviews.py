"""The strip beside the scroll bar: what it shows, where a click goes, when it is renewed; and that it can be put away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from reader.core.article import Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project
from reader.project.overview import Stripe
from reader.window.article_view.overview import COLUMN, GAP, SIDE, OverviewStrip, columns_of
from reader.window.commands import BY_ID
from reader.window.main_window import MainWindow
from reader.window.overviews import OVERVIEW_WIDTH

LONG = "Port towns\n\n" + "\n\n".join(
    f"Paragraph {number:03} has some words of the long report." for number in range(400)
)


@pytest.fixture
def long(open_window: Callable[..., MainWindow], project_path: Path, annotator: str, qtbot: QtBot) -> MainWindow:
    """A long article, first in the list of the window: an actor at its middle, a stance over its last quarter."""
    with Project.open(project_path, annotator="Leila H.") as project:
        tags = {tag.name: tag.id for tag in project.tags.codebook().tags.values()}
        article = project.articles.add(pasted(LONG, Metadata("Long", language="en"))).id
        project.annotations.add(article, tags["Tomas Rell"], [span("Paragraph 200")])
        project.annotations.add(article, tags["opposes"], [Span(len(LONG) * 3 // 4, len(LONG) - 1)])
    window = open_window(project_path)
    window.session.open_article(article)
    window.focus_page()
    qtbot.waitUntil(lambda: strip(window).accessibleDescription() == "1 actor, 1 stance")
    return window


def span(words: str) -> Span:
    start = LONG.index(words)
    return Span(start, start + len(words))


def strip(window: MainWindow) -> OverviewStrip:
    found = [one for one in window.page.findChildren(OverviewStrip) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def ink(window: MainWindow, name: str) -> QColor:
    tag = next(tag for tag in window.session.codebook.tags.values() if tag.name == name)
    found = window.page.inks.of(tag.id)
    assert found is not None
    return found.ink


def colour(window: MainWindow, column: int, share: float) -> QColor:
    """Of a kind's column at a share of the strip's height, where the frame is not."""
    picture = strip(window).grab().toImage()
    x = SIDE + column * (COLUMN + GAP) + 1
    return picture.pixelColor(x, int(share * picture.height()))


def click(window: MainWindow, share: float) -> None:
    QTest.mouseClick(strip(window), Qt.MouseButton.LeftButton, pos=QPoint(5, round(share * strip(window).height())))
    QApplication.processEvents()


def visible(window: MainWindow) -> Span:
    scene = window.page.scene
    assert scene is not None
    return Span(scene.top_offset(), scene.bottom_offset())


def test_columns_have_one_tag_a_bucket_the_shortest_on_top() -> None:
    stripes = [Stripe("actor", 0, 9, 1, 2), Stripe("actor", 4, 5, 2, 1), Stripe("topic", 9, 9, 3, 70_000)]
    columns = columns_of(stripes, 10)
    assert columns.tags == {"actor": [1, 1, 1, 1, 2, 2, 1, 1, 1, 1], "topic": [0] * 9 + [3]}
    assert columns.counts == {"actor": 3, "topic": 70_000}


def test_each_kind_has_its_column_in_the_colours_of_its_tags(long: MainWindow) -> None:
    page = QColor(long.session.theme.page)
    middle = span("Paragraph 200").start / len(LONG)
    assert colour(long, 0, middle) == ink(long, "Tomas Rell")
    assert colour(long, 1, 0.9) == ink(long, "opposes")
    assert {colour(long, column, 0.3).name() for column in range(3)} == {page.name()}
    assert colour(long, 1, middle) == page


def test_it_stands_between_the_page_and_its_scroll_bar(long: MainWindow) -> None:
    here, view = strip(long).geometry(), long.page
    assert here.width() == OVERVIEW_WIDTH
    assert here.left() == view.viewport().geometry().right() + 1
    bar = view.verticalScrollBar()
    assert here.right() < bar.mapTo(view, QPoint(0, 0)).x()


def test_a_click_goes_to_the_annotation_and_a_drag_goes_along(long: MainWindow) -> None:
    middle = span("Paragraph 200")
    click(long, middle.start / len(LONG))
    assert visible(long).holds(middle)
    click(long, 0.3)
    assert visible(long).start < len(LONG) * 0.3 < visible(long).end
    here = strip(long)
    for share in (0.4, 0.8, 1.2):
        place = QPointF(5, share * here.height())
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, place, QPointF(here.mapToGlobal(place.toPoint())), left, left,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(here, event)
        assert visible(long).start <= min(share, 1) * len(LONG) <= visible(long).end + 1


def test_the_frame_is_what_is_on_screen(long: MainWindow) -> None:
    here = strip(long)
    assert here.frame.top() == 0
    click(long, 0.5)
    share = here.height() / len(LONG)
    assert abs(here.frame.top() - visible(long).start * share) <= 2
    assert here.frame.bottom() >= visible(long).end * share - 2
    long.page.restore_scroll(len(LONG))
    assert abs(here.frame.bottom() - here.height()) <= 2


def test_it_is_renewed_after_a_gesture_and_when_tags_are_dimmed(long: MainWindow, qtbot: QtBot) -> None:
    article = long.session.article_id
    assert article is not None
    topic = next(tag for tag in long.session.codebook.tags.values() if tag.name == "Port tariffs")
    long.session.do(lambda project: project.annotations.add(article, topic.id, [span("Paragraph 100")]))
    qtbot.waitUntil(lambda: strip(long).accessibleDescription() == "1 actor, 1 stance, 1 topic")
    assert colour(long, 2, span("Paragraph 100").start / len(LONG)) == ink(long, "Port tariffs")
    long.marks.set_kind_shown("stance", False)
    qtbot.waitUntil(lambda: strip(long).accessibleDescription() == "1 actor, 1 topic")
    assert colour(long, 1, 0.9) == QColor(long.session.theme.page)
    long.session.open_article(long.session.view.articles.ids()[1])
    qtbot.waitUntil(lambda: strip(long).accessibleDescription() == "No annotations")


def test_another_theme_draws_it_in_other_colours(long: MainWindow) -> None:
    long.choose_theme("dark")
    assert colour(long, 1, 0.9) == ink(long, "opposes")
    assert colour(long, 1, 0.3) == QColor(long.session.theme.page)


def test_the_tooltip_names_the_tags_there(long: MainWindow) -> None:
    here = strip(long)
    place = QPoint(5, round(span("Paragraph 200").start / len(LONG) * here.height()))
    QApplication.sendEvent(here, QHelpEvent(QHelpEvent.Type.ToolTip, place, here.mapToGlobal(place)))
    assert QToolTip.text() == "● Tomas Rell"


def test_right_to_left_the_columns_stand_the_other_way_round(long: MainWindow, qtbot: QtBot) -> None:
    session = long.session
    article = next(one for one in session.view.articles.ids() if session.view.articles.row(one).language == "ar")
    rell = next(tag for tag in session.codebook.tags.values() if tag.name == "Tomas Rell")
    session.do(lambda project: project.annotations.add(article, rell.id, [Span(0, 25)]))
    session.open_article(article)
    qtbot.waitUntil(lambda: strip(long).accessibleDescription() == "1 actor")
    picture = strip(long).grab().toImage()
    assert picture.pixelColor(OVERVIEW_WIDTH - SIDE - 2, 3) == ink(long, "Tomas Rell")
    assert picture.pixelColor(SIDE + 1, 3) == QColor(session.theme.page)


def test_it_can_be_put_away_and_comes_back(long: MainWindow, qtbot: QtBot) -> None:
    width = long.page.viewport().width()
    long.run(BY_ID["view.overview"])
    assert [one for one in long.page.findChildren(OverviewStrip) if one.isVisible()] == []
    assert long.page.viewport().width() == width + OVERVIEW_WIDTH
    assert not long.session.settings.overview
    long.run(BY_ID["view.overview"])
    assert long.page.viewport().width() == width
    qtbot.waitUntil(lambda: strip(long).accessibleDescription() == "1 actor, 1 stance")


def test_a_passage_tagged_in_the_window_does_not_make_the_others_fade(window: MainWindow, qtbot: QtBot) -> None:
    start = window.session.view.articles.text(window.session.article_id or 0).index("Tomas Rell")
    window.focus_page()
    window.page.select(Span(start, start + 10))
    QTest.keyClick(window.page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not window.session.waiting and window.page.current is not None)
    assert window.page.lifting.lifted is None
