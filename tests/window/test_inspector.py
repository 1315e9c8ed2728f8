from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.core.annotation import Annotation
from reader.window.chips import AnnotationRow, Chip
from reader.window.main_window import MainWindow
from reader.window.panels.inspected import AnnotationCard, ArticleCard
from reader.window.panels.inspector import InspectorPanel
from tests.window.conftest import span_of


@pytest.fixture
def panel(window: MainWindow) -> InspectorPanel:
    panel = window.panes.panel("inspector")
    assert isinstance(panel, InspectorPanel)
    return panel


def annotations(window: MainWindow) -> list[Annotation]:
    return window.session.view.annotations.of_article(1)


def shown(panel: InspectorPanel) -> AnnotationCard:
    assert isinstance(panel.card, AnnotationCard)
    return panel.card


def words(panel: InspectorPanel) -> str:
    return "\n".join(label.text() for label in panel.card.findChildren(QLabel))


def select(window: MainWindow, panel: InspectorPanel, place: int, qtbot: QtBot) -> AnnotationCard:
    annotation = annotations(window)[place]
    window.page.select_annotation(annotation.id)
    qtbot.waitUntil(lambda: isinstance(panel.card, AnnotationCard) and panel.card.annotation.id == annotation.id)
    return shown(panel)


def test_with_nothing_selected_it_shows_the_article(window: MainWindow, panel: InspectorPanel, qtbot: QtBot) -> None:
    window.page.set_caret(0)
    qtbot.waitUntil(lambda: isinstance(panel.card, ArticleCard))
    text = words(panel)
    for part in ("Port towns weigh", "The Harbour Post", "2025-03-14", "English (en)", "in progress", "Whole article"):
        assert part in text


def test_a_selected_annotation_is_shown_with_its_quote(window: MainWindow, panel: InspectorPanel, qtbot: QtBot) -> None:
    card = select(window, panel, 0, qtbot)
    assert card.findChild(Chip).text == "Ines Okar"
    text = words(panel)
    assert "“Ines Okar”" in text
    assert "Leila H., today" in text
    assert "main" in text


def test_several_at_the_caret_are_listed(window: MainWindow, panel: InspectorPanel, qtbot: QtBot) -> None:
    topic = next(tag for tag in window.session.codebook.tags.values() if tag.name == "Port tariffs")
    window.session.do(lambda project: project.annotations.add(1, topic.id, [span_of("Ines Okar, said")]))
    qtbot.waitUntil(lambda: len(annotations(window)) == 4)
    window.page.set_caret(span_of("Okar").start)
    qtbot.waitUntil(lambda: panel.summary == "1 of 2 here")
    rows = panel.card.findChildren(AnnotationRow)
    assert [row.name for row in rows] == ["Ines Okar", "Port tariffs"]
    qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.summary == "2 of 2 here")
    assert "“Ines Okar, said”" in words(panel)


def test_certainty_is_set_by_keys(window: MainWindow, panel: InspectorPanel, qtbot: QtBot) -> None:
    card = select(window, panel, 0, qtbot)
    assert card.dots.words == "not asked"
    qtbot.keyClicks(card.dots, "4")
    qtbot.waitUntil(lambda: annotations(window)[0].certainty == pytest.approx(0.8))
    qtbot.waitUntil(lambda: shown(panel).dots.words == "sure")
    qtbot.keyClick(shown(panel).dots, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: annotations(window)[0].certainty == pytest.approx(0.6))
    qtbot.waitUntil(lambda: shown(panel).dots.filled == 3)
    qtbot.keyClick(shown(panel).dots, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: annotations(window)[0].certainty is None)


def test_an_annotation_is_removed_and_undone(window: MainWindow, panel: InspectorPanel, qtbot: QtBot) -> None:
    card = select(window, panel, 0, qtbot)
    next(button for button in card.findChildren(QPushButton) if button.text() == "Remove").click()
    qtbot.waitUntil(lambda: len(annotations(window)) == 2)
    qtbot.waitUntil(lambda: not isinstance(panel.card, AnnotationCard))
    window.session.undo()
    qtbot.waitUntil(lambda: len(annotations(window)) == 3)


def test_change_tag_opens_the_palette_of_its_kind(window: MainWindow, panel: InspectorPanel, qtbot: QtBot) -> None:
    card = select(window, panel, 0, qtbot)
    card.findChild(QPushButton, "change").click()
    palette = window.tag_palette()
    assert palette.isVisible()
    assert palette.prefix.text() == "Change to actor"


def test_a_memo_is_shown(window: MainWindow, panel: InspectorPanel, qtbot: QtBot) -> None:
    first = annotations(window)[0].id
    select(window, panel, 0, qtbot)
    window.session.do(lambda project: project.memos.set("annotation", first, "Ask Tom"))
    qtbot.waitUntil(lambda: "Ask Tom" in words(panel))


def test_tags_of_the_whole_article_are_listed_and_taken_away(
    window: MainWindow, panel: InspectorPanel, qtbot: QtBot
) -> None:
    topic = next(tag for tag in window.session.codebook.tags.values() if tag.name == "Port tariffs")
    window.page.set_caret(0)
    window.session.do(lambda project: project.annotations.add(1, topic.id, None))
    qtbot.waitUntil(lambda: [chip.text for chip in panel.card.findChildren(Chip)] == ["Port tariffs"])
    panel.card.findChild(QToolButton).click()
    qtbot.waitUntil(lambda: panel.card.findChildren(Chip) == [])
    assert window.session.view.annotations.whole(1) == []
