"""The find bar in the real window: counting as one types, stepping, toggles, what is said, switching article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.core import finding
from reader.core.article import Metadata
from reader.importers import pasted
from reader.project import Project
from reader.window.find_bar import FindBar
from reader.window.main_window import MainWindow
from reader.window.settings import Settings
from tests.window.conftest import span_of

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
LONG = "\n\n".join(f"Paragraph {number}: the corridor and the café." for number in range(4_000))


@pytest.fixture
def bar(window: MainWindow, qtbot: QtBot) -> FindBar:
    window.page.setFocus()
    qtbot.keyClick(window.page, Qt.Key.Key_F, CONTROL)
    bar = window.findChild(FindBar)
    assert bar is not None
    assert bar.isVisible()
    return bar


def test_hits_are_counted_as_one_types(bar: FindBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "corridor")
    assert bar.count.text() == "1 of 3"
    qtbot.keyClicks(bar.edit, "x")
    assert bar.count.text() == "No hits"
    assert not bar.next.isEnabled()
    bar.edit.clear()
    assert bar.count.text() == ""


def test_enter_goes_on_and_shift_enter_back(bar: FindBar, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "corridor")
    seen = []
    for modifier in (NONE, NONE, NONE, SHIFT):
        qtbot.keyClick(bar.edit, Qt.Key.Key_Return, modifier)
        seen.append(bar.count.text())
    assert seen == ["2 of 3", "3 of 3", "1 of 3", "3 of 3"]


def test_f3_goes_on_with_the_keys_on_the_page(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "corridor")
    window.page.setFocus()
    qtbot.keyClick(window.page, Qt.Key.Key_F3)
    assert bar.count.text() == "2 of 3"
    qtbot.keyClick(window.page, Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "1 of 3"
    assert window.page.hasFocus()


def test_f3_goes_on_with_what_was_looked_for_last(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "corridor")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    qtbot.keyClick(window.page, Qt.Key.Key_F3)
    assert bar.isVisible()
    assert bar.count.text() == "2 of 3"
    assert window.page.hasFocus()
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    qtbot.keyClick(window.page, Qt.Key.Key_F3, SHIFT)
    assert bar.count.text() == "1 of 3"


def test_the_toggles_are_pressed_with_keys_and_kept(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(bar.edit, "grain")
    assert bar.count.text() == "1 of 3"
    qtbot.keyClick(bar.edit, Qt.Key.Key_1, ALT)
    assert bar.toggles["case"].isChecked()
    assert bar.count.text() == "1 of 2"
    qtbot.keyClick(bar.edit, Qt.Key.Key_1, ALT)
    assert bar.count.text() == "1 of 3"
    bar.edit.setText("port")
    assert bar.count.text() == "1 of 3"
    qtbot.keyClick(bar.edit, Qt.Key.Key_2, ALT)
    assert bar.count.text() == "1 of 1"
    bar.edit.setText("pórt")
    assert bar.count.text() == "1 of 1"
    qtbot.keyClick(bar.edit, Qt.Key.Key_3, ALT)
    assert bar.count.text() == "No hits"
    assert FindBar(window.session, window.page).query()[1:] == (False, True, True, False)
    assert Settings().choice("find_whole", "") == "1"


def test_every_toggle_has_a_name_and_a_key_in_its_tool_tip(bar: FindBar) -> None:
    for number, toggle in enumerate(bar.toggles.values(), 1):
        assert toggle.accessibleName() == toggle.toolTip()
        assert toggle.toolTip().endswith(f"(Alt+{number})")


def test_an_expression_that_is_wrong_is_said_in_the_bar(bar: FindBar, qtbot: QtBot) -> None:
    bar.toggles["expression"].click()
    qtbot.keyClicks(bar.edit, "(grain|corridor")
    assert not bar.problem.isVisible()
    qtbot.waitUntil(bar.problem.isVisible)
    assert bar.problem.text() == "This expression can't be understood: missing ), at character 16."
    assert bar.count.text() == ""
    qtbot.keyClicks(bar.edit, ")")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 6")
    assert not bar.problem.isVisible()


def test_an_expression_without_end_is_stopped_and_said(
    open_window: Callable[..., MainWindow],
    project_path: Path,
    annotator: str,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "PARAGRAPH_LIMIT", 0.2)
    with Project.open(project_path, annotator="Leila H.") as project:
        article = project.articles.add(pasted("Head\n\n" + "a" * 60 + "b", Metadata("A")))
    window = open_window(project_path)
    window.session.open_article(article.id)
    window.open_find_bar()
    bar = window.middle.find_bar
    bar.toggles["expression"].click()
    bar.edit.setText("(?:a|aa)+$")
    qtbot.waitUntil(bar.problem.isVisible)
    assert "too long" in bar.problem.text()
    bar.edit.setText("head")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")


def test_the_search_begins_at_the_caret(window: MainWindow, qtbot: QtBot) -> None:
    window.page.set_caret(span_of("Harbour unions").start)
    window.open_find_bar()
    bar = window.middle.find_bar
    qtbot.keyClicks(bar.edit, "grain")
    assert bar.count.text() == "3 of 3"
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 3"


def test_it_opens_with_the_words_selected(window: MainWindow, qtbot: QtBot) -> None:
    span = span_of("corridor.")
    window.page.select(span)
    window.open_find_bar()
    bar = window.middle.find_bar
    assert bar.edit.text() == "corridor."
    assert bar.count.text() == "1 of 1"
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert window.page.selection() == (span,)


def test_esc_closes_leaves_the_hit_selected_and_gives_the_page_its_keys(
    bar: FindBar, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(bar.edit, "ines")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.page.hasFocus()
    assert window.page.selection() == (span_of("Ines"),)
    qtbot.keyClick(window.page, Qt.Key.Key_F, CONTROL)
    assert bar.edit.selectedText() == "Ines"


def test_the_words_stay_where_they_are_when_the_bar_comes_and_goes(
    open_window: Callable[..., MainWindow], project_path: Path, annotator: str, qtbot: QtBot
) -> None:
    with Project.open(project_path, annotator="Leila H.") as project:
        article = project.articles.add(pasted(LONG, Metadata("Long")))
    window = open_window(project_path)
    window.session.open_article(article.id)
    page = window.page

    def place() -> int:
        assert page.scene is not None
        return page.viewport().mapToGlobal(page.scene.caret_rect(page.caret).toAlignedRect().topLeft()).y()

    for offset in (LONG.index("Paragraph 3:"), LONG.index("Paragraph 2000")):
        page.set_caret(offset)
        before = place()
        window.open_find_bar()
        qtbot.waitUntil(lambda: page.viewport().mapTo(window.middle, QPoint(0, 0)).y() > 40)
        assert abs(place() - before) <= 1
        window.middle.find_bar.leave()
        qtbot.waitUntil(lambda: page.viewport().mapTo(window.middle, QPoint(0, 0)).y() < 40)
        assert abs(place() - before) <= 1


def test_another_article_is_searched_again(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    bar.edit.setText("тариф")
    assert bar.count.text() == "No hits"
    russian = window.session.view.articles.ids()[1]
    window.session.open_article(russian)
    assert bar.count.text() == "1 of 2"


def test_a_long_article_is_searched_beside_the_window(
    open_window: Callable[..., MainWindow], project_path: Path, annotator: str, qtbot: QtBot
) -> None:
    with Project.open(project_path, annotator="Leila H.") as project:
        article = project.articles.add(pasted(LONG, Metadata("Long")))
    window = open_window(project_path)
    window.session.open_article(article.id)
    here = LONG.index("Paragraph 2000")
    window.page.set_caret(here)
    window.open_find_bar()
    bar = window.middle.find_bar
    qtbot.keyClicks(bar.edit, "cafe")
    qtbot.waitUntil(lambda: bar.count.text() == "2,001 of 4,000")
    hit = window.page.finding.current
    assert hit is not None
    assert hit.start == LONG.index("café", here)
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert window.page.selection() == (hit,)
