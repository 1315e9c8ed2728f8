"""Two articles side by side: which one is active, what acts on it, scrolling in step, and one page again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader.core.annotation import Status
from reader.core.article import Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project
from reader.window import going, two_pages
from reader.window.article_view import ArticleView
from reader.window.beside import Beside
from reader.window.beside_palette import BesidePalette
from reader.window.commands import BY_ID
from reader.window.main_window import MainWindow
from tests.window.conftest import span_of

Key = Qt.Key


@pytest.fixture
def two(window: MainWindow) -> MainWindow:
    """The English article, and beside it the Arabic one, which has the keys."""
    window.focus_page()
    two_pages.open_beside(window, window.session.view.articles.ids()[2])
    QApplication.processEvents()
    return window


def beside_of(window: MainWindow) -> Beside:
    assert window.middle.beside is not None
    return window.middle.beside


def shown(window: MainWindow) -> list[int | None]:
    return [page.article_id for page in window.middle.pages]


def test_an_article_opens_beside_and_gets_the_keys(two: MainWindow) -> None:
    first, _, third = two.session.view.articles.ids()
    assert shown(two) == [first, third]
    assert two.session.article_id == third
    assert two.page is beside_of(two).pages[1]
    assert two.page.hasFocus()
    assert all(page.isVisible() for page in two.middle.pages)


@pytest.mark.parametrize("turned", [False, True])
def test_another_article_takes_the_place_of_the_one_beside(two: MainWindow, turned: bool) -> None:
    first, second, _ = two.session.view.articles.ids()
    if turned:
        two_pages.turn_over(two)
    two_pages.open_beside(two, second)
    assert (shown(two), two.session.article_id) == ([first, second], second)
    assert two.page is two.middle.pages[1]
    assert two.page.hasFocus()


def test_the_librarys_menu_opens_beside(window: MainWindow, qtbot: QtBot) -> None:
    first, second, _ = window.session.view.articles.ids()
    library = window.panes.panel("library")
    library._list.setCurrentIndex(library._model.index(1))
    library._menu(QPoint(5, 5))
    menu = next(each for each in library.findChildren(QMenu) if each.isVisible())
    next(action for action in menu.actions() if action.text() == "Open beside").trigger()
    menu.close()
    assert (shown(window), window.session.article_id) == ([first, second], second)


def test_the_page_that_is_clicked_is_the_active_one(two: MainWindow, qtbot: QtBot) -> None:
    first, _, third = two.session.view.articles.ids()
    left, right = two.middle.pages
    qtbot.mouseClick(left.viewport(), Qt.MouseButton.LeftButton)
    assert (two.page, two.session.article_id) == (left, first)
    qtbot.keyClick(left, Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert (two.page, two.session.article_id) == (right, third)


def test_tags_go_to_the_active_page_and_both_are_repainted(two: MainWindow, qtbot: QtBot) -> None:
    first, _, third = two.session.view.articles.ids()
    left, right = two.middle.pages
    two_pages.turn_over(two)
    left.select(span_of("Tomas Rell"))
    qtbot.keyClick(left, Key.Key_2)
    qtbot.waitUntil(lambda: len(two.session.view.annotations.of_article(first)) == 4)
    assert not two.session.view.annotations.of_article(third)
    two_pages.turn_over(two)
    two.session.open_article(first)
    assert shown(two) == [first, first]
    right.select(span_of("Grain exporters"))
    seen: list[object] = []
    for page in (left, right):
        page.painted.connect(lambda page=page: seen.append(page))
    qtbot.keyClick(right, Key.Key_2)
    place = span_of("Grain exporters").start + 1
    qtbot.waitUntil(lambda: left.scene is not None and len(left.scene.annotations_over(place)) == 1)
    qtbot.waitUntil(lambda: left in seen and right in seen)


def test_n_and_p_and_a_status_act_on_the_active_page(two: MainWindow, qtbot: QtBot) -> None:
    first, second, _third = two.session.view.articles.ids()
    qtbot.keyClick(two.page, Key.Key_P)
    assert shown(two) == [first, second]
    two.run(BY_ID["article.done"])
    qtbot.waitUntil(lambda: two.session.view.articles.row(second).status is Status.DONE)
    assert two.session.view.articles.row(first).status is not Status.DONE
    two_pages.turn_over(two)
    qtbot.keyClick(two.page, Key.Key_N)
    assert shown(two) == [second, second]


def test_find_and_the_palette_are_about_the_active_page(two: MainWindow, qtbot: QtBot) -> None:
    left, _right = two.middle.pages
    two.open_find_bar()
    find = two.middle._find
    assert find is not None
    find.edit.setText("corridor")
    assert find.count.text() == "No hits"
    left.setFocus()
    qtbot.waitUntil(lambda: "of" in find.count.text())
    find.leave()
    assert left.hasFocus()
    left.select(span_of("Tomas Rell"))
    qtbot.keyClick(left, Key.Key_A)
    palette = two.tag_palette()
    assert palette.current is not None
    assert palette.current.name == "Tomas Rell"
    palette.leave()
    assert left.hasFocus()


def test_escape_a_button_and_a_command_close_it(two: MainWindow, qtbot: QtBot) -> None:
    first, _, third = two.session.view.articles.ids()
    qtbot.keyClick(two.page, Key.Key_Escape)
    assert two.middle.beside is None
    assert (shown(two), two.session.article_id) == ([first], first)
    assert two.page.hasFocus()
    for close in (lambda: beside_of(two)._close.click(), lambda: two.run(BY_ID["view.close_beside"])):
        two_pages.open_beside(two, third)
        close()
        assert shown(two) == [first]
    assert two.page.isVisible()


def test_nothing_is_left_of_a_page_that_was_closed(two: MainWindow, qtbot: QtBot) -> None:
    first, second, third = two.session.view.articles.ids()
    for _ in range(5):
        right = two.page
        qtbot.wait(60)
        right.select(Span(0, 3))
        qtbot.keyClick(right, Key.Key_A)
        two.tag_palette().leave()
        two.open_find_bar()
        two.middle.close_find_bar()
        two_pages.close_beside(two)
        qtbot.wait(20)
        assert len(two.findChildren(ArticleView)) == 1
        two.session.open_article(second)
        two.choose_theme("dark")
        two.page.select(Span(0, 3))
        qtbot.keyClick(two.page, Key.Key_A)
        two.tag_palette().leave()
        two.open_find_bar()
        two.middle.close_find_bar()
        two.choose_theme("light")
        two.session.open_article(first)
        two_pages.open_beside(two, third)


def test_an_article_that_is_on_screen_is_turned_to(two: MainWindow, qtbot: QtBot) -> None:
    first, _, third = two.session.view.articles.ids()
    library = two.panes.panel("library")
    library._open(0)
    assert (shown(two), two.session.article_id) == ([first, third], first)
    left, _right = two.middle.pages
    left.select(span_of("Tomas Rell"))
    qtbot.keyClick(left, Key.Key_2)
    qtbot.waitUntil(lambda: not two.session.waiting)
    two_pages.turn_over(two)
    going.go_back(two, redo=False)
    qtbot.waitUntil(lambda: len(two.session.view.annotations.of_article(first)) == 3 and not two.session.waiting)
    assert (shown(two), two.page) == ([first, third], left)


@pytest.mark.parametrize("gone", [0, 1])
def test_an_article_that_is_removed_leaves_the_other_alone(two: MainWindow, qtbot: QtBot, gone: int) -> None:
    articles = shown(two)
    removed, kept = articles[gone], articles[1 - gone]
    two.session.do(lambda project: project.articles.remove([removed]))
    qtbot.waitUntil(lambda: two.middle.beside is None)
    assert (shown(two), two.session.article_id) == ([kept], kept)
    assert two.page.isVisible()


def test_both_take_on_theme_size_and_what_is_hidden(two: MainWindow) -> None:
    two.choose_theme("dark")
    two.set_size(24)
    two.marks.set_hidden(True)
    for page in two.middle.pages:
        assert page._inks.theme.name == "dark"
        assert page._reading.size == 24
        assert page._marks_hidden
    two.choose_theme("light")


def test_closing_the_project_closes_both_and_reopening_goes_to_the_active_one(two: MainWindow, qtbot: QtBot) -> None:
    path, third = two.session.path, two.session.article_id
    assert path is not None
    two.session.close()
    assert two.middle.beside is None
    two.open_project(path)
    qtbot.waitUntil(lambda: two.session.is_open)
    assert shown(two) == [third]


def test_the_palette_offers_the_other_articles(window: MainWindow, qtbot: QtBot) -> None:
    first, second, _ = window.session.view.articles.ids()
    window.focus_page()
    qtbot.keyClick(window.page, Key.Key_B)
    palette = window.findChild(BesidePalette)
    assert [row.id for row in palette.model.rows] == window.session.view.articles.ids()[1:]
    palette.edit.insert("тариф")
    qtbot.waitUntil(lambda: [row.id for row in palette.model.rows] == [second])
    qtbot.keyClick(palette.edit, Key.Key_Return)
    assert shown(window) == [first, second]


def long_article(paragraphs: int, words: int) -> str:
    body = "\n\n".join(f"Paragraph {number} " + "has words " * words for number in range(paragraphs))
    return f"Head\n\n{body}"


@pytest.fixture
def long_two(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Two versions of equally many paragraphs, the second much longer in each."""

    def add(project: Project) -> list[int]:
        return [
            project.articles.add(pasted(long_article(40, words), Metadata(f"Version {words}"))).id for words in (5, 60)
        ]

    got: list[list[int]] = []
    window.session.do(add, got.append)
    qtbot.waitUntil(lambda: bool(got))
    window.session.open_article(got[0][0])
    two_pages.open_beside(window, got[0][1])
    QApplication.processEvents()
    return window


def top_paragraph(page: object) -> int:
    scene = page.scene  # type: ignore[attr-defined]
    return scene.scrolling.visible()[0][0].number


def test_in_step_the_same_paragraphs_are_read_and_both_ends_are_reached_together(
    long_two: MainWindow, qtbot: QtBot
) -> None:
    left, right = long_two.middle.pages
    left.scroll_by(400)
    assert top_paragraph(right) == 1
    long_two.run(BY_ID["view.in_step"])
    assert beside_of(long_two).step_button.isChecked()
    bar = left.verticalScrollBar()
    for share in (0.25, 0.5, 0.75):
        bar.setValue(int(bar.maximum() * share))
        (mine, down), (its, _) = left.scroll_share(), right.scroll_share()
        assert abs(mine - its) < 0.06
        assert 0 < down < 1
    bar.setValue(bar.maximum())
    assert right.verticalScrollBar().value() == right.verticalScrollBar().maximum()
    bar.setValue(0)
    assert right.verticalScrollBar().value() == 0
    right.verticalScrollBar().setValue(right.verticalScrollBar().maximum())
    assert left.verticalScrollBar().value() == left.verticalScrollBar().maximum()


def test_alone_each_is_scrolled_by_itself(long_two: MainWindow) -> None:
    left, right = long_two.middle.pages
    left.scroll_by(500)
    assert right.verticalScrollBar().value() == 0
    long_two.run(BY_ID["view.in_step"])
    long_two.run(BY_ID["view.in_step"])
    before = right.verticalScrollBar().value()
    left.scroll_by(500)
    assert right.verticalScrollBar().value() == before


def test_f6_goes_to_both_pages(two: MainWindow, qtbot: QtBot) -> None:
    left, right = two.middle.pages
    left.setFocus()
    two.panes.step(1)
    assert right.hasFocus()
    two.panes.step(-1)
    assert left.hasFocus()
