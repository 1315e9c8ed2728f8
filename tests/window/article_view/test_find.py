"""Finding on the page: what is the current hit, hits that come in parts, painting, ticks on the scroll bar, the cap."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from reader.core.finding import Query
from reader.core.spans import Span
from reader.render.theme import THEMES
from reader.window.article_view import search
from reader.window.article_view.hit_ticks import HitTicks
from tests.window.article_view.conftest import ARABIC, TEXT, Page, found

LONG = "Head\n\n" + "\n\n".join(f"Paragraph {number}: the corridor." for number in range(6_000))


def look_for(page: Page, qtbot: QtBot, words: str, **how: bool) -> int:
    finding = page.view.finding
    finding.look_for(Query(words, **how))
    qtbot.waitUntil(lambda: finding.count.ended)
    return finding.count.of


def test_find_counts_steps_and_leaves_the_hit_selected(page: Page, qtbot: QtBot) -> None:
    page.open()
    finding = page.view.finding
    assert look_for(page, qtbot, "the") == TEXT.lower().count("the")
    assert look_for(page, qtbot, "The", case=True) == TEXT.count("The")
    assert look_for(page, qtbot, "grain") == 3
    finding.step(1)
    finding.step(1)
    finding.leave()
    assert page.view.selection() == (found(TEXT, "Grain"),)
    assert not finding.hits.starts
    assert look_for(page, qtbot, "ferry") == 0
    finding.leave()
    assert page.view.selection() == (found(TEXT, "Grain"),)


def test_composed_and_decomposed_letters_are_found(page: Page, qtbot: QtBot) -> None:
    page.open("Head\n\nCafe\u0301 and Café, cafe")
    assert look_for(page, qtbot, "café", accents=True) == 2
    assert look_for(page, qtbot, "cafe") == 3


def test_arabic_is_found_as_it_is_typed(page: Page, qtbot: QtBot) -> None:
    page.open(ARABIC, language="ar")
    assert look_for(page, qtbot, "المصدرون") == 1
    assert page.view.finding.current == found(ARABIC, "المصدّرون")
    assert look_for(page, qtbot, "الى") == 0


def test_hits_are_painted_the_current_one_in_its_own_colour(page: Page, qtbot: QtBot) -> None:
    page.open()
    look_for(page, qtbot, "grain")
    theme = THEMES["light"]
    line = page.picture()
    colours = {line.pixelColor(x, y).name().upper() for x in range(line.width()) for y in range(0, line.height(), 3)}
    assert {theme.find_hit, theme.find_current} <= colours
    page.view.finding.leave()
    line = page.picture()
    colours = {line.pixelColor(x, y).name().upper() for x in range(line.width()) for y in range(0, line.height(), 3)}
    assert not {theme.find_hit, theme.find_current} & colours


def test_of_a_very_long_paragraph_the_hits_on_screen_are_painted(page: Page, qtbot: QtBot) -> None:
    text = "Head\n\n" + "word eel " * 1_500
    page.open(text)
    here = text.index("eel", 7_000)
    page.view.set_caret(here)
    assert look_for(page, qtbot, "eel") == 1_500
    scene = page.view.scene
    assert scene is not None
    paragraph = scene.document.paragraph_at(here)
    painted = page.view.finding.painted_on(paragraph)
    top, bottom = (scene.offset_at(QPointF(300, y))[0] for y in (0, page.view.viewport().height()))
    spans = [hit.span for hit in painted]
    assert [hit.span.start for hit in painted if hit.current] == [here]
    assert set(page.view.finding.hits.between(top, bottom)) <= set(spans)
    assert len(spans) < 700


def test_the_first_hit_from_the_caret_on_is_the_current_one(page: Page, qtbot: QtBot) -> None:
    page.open(LONG)
    here = LONG.index("Paragraph 3000")
    page.view.set_caret(here)
    assert look_for(page, qtbot, "corridor") == 6_000
    finding = page.view.finding
    assert finding.current == Span(LONG.index("corridor", here), LONG.index("corridor", here) + 8)
    assert finding.count.at == 3_001
    finding.step(-1)
    assert finding.count.at == 3_000
    page.view.set_caret(LONG.index("Paragraph 5999") + 30)
    look_for(page, qtbot, "the")
    assert finding.count.at == 1


def test_a_step_asked_for_too_early_is_gone_when_all_is_known(page: Page, qtbot: QtBot) -> None:
    page.open(LONG)
    finding = page.view.finding
    finding.look_for(Query("corridor"))
    finding.step(-1)
    qtbot.waitUntil(lambda: finding.count.ended)
    assert finding.count.at == 6_000
    finding.step(1)
    assert finding.count.at == 1


def test_the_next_letter_gives_the_search_up(page: Page, qtbot: QtBot) -> None:
    page.open(LONG)
    finding = page.view.finding
    for end in range(1, len("corridor.") + 1):
        finding.look_for(Query("corridor."[:end]))
    qtbot.waitUntil(lambda: finding.count.ended)
    assert finding.count.of == 6_000
    assert all(LONG[span.start : span.end] == "corridor." for span in finding.hits.between(0, 2_000))
    finding.look_for(Query("paragraph"))
    finding.forget()
    qtbot.wait(100)
    assert not finding.hits.starts


def test_another_article_forgets_the_hits(page: Page, qtbot: QtBot) -> None:
    page.open(LONG)
    page.view.finding.look_for(Query("corridor"))
    page.open()
    qtbot.wait(100)
    assert page.view.finding.current is None
    assert not page.view.finding.hits.starts


def test_more_hits_than_are_kept_are_said(page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 1_000)
    page.open(LONG)
    assert look_for(page, qtbot, "corridor") == 1_000
    assert page.view.finding.count.left
    assert look_for(page, qtbot, "Paragraph 5999") == 1
    assert not page.view.finding.count.left


def test_hits_lie_in_the_scroll_bar_where_they_are_scrolled_to(page: Page, qtbot: QtBot) -> None:
    page.open(LONG)
    look_for(page, qtbot, "Paragraph 3000")
    ticks = page.view.verticalScrollBar().findChild(HitTicks)
    assert ticks is not None
    assert ticks.size() == page.view.verticalScrollBar().size()
    (row,) = ticks.rows()
    assert abs(row - ticks.height() / 2) < ticks.height() / 20
    picture = page.view.verticalScrollBar().grab().toImage()
    assert picture.pixelColor(picture.width() - 1, row + 1) == QColor(THEMES["light"].text)
    look_for(page, qtbot, "Paragraph 1500")
    assert len(ticks.rows()) == 1
    assert ticks.rows()[0] < row
    look_for(page, qtbot, "corridor")
    assert len(ticks.rows()) == ticks.height() // 2
    page.view.finding.forget()
    assert ticks.rows() == []


def test_ticks_stand_where_the_words_are(page: Page, qtbot: QtBot) -> None:
    page.open(TEXT + "\n\n" + "\n\n".join(f"Line {number} of words." for number in range(60)))
    look_for(page, qtbot, "Line 30")
    ticks = page.view.verticalScrollBar().findChild(HitTicks)
    scene = page.view.scene
    assert ticks is not None
    assert scene is not None
    document = scene.document
    y = document.top_of(document.part_at(page.text.index("Line 30")))
    (row,) = ticks.rows()
    assert abs(row - ticks.height() * y / document.height) < 8


def test_a_scroll_bar_of_another_height_has_its_ticks(page: Page, qtbot: QtBot) -> None:
    page.open(LONG)
    look_for(page, qtbot, "Paragraph 5999")
    ticks = page.view.verticalScrollBar().findChild(HitTicks)
    assert ticks is not None
    page.view.resize(940, 400)
    assert ticks.geometry() == QRect(page.view.verticalScrollBar().rect())
    assert ticks.rows()[0] > ticks.height() * 0.95


def test_a_search_given_up_lets_go_of_the_project(page: Page, qtbot: QtBot) -> None:
    page.open("Head\n\n" + "a" * 70 + "b")
    finding = page.view.finding
    finding.look_for(Query("(?:a|aa)+$", expression=True))
    (thread,) = (thread for thread in threading.enumerate() if thread.name == "find")
    assert not thread.daemon
    page.view.clear()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert not finding.count.problem
