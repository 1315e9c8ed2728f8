"""The library: what is listed, filtered, counted, and what a key or a menu does there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader.core.annotation import Relevance, Status
from reader.core.article import Metadata
from reader.importers import pasted
from reader.window import going
from reader.window.main_window import MainWindow
from reader.window.panels.library import LibraryPanel
from reader.window.panels.library_model import details
from reader.window.panels.library_parts import ArticleList
from reader.window.panels.library_rows import _fitting, is_rtl


def library_of(window: MainWindow) -> LibraryPanel:
    panel = window.panes.panel("library")
    assert isinstance(panel, LibraryPanel)
    return panel


def list_of(window: MainWindow) -> ArticleList:
    return library_of(window).findChild(ArticleList)


def texts(library: LibraryPanel) -> list[str]:
    return [button.text() for button in library._segments.values()]


def test_articles_stand_as_they_came_in_with_their_counts(window: MainWindow) -> None:
    library = library_of(window)
    rows = [library._model.row(place) for place in range(3)]
    assert [row.language for row in rows if row] == ["en", "ru", "ar"]
    assert [row.annotations for row in rows if row] == [3, 0, 0]
    assert library.summary == "3"
    assert texts(library) == ["To do 2", "In progress 1", "Done 0", "Unsure 0", "Not relevant 0"]
    assert rows[0] is not None
    assert details(rows[0]) == "The Harbour Post · 14 Mar 2025 · English"


def test_a_narrow_row_keeps_its_date(window: MainWindow) -> None:
    row = library_of(window)._model.row(0)
    assert row is not None
    metrics = window.fontMetrics()
    for words in ("The Harbour Post · 14 Mar 2025 · English", "The Harbour Post · 14 Mar 2025"):
        assert _fitting(row, metrics, metrics.horizontalAdvance(words)) == words
    shorter = _fitting(row, metrics, metrics.horizontalAdvance("The Harbour · 14 Mar 2025"))
    assert shorter.startswith("The Har")
    assert shorter.endswith("… · 14 Mar 2025")


def test_a_segment_filters_and_a_second_press_shows_all(window: MainWindow, qtbot: QtBot) -> None:
    library = library_of(window)
    qtbot.mouseClick(library._segments["in_progress"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(library.ids()) == 1)
    assert library.summary == "1 of 3"
    qtbot.mouseClick(library._segments["in_progress"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(library.ids()) == 3)


def test_words_filter_titles_texts_and_tags(window: MainWindow, qtbot: QtBot) -> None:
    library = library_of(window)
    for words, count in (("тариф", 1), ("okar", 1), ("الوزيرة", 1), ("harbour", 1), ("ferry", 0)):
        library.filter.setFocus()
        library.filter.clear()
        library.filter.insert(words)
        qtbot.waitUntil(lambda count=count: len(library.ids()) == count, timeout=5000)
    assert "No article has “ferry”" in library._empty._title.text()
    qtbot.mouseClick(library._empty._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(library.ids()) == 3)


def test_a_letter_typed_in_the_list_goes_to_the_filter(window: MainWindow, qtbot: QtBot) -> None:
    articles = list_of(window)
    articles.setFocus()
    qtbot.keyClicks(articles, "g")
    assert library_of(window).filter.text() == "g"


def test_enter_opens_and_gives_the_keys_to_the_page(window: MainWindow, qtbot: QtBot) -> None:
    articles = list_of(window)
    articles.setFocus()
    qtbot.keyClick(articles, Qt.Key.Key_Down)
    first = window.session.article_id
    assert window.session.article_id == first
    qtbot.keyClick(articles, Qt.Key.Key_Return)
    assert window.session.article_id == library_of(window).ids()[1]
    assert window.page.hasFocus()


def test_new_and_changed_articles_show_without_reading_the_list_anew(window: MainWindow, qtbot: QtBot) -> None:
    library = library_of(window)
    resets: list[int] = []
    library._model.modelReset.connect(lambda: resets.append(1))
    window.session.do(lambda project: project.articles.add(pasted("Fourth\n\nText.", Metadata("Fourth"))))
    qtbot.waitUntil(lambda: len(library.ids()) == 4)
    second = library.ids()[1]
    window.session.do(lambda project: project.articles.edit([second], title="Renamed"))
    qtbot.waitUntil(lambda: library._model.row(1).title == "Renamed")  # type: ignore[union-attr]
    assert not resets
    assert library.summary == "4"


def test_removing_and_undo_put_an_article_away_and_back(window: MainWindow, qtbot: QtBot) -> None:
    library, articles = library_of(window), list_of(window)
    articles.setFocus()
    qtbot.keyClick(articles, Qt.Key.Key_End)
    qtbot.keyClick(articles, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(library.ids()) == 2)
    assert window.toast.text == "1 article removed"
    qtbot.mouseClick(window.toast.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(library.ids()) == 3)


def test_removing_the_article_on_the_page_opens_another(window: MainWindow, qtbot: QtBot) -> None:
    here = window.session.article_id
    assert here is not None
    window.session.do(lambda project: project.articles.remove([here]))
    qtbot.waitUntil(lambda: window.session.article_id not in (None, here))
    assert window.page.article_id == window.session.article_id


def test_the_menu_marks_several_articles_in_one_gesture(window: MainWindow, qtbot: QtBot) -> None:
    library, articles = library_of(window), list_of(window)
    articles.selectAll()
    chosen = library.chosen()
    library._menu(QPoint(5, 5))
    menu = next(each for each in library.findChildren(QMenu) if each.isVisible())
    relevance = next(action.menu() for action in menu.actions() if action.text() == "Relevance")
    next(action for action in relevance.actions() if action.text() == "Duplicate").trigger()
    menu.close()
    qtbot.waitUntil(lambda: window.session.view.progress.counts().set_aside == 3)
    assert {row.relevance for row in window.session.view.articles.rows(chosen)} == {Relevance.DUPLICATE}
    going.go_back(window, redo=False)
    qtbot.waitUntil(lambda: window.session.view.progress.counts().set_aside == 0)


def test_status_counts_follow_a_gesture(window: MainWindow, qtbot: QtBot) -> None:
    library = library_of(window)
    ids = library.ids()
    window.session.do(lambda project: project.progress.set(ids[:2], status=Status.DONE))
    qtbot.waitUntil(lambda: texts(library)[2] == "Done 2")


def test_the_side_of_a_title_is_that_of_its_first_letter() -> None:
    assert is_rtl("الوزيرة")
    assert is_rtl("«12» שלום")
    assert not is_rtl("Порт الوزيرة")
    assert not is_rtl("2025")


def test_a_hundred_thousand_articles_cost_a_page_of_rows(window: MainWindow) -> None:
    library = library_of(window)
    asked: list[int] = []
    fetch = library._model._fetch
    library._model._fetch = lambda ids: (asked.append(len(ids)), fetch(ids))[1]
    library._model.show(list(range(1, 100_001)))
    QApplication.processEvents()
    library._list.grab()
    assert sum(asked) < 300
