"""Dimming by kind, tag, annotator and memo, and only one tag: what the page gets, what is said, and each way to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from reader.core.shown import ALL, Shown
from reader.project import Project
from reader.window.commands import BY_ID
from reader.window.main_window import MainWindow
from reader.window.marks_popup import MarksPopup
from reader.window.panels.codebook import CodebookPanel
from tests.window.conftest import span_of

Key = Qt.Key
COUNTED = "{} of 5 annotations dimmed: {}"


@pytest.fixture
def coded(open_window: Callable[..., MainWindow], project_path: Path, annotator: str) -> MainWindow:
    """Five annotations in the first article: one with a memo, one by another annotator, one of a tag below another."""
    with Project.open(project_path, annotator="Ben Okri") as project:
        tags = {tag.name: tag for tag in project.tags.codebook().tags.values()}
        project.tags.add("topic", "Wheat", parent=tags["Grain corridor"].id)
        article = project.articles.ids()[0]
        wheat = project.tags.codebook().find("topic", "Wheat")
        project.annotations.add(article, tags["Tomas Rell"].id, [span_of("Tomas Rell")])
        project.act_as("Leila H.")
        project.annotations.add(article, wheat.id, [span_of("corridor is")], memo="only here")
    window = open_window(project_path)
    window.focus_page()
    return window


def tag(window: MainWindow, name: str) -> int:
    return next(each.id for each in window.session.codebook.tags.values() if each.name == name)


def dimmed_names(window: MainWindow) -> set[str]:
    """Tags of the article's annotations that the page dims."""
    article = window.session.article_id
    assert article is not None
    codebook, shown = window.session.codebook, window.page.scene.shown  # type: ignore[union-attr]
    found = window.session.view.annotations.of_article(article)
    return {codebook[one.tag].name for one in found if shown.dims(one, codebook[one.tag].kind)}


def says(qtbot: QtBot, window: MainWindow, words: str) -> None:
    qtbot.waitUntil(lambda: window.state.text == f"Saved · {words}")


def test_a_kind_can_be_dimmed_and_is_counted(coded: MainWindow, qtbot: QtBot) -> None:
    coded.run(BY_ID["view.show_topics"])
    assert dimmed_names(coded) == {"Grain corridor", "Wheat"}
    says(qtbot, coded, COUNTED.format(2, "topics"))
    coded.run(BY_ID["view.show_topics"])
    assert dimmed_names(coded) == set()
    says(qtbot, coded, "5 annotations · nothing hidden")


def test_a_tag_is_dimmed_with_those_below_it(coded: MainWindow, qtbot: QtBot) -> None:
    coded.marks.set_tag_shown(tag(coded, "Grain corridor"), False)
    assert dimmed_names(coded) == {"Grain corridor", "Wheat"}
    says(qtbot, coded, COUNTED.format(2, "Grain corridor"))
    coded.marks.set_tag_shown(tag(coded, "Grain corridor"), True)
    coded.marks.set_tag_shown(tag(coded, "Wheat"), False)
    assert dimmed_names(coded) == {"Wheat"}


def test_annotators_and_memos(coded: MainWindow, qtbot: QtBot) -> None:
    ben = next(one.id for one in coded.session.view.annotators.all() if one.name == "Ben Okri")
    coded.marks.set_annotator_shown(ben, False)
    assert dimmed_names(coded) == {"Tomas Rell"}
    says(qtbot, coded, COUNTED.format(1, "Ben Okri’s"))
    coded.run(BY_ID["view.memos_only"])
    says(qtbot, coded, COUNTED.format(4, "Ben Okri’s, without a memo"))
    assert "Wheat" not in dimmed_names(coded)


def test_one_key_shows_only_the_selected_tag_and_again_all(coded: MainWindow, qtbot: QtBot) -> None:
    coded.page.set_caret(0)
    qtbot.keyClick(coded.page, Key.Key_I)
    assert coded.marks.shown == ALL, "nothing is selected"
    qtbot.keyClick(coded.page, Key.Key_J)
    qtbot.keyClick(coded.page, Key.Key_I)
    assert dimmed_names(coded) == {"supports", "Grain corridor", "Wheat", "Tomas Rell"}
    says(qtbot, coded, COUNTED.format(4, "all but Ines Okar"))
    qtbot.keyClick(coded.page, Key.Key_I)
    assert dimmed_names(coded) == set()


def test_escape_shows_all_tags_again_before_anything_else(coded: MainWindow, qtbot: QtBot) -> None:
    coded.page.set_caret(0)
    qtbot.keyClick(coded.page, Key.Key_J)
    current = coded.page.current
    qtbot.keyClick(coded.page, Key.Key_I)
    qtbot.keyClick(coded.page, Key.Key_Escape)
    assert dimmed_names(coded) == set()
    assert coded.page.current == current


def test_only_one_tag_shows_it_although_its_kind_is_dimmed_and_leaves_that_as_it_was(coded: MainWindow) -> None:
    coded.marks.set_kind_shown("topic", False)
    coded.marks.show_only(tag(coded, "Grain corridor"))
    assert dimmed_names(coded) == {"Ines Okar", "supports", "Tomas Rell"}
    coded.marks.show_only(None)
    assert dimmed_names(coded) == {"Grain corridor", "Wheat"}


def test_the_count_follows_what_is_coded(coded: MainWindow, qtbot: QtBot) -> None:
    coded.run(BY_ID["view.show_actors"])
    says(qtbot, coded, COUNTED.format(2, "actors"))
    article, okar = coded.session.article_id, tag(coded, "Ines Okar")
    assert article is not None
    coded.session.do(lambda project: project.annotations.add(article, okar, [span_of("their spokesman")]))
    says(qtbot, coded, "3 of 6 annotations dimmed: actors")
    coded.session.open_article(coded.session.view.articles.ids()[1])
    says(qtbot, coded, "0 annotations · dimmed: actors")


def test_a_tag_that_is_removed_is_dimmed_no_more(coded: MainWindow, qtbot: QtBot) -> None:
    wheat = tag(coded, "Wheat")
    coded.marks.show_only(wheat)
    coded.marks.set_tag_shown(wheat, False)
    coded.session.do(lambda project: project.tags.remove([wheat]))
    qtbot.waitUntil(lambda: coded.marks.shown == ALL)
    says(qtbot, coded, "4 annotations · nothing hidden")


def test_another_project_begins_with_everything_shown(coded: MainWindow, qtbot: QtBot) -> None:
    path = coded.session.path
    assert path is not None
    coded.marks.set_kind_shown("topic", False)
    coded.marks.set_hidden(True)
    coded.open_project(path)
    qtbot.waitUntil(lambda: coded.session.article_id is not None)
    assert (coded.marks.shown, coded.marks.hidden) == (ALL, False)
    assert dimmed_names(coded) == set()
    says(qtbot, coded, "5 annotations · nothing hidden")


def test_the_codebooks_menu_shows_and_dims_a_tag(coded: MainWindow) -> None:
    panel = coded.panes.panel("codebook")
    assert isinstance(panel, CodebookPanel)
    panel.select(tag(coded, "Grain corridor"))
    for title, shown in (
        ("Show only this tag", {"Ines Okar", "supports", "Tomas Rell"}),
        ("Show all tags again", set()),
        ("Dim this tag", {"Grain corridor", "Wheat"}),
        ("Show this tag again", set()),
    ):
        menu = panel.gestures.menu()
        next(action for action in menu.actions() if action.text() == title).trigger()
        menu.close()
        assert dimmed_names(coded) == shown, title


def test_the_popover_shows_and_changes_what_is_dimmed(coded: MainWindow, qtbot: QtBot) -> None:
    coded.marks.set_tag_shown(tag(coded, "Wheat"), False)
    qtbot.keyClick(coded.page, Key.Key_V)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, MarksPopup)
    boxes = {box.text(): box for box in popup.findChildren(QCheckBox)}
    assert [text for text, box in boxes.items() if not box.isChecked()] == ["Grain corridor > Wheat"]
    boxes["● Actors"].click()
    boxes["Ben Okri"].click()
    boxes["Annotations without a memo"].click()
    marks = coded.marks
    assert marks.shown == Shown(
        frozenset({"actor"}), frozenset({tag(coded, "Wheat")}), frozenset(marks.dimmed_annotators), True
    )
    assert len(marks.dimmed_annotators) == 1
    everything = popup.findChild(QPushButton)
    assert everything is not None
    everything.click()
    assert marks.shown == ALL
    assert all(box.isChecked() for box in boxes.values())
    assert not everything.isEnabled()
    qtbot.keyClick(popup, Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_the_selected_annotations_tag_is_dimmed_by_command_and_all_is_shown_again(coded: MainWindow) -> None:
    coded.page.set_caret(0)
    coded.page.step_annotation(1)
    coded.run(BY_ID["view.dim_tag"])
    assert dimmed_names(coded) == {"Ines Okar"}
    coded.run(BY_ID["view.dim_tag"])
    assert dimmed_names(coded) == set()
    coded.run(BY_ID["view.show_stances"])
    coded.run(BY_ID["view.show_all"])
    assert dimmed_names(coded) == set()
