"""Print: choosing articles, paper and colour, looking at the pages, and the way to a printer or a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from reader.core.article import Metadata
from reader.importers import pasted
from reader.project import Project
from reader.window import printing
from reader.window.dialogs.print import SHOWN, PrintDialog
from reader.window.main_window import MainWindow
from tests.pdf_file import PdfFile, chroma, colours


def opened(window: MainWindow, qtbot: QtBot) -> PrintDialog:
    """Presses Ctrl+P and waits for the first pages."""
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(PrintDialog)))
    (dialog,) = window.findChildren(PrintDialog)
    qtbot.waitUntil(lambda: not dialog.sheet.pixmap().isNull())
    return dialog


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[PrintDialog]:
    window.session.open_article(1)
    dialog = opened(window, qtbot)
    yield dialog
    if window.findChildren(PrintDialog):
        dialog.reject()


def most_chroma(dialog: PrintDialog) -> int:
    return max(chroma(colour) for colour in colours(dialog.sheet.pixmap().toImage()))


def test_this_article_is_shown_first_and_all_can_be(dialog: PrintDialog, qtbot: QtBot) -> None:
    assert [button.text() for button in dialog.which.buttons()] == ["This article", "All 3 articles"]
    assert dialog.articles == [1]
    assert dialog.place.text() == "Page 1 of 1"
    assert not dialog.after.isEnabled()
    dialog.which.button(1).click()
    qtbot.waitUntil(lambda: dialog.place.text() == "Page 1 of 3")
    first = dialog.sheet.pixmap().toImage()
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert dialog.place.text() == "Page 2 of 3"
    assert dialog.sheet.pixmap().toImage() != first
    dialog.before.click()
    assert dialog.sheet.pixmap().toImage() == first


def test_several_chosen_in_the_library(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    window.session.open_article(1)
    library = window.panes.panel("library")
    library._list.selectAll()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(library.chosen()) == 3)  # type: ignore[attr-defined]
    dialog = opened(window, qtbot)
    assert [button.text() for button in dialog.which.buttons()] == ["The 3 articles chosen in the library"]
    assert dialog.articles == [1, 2, 3]
    dialog.reject()


def test_black_and_white_and_paper_are_seen_and_kept(window: MainWindow, dialog: PrintDialog, qtbot: QtBot) -> None:
    assert most_chroma(dialog) > 60
    tall = dialog.sheet.pixmap().height() / dialog.sheet.pixmap().width()
    assert tall == pytest.approx(842 / 595, abs=0.01)
    dialog.black.setChecked(True)
    qtbot.waitUntil(lambda: most_chroma(dialog) < 20)
    dialog.paper.setCurrentIndex(dialog.paper.findData("letter"))
    qtbot.waitUntil(lambda: dialog.sheet.pixmap().height() / dialog.sheet.pixmap().width() < 1.32)
    dialog._keep()
    again = PrintDialog(window)
    assert (again.paper_name, again.coloured) == ("letter", False)
    again.reject()


def test_a_long_print_shows_its_first_pages(
    open_window: Callable[..., MainWindow], tmp_path: Path, annotator: str, qtbot: QtBot
) -> None:
    window = open_window(long_project(tmp_path, 200))
    window.session.open_article(1)
    dialog = opened(window, qtbot)
    assert dialog.place.text() == f"Page 1 of the first {SHOWN}"
    dialog.reject()


def test_a_pdf_is_saved_beside_the_work(window: MainWindow, dialog: PrintDialog, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "saved.pdf"
    said: list[str] = []
    window.session.said.connect(lambda words, _: said.append(words))
    window.session.failed.connect(lambda failure: said.append(str(failure)))

    def answer() -> None:
        box = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog))
        assert box.selectedFiles()[0].endswith("Port towns weigh a new grain corridor.pdf")
        box.findChild(QLineEdit).setText(str(target))
        box.accept()

    QTimer.singleShot(100, answer)
    dialog.to_file.click()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["“saved.pdf” is written: 1 page."]
    assert "Ines Okar, said on Friday" in PdfFile(target).words(0)


def test_without_a_printer_that_is_said(dialog: PrintDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog.to_printer.click()
    assert dialog.error.isVisible()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.sheet.pixmap().height() <= dialog.sheet.height())


def long_project(folder: Path, paragraphs: int) -> Path:
    path = folder / "long.gloss"
    with Project.create(path, annotator="Leila H.") as project:
        text = "\n\n".join("Harbour unions were less convinced by the plan. " * 12 for _ in range(paragraphs))
        project.articles.add(pasted(text, Metadata("Long")))
    return path


def printer_to(path: Path) -> QPrinter:
    """A printer as the dialog hands it on; what it prints can be read."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    printer.setFullPage(True)
    return printer


def test_pages_go_to_the_printer(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    said: list[str] = []
    window.session.said.connect(lambda words, _: said.append(words))
    printer = printer_to(tmp_path / "out.pdf")
    printing.send(window.session, [1, 3], printer, coloured=True)
    qtbot.waitUntil(lambda: said == ["2 pages sent to the printer."])
    file = PdfFile(tmp_path / "out.pdf")
    assert len(file) == 2
    assert "Ines Okar, said on Friday" in file.words(0)
    picture = file.picture(0)
    assert max(chroma(colour) for colour in colours(picture)) > 60
    assert abs(picture.width() - 960) <= 2


def test_printing_can_be_cancelled(
    open_window: Callable[..., MainWindow], tmp_path: Path, annotator: str, qtbot: QtBot
) -> None:
    session = open_window(long_project(tmp_path, 3000)).session
    said: list[str] = []
    session.said.connect(lambda words, _: said.append(words))
    printing.send(session, [1], printer_to(tmp_path / "out.pdf"), coloured=True)
    (work,) = session.works
    qtbot.waitUntil(lambda: work.done > 3)
    work.cancel()
    qtbot.waitUntil(lambda: not session.works)
    assert 0 < work.done < 400
    assert not said
