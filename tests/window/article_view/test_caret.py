"""The keyboard on the page, with real key presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from reader.window.article_view.units import select_paragraphs, select_sentences, sentence_around
from tests.window.article_view.conftest import ARABIC, TEXT, Page, found

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FAMILY = "👨‍👩‍👧‍👦"


def test_arrows_move_and_shift_extends(page: Page) -> None:
    page.open()
    page.press(Qt.Key.Key_Right)
    page.press(Qt.Key.Key_Right, SHIFT)
    page.press(Qt.Key.Key_Right, SHIFT)
    assert page.view.caret == 3
    assert page.selected == ["or"]
    page.press(Qt.Key.Key_Left)
    assert (page.view.caret, page.selected) == (1, [])


def test_arrows_cross_paragraphs(page: Page) -> None:
    page.open()
    end = TEXT.index("\n")
    page.view.set_caret(end)
    page.press(Qt.Key.Key_Right)
    assert page.view.caret == end + 2
    page.press(Qt.Key.Key_Left)
    assert page.view.caret == end


@pytest.mark.parametrize("cluster", [FAMILY, "👍🏽", "🇩🇪", "e\u0301"])
def test_graphemes_are_not_cut(page: Page, cluster: str) -> None:
    page.open(f"Head\n\na{cluster}b and the end")
    start = page.text.index(cluster)
    page.view.set_caret(start)
    page.press(Qt.Key.Key_Right, SHIFT)
    assert page.selected == [cluster]
    page.press(Qt.Key.Key_Left, SHIFT)
    assert page.view.caret == start


def test_offsets_are_code_points_behind_astral_characters(page: Page) -> None:
    page.open("Head\n\n😀😀 the minister spoke")
    page.view.set_caret(page.text.index("minister"))
    page.press(Qt.Key.Key_Right, SHIFT, CONTROL)
    assert page.selected == ["minister"]


def test_words(page: Page) -> None:
    page.open()
    page.press(Qt.Key.Key_Right, CONTROL)
    assert page.view.caret == 5
    page.press(Qt.Key.Key_Right, CONTROL, SHIFT)
    page.press(Qt.Key.Key_Right, CONTROL, SHIFT)
    assert page.selected == ["towns weigh"]
    page.press(Qt.Key.Key_Left, CONTROL)
    assert page.view.caret == 11


def test_sentences(page: Page) -> None:
    page.open()
    start = TEXT.index("The transport")
    page.view.set_caret(start)
    page.press(Qt.Key.Key_Down, CONTROL, SHIFT)
    assert page.selected[0].endswith("eastern ports.")
    page.press(Qt.Key.Key_Down, CONTROL, SHIFT)
    assert page.selected[0].endswith("local hands.")
    page.press(Qt.Key.Key_Down, CONTROL)
    assert page.view.caret == TEXT.index("Harbour")
    page.press(Qt.Key.Key_Up, CONTROL)
    assert page.view.caret == TEXT.index("Inspections")
    scene = page.view.scene
    assert scene is not None
    assert sentence_around(scene.document, page.view.caret) == found(TEXT, "Inspections stay in local hands.")


def test_paragraphs(page: Page) -> None:
    page.open()
    first, second, third = (TEXT.index(words) for words in ("The transport", "Harbour", "Grain exporters"))
    page.view.set_caret(TEXT.index("minister"))
    page.press(Qt.Key.Key_PageUp, CONTROL)
    assert page.view.caret == first
    page.press(Qt.Key.Key_PageDown, CONTROL)
    assert page.view.caret == second
    page.press(Qt.Key.Key_PageDown, CONTROL, SHIFT)
    assert page.selected == [TEXT[second : third - 2]]
    page.press(Qt.Key.Key_PageDown, CONTROL, SHIFT)
    assert page.selected == [TEXT[second:]]
    page.press(Qt.Key.Key_PageDown, CONTROL, SHIFT)
    assert page.selected == [TEXT[second:]]
    page.view.set_caret(second + 5)
    page.press(Qt.Key.Key_PageUp, CONTROL, SHIFT)
    page.press(Qt.Key.Key_PageUp, CONTROL, SHIFT)
    assert page.selected == [TEXT[first : second + 5]]
    page.press(Qt.Key.Key_Home, CONTROL)
    page.press(Qt.Key.Key_PageUp, CONTROL)
    assert page.view.caret == 0


def test_a_paragraph_that_is_stored_in_pieces_is_one(page: Page) -> None:
    long = "Words of a very long paragraph. " * 1600
    page.open(f"Head\n\nBefore.\n\n{long.rstrip()}\n\nAfter.")
    start, end = page.text.index("Words"), page.text.index("After") - 2
    assert page.view.scene is not None
    assert page.view.scene.document.parts > 4
    page.view.set_caret(start + 20_000)
    page.press(Qt.Key.Key_PageUp, CONTROL)
    assert page.view.caret == start
    page.press(Qt.Key.Key_PageDown, CONTROL, SHIFT)
    assert page.selected == [page.text[start:end]]
    page.press(Qt.Key.Key_PageUp, CONTROL)
    page.press(Qt.Key.Key_PageUp, CONTROL)
    assert page.view.caret == page.text.index("Before")
    page.press(Qt.Key.Key_PageDown, CONTROL)
    page.press(Qt.Key.Key_PageDown, CONTROL)
    assert page.view.caret == end + 2


def test_sentences_and_paragraphs_are_selected_whole(page: Page) -> None:
    page.open()
    page.view.set_caret(TEXT.index("stay"))
    select_sentences(page.view)
    assert page.selected == ["Inspections stay in local hands."]
    page.view.select(found(TEXT, "less convinced. “We"))
    select_sentences(page.view)
    assert page.selected[0].startswith("Harbour unions")
    assert page.selected[0].endswith("said.")
    select_paragraphs(page.view)
    assert page.selected[0].endswith("He left.")
    page.view.set_caret(0)
    select_paragraphs(page.view)
    assert page.selected == ["Port towns weigh a new grain corridor"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown])
def test_inside_a_highlight_keys_select_words_not_the_annotation(page: Page, key: Qt.Key) -> None:
    page.open()
    annotation = page.tag("supports", "would back a shared grain corridor through the two eastern ports")
    page.view.select_annotation(annotation.id)
    page.press(Qt.Key.Key_Right, CONTROL)
    assert page.view.current == annotation.id
    page.press(key, CONTROL, SHIFT)
    assert page.selected
    assert page.view.current is None


def test_lines_and_ends(page: Page) -> None:
    page.open()
    page.view.set_caret(TEXT.index("minister"))
    page.press(Qt.Key.Key_End)
    end = page.view.caret
    assert TEXT.index("minister") < end < TEXT.index("local hands")
    page.press(Qt.Key.Key_Home)
    assert page.view.caret == TEXT.index("The transport")
    page.press(Qt.Key.Key_Down)
    assert page.view.caret >= end
    page.press(Qt.Key.Key_End, CONTROL)
    assert page.view.caret == len(TEXT)
    page.press(Qt.Key.Key_Home, CONTROL)
    assert page.view.caret == 0


def test_down_keeps_its_column_over_a_short_line(page: Page) -> None:
    page.open("Head\n\n" + "word " * 30 + "\n\nab\n\n" + "word " * 30)
    page.view.set_caret(30)
    where = page.place(page.view.caret).x()
    while page.view.caret < page.text.index("ab") + 4:
        page.press(Qt.Key.Key_Down)
    assert abs(page.place(page.view.caret).x() - where) < 12


def test_select_all(page: Page) -> None:
    page.open()
    page.press(Qt.Key.Key_A, CONTROL)
    assert page.selected == [TEXT]


def test_arrows_are_visual_in_arabic(page: Page) -> None:
    page.open(ARABIC, language="ar")
    page.view.set_caret(ARABIC.index("قالت"))
    page.press(Qt.Key.Key_Left)
    assert page.view.caret == ARABIC.index("قالت") + 1
    page.press(Qt.Key.Key_Left, CONTROL, SHIFT)
    page.press(Qt.Key.Key_Left, CONTROL, SHIFT)
    assert page.selected == ["الت وزيرة"]


def test_each_arrow_in_mixed_text_moves_the_caret_one_way(page: Page) -> None:
    page.open(ARABIC, language="ar")
    page.view.set_caret(ARABIC.index("قالت"))
    seen = [page.view.caret]
    for _ in range(45):
        page.press(Qt.Key.Key_Left)
        assert page.view.caret not in seen
        seen.append(page.view.caret)


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_J, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Period])
def test_commands_keys_are_let_through(page: Page, key: Qt.Key) -> None:
    page.open()
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "x")
    event.accept()
    page.view.keyPressEvent(event)
    assert not event.isAccepted()


def test_the_caret_is_kept_on_screen(page: Page) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number} has some words." for number in range(200)))
    page.press(Qt.Key.Key_End, CONTROL)
    scene = page.view.scene
    assert scene is not None
    assert 0 < scene.caret_rect(page.view.caret).top() < page.view.viewport().height()
    for _ in range(3):
        page.press(Qt.Key.Key_PageUp)
    assert 0 < scene.caret_rect(page.view.caret).top() < page.view.viewport().height()
    assert page.view.caret < len(page.text) - 500


def test_signals_of_caret_and_selection(page: Page, signals) -> None:  # type: ignore[no-untyped-def]
    page.open()
    carets, selections = signals("caretMoved"), signals("selectionChanged")
    page.press(Qt.Key.Key_Right)
    page.press(Qt.Key.Key_Right, SHIFT)
    assert carets == [(1,), (2,)]
    assert len(selections) == 1


def test_an_article_without_words_has_a_page(page: Page) -> None:
    page.open("Only a headline")
    page.press(Qt.Key.Key_Down)
    page.press(Qt.Key.Key_Down, CONTROL)
    assert page.view.caret == len("Only a headline")
    page.view.clear()
    page.press(Qt.Key.Key_Right)
    assert (page.view.article_id, page.view.selection()) == (None, ())
    QApplication.processEvents()
