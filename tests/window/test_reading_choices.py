"""Typeface, size, length and spacing of lines, what is in focus: by command and popover, at once, and kept."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from reader.core.article import BlockKind, Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project
from reader.render.typography import FACES, LEADINGS, Reading, Typography, families
from reader.window import reading_choices, two_pages
from reader.window.commands import BY_ID
from reader.window.main_window import MainWindow
from reader.window.page_menu import show_page_menu
from reader.window.reading_settings import ReadingSettings
from reader.window.settings import FACES as KEPT_FACES
from reader.window.settings import LEADINGS as KEPT_LEADINGS
from reader.window.settings import PLACED_PROJECTS, PLACES, Place, Settings
from tests.window.conftest import TEXT, span_of

Key = Qt.Key
CHANGES: dict[str, Callable[[MainWindow], None]] = {
    "face": lambda window: reading_choices.set_face(window, "serif"),
    "leading": lambda window: reading_choices.set_leading(window, "wide"),
    "measure": lambda window: window.set_measure(52),
    "size": lambda window: window.set_size(26),
}


@pytest.fixture
def long_page(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """On the page an article of many long paragraphs, read in its middle."""
    text = "Head\n\n" + "\n\n".join(f"Paragraph {number} " + "has some more words " * 40 for number in range(60))
    got: list[int] = []
    window.session.do(lambda project: project.articles.add(pasted(text, Metadata("Long"))).id, got.append)
    qtbot.waitUntil(lambda: bool(got))
    window.session.open_article(got[0])
    window.page.set_caret(text.index("Paragraph 30") + 700)
    QApplication.processEvents()
    return window


@pytest.mark.parametrize("what", CHANGES)
def test_the_line_that_is_read_stays_where_it_is(long_page: MainWindow, what: str) -> None:
    page = long_page.page
    assert page.scene is not None
    before = page.scene.caret_rect(page.caret).center().y()
    CHANGES[what](long_page)
    QApplication.processEvents()
    assert abs(page.scene.caret_rect(page.caret).center().y() - before) <= 2


@pytest.mark.parametrize("what", CHANGES)
def test_with_the_caret_elsewhere_the_uppermost_line_stays(long_page: MainWindow, what: str) -> None:
    page = long_page.page
    page.scroll_by(3000)
    top = page.scroll_state()
    CHANGES[what](long_page)
    QApplication.processEvents()
    assert page.scene is not None
    first = page.scene.caret_rect(top).top()
    assert -40 < first < 80


def test_all_is_kept_and_a_new_window_has_it(
    open_window: Callable[..., MainWindow], project_path: Path, annotator: str
) -> None:
    window = open_window(project_path)
    for identity in ("view.face_sans", "view.leading_tight", "view.measure_80", "view.snaps"):
        window.run(BY_ID[identity])
    window.focus_page()
    window.run(BY_ID["view.ruler"])
    assert window.page._reading == Reading(18, 80, "sans", "tight")
    window.close()
    again = open_window(project_path)
    assert again.page._reading == Reading(18, 80, "sans", "tight")
    assert (again.page.focus.mode, again.page.snaps) == ("line", False)
    for identity in ("view.face_sans", "view.leading_tight", "view.measure_80", "view.ruler"):
        checked = BY_ID[identity].checked
        assert checked is not None
        assert checked(again)


def test_the_settings_know_what_the_page_knows() -> None:
    assert KEPT_FACES == FACES
    assert tuple(LEADINGS) == KEPT_LEADINGS


def test_what_is_unreadable_is_the_usual(home: Path) -> None:
    (home / "settings.ini").write_text("[look]\nface=wingdings\nleading=9\nfocus=all\nsnaps=x\n")
    settings = Settings()
    assert (settings.face, settings.leading, settings.focus, settings.snaps) == ("literata", "usual", "", True)


def test_keys_light_the_line_or_the_paragraph_and_escape_or_the_key_leaves(window: MainWindow, qtbot: QtBot) -> None:
    window.focus_page()
    for key, mode in ((Key.Key_R, "line"), (Key.Key_F, "paragraph")):
        qtbot.keyClick(window.page, key)
        assert window.page.focus.mode == mode
        qtbot.keyClick(window.page, key)
        assert window.page.focus.mode == ""
        qtbot.keyClick(window.page, key)
        qtbot.keyClick(window.page, Key.Key_Escape)
        assert window.page.focus.mode == ""
    window.page.select(span_of("Friday"))
    qtbot.keyClick(window.page, Key.Key_R)
    qtbot.keyClick(window.page, Key.Key_Escape)
    assert (window.page.selection(), window.page.focus.mode) == ((), "line")


@pytest.mark.parametrize("script", ["latin", "cyrillic", "arabic"])
@pytest.mark.parametrize("face", FACES)
def test_each_face_holds_as_many_characters_and_has_its_letters(window: MainWindow, face: str, script: str) -> None:
    typography = Typography(18, script, 66, face)
    assert abs(typography.characters_a_line - 66) < 2.5
    font = typography.of(BlockKind.PARAGRAPH).font
    layout = QTextLayout({"latin": "Harbour", "cyrillic": "Гавань", "arabic": "الميناء"}[script], font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    used = {run.rawFont().familyName() for run in layout.glyphRuns()}
    assert all(0 not in run.glyphIndexes() for run in layout.glyphRuns())
    assert used <= set(families(face))


def test_the_window_starts_with_the_right_width_of_another_face(home: Path) -> None:
    """In a process of its own, where no face was loaded before."""
    program = (
        "from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
        "from reader.render.typography import FACES, Typography;"
        "from reader.render.faces import load_fonts;"
        "first = Typography(18, 'latin', 66, 'serif').measure; load_fonts();"
        "from reader.render.typography import breadth; breadth.cache_clear();"
        "assert first == Typography(18, 'latin', 66, 'serif').measure"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@pytest.mark.parametrize("script", ["latin", "arabic"])
def test_tight_lines_keep_their_lanes_clear_of_the_next_lines_letters(window: MainWindow, script: str) -> None:
    usual = Typography(18, script).of(BlockKind.PARAGRAPH)
    tight = Typography(18, script, leading="tight").of(BlockKind.PARAGRAPH)
    wide = Typography(18, script, leading="wide").of(BlockKind.PARAGRAPH)
    assert tight.leading < usual.leading < wide.leading
    letters = (0.74 if script == "latin" else 0.75) * tight.size
    assert tight.lanes[-1] + tight.stroke <= tight.leading - letters + 1


def test_the_popover_has_all_of_it(window: MainWindow, qtbot: QtBot) -> None:
    window.show_reading_settings()
    popover = window.findChild(ReadingSettings)
    buttons = {button.accessibleName(): button for button in popover.findChildren(QToolButton)}
    for name in ("Typeface: System serif", "Line spacing: Wide", "Characters a line: 52", "In focus: Paragraph"):
        qtbot.mouseClick(buttons[name], Qt.MouseButton.LeftButton)
    assert window.page._reading == Reading(18, 52, "serif", "wide")
    assert window.page.focus.mode == "paragraph"
    boxes = {box.text(): box for box in popover.findChildren(QCheckBox)}
    boxes["Dragging selects whole words"].click()
    assert not window.page.snaps
    popover.close()


def test_each_article_opens_where_one_was_in_it_also_after_a_restart(
    open_window: Callable[..., MainWindow], project_path: Path, annotator: str
) -> None:
    with Project.open(project_path, annotator=annotator) as project:
        text = "Head\n\n" + "\n\n".join(f"Paragraph {each}." for each in range(300))
        long = project.articles.add(pasted(text, Metadata("Long"))).id
    window = open_window(project_path)
    first = window.session.view.articles.ids()[0]
    window.page.select(span_of("Tomas Rell"))
    window.session.open_article(long)
    window.page.set_caret(2000)
    window.page.scroll_by(500)
    scroll = window.page.scroll_state()
    window.session.open_article(first)
    window.close()
    again = open_window(project_path)
    assert again.page.caret == span_of("Tomas Rell").end
    again.session.open_article(long)
    assert abs(again.page.caret - 2000) < 20
    assert again.page.scroll_state() == scroll


def test_the_place_in_an_article_beside_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    first, second, _ = window.session.view.articles.ids()
    two_pages.open_beside(window, second)
    window.page.set_caret(12)
    two_pages.close_beside(window)
    window.page.set_caret(TEXT.index("Tomas"))
    window.session.open_article(second)
    assert window.page.caret == 12
    window.session.open_article(first)
    assert window.page.caret == TEXT.index("Tomas")


def test_remembered_places_are_bounded(home: Path) -> None:
    settings = Settings()
    for article in range(PLACES + 50):
        settings.set_place("one", Place(article, article * 2, 3))
    assert settings.place("one") == Place(PLACES + 49, 2 * (PLACES + 49), 3)
    assert settings.place_in("one", 60) == Place(60, 120, 3)
    assert settings.place_in("one", 10) == Place(10, 0, 0)
    for number in range(PLACED_PROJECTS):
        settings.set_place(f"project{number}", Place(1, 2, 3))
    settings.save()
    again = Settings()
    assert again.place("one") is None
    assert again.place(f"project{PLACED_PROJECTS - 1}") == Place(1, 2, 3)


def test_the_context_menu_shows_each_key_and_does_what_it_says(window: MainWindow, qtbot: QtBot) -> None:
    window.focus_page()
    window.page.set_caret(TEXT.index("promised"))
    show_page_menu(window, window.mapToGlobal(QPoint(200, 200)))
    menu = next(each for each in window.findChildren(QMenu) if each.isVisible())
    lines = [tuple(action.text().split("\t")) for action in menu.actions() if not action.isSeparator()]
    assert all(len(line) == 2 and all(line) for line in lines)
    titles = [line[0] for line in lines]
    assert {"Tag actor…", "Copy passage", "Select sentence", "Find in the article", "Open beside…"} <= set(titles)
    next(action for action in menu.actions() if action.text().startswith("Select paragraph")).trigger()
    menu.close()
    assert window.page.selection()[0].start == TEXT.index("Harbour unions")


def test_keys_select_sentence_and_paragraph(window: MainWindow, qtbot: QtBot) -> None:
    window.focus_page()
    window.page.set_caret(TEXT.index("promised"))
    qtbot.keyClick(window.page, Key.Key_E)
    assert window.page.selection() == (
        span_of("“We have been promised work before,” their spokesman, Tomas Rell, said."),
    )
    qtbot.keyClick(window.page, Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    start = TEXT.index("Harbour unions")
    assert window.page.selection() == (Span(start, TEXT.index("Grain exporters") - 2),)
