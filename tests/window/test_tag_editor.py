from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader.core.codebook import LevelStatus, Tag, TagStatus
from reader.render.theme import THEMES
from reader.window.dialogs.memo import MemoDialog
from reader.window.dialogs.tag_editor import TagEditor
from reader.window.session import Session
from reader.window.settings import Settings

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(project_path: Path, annotator: str, qtbot: QtBot) -> Iterator[Session]:
    session = Session(Settings(), THEMES["light"])
    session.open(project_path)
    qtbot.waitUntil(lambda: session.is_open)
    yield session
    session.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    parent.resize(1280, 800)
    qtbot.addWidget(parent)
    parent.show()
    return parent


def tag(session: Session, name: str) -> Tag:
    return next(tag for tag in session.codebook.tags.values() if tag.name == name)


def test_an_actor_is_defined(session: Session, parent: QWidget, qtbot: QtBot) -> None:
    editor = TagEditor(session, tag(session, "Tomas Rell").id, parent)
    editor.open()
    editor.actor_type.setCurrentText("person")
    editor.definition.setPlainText("Spokesman of the harbour unions")
    editor.include.setPlainText("also “the spokesman”")
    editor.exclude.setPlainText("the unions as such")
    editor.examples.setPlainText("“never,” Rell said\n\nRell again\nRell again")
    editor.aliases.setPlainText("Rell\nТомас Релл\n")
    editor.code.setText("rell")
    editor.hotkey.setCurrentIndex(editor.hotkey.findData("3"))
    editor.status.setCurrentIndex(editor.status.findData(TagStatus.PROPOSED))
    qtbot.keyClick(editor.definition, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: tag(session, "Tomas Rell").code == "rell")
    found = tag(session, "Tomas Rell")
    assert (found.actor_type, found.hotkey, found.status) == ("person", "3", TagStatus.PROPOSED)
    assert found.definition == "Spokesman of the harbour unions"
    assert (found.include, found.exclude) == ("also “the spokesman”", "the unions as such")
    assert found.examples == ("“never,” Rell said", "Rell again")
    assert found.aliases == ("Rell", "Томас Релл")


def test_a_stance_has_a_number_or_none(session: Session, parent: QWidget, qtbot: QtBot) -> None:
    editor = TagEditor(session, tag(session, "opposes").id, parent)
    editor.open()
    assert editor.value.text() == "−2"
    editor.value.setText("two")
    editor.save()
    assert "“two” is no number" in editor.error.text()
    editor.value.setText("")
    editor.level_status.setCurrentIndex(editor.level_status.findData(LevelStatus.UNCLEAR))
    editor.save()
    qtbot.waitUntil(lambda: tag(session, "opposes").value is None)
    assert tag(session, "opposes").level_status is LevelStatus.UNCLEAR


def test_a_topic_says_what_supporting_means(session: Session, parent: QWidget, qtbot: QtBot) -> None:
    editor = TagEditor(session, tag(session, "Grain corridor").id, parent)
    editor.open()
    editor.positive_means.setText("the corridor opens")
    editor.save()
    qtbot.waitUntil(lambda: tag(session, "Grain corridor").positive_means == "the corridor opens")


def test_what_cannot_be_stored_is_said_in_the_dialog(session: Session, parent: QWidget, qtbot: QtBot) -> None:
    editor = TagEditor(session, tag(session, "Tomas Rell").id, parent)
    editor.open()
    editor.name.setText("Ines Okar")
    editor.save()
    qtbot.waitUntil(lambda: editor.error.isVisible())
    assert "Ines Okar" in editor.error.text()
    assert editor.isVisible()
    assert tag(session, "Tomas Rell")


def test_a_memo_is_kept_by_ctrl_enter_and_taken_away_when_empty(
    session: Session, parent: QWidget, qtbot: QtBot
) -> None:
    annotation = session.view.annotations.of_article(1)[0].id
    memo = MemoDialog(session, "annotation", annotation, parent)
    memo.open()
    qtbot.keyClicks(memo.edit, "Sure of this")
    qtbot.keyClick(memo.edit, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: session.view.annotations.get(annotation).memo == "Sure of this")
    again = MemoDialog(session, "annotation", annotation, parent)
    again.open()
    assert again.edit.toPlainText() == "Sure of this"
    again.edit.clear()
    again.keep()
    qtbot.waitUntil(lambda: session.view.annotations.get(annotation).memo == "")


def test_esc_stores_nothing_and_loses_nothing(session: Session, parent: QWidget, qtbot: QtBot) -> None:
    memo = MemoDialog(session, "article", 1, parent)
    memo.open()
    qtbot.keyClicks(memo.edit, "Half a thought")
    with qtbot.waitSignal(session.said):
        qtbot.keyClick(memo.edit, Qt.Key.Key_Escape)
    assert session.view.memos.of("article", 1) == []
    again = MemoDialog(session, "article", 1, parent)
    again.open()
    assert again.edit.toPlainText() == "Half a thought"
    again.keep()
    qtbot.waitUntil(lambda: [each.body for each in session.view.memos.of("article", 1)] == ["Half a thought"])


def test_a_memo_of_another_is_shown_but_not_edited(
    session: Session, parent: QWidget, project_path: Path, qtbot: QtBot
) -> None:
    session.do(lambda project: project.memos.set("tag", 1, "Mine"))
    qtbot.waitUntil(lambda: len(session.view.memos.of("tag", 1)) == 1)
    session.annotator = "Somebody else"
    memo = MemoDialog(session, "tag", 1, parent)
    assert memo.edit.toPlainText() == ""
    assert memo.windowTitle() == "Memo on Ines Okar"
