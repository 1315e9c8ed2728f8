"""What a screen reader is given of the page, through Qt's own accessibility interface; and the keys go on as without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleTextInterface, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.core.article import Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project
from reader.window import two_pages
from reader.window.article_view.accessible import SpokenPage, screen_reading
from reader.window.article_view.nearby import EDGE
from reader.window.main_window import MainWindow
from tests.window.conftest import TEXT, span_of

Key = Qt.Key
Shift, Alt, Control = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
Plain = Qt.KeyboardModifier.NoModifier
SETTLED = 300
"""Milliseconds in which the panels follow the page."""
AS_LINES = TEXT.replace("\n\n", "\n")


@pytest.fixture
def running() -> Iterator[None]:
    """A screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced, from now on."""
    heard: list[str] = []

    def update(event: QAccessibleEvent) -> None:
        heard.append(event.message())  # type: ignore[attr-defined]

    monkeypatch.setattr("PySide6.QtGui.QAccessible.updateAccessibility", update)
    return heard


@pytest.fixture
def spoken(running: None, window: MainWindow, qtbot: QtBot) -> SpokenPage:
    """The text that the screen reader has of the window's first article."""
    window.focus_page()
    qtbot.waitUntil(lambda: spoken_of(window) is not None)
    found = spoken_of(window)
    assert found is not None
    qtbot.waitUntil(found.hasFocus)
    return found


def spoken_of(window: MainWindow) -> SpokenPage | None:
    reading = screen_reading(window.page)
    return reading.spoken if reading else None


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def text_of(widget: QWidget) -> QAccessibleTextInterface:
    found = interface(widget).textInterface()
    assert found is not None
    return found


def whole(widget: QWidget) -> str:
    text = text_of(widget)
    return text.text(0, text.characterCount())


def selected(spoken: SpokenPage) -> str:
    """Qt for Python cannot ask the interface for it; that it is told, test_accessible_tree.py shows."""
    return spoken.textCursor().selectedText()


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key as the screen's system sends it: to the window, which gives it to what has the focus."""
    QTest.keyClick(window.windowHandle(), key, modifiers)


def until(qtbot: QtBot, window: MainWindow, reached: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: not window.session.waiting and reached())


def place(text: QAccessibleTextInterface) -> str:
    """What follows the caret."""
    return text.text(text.cursorPosition(), min(text.cursorPosition() + 8, text.characterCount()))


def test_without_a_screen_reader_nothing_is_made_and_the_page_has_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.focus_page()
    qtbot.waitUntil(lambda: screen_reading(window.page) is not None)
    assert spoken_of(window) is None
    assert QApplication.focusWidget() is window.page


def test_the_text_is_read_one_line_a_paragraph_and_none_empty(spoken: SpokenPage) -> None:
    assert interface(spoken).role() == QAccessible.Role.EditableText
    assert interface(spoken).state().readOnly
    assert interface(spoken).state().focused
    assert interface(spoken).text(QAccessible.Text.Name) == "Port towns weigh a new grain corridor"
    assert whole(spoken) == AS_LINES
    assert all(line for line in whole(spoken).split("\n"))


def test_a_screen_reader_started_later_is_served_when_the_keys_come_to_the_page(
    window: MainWindow, running: None, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: screen_reading(window.page) is not None)
    window.tools.reading_button.setFocus()
    window.focus_page()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SpokenPage))
    assert window.page.hasFocus()


def test_caret_and_selection_are_kept_in_step(spoken: SpokenPage, window: MainWindow) -> None:
    text = text_of(spoken)
    press(window, Key.Key_Right, Control)
    assert place(text).startswith("towns")
    press(window, Key.Key_Right, Shift)
    press(window, Key.Key_Right, Shift)
    assert text.selectionCount() == 1
    assert selected(spoken) == "to"
    press(window, Key.Key_Left)
    assert text.selectionCount() == 0
    assert text.cursorPosition() == window.page.caret == 5
    window.page.select(span_of("Tomas Rell"))
    assert selected(spoken) == "Tomas Rell"


def test_what_a_screen_reader_sets_the_page_does(spoken: SpokenPage, window: MainWindow) -> None:
    text = text_of(spoken)
    at = AS_LINES.index("Harbour")
    text.setCursorPosition(at)
    assert window.page.caret == TEXT.index("Harbour")
    text.setSelection(0, at, at + len("Harbour unions"))
    assert window.page.selection() == (span_of("Harbour unions"),)


def test_letters_palette_and_arrows_work_as_without_a_screen_reader(
    spoken: SpokenPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.page.select(span_of("Tomas Rell"))
    press(window, Key.Key_A)
    palette = window.tag_palette()
    assert palette.isVisible()
    QTest.keyClicks(palette.edit, "rell")
    press(window, Key.Key_Return)
    until(qtbot, window, lambda: window.page.current_span() == span_of("Tomas Rell"))
    assert QApplication.focusWidget() is spoken
    press(window, Key.Key_Right, Alt)
    until(qtbot, window, lambda: window.page.current_span() == span_of("Tomas Rell, said"))
    press(window, Key.Key_Z, Control)
    until(qtbot, window, lambda: window.page.current_span() == span_of("Tomas Rell"))
    press(window, Key.Key_Delete)
    until(qtbot, window, lambda: window.page.current is None)
    press(window, Key.Key_K)
    assert window.page.current is not None
    press(window, Key.Key_Escape)
    assert window.page.current is None
    press(window, Key.Key_K, Control)
    assert QApplication.focusWidget() is not spoken
    press(window, Key.Key_Escape)
    assert QApplication.focusWidget() is spoken


def test_tab_and_f6_go_round_the_window_and_nothing_holds_them(
    spoken: SpokenPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1400, 800)
    qtbot.wait(SETTLED)
    for key, modifiers in ((Key.Key_Tab, Plain), (Key.Key_Backtab, Shift), (Key.Key_F6, Plain), (Key.Key_F6, Shift)):
        window.focus_page()
        seen: list[QWidget] = []
        while len(seen) < 100 and (not seen or not window.page.hasFocus()):
            press(window, key, modifiers)
            seen += [each for each in (QApplication.focusWidget(),) if each is not None]
        assert window.page.hasFocus()
        if key != Key.Key_F6:
            assert [stop for stop in window.panes.tab_stops() if stop not in seen] == []


def test_tab_goes_as_one_reads(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1400, 800)
    panes: list[QWidget] = [window.tools, window.panes.panes["library"], window.middle]
    panes += [window.panes.panes["inspector"], window.panes.panes["codebook"]]

    def order() -> list[int]:
        stops = window.panes.tab_stops()
        return [next(place for place, pane in enumerate(panes) if pane.isAncestorOf(stop)) for stop in stops]

    qtbot.waitUntil(lambda: set(order()) == set(range(len(panes))))
    assert order() == sorted(order())


def test_a_codebook_without_tags_holds_neither_tab_nor_f6(
    tmp_path: Path, annotator: str, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    path = tmp_path / "bare.gloss"
    with Project.create(path, annotator="Leila H.") as project:
        project.articles.add(pasted(TEXT, Metadata("Bare")))
    window = open_window(path)
    window.resize(1400, 800)
    qtbot.wait(SETTLED)
    for key in (Key.Key_Tab, Key.Key_F6):
        window.focus_page()
        press(window, key)
        for _ in range(60):
            if window.page.hasFocus():
                break
            press(window, key)
        assert window.page.hasFocus()


def test_annotations_are_heard_when_the_caret_comes_upon_them_and_once(
    spoken: SpokenPage, window: MainWindow, said: list[str], qtbot: QtBot
) -> None:
    window.page.set_caret(span_of("Okar").start)
    qtbot.waitUntil(lambda: said == ["actor Ines Okar, by Leila H."])
    press(window, Key.Key_Right)
    QTest.qWait(20)
    assert len(said) == 1
    press(window, Key.Key_J)
    qtbot.waitUntil(lambda: said[1:] == ["Selected stance supports +1, by Leila H."])


def test_gestures_are_heard(spoken: SpokenPage, window: MainWindow, said: list[str], qtbot: QtBot) -> None:
    window.page.select(span_of("Okar"))
    press(window, Key.Key_2)
    qtbot.waitUntil(lambda: "Tagged actor Harbour unions, by Leila H., 2 on this passage" in said)
    press(window, Key.Key_Right, Alt)
    qtbot.waitUntil(lambda: "End moved; it now marks “Okar, said”" in said)
    press(window, Key.Key_Z, Control)
    qtbot.waitUntil(lambda: any(words.startswith("Undone: ") for words in said))
    press(window, Key.Key_Delete)
    qtbot.waitUntil(lambda: "1 annotation removed" in said)
    press(window, Key.Key_Return, Control)
    qtbot.waitUntil(lambda: "1 article done" in said)
    assert not [words for words in said if words.startswith("Selected")]


def test_nothing_of_it_is_to_be_seen(window: MainWindow, qtbot: QtBot) -> None:
    window.focus_page()
    qtbot.waitUntil(lambda: screen_reading(window.page) is not None)
    window.page.select(span_of("Ines Okar"))
    qtbot.wait(SETTLED)
    before = window.page.grab().toImage()
    QAccessible.setActive(True)
    window.page.articleShown.emit()
    qtbot.waitUntil(lambda: spoken_of(window) is not None and QApplication.focusWidget() is spoken_of(window))
    qtbot.wait(SETTLED)
    after = window.page.grab().toImage()
    QAccessible.setActive(False)
    assert after == before


def test_the_mouse_goes_through_to_the_page(spoken: SpokenPage, window: MainWindow, qtbot: QtBot) -> None:
    scene = window.page.scene
    assert scene is not None
    at = span_of("unions").start
    point = window.page.viewport().mapTo(window, scene.caret_rect(at).center().toPoint())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Plain, point)
    assert window.page.caret == at
    window.resize(700, 420)
    window.page.verticalScrollBar().setValue(60)
    qtbot.wait(SETTLED)
    caret = spoken.mapTo(window.page.viewport(), spoken.cursorRect().topLeft())
    assert (caret - scene.caret_rect(at).topLeft().toPoint()).manhattanLength() <= 2


def test_its_lines_and_its_caret_lie_where_the_pages_do(spoken: SpokenPage, window: MainWindow, qtbot: QtBot) -> None:
    scene = window.page.scene
    assert scene is not None
    for words in ("government", "unions", "exporters"):
        window.page.set_caret(span_of(words).start)
        qtbot.wait(20)
        caret = spoken.mapTo(window.page.viewport(), spoken.cursorRect().topLeft())
        assert (caret - scene.caret_rect(window.page.caret).topLeft().toPoint()).manhattanLength() <= 2
        cursor = spoken.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        press(window, Key.Key_Home)
        assert spoken.textCursor().position() == cursor.position()


def test_another_article_is_another_text(spoken: SpokenPage, window: MainWindow, qtbot: QtBot) -> None:
    russian = window.session.view.articles.ids()[1]
    window.session.open_article(russian)
    assert whole(spoken).startswith("Порт готовится к новым тарифам\nМинистр")
    assert interface(spoken).text(QAccessible.Text.Name) == "Порт готовится к новым тарифам"
    window.session.open_article(None)
    assert whole(spoken) == ""


def test_offsets_beyond_the_basic_plane_are_turned_into_units_and_back(
    running: None, tmp_path: Path, annotator: str, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    text = "Title 🚢 here\n\nline one\nline 🚢 two\n\n\n\nlast"
    path = tmp_path / "emoji.gloss"
    with Project.create(path, annotator="Leila H.") as project:
        project.articles.add(pasted(text, Metadata("Ships")))
    window = open_window(path)
    window.focus_page()
    qtbot.waitUntil(lambda: spoken_of(window) is not None)
    spoken = spoken_of(window)
    assert spoken is not None
    text = window.session.view.articles.text(window.session.view.articles.ids()[0])
    window.page.set_caret(text.index("two"))
    assert place(text_of(spoken)).startswith("two")
    text_of(spoken).setCursorPosition(whole(spoken).encode("utf-16-le").index("last".encode("utf-16-le")) // 2)
    assert window.page.caret == text.index("last")


def test_of_a_long_article_only_what_is_near_is_given_and_follows_the_caret(
    running: None, tmp_path: Path, annotator: str, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    text = "\n\n".join(f"Paragraph {number} of a long report on ports." for number in range(20_000))
    path = tmp_path / "long.gloss"
    with Project.create(path, annotator="Leila H.") as project:
        project.articles.add(pasted(text, Metadata("Long")))
    window = open_window(path)
    window.focus_page()
    qtbot.waitUntil(lambda: spoken_of(window) is not None)
    spoken = spoken_of(window)
    assert spoken is not None
    for number in (0, 9_999, 10_000, 10_300, 19_999):
        at = text.index(f"Paragraph {number} ")
        window.page.set_caret(at)
        given = text_of(spoken)
        assert given.text(given.cursorPosition(), given.cursorPosition() + 16) == text[at : at + 16]
        assert given.characterCount() < 60_000
        assert given.cursorPosition() >= min(EDGE, at)
    window.page.select(Span(at - 500, at + 4))
    assert len(selected(spoken)) > 400


def test_each_of_two_pages_has_its_own_text(spoken: SpokenPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1700, 800)
    two_pages.open_beside(window, window.session.view.articles.ids()[1])
    qtbot.waitUntil(lambda: len(window.middle.pages) == 2)
    for page, first in zip(window.middle.pages, ("Port towns", "Порт"), strict=True):
        page.setFocus()
        qtbot.waitUntil(lambda page=page: (reading := screen_reading(page)) is not None and reading.spoken is not None)
        reading = screen_reading(page)
        assert reading is not None
        assert reading.spoken is not None
        assert whole(reading.spoken).startswith(first)
        qtbot.waitUntil(reading.spoken.hasFocus)
        assert window.page is page
