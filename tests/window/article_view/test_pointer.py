"""The mouse on the page, with real press, move and release events."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.window.article_view.conftest import ARABIC, TEXT, Page, found

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_dragging_takes_whole_words(page: Page) -> None:
    page.open()
    start, end = TEXT.index("Harbour") + 2, TEXT.index("less") + 2
    page.drag(page.place(start), page.place(end))
    assert page.selected == ["Harbour unions were less"]
    page.drag(page.place(end), page.place(start))
    assert page.selected == ["Harbour unions were less"]
    assert page.view.caret == TEXT.index("Harbour")


def test_shift_while_dragging_takes_letters(page: Page) -> None:
    page.open()
    start = TEXT.index("Harbour")
    page.drag(page.place(start + 2), page.place(start + 10), SHIFT)
    assert page.selected == [TEXT[start + 2 : start + 10]]


def test_double_click_takes_a_word_and_a_third_the_sentence(page: Page) -> None:
    page.open()
    place = page.inside("spokesman")
    page.double_click(place)
    assert page.selected == ["spokesman"]
    page.mouse(QEvent.Type.MouseButtonPress, place)
    page.mouse(QEvent.Type.MouseButtonRelease, place)
    assert page.selected == ["“We have been promised work before,” their spokesman, Tomas Rell, said."]


def test_a_third_click_drags_by_sentences_and_a_fourth_by_paragraphs(page: Page) -> None:
    page.open()
    place = page.inside("spokesman")
    page.double_click(place)
    page.mouse(QEvent.Type.MouseButtonPress, place)
    page.mouse(QEvent.Type.MouseMove, page.inside("left"))
    assert page.selected == ["“We have been promised work before,” their spokesman, Tomas Rell, said. He left."]
    page.mouse(QEvent.Type.MouseMove, page.inside("convinced"))
    assert page.selected[0].startswith("Harbour unions were less convinced. “We have")
    page.mouse(QEvent.Type.MouseButtonRelease, place)
    page.double_click(place)
    page.mouse(QEvent.Type.MouseButtonPress, place)
    page.mouse(QEvent.Type.MouseButtonRelease, place)
    page.mouse(QEvent.Type.MouseButtonDblClick, place)
    start, end = TEXT.index("Harbour"), TEXT.index("Grain exporters")
    assert page.selected == [TEXT[start : end - 2]]
    page.mouse(QEvent.Type.MouseMove, page.inside("exporters"))
    page.mouse(QEvent.Type.MouseButtonRelease, page.inside("exporters"))
    assert page.selected == [TEXT[start:]]


def test_words_are_cut_where_snapping_is_off(page: Page) -> None:
    page.open()
    page.view.snaps = False
    start = TEXT.index("Harbour")
    page.drag(page.place(start + 2), page.place(start + 10))
    assert page.selected == [TEXT[start + 2 : start + 10]]


def test_inside_a_highlight_the_mouse_selects_words_not_the_annotation(page: Page) -> None:
    page.open()
    annotation = page.tag("supports", "would back a shared grain corridor through the two eastern ports")
    page.drag(page.inside("shared"), page.inside("through"))
    assert (page.selected, page.view.current) == (["shared grain corridor through"], None)
    page.view.select_annotation(annotation.id)
    page.drag(page.inside("shared"), page.inside("through"))
    assert (page.selected, page.view.current) == (["shared grain corridor through"], None)
    page.double_click(page.inside("eastern"))
    assert (page.selected, page.view.current) == (["eastern"], None)
    page.click(page.inside("shared"))
    page.click(page.inside("through"), SHIFT)
    assert page.view.current is None
    assert page.selected


def test_a_single_narrow_letter_of_a_highlight_can_be_dragged_over(page: Page) -> None:
    page.open()
    page.tag("Harbour unions", "Harbour unions")
    page.view.set_size(14)
    page.view.snaps = False
    start = TEXT.index("unions") + 2
    left, right = page.place(start), page.place(start + 1)
    assert right.x() - left.x() < 5
    page.drag(left, right)
    assert (page.selected, page.view.current) == (["i"], None)


def test_a_touch_pad_scrolls_by_its_pixels(page: Page) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number} has some words." for number in range(200)))
    bar = page.view.verticalScrollBar()
    for pixels, place in ((-7, 7), (-30, 37), (5, 32)):
        QApplication.sendEvent(page.view.viewport(), wheel(QPoint(0, pixels), QPoint(0, 8 * pixels)))
        assert bar.value() == place
    QApplication.sendEvent(page.view.viewport(), wheel(QPoint(), QPoint(0, -120)))
    assert bar.value() > 60
    QApplication.sendEvent(page.view.viewport(), wheel(QPoint(0, 10_000), QPoint(0, 120)))
    assert bar.value() == 0


def wheel(pixels: QPoint, angle: QPoint) -> QWheelEvent:
    none = Qt.KeyboardModifier.NoModifier
    place = QPointF(200, 200)
    return QWheelEvent(place, place, pixels, angle, Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False)


def test_shift_click_extends(page: Page) -> None:
    page.open()
    page.view.set_caret(TEXT.index("Harbour"))
    page.click(page.place(TEXT.index("Harbour") + 9), SHIFT)
    assert page.selected == ["Harbour u"]


def test_control_adds_a_piece(page: Page) -> None:
    page.open()
    page.drag(page.inside("have"), page.inside("before"))
    page.drag(page.inside("Tomas"), page.inside("Rell"), CONTROL)
    assert page.selected == ["have been promised work before", "Tomas Rell"]


def test_dragging_in_mixed_direction(page: Page) -> None:
    page.open(ARABIC, language="ar")
    page.drag(page.place(ARABIC.index("وزيرة النقل") + 2), page.inside("عكار"))
    assert page.selected == ["وزيرة النقل إيناس عكار"]


def test_dragging_past_the_edge_scrolls(page: Page, qtbot: QtBot) -> None:
    page.open("Head\n\n" + "\n\n".join(f"Paragraph {number} has some words." for number in range(200)))
    start = page.inside("Paragraph 3 has")
    below = QPointF(start.x(), page.view.viewport().height() + 40.0)
    page.mouse(QEvent.Type.MouseButtonPress, start)
    page.mouse(QEvent.Type.MouseMove, below)
    qtbot.waitUntil(lambda: page.view.caret > page.text.index("Paragraph 40"), timeout=10_000)
    page.mouse(QEvent.Type.MouseButtonRelease, below)
    assert page.view.scroll_state() > 0


def test_a_click_selects_the_shortest_annotation_and_then_the_next(page: Page) -> None:
    page.open()
    long = page.tag("supports", "would back a shared grain corridor")
    short = page.tag("Grain corridor", "shared grain corridor")
    page.click(page.inside("shared grain corridor"))
    assert page.view.current == short.id
    page.click(page.inside("shared grain corridor"))
    assert page.view.current == long.id
    page.click(page.inside("opposite"))
    assert page.view.current is None


def test_selecting_words_gives_up_the_selected_annotation(page: Page) -> None:
    page.open()
    annotation = page.tag("Harbour unions", "Harbour unions")
    page.view.select_annotation(annotation.id)
    page.drag(page.inside("exporters"), page.inside("opposite"))
    assert page.view.current is None


def test_dragging_a_handle_tells_the_new_span(page: Page, signals) -> None:  # type: ignore[no-untyped-def]
    page.open()
    annotation = page.tag("Harbour unions", "Harbour unions")
    page.view.select_annotation(annotation.id)
    dragged = signals("spanDragged")
    end = page.place(found(TEXT, "Harbour unions").end)
    page.drag(QPointF(end.x(), end.y() + 8), page.inside("convinced"))
    assert dragged == [(annotation.id, found(TEXT, "Harbour unions were less convinced"))]
    start = page.place(found(TEXT, "Harbour unions").start)
    page.drag(QPointF(start.x(), start.y() - 8), page.inside("unions"))
    assert dragged[1] == (annotation.id, found(TEXT, "unions"))


def test_brackets_and_labels_select_and_activate(page: Page, signals) -> None:  # type: ignore[no-untyped-def]
    page.open()
    annotation = page.tag("Tomas Rell", "Tomas Rell")
    activated = signals("annotationActivated")
    scene = page.view.scene
    assert scene is not None
    bracket = scene.margin().brackets[annotation.id]
    page.click(QPointF(scene.page.column_x(bracket.column), (bracket.top + bracket.bottom) / 2))
    assert page.view.current == annotation.id
    page.view.select_annotation(None)
    label = scene.margin().labels[0].rect.center()
    page.double_click(label)
    assert page.view.current == annotation.id
    assert activated == [(annotation.id,)]


def test_the_card_comes_after_a_rest_and_goes(page: Page, qtbot: QtBot) -> None:
    page.open()
    page.tag("Tomas Rell", "Tomas Rell")
    page.hover(page.inside("Tomas Rell"))
    assert not page.view.card.isVisible()
    qtbot.waitUntil(page.view.card.isVisible, timeout=5_000)
    page.hover(page.inside("exporters"))
    qtbot.waitUntil(lambda: not page.view.card.isVisible(), timeout=5_000)


def test_the_chip_of_a_whole_article_tag_selects_it(page: Page) -> None:
    page.open(source="The Harbour Post")
    annotation = page.tag("Port tariffs")
    scene = page.view.scene
    assert scene is not None
    place = next(
        QPointF(x, y)
        for y in range(60, 200, 4)
        for x in range(int(scene.page.text_left), int(scene.page.text_left) + 80, 4)
        if scene.chip_at(QPointF(x, y)) is not None
    )
    page.click(place)
    assert page.view.current == annotation.id


def test_the_context_menu_goes_where_it_was_asked_for(page: Page, signals) -> None:  # type: ignore[no-untyped-def]
    page.open()
    annotation = page.tag("Tomas Rell", "Tomas Rell")
    wanted = signals("contextMenuWanted")
    place = page.inside("Tomas Rell")
    viewport = page.view.viewport()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse,
        place.toPoint(),
        viewport.mapToGlobal(place.toPoint()),
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)
    assert page.view.current == annotation.id
    assert wanted == [(viewport.mapToGlobal(place.toPoint()),)]
