"""Export to a file: what, as which format, which columns, with the first rows shown as they will be written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.core.errors import ExportFailed
from reader.exporters import REGISTRY, TABLES
from reader.exporters.table import ExportOptions, Row
from reader.window import file_dialogs
from reader.window.exporting import NOUNS, write_file

if TYPE_CHECKING:
    from reader.window.session import Session

_SEPARATORS = {",": "Comma", ";": "Semicolon", "\t": "Tab"}
_OFFSETS = {"codepoints": "Code points", "utf16": "UTF-16 units", "bytes": "UTF-8 bytes"}
_CELL = 80
"""Characters of a cell that the preview shows."""
_SIZE = (920, 620)


class ExportDialog(QDialog):
    """All choices are kept for the next time; the file is written beside the work, with progress."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export")
        self._session = session
        self._named = True  # the file name is still ours, and follows what is chosen
        self._make_widgets()
        self._lay_out()
        self.resize(min(_SIZE[0], parent.width() - 40), min(_SIZE[1], parent.height() - 40))
        self._remember()
        self._listen()
        self._format_changed()
        self._what_changed()

    # What is chosen

    @property
    def what(self) -> str:
        return list(TABLES)[max(0, self.whats.checkedId())]

    @property
    def format(self) -> str:
        return str(self.formats.currentData())

    def options(self, *, force: bool = False) -> ExportOptions:
        columns = self.chosen_columns()
        return ExportOptions(
            columns=tuple(columns) if len(columns) < self.columns.count() else (),
            raw=self.raw.isChecked(),
            separator=str(self.separator.currentData()),
            bom=self.bom.isChecked(),
            offsets=str(self.offsets.currentData()),
            force=force,
        )

    def chosen_columns(self) -> list[str]:
        items = (self.columns.item(place) for place in range(self.columns.count()))
        return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]

    def target(self) -> Path:
        """What is typed, `~` being the person's own folder."""
        return Path(os.path.expanduser(self.path.text().strip()))

    # The widgets

    def _make_widgets(self) -> None:
        self.whats = QButtonGroup(self)
        for place, source in enumerate(TABLES.values()):
            button = QToolButton(self)
            button.setText(source.title)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            self.whats.addButton(button, place)
        self.formats = QComboBox(self)
        for exporter in REGISTRY.values():
            if not exporter.pages:  # those have no table to choose from: they are printed
                self.formats.addItem(exporter.title, exporter.name)
        self.separator = QComboBox(self)
        for separator, name in _SEPARATORS.items():
            expected = separator == _system_separator() != ","
            self.separator.addItem(f"{name} (spreadsheets here)" if expected else name, separator)
        self.offsets = QComboBox(self)
        for unit, name in _OFFSETS.items():
            self.offsets.addItem(name, unit)
        for combo in (self.formats, self.separator, self.offsets):
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bom = QCheckBox("Mark as UTF-8", self)
        self.bom.setToolTip("A byte order mark at the beginning: Excel reads letters wrong without it")
        self.raw = QCheckBox("Raw cells", self)
        self.raw.setToolTip("No apostrophe before cells that a spreadsheet would run as a formula")
        self.columns = QListWidget(self)
        self.columns.setAccessibleName("Columns")
        self.columns.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.every = QToolButton(self)
        self.every.setText("All")
        self.none = QToolButton(self)
        self.none.setText("None")
        self.preview = QTableWidget(self)
        self.preview.setAccessibleName("First rows")
        self.preview.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.preview.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.preview.setTabKeyNavigation(False)
        self.preview.setWordWrap(False)
        self.preview.verticalHeader().hide()
        self.preview.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.preview.verticalHeader().setDefaultSectionSize(28)
        self.note = QLabel(self)
        self.note.setProperty("role", "secondary")
        self.path = QLineEdit(self)
        self.path.setAccessibleName("File")
        self.choose = QPushButton("Choose…", self)
        self.choose.setAutoDefault(False)
        self.error = QLabel(self)
        self.error.setProperty("role", "danger")
        self.error.setWordWrap(True)
        self.error.hide()
        self.buttons = QDialogButtonBox(self)
        self.export_button = self.buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self.export_button.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)

    def _lay_out(self) -> None:
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for button in self.whats.buttons():
            segments.addWidget(button)
        segments.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form = form
        form.addRow(_label("Format", "secondary"), self.formats)
        form.addRow(_label("Parted by", "secondary"), self.separator)
        form.addRow(_label("Offsets in", "secondary"), self.offsets)
        checks = QHBoxLayout()
        checks.addWidget(self.bom)
        checks.addWidget(self.raw)
        form.addRow(checks)
        heading = QHBoxLayout()
        heading.addWidget(_label("Columns", "heading"), 1)
        heading.addWidget(self.every)
        heading.addWidget(self.none)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(form)
        left.addSpacing(8)
        left.addLayout(heading)
        left.addWidget(self.columns, 1)
        side = QWidget(self)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(264)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(_label("First rows", "heading"))
        right.addWidget(self.preview, 1)
        right.addWidget(self.note)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(side)
        middle.addLayout(right, 1)
        file = QHBoxLayout()
        file.setSpacing(8)
        file.addWidget(_label("File", "secondary"))
        file.addWidget(self.path, 1)
        file.addWidget(self.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addLayout(segments)
        layout.addLayout(middle, 1)
        layout.addLayout(file)
        layout.addWidget(self.error)
        layout.addWidget(self.buttons)

    def _listen(self) -> None:
        self.whats.idClicked.connect(lambda _: self._what_changed())
        self.formats.currentIndexChanged.connect(lambda _: self._format_changed())
        self.offsets.currentIndexChanged.connect(lambda _: self._ask_preview())
        self.columns.itemChanged.connect(lambda _: self._columns_changed())
        self.every.clicked.connect(lambda: self._check_all(True))
        self.none.clicked.connect(lambda: self._check_all(False))
        self.path.textEdited.connect(lambda _: self._path_edited())
        self.choose.clicked.connect(self._choose)
        self.buttons.accepted.connect(self.export)
        self.buttons.rejected.connect(self.reject)

    # What the person chose last

    def _remember(self) -> None:
        choice = self._session.settings.choice
        what = choice("export/what", "annotations")
        self.whats.button(list(TABLES).index(what) if what in TABLES else 0).setChecked(True)
        for combo, key, usual in (
            (self.formats, "export/format", "csv"),
            (self.separator, "export/separator", _system_separator()),
            (self.offsets, "export/offsets", "codepoints"),
        ):
            combo.setCurrentIndex(max(0, combo.findData(choice(key, usual))))
        self.bom.setChecked(choice("export/bom", "1") == "1")
        self.raw.setChecked(choice("export/raw", "0") == "1")

    def _keep(self) -> None:
        keep = self._session.settings.set_choice
        keep("export/what", self.what)
        keep("export/format", self.format)
        keep("export/separator", str(self.separator.currentData()))
        keep("export/offsets", str(self.offsets.currentData()))
        keep("export/bom", "1" if self.bom.isChecked() else "0")
        keep("export/raw", "1" if self.raw.isChecked() else "0")
        keep("folder/export", str(self.target().parent))
        self._keep_columns()

    def _keep_columns(self) -> None:
        """Kept are those left out, so that a column that comes later is taken along."""
        chosen = set(self.chosen_columns())
        names = [self.columns.item(place).text() for place in range(self.columns.count())]
        left_out = "\n".join(name for name in names if name not in chosen)
        self._session.settings.set_choice(f"export/without/{self.what}", left_out)

    # What a choice changes

    def _format_changed(self) -> None:
        takes = REGISTRY[self.format].takes
        for option, widget in (("separator", self.separator), ("bom", self.bom), ("raw", self.raw)):
            widget.setEnabled(option in takes)
        self._name_file()

    def _what_changed(self) -> None:
        self._name_file()
        self.offsets.setEnabled(self.what == "annotations")
        self._ask_preview()

    def _ask_preview(self) -> None:
        from reader.exporters.export import preview

        what, options = self.what, ExportOptions(offsets=str(self.offsets.currentData()))

        def show(found: tuple[tuple[str, ...], list[Row]]) -> None:
            if what == self.what:
                self._show_columns(found[0])
                self._show_rows(found[1])

        self._session.look(lambda project: preview(project, what, options), show)

    def _show_columns(self, names: Sequence[str]) -> None:
        left_out = set(self._session.settings.choice(f"export/without/{self.what}", "").split("\n"))
        self.columns.blockSignals(True)
        self.columns.clear()
        for name in names:
            item = QListWidgetItem(name, self.columns)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if name in left_out else Qt.CheckState.Checked)
        self.columns.blockSignals(False)
        self.preview.clear()
        self.preview.setColumnCount(len(names))
        self.preview.setHorizontalHeaderLabels(list(names))

    def _show_rows(self, rows: Sequence[Row]) -> None:
        self.preview.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                text = "" if cell is None else " ".join(str(cell).split())
                item = QTableWidgetItem(text if len(text) <= _CELL else f"{text[:_CELL]}…")
                if isinstance(cell, (int, float)):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
                self.preview.setItem(line, place, item)
        self.preview.resizeColumnsToContents()
        for place in range(self.preview.columnCount()):
            self.preview.setColumnWidth(place, max(56, min(220, self.preview.columnWidth(place))))
        self.note.setVisible(not rows)
        self.note.setText("" if rows else f"No {NOUNS[self.what]}s yet: the file will have the column names alone.")
        self._columns_changed()

    def _columns_changed(self) -> None:
        for place in range(self.columns.count()):
            shown = self.columns.item(place).checkState() == Qt.CheckState.Checked
            self.preview.setColumnHidden(place, not shown)
        some = bool(self.chosen_columns())
        self.export_button.setEnabled(some)
        self.export_button.setToolTip("" if some else "Choose at least one column")
        self._keep_columns()

    def _check_all(self, checked: bool) -> None:
        self.columns.blockSignals(True)
        for place in range(self.columns.count()):
            self.columns.item(place).setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        self.columns.blockSignals(False)
        self._columns_changed()

    def _name_file(self) -> None:
        from reader.exporters.export import suggested_name

        if self._named:
            project = self._session.view
            folder = Path(self._session.settings.choice("folder/export", "") or project.path.parent)
            self.path.setText(str(folder / suggested_name(project, self.format, self.what)))
        elif self.target().name:
            self.path.setText(str(self.target().with_suffix(REGISTRY[self.format].suffix)))

    def _path_edited(self) -> None:
        self._named = False
        self.error.hide()

    def _choose(self) -> None:
        exporter = REGISTRY[self.format]
        found = file_dialogs.save_file(
            self,
            self._session.settings,
            "Export to",
            "export",
            f"{exporter.title} (*{exporter.suffix})",
            self.target().name,
            may_replace=False,
        )
        if found is not None:
            self.path.setText(str(found))
            self._path_edited()

    # Writing

    def export(self) -> None:
        """Writes the file; asks first where one would be replaced, and says here why it can't be written."""
        from reader.exporters.target import checked

        try:
            target = checked(self.target(), self._session.view.path, force=True)
        except ExportFailed as error:
            self.error.setText(str(error))
            self.error.show()
            self.path.setFocus()
            return
        if target.exists():
            self._ask_overwrite(target)
        else:
            self._write(target)

    def _ask_overwrite(self, target: Path) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, f"Overwrite “{target.name}”?", "", parent=self)
        box.setText(f"Overwrite “{target.name}”?")
        box.setInformativeText(f"The file that is now in “{target.parent.name}” is replaced and can't be brought back.")
        overwrite = box.addButton("Overwrite", QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        overwrite.clicked.connect(lambda: self._write(target))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _write(self, target: Path) -> None:
        self._keep()
        write_file(self._session, self.format, self.what, target, self.options(force=True))
        self.accept()


def _system_separator() -> str:
    """A comma, but where that is the decimal sign spreadsheets expect a semicolon."""
    return ";" if QLocale.system().decimalPoint() == "," else ","


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setMinimumHeight(28 if role == "secondary" else 0)
    return label
