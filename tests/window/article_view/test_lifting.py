"""An annotation that is stepped to, pointed at or under the caret is lifted, on the words and in the margin, and the
others fade; nothing flickers on the way. Pixels are looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.shown import Shown
from reader.core.spans import Span
from reader.render.inks import Inks, TagInk
from reader.render.theme import THEMES
from reader.render.typography import system_font
from reader.window.article_view.card import SHOW_AFTER
from tests.window.article_view.conftest import TEXT, Page, found

LIGHT = THEMES["light"]
LONG, SHORT, OTHER = "would back a shared grain corridor", "shared grain", "Tomas Rell"


class Marked:
    """The page with three annotations: a long one, a short one inside it, and one elsewhere."""

    def __init__(self, page: Page) -> None:
        page.open()
        self.page, self.view = page, page.view
        self.long = page.tag("supports", LONG)
        self.short = page.tag("Grain corridor", SHORT)
        self.other = page.tag("Tomas Rell", OTHER)
        self.changes: list[int | None] = []
        page.view.lifting.changed.connect(lambda: self.changes.append(self.lifted))

    @property
    def lifted(self) -> int | None:
        return self.view.lifting.lifted.id if self.view.lifting.lifted else None

    def ink(self, name: str) -> TagInk:
        ink = Inks(LIGHT, self.page.project.tags.codebook()).of(self.page.tags[name].id)
        assert ink is not None
        return ink

    def tint(self, words: str) -> QColor:
        """Just under the upper edge of the tint, where no letter is."""
        place = self.page.inside(words)
        return QColor(self.page.colour_at(QPointF(place.x(), place.y() - 9)))

    def bracket(self, number: int) -> QColor:
        scene = self.view.scene
        assert scene is not None
        bracket = scene.margin().brackets[number]
        return QColor(self.page.colour_at(QPointF(scene.page.column_x(bracket.column) - 1, bracket.top + 1)))


@pytest.fixture
def marked(page: Page) -> Marked:
    return Marked(page)


class Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.view)
        QApplication.processEvents()
        self.count = 0
        page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_the_one_stepped_to_is_lifted_at_once_and_the_others_fade(marked: Marked) -> None:
    marked.view.set_caret(0)
    marked.view.step_annotation(1)
    assert marked.lifted == marked.long.id
    assert marked.tint("would back") == marked.ink("supports").tint
    assert marked.tint(SHORT) == marked.ink("supports").tint, "its tint wins"
    assert marked.tint(OTHER) == marked.ink("Tomas Rell").faded
    assert marked.bracket(marked.long.id) == marked.ink("supports").ink
    assert marked.bracket(marked.other.id) == marked.ink("Tomas Rell").faint
    marked.view.select_annotation(None)
    assert marked.tint(OTHER) == marked.ink("Tomas Rell").tint
    assert marked.bracket(marked.other.id) == marked.ink("Tomas Rell").ink


def test_a_lane_that_many_share_shows_the_lifted_one(marked: Marked) -> None:
    for name in ("Ines Okar", "Harbour unions", "Tomas Rell"):
        marked.page.tag(name, SHORT)
    unions = next(
        one for one in marked.page.project.annotations.of_article(marked.long.article)
        if one.tag == marked.page.tags["Harbour unions"].id
    )  # fmt: skip
    marked.view.select_annotation(unions.id)
    marked.page.picture()
    scene = marked.view.scene
    assert scene is not None
    paragraph = scene.document.paragraph_at(found(TEXT, SHORT).start)
    assert paragraph.marks is not None
    lanes = [lane for lane in paragraph.marks.lanes if lane.style == "solid"]
    assert [lane.id for lane in lanes] == [unions.id]
    assert lanes[0].colour == marked.ink("Harbour unions").ink


def test_the_mouse_lifts_after_a_rest_and_lets_go_after_one(marked: Marked, qtbot: QtBot) -> None:
    marked.page.hover(marked.page.inside(OTHER))
    assert marked.lifted is None
    qtbot.waitUntil(lambda: marked.lifted == marked.other.id, timeout=5_000)
    assert marked.tint(SHORT) == marked.ink("Grain corridor").faded
    marked.page.hover(marked.page.inside("exporters"))
    assert marked.lifted == marked.other.id
    qtbot.waitUntil(lambda: marked.lifted is None, timeout=5_000)
    assert marked.changes == [marked.other.id, None]


def test_nothing_flickers_while_the_mouse_crosses_marks(marked: Marked, qtbot: QtBot) -> None:
    for words in (SHORT, "would back", OTHER, "exporters", SHORT):
        marked.page.hover(marked.page.inside(words))
        qtbot.wait(20)
    assert marked.changes == []
    qtbot.waitUntil(lambda: marked.lifted == marked.short.id, timeout=5_000)
    for words in ("would back", "eastern", SHORT):  # over the edge and back before the rest is over
        marked.page.hover(marked.page.inside(words))
        qtbot.wait(20)
    qtbot.wait(SHOW_AFTER)
    assert marked.changes == [marked.short.id]


def test_moving_inside_one_annotation_paints_nothing(marked: Marked, qtbot: QtBot) -> None:
    place = marked.page.inside(OTHER)
    marked.page.hover(place)
    qtbot.waitUntil(lambda: marked.lifted == marked.other.id, timeout=5_000)
    marked.view.card.dismiss()
    paints = Paints(marked.page)
    for step in range(8):
        marked.page.hover(place + QPointF(step, 0))
        qtbot.wait(5)
    assert paints.count == 0


def test_the_caret_lifts_after_a_rest_and_typing_on_does_not_flicker(marked: Marked, qtbot: QtBot) -> None:
    marked.view.set_caret(found(TEXT, OTHER).start)
    marked.page.press(Qt.Key.Key_Right)
    assert marked.lifted is None
    qtbot.waitUntil(lambda: marked.lifted == marked.other.id, timeout=5_000)
    for _ in range(4):
        marked.page.press(Qt.Key.Key_Right)
        qtbot.wait(20)
    assert marked.changes == [marked.other.id]
    marked.page.press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: marked.lifted is None, timeout=5_000)


def test_a_passage_just_tagged_is_selected_and_not_lifted(marked: Marked) -> None:
    marked.view.select_annotation(marked.other.id, scroll=False, lift=False)
    assert marked.view.current == marked.other.id
    assert marked.lifted is None
    assert marked.tint(SHORT) == marked.ink("Grain corridor").tint


def test_nothing_fades_beside_one_that_is_not_on_screen(page: Page) -> None:
    page.open(TEXT + "\n\n" + "\n\n".join(f"Paragraph {number} has some words." for number in range(100)))
    first = page.tag("Tomas Rell", OTHER)
    last = page.tag("Grain corridor", "Paragraph 90 has")
    page.view.select_annotation(first.id)
    page.view.restore_scroll(found(page.text, "Paragraph 89").start)
    place = page.inside("Paragraph 90 has")
    ink = Inks(LIGHT, page.project.tags.codebook()).of(last.tag)
    assert ink is not None
    assert QColor(page.colour_at(QPointF(place.x(), place.y() - 9))) == ink.tint


def test_a_dimmed_annotation_shows_its_tint_while_it_is_lifted(marked: Marked) -> None:
    marked.view.set_shown(Shown(kinds=frozenset({"actor"})))
    assert marked.tint(OTHER) == QColor(LIGHT.page)
    marked.view.select_annotation(marked.other.id)
    assert marked.tint(OTHER) == marked.ink("Tomas Rell").tint
    assert marked.bracket(marked.other.id) == marked.ink("Tomas Rell").ink


def test_one_that_is_moved_or_removed_elsewhere(marked: Marked, qtbot: QtBot) -> None:
    marked.page.hover(marked.page.inside(OTHER))
    qtbot.waitUntil(lambda: marked.lifted == marked.other.id, timeout=5_000)
    marked.page.project.annotations.move(marked.other.id, Span(0, 9))
    assert marked.other.span is not None
    marked.view.refresh([marked.other.span, Span(0, 9)])
    assert marked.view.lifting.lifted is not None
    assert marked.view.lifting.lifted.span == Span(0, 9)
    marked.page.project.annotations.remove([marked.other.id])
    marked.view.refresh([Span(0, 9)])
    assert marked.lifted is None
    assert marked.tint(SHORT) == marked.ink("Grain corridor").tint


def test_another_article_lifts_nothing(marked: Marked, qtbot: QtBot) -> None:
    marked.view.select_annotation(marked.other.id)
    marked.page.hover(marked.page.inside(SHORT))
    marked.page.open("Another one\n\nwith a few words.")
    qtbot.wait(SHOW_AFTER + 50)
    assert marked.lifted is None


def test_a_dimmed_annotation_has_no_name_in_the_margin_and_leaves_its_column(marked: Marked) -> None:
    marked.view.set_shown(Shown(tags=frozenset({marked.page.tags["supports"].id})))
    scene = marked.view.scene
    assert scene is not None
    named = {label.ids[0] for label in scene.margin().labels}
    assert named == {marked.short.id, marked.other.id}
    columns = {number: bracket.column for number, bracket in scene.margin().brackets.items()}
    assert (columns[marked.short.id], columns[marked.long.id]) == (0, 1)
    marked.view.select_annotation(marked.long.id)
    assert marked.long.id in {label.ids[0] for label in scene.margin().labels}


def test_the_card_lists_all_that_overlap(page: Page, qtbot: QtBot) -> None:
    page.open()
    for _ in range(4):
        for name in page.tags:
            page.tag(name, SHORT)
    page.hover(page.inside(SHORT))
    card = page.view.card
    qtbot.waitUntil(card.isVisible, timeout=5_000)
    assert len(card.rows) == 28
    assert page.view.viewport().rect().contains(card.geometry())
    assert card.hidden_rows == 0
    page.view.resize(940, 400)
    page.hover(page.inside(SHORT))
    QApplication.processEvents()
    assert page.view.viewport().rect().contains(card.geometry())
    assert card.hidden_rows > 0


def test_the_lifted_ones_name_is_read_whole_over_the_faded_brackets(page: Page) -> None:
    long_name = page.project.tags.add("topic", "A topic with a long name")
    page.view.resize(840, 700)
    page.open()
    page.tags[long_name.name] = long_name
    for name in ("Ines Okar", "Harbour unions", "Tomas Rell", "supports", "opposes", "Grain corridor"):
        page.tag(name, SHORT)
    annotation = page.tag(long_name.name, SHORT)
    page.view.set_codebook(page.project.tags.codebook())
    scene = page.view.scene
    assert scene is not None
    page.view.select_annotation(annotation.id)
    label = next(label for label in scene.margin().labels if label.ids == (annotation.id,))
    drawn = page.picture().copy(label.rect.toAlignedRect().adjusted(-200, 0, 0, 0))
    text = QColor(LIGHT.text).rgb()
    columns = [x for x in range(drawn.width()) if any(drawn.pixel(x, y) == text for y in range(drawn.height()))]
    metrics = QFontMetrics(system_font(12, QFont.Weight.Bold))
    assert columns[-1] - columns[0] > metrics.horizontalAdvance(long_name.name) * 0.9 > label.rect.width()
