"""Print: which articles, on which paper, in colour or not, with the first pages to look at; to a printer or a PDF file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.exporters import PAPERS
from reader.exporters.file_names import file_name
from reader.window import file_dialogs, printing
from reader.window.codebook_edits import counted
from reader.window.going import chosen_articles

if TYPE_CHECKING:
    from reader.project import Project
    from reader.render.preview import Preview
    from reader.window.main_window import MainWindow

SHOWN = 8
"""Pages that can be looked at before printing."""
_SIZE = (840, 640)
_LEAST_SHEET = QSize(240, 320)
_SCALE = 0.75
"""Pixels of the preview for each length of the page, on a usual screen."""


class PrintDialog(QDialog):
    """Choices of paper and colour are kept for the next time; articles are those chosen when it opens."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Print")
        self._session = window.session
        self._choices = self._article_choices(window)
        self._sheets: tuple[QImage, ...] = ()
        self._complete = True
        self._at = 0
        self._make_widgets()
        self._lay_out()
        self.resize(min(_SIZE[0], window.width() - 40), min(_SIZE[1], window.height() - 40))
        self._remember()
        self.which.idClicked.connect(lambda _: self._ask())
        self.paper.currentIndexChanged.connect(lambda _: self._ask())
        self.black.toggled.connect(lambda _: self._ask())
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self._ask()

    def _article_choices(self, window: MainWindow) -> list[tuple[str, list[int]]]:
        """What can be printed: the words for it, and the articles."""
        chosen, every = chosen_articles(window), self._session.view.articles.ids()
        choices: list[tuple[str, list[int]]] = []
        if len(chosen) == 1:
            choices.append(("This article", chosen))
        elif chosen:
            choices.append((f"The {counted(len(chosen), 'article')} chosen in the library", chosen))
        if len(every) != len(chosen) or not chosen:
            choices.append((f"All {counted(len(every), 'article')}" if len(every) != 1 else "The only article", every))
        return choices

    # Widgets

    def _make_widgets(self) -> None:
        self.which = QButtonGroup(self)
        for place, (words, _) in enumerate(self._choices):
            button = QRadioButton(words, self)
            self.which.addButton(button, place)
            button.setChecked(place == 0)
        self.paper = QComboBox(self)
        self.paper.setAccessibleName("Paper")
        for name in PAPERS:
            self.paper.addItem(name.upper() if len(name) == 2 else name.capitalize(), name)
        self.black = QCheckBox("Black and white", self)
        self.black.setToolTip("No tints: lines, brackets and signs show the kind, names the tag")
        self.sheet = _Picture(self, self._show_sheet)
        self.sheet.setAccessibleName("Page as it will be printed")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setMinimumSize(_LEAST_SHEET)
        self.sheet.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.before, self.after = QToolButton(self), QToolButton(self)
        for arrow, words, name in ((self.before, "‹", "Page before"), (self.after, "›", "Next page")):
            arrow.setText(words)
            arrow.setAccessibleName(name)
            arrow.setToolTip(name)
        self.place = QLabel(self)
        self.place.setProperty("role", "secondary")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.to_printer = self.buttons.addButton("Print…", QDialogButtonBox.ButtonRole.ActionRole)
        self.to_file = self.buttons.addButton("Save as PDF…", QDialogButtonBox.ButtonRole.ActionRole)
        self.to_printer.clicked.connect(self._print)
        self.to_file.clicked.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.to_printer.setDefault(True)
        self.error = QLabel(self)
        self.error.setProperty("role", "danger")
        self.error.setWordWrap(True)
        self.error.hide()

    def _lay_out(self) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(8)
        for words, widgets in (
            ("Articles", self.which.buttons()),
            ("Paper", [self.paper, self.black]),
        ):
            heading = QLabel(words, self)
            heading.setProperty("role", "heading")
            choices.addWidget(heading)
            for widget in widgets:
                choices.addWidget(widget)
            choices.addSpacing(12)
        choices.addStretch()
        turning = QHBoxLayout()
        turning.addStretch()
        for widget in (self.before, self.place, self.after):
            turning.addWidget(widget)
        turning.addStretch()
        seen = QVBoxLayout()
        seen.setSpacing(8)
        seen.addWidget(self.sheet, 1)
        seen.addLayout(turning)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(choices)
        across.addLayout(seen, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(16)
        layout.addLayout(across, 1)
        layout.addWidget(self.error)
        layout.addWidget(self.buttons)

    # Choices

    @property
    def articles(self) -> list[int]:
        return self._choices[max(self.which.checkedId(), 0)][1]

    @property
    def coloured(self) -> bool:
        return not self.black.isChecked()

    @property
    def paper_name(self) -> str:
        return str(self.paper.currentData())

    def _remember(self) -> None:
        usual = "letter" if QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem else "a4"
        self.paper.setCurrentIndex(max(self.paper.findData(self._session.settings.choice("print/paper", usual)), 0))
        self.black.setChecked(self._session.settings.choice("print/black", "0") == "1")

    def _keep(self) -> None:
        self._session.settings.set_choice("print/paper", self.paper_name)
        self._session.settings.set_choice("print/black", "0" if self.coloured else "1")

    # The preview

    def _ask(self) -> None:
        """Draws the first pages on the thread that reads."""
        articles, name, coloured = self.articles, self.paper_name, self.coloured
        scale = _SCALE * self.devicePixelRatioF()
        asked = (articles, name, coloured)

        def draw(project: Project) -> Preview:
            from reader.render.paper import PAPERS
            from reader.render.preview import preview

            return preview(project, articles, PAPERS[name], scale, SHOWN, coloured=coloured)

        def show(found: Preview) -> None:
            if asked == (self.articles, self.paper_name, self.coloured):
                self._sheets, self._complete = found.sheets, found.complete
                self.turn(0)

        self._session.read("print preview", draw, show)

    def turn(self, by: int) -> None:
        """Shows the page so many pages on."""
        self._at = min(max(self._at + by, 0), max(len(self._sheets) - 1, 0))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._sheets))
        of = f"of {len(self._sheets)}" if self._complete else f"of the first {len(self._sheets)}"
        self.place.setText(f"Page {self._at + 1} {of}" if self._sheets else "")
        self._show_sheet()

    def _show_sheet(self) -> None:
        if not self._sheets:
            return
        ratio = self.devicePixelRatioF()
        room = (self.sheet.size() - QSize(2, 2)) * ratio
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = QPixmap.fromImage(self._sheets[self._at].scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        painter = QPainter(picture)
        painter.setPen(QColor(self._session.theme.control_edge))
        painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(step)

    # Out

    def _save(self) -> None:
        rows = self._session.view.articles.rows(self.articles[:1]) if len(self.articles) == 1 else []
        name = rows[0].title if rows else self._session.view.name
        settings = self._session.settings
        target: Path | None = file_dialogs.save_file(
            self, settings, "Save as PDF", "export", "PDF (*.pdf)", file_name(name, ".pdf")
        )
        if target is not None:
            self._keep()
            printing.save_pdf(self._session, self.articles, target, self.paper_name, coloured=self.coloured)
            self.accept()

    def _print(self) -> None:
        """Qt's own dialog, without its way to a file: that would open the files that it lists (safety: finding 1)."""
        from PySide6.QtGui import QPageSize
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self.error.setText("No printer is set up on this computer. Save as PDF, and print that elsewhere.")
            self.error.show()
            self.to_file.setFocus()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageSize(
            QPageSize(QPageSize.PageSizeId.A4 if self.paper_name == "a4" else QPageSize.PageSizeId.Letter)
        )
        printer.setDocName(self._session.view.name)
        printer.setColorMode(QPrinter.ColorMode.Color if self.coloured else QPrinter.ColorMode.GrayScale)
        dialog = QPrintDialog(printer, self)
        for option in ("PrintToFile", "PrintPageRange", "PrintSelection", "PrintCurrentPage"):
            dialog.setOption(getattr(QAbstractPrintDialog.PrintDialogOption, option), False)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._keep()
            printing.send(self._session, self.articles, printer, coloured=self.coloured)
            self.accept()


class _Picture(QLabel):
    """A label that says when it has another size."""

    def __init__(self, parent: QWidget, resized: Callable[[], None]) -> None:
        super().__init__(parent)
        self._resized = resized

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized()
