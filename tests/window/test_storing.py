"""What a person typed outlives a write that fails."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from reader.core.errors import WriteFailed
from reader.project.articles import Articles
from reader.project.memos import Memos
from reader.window.dialogs.memo import MemoDialog
from reader.window.dialogs.metadata import MetadataDialog, edit_metadata
from reader.window.dialogs.paste import PasteDialog, paste_article
from reader.window.main_window import MainWindow


def full(*_: object, **__: object) -> None:
    raise WriteFailed("“harbour.gloss” was not changed: the disk is full.")


def test_a_pasted_text_stays_until_it_is_stored(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText("A ferry\n\nIt sails.")
    paste_article(window)
    dialog = window.findChild(PasteDialog)
    with monkeypatch.context() as disk:
        disk.setattr(Articles, "add", full)
        dialog.accept()
        qtbot.waitUntil(lambda: "the disk is full" in dialog.error.text())
    assert dialog.isVisible()
    dialog.accept()
    qtbot.waitUntil(lambda: window.session.view.articles.count() == 4)
    qtbot.waitUntil(lambda: window.findChild(PasteDialog) is None)


@pytest.mark.parametrize("edited", ["", "!"])
def test_a_pasted_text_is_stored_as_it_was_given(window: MainWindow, qtbot: QtBot, edited: str) -> None:
    text = "Prix\n\n« 10\u00a0000 »\u2028ligne\u202f: fin 🙂"
    QGuiApplication.clipboard().setText(text)
    paste_article(window)
    dialog = window.findChild(PasteDialog)
    if edited:
        dialog.text.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClicks(dialog.text, edited)
    dialog.accept()
    qtbot.waitUntil(lambda: window.session.view.articles.count() == 4)
    assert window.session.view.articles.text(4) == text + edited


def test_metadata_stay_until_they_are_stored(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    edit_metadata(window, [1])
    dialog = window.findChild(MetadataDialog)
    dialog.form.edits["author"].setText("Mira Land")
    monkeypatch.setattr(Articles, "edit", full)
    dialog.accept()
    qtbot.waitUntil(lambda: "the disk is full" in dialog.error.text())
    assert dialog.isVisible()
    assert dialog.form.edits["author"].text() == "Mira Land"
    QDialog.reject(dialog)


def test_a_memo_that_could_not_be_stored_is_there_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    memo = MemoDialog(session, "article", 1, window)
    memo.open()
    memo.edit.setPlainText("A long thought")
    with monkeypatch.context() as disk, qtbot.waitSignal(session.failed):
        disk.setattr(Memos, "set", full)
        memo.keep()
    again = MemoDialog(session, "article", 1, window)
    again.open()
    assert again.edit.toPlainText() == "A long thought"
    again.keep()
    qtbot.waitUntil(lambda: [each.body for each in session.view.memos.of("article", 1)] == ["A long thought"])
