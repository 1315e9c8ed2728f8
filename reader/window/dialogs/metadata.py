"""Metadata of one article, or of many at once: only the fields that were changed are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.window.dialogs.storing import StoringDialog

if TYPE_CHECKING:
    from reader.project.articles import ArticleRow
    from reader.window.main_window import MainWindow
    from reader.window.session import Session

FIELDS = (
    ("title", "Title"),
    ("source", "Source"),
    ("author", "Author"),
    ("published", "Published"),
    ("language", "Language"),
    ("url", "Address"),
)
_HINTS = {"published": "2025-03-14, 2025-03 or 2025", "language": "en, ru, ar…", "url": "https://…"}
SEVERAL = "Several values; leave empty to keep them"


class MetadataForm(QWidget):
    """The six fields. `changed` gives those whose text is not what it was."""

    def __init__(self, completions: Mapping[str, Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits: dict[str, QLineEdit] = {}
        self._before: dict[str, str] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, title in FIELDS:
            edit = QLineEdit()
            edit.setPlaceholderText(_HINTS.get(name, ""))
            edit.setAccessibleName(title)
            if name in completions:
                completer = QCompleter(list(completions[name]), edit)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                edit.setCompleter(completer)
            label = QLabel(title)
            label.setBuddy(edit)
            label.setMinimumHeight(edit.sizeHint().height())
            form.addRow(label, edit)
            self.edits[name] = edit
            self._before[name] = ""

    def fill(self, rows: Sequence[ArticleRow]) -> None:
        """One article's values, or those that many have in common."""
        for name, edit in self.edits.items():
            values = {getattr(row, name) for row in rows}
            text = values.pop() if len(values) == 1 else ""
            if values:
                edit.setPlaceholderText(SEVERAL)
            edit.setText(text)
            edit.setCursorPosition(0)
            self._before[name] = text

    def changed(self) -> dict[str, str]:
        now = {name: edit.text().strip() for name, edit in self.edits.items()}
        return {name: text for name, text in now.items() if text != self._before[name]}

    def values(self) -> dict[str, str]:
        return {name: edit.text().strip() for name, edit in self.edits.items()}


class MetadataDialog(StoringDialog):
    def __init__(
        self,
        session: Session,
        rows: Sequence[ArticleRow],
        completions: Mapping[str, Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, parent)
        one = len(rows) == 1
        self.setWindowTitle("Metadata" if one else f"Metadata of {len(rows):,} articles")
        self._rows = rows
        self.form = MetadataForm(completions)
        self.form.fill(rows)
        self.fields = QPlainTextEdit()
        self.fields.setAccessibleName("Own fields")
        self.fields.setPlaceholderText("Own fields, one a line: desk: politics")
        self.fields.setTabChangesFocus(True)
        self.fields.setFixedHeight(84)
        self._fields_before = _as_lines(rows[0].fields) if one else ""
        self.fields.setPlainText(self._fields_before)
        self.fields.setVisible(one)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(
            "Save" if one else f"Change {len(rows):,} articles", QDialogButtonBox.ButtonRole.AcceptRole
        )
        save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        if not one:
            words = QLabel("Only what you change here is written, into every one of them.")
            words.setProperty("role", "secondary")
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addWidget(self.form)
        layout.addWidget(self.fields)
        layout.addWidget(self.error)
        layout.addSpacing(8)
        layout.addWidget(buttons)
        self.setMinimumWidth(480)

    def changed(self) -> dict[str, str | Mapping[str, str]]:
        found: dict[str, str | Mapping[str, str]] = dict(self.form.changed())
        if self.fields.toPlainText() != self._fields_before:
            found["fields"] = _from_lines(self.fields.toPlainText())
        return found

    def accept(self) -> None:
        """Writes what was changed."""
        changed = self.changed()
        if not changed:
            super().accept()
            return
        session, ids = self._session, [row.id for row in self._rows]
        self.store(
            lambda project: project.articles.edit(ids, **changed),
            lambda _: session.say("1 article changed" if len(ids) == 1 else f"{len(ids):,} articles changed", True),
        )


def edit_metadata(window: MainWindow, articles: Sequence[int]) -> None:
    session = window.session
    rows = session.view.articles.rows(articles)
    if not rows:
        return
    articles_ = session.view.articles
    completions = {"source": articles_.sources(), "language": articles_.languages()}
    MetadataDialog(session, rows, completions, window).open()


def _as_lines(fields: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in fields.items())


def _from_lines(text: str) -> dict[str, str]:
    """Lines "name: value"; a line without a colon is a field without a value."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}
