"""The list behind a count in the margin, and of the annotations on the caret's line: by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.project import Project
from reader.window.annotation_palette import AnnotationPalette
from reader.window.main_window import MainWindow
from tests.window.conftest import span_of

Key = Qt.Key


@pytest.fixture
def crowded(open_window: Callable[..., MainWindow], project_path: Path, annotator: str) -> MainWindow:
    """Twelve annotations more, by another annotator, on the words of one line."""
    with Project.open(project_path, annotator="Ben Okri") as project:
        article = project.articles.ids()[0]
        for number in range(4):
            for tag in ("Harbour unions", "Tomas Rell", "opposes"):
                found = next(one for one in project.tags.codebook().tags.values() if one.name == tag)
                span = span_of("Harbour unions were less")
                project.annotations.add(article, found.id, [type(span)(span.start + number, span.end)])
    window = open_window(project_path)
    window.focus_page()
    return window


def mouse(window: MainWindow, place: QPointF, kind: QEvent.Type) -> None:
    viewport = window.page.viewport()
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind, place, QPointF(viewport.mapToGlobal(place.toPoint())), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


def click_count(window: MainWindow) -> tuple[int, ...]:
    """On the count of what has no label; the annotations it stands for."""
    scene = window.page.scene
    assert scene is not None
    more = scene.margin().more[0]
    mouse(window, more.rect.center(), QEvent.Type.MouseButtonPress)
    mouse(window, more.rect.center(), QEvent.Type.MouseButtonRelease)
    return more.ids


def the_list(window: MainWindow) -> AnnotationPalette:
    found = [one for one in window.findChildren(AnnotationPalette) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_click_on_a_count_lists_what_it_stands_for(crowded: MainWindow) -> None:
    ids = click_count(crowded)
    rows = the_list(crowded).model.rows
    assert len(ids) > 3
    assert [row.id for row in rows] == list(ids)
    first = next(row for row in rows if row.name == "opposes")
    assert (first.suffix, first.glyph) == (" −2", "◆")
    assert first.detail.startswith("Ben Okri · “")
    assert "unions were less" in first.detail
    assert crowded.page.current is None, "nothing is chosen yet"


def test_one_is_chosen_by_keys_and_lifted_before(crowded: MainWindow) -> None:
    ids = click_count(crowded)
    palette = the_list(crowded)
    lifted = crowded.page.lifting
    assert lifted.lifted is not None
    assert lifted.lifted.id == ids[0]
    QTest.keyClick(palette.edit, Key.Key_Down)
    assert lifted.lifted.id == ids[1]
    QTest.keyClick(palette.edit, Key.Key_Return)
    assert crowded.page.current == ids[1] == lifted.lifted.id
    assert not palette.isVisible()
    assert crowded.page.hasFocus()


def test_a_digit_a_filter_and_the_mouse_choose_too(crowded: MainWindow) -> None:
    ids = click_count(crowded)
    QTest.keyClick(the_list(crowded).edit, Key.Key_3)
    assert crowded.page.current == ids[2]
    crowded.page.select_annotation(None)
    ids = click_count(crowded)
    palette = the_list(crowded)
    QTest.keyClicks(palette.edit, "oppos")
    assert {row.name for row in palette.model.rows} == {"opposes"}
    palette.edit.clear()
    place = palette.list.visualRect(palette.model.index(1)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert crowded.page.current == ids[1]


def test_escape_leaves_everything_as_it_was(crowded: MainWindow) -> None:
    click_count(crowded)
    QTest.keyClick(the_list(crowded).edit, Key.Key_Escape)
    assert crowded.page.current is None
    assert crowded.page.lifting.lifted is None
    assert crowded.page.hasFocus()


def test_enter_lists_the_annotations_of_the_carets_line_those_at_the_caret_first(crowded: MainWindow) -> None:
    crowded.page.set_caret(span_of("less convinced").start + 2)
    QTest.keyClick(crowded.page, Key.Key_Return)
    rows = the_list(crowded).model.rows
    assert len(rows) == 12
    QTest.keyClick(the_list(crowded).edit, Key.Key_Escape)
    crowded.page.set_caret(span_of("back").start)
    QTest.keyClick(crowded.page, Key.Key_Return)
    assert the_list(crowded).model.rows[0].name == "supports"


def test_enter_selects_the_only_one_and_says_where_there_is_none(crowded: MainWindow) -> None:
    article = crowded.session.article_id
    assert article is not None
    crowded.page.set_caret(span_of("Grain exporters").start)
    said: list[str] = []
    crowded.session.said.connect(lambda words, _: said.append(words))
    QTest.keyClick(crowded.page, Key.Key_Enter)
    assert said == ["No annotation in this paragraph."]
    crowded.page.set_caret(0)
    assert crowded.page.current is None


def test_going_away_from_the_list_closes_it(crowded: MainWindow) -> None:
    click_count(crowded)
    palette = the_list(crowded)
    crowded.session.open_article(crowded.session.view.articles.ids()[1])
    crowded.focus_page()
    assert not palette.isVisible()
    assert crowded.page.lifting.lifted is None
