from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reader.exporters.export import export
from reader.exporters.table import ExportOptions
from reader.project import Project
from reader.render.theme import THEMES
from reader.window.dialogs.export import ExportDialog
from reader.window.session import Session
from reader.window.settings import Settings


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


@pytest.fixture
def dialog(session: Session, parent: QWidget, qtbot: QtBot) -> ExportDialog:
    dialog = ExportDialog(session, parent)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview.rowCount() > 0)
    return dialog


def check(dialog: ExportDialog, *names: str) -> None:
    """Leaves only the columns `names` checked."""
    for place in range(dialog.columns.count()):
        item = dialog.columns.item(place)
        item.setCheckState(Qt.CheckState.Checked if item.text() in names else Qt.CheckState.Unchecked)


def question() -> QMessageBox:
    return next(box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible())


def test_the_first_rows_are_shown_as_they_will_be_written(dialog: ExportDialog) -> None:
    header = [dialog.preview.horizontalHeaderItem(place).text() for place in range(dialog.preview.columnCount())]
    assert header[:2] == ["project", "article_id"]
    tags = [dialog.preview.item(line, header.index("tag")).text() for line in range(dialog.preview.rowCount())]
    assert tags == ["Ines Okar", "supports", "Grain corridor"]
    check(dialog, "tag", "quote")
    shown = [name for place, name in enumerate(header) if not dialog.preview.isColumnHidden(place)]
    assert shown == ["tag", "quote"]


def test_the_file_has_the_bytes_of_the_command_line(
    dialog: ExportDialog, session: Session, project_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "window.csv"
    dialog.path.setText(str(target))
    dialog.separator.setCurrentIndex(dialog.separator.findData(","))
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert said.args == ["“window.csv” is written: 3 annotations.", False]
    with Project.open(project_path) as project:
        export(project, "csv", "annotations", tmp_path / "line.csv", ExportOptions())
    assert target.read_bytes() == (tmp_path / "line.csv").read_bytes()


def test_what_was_chosen_is_there_the_next_time(
    dialog: ExportDialog, session: Session, parent: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    check(dialog, "tag", "start")
    dialog.separator.setCurrentIndex(dialog.separator.findData(";"))
    dialog.bom.setChecked(False)
    dialog.path.setText(str(tmp_path / "a.csv"))
    with qtbot.waitSignal(session.said):
        dialog.export()
    assert (tmp_path / "a.csv").read_bytes().startswith(b"tag;start\r\nInes Okar;")
    again = ExportDialog(session, parent)
    again.open()
    qtbot.waitUntil(lambda: again.columns.count() > 0)
    assert again.chosen_columns() == ["tag", "start"]
    assert again.options().separator == ";"
    assert not again.options().bom
    again.reject()


def test_a_file_that_is_there_is_replaced_only_when_asked(
    dialog: ExportDialog, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "old.csv"
    target.write_text("mine")
    dialog.path.setText(str(target))
    dialog.export()
    box = question()
    assert box.text() == "Overwrite “old.csv”?"
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.reject()
    assert target.read_text() == "mine"
    assert dialog.isVisible()
    dialog.export()
    with qtbot.waitSignal(session.said):
        next(button for button in question().buttons() if button.text() == "Overwrite").click()
    assert target.read_bytes().startswith(b"\xef\xbb\xbfproject")


def test_a_path_that_cannot_be_written_is_said_beside_it(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.path.setText(str(tmp_path / "nowhere" / "a.csv"))
    dialog.export()
    assert dialog.isVisible()
    assert dialog.error.isVisible()
    assert "nowhere" in dialog.error.text()


@pytest.mark.parametrize("typed", ["", "~nobody-of-that-name/a.csv"])
def test_a_path_that_is_none_can_be_typed(dialog: ExportDialog, typed: str) -> None:
    dialog.path.setText(typed)
    dialog.path.textEdited.emit(typed)
    dialog.formats.setCurrentIndex(dialog.formats.findData("xlsx"))
    dialog.export()
    assert dialog.error.isVisible()
    assert dialog.isVisible()


def test_the_project_is_never_overwritten(dialog: ExportDialog, project_path: Path) -> None:
    dialog.path.setText(str(project_path))
    dialog.export()
    assert "project itself" in dialog.error.text()


def test_articles_and_codebook_and_a_workbook(
    dialog: ExportDialog, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.whats.button(2).click()
    qtbot.waitUntil(lambda: dialog.preview.rowCount() == 7)
    dialog.formats.setCurrentIndex(dialog.formats.findData("xlsx"))
    assert dialog.path.text().endswith("harbour-codebook.xlsx")
    assert not dialog.separator.isEnabled()
    dialog.path.setText(str(tmp_path / "c.xlsx"))
    with qtbot.waitSignal(session.said) as said:
        dialog.export()
    assert said.args == ["“c.xlsx” is written: 7 tags.", False]
    assert (tmp_path / "c.xlsx").read_bytes().startswith(b"PK")


def test_without_columns_there_is_nothing_to_export(dialog: ExportDialog) -> None:
    dialog.none.click()
    assert not dialog.export_button.isEnabled()
    dialog.every.click()
    assert dialog.export_button.isEnabled()
