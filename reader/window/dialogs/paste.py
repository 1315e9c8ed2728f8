"""A text from the clipboard as an article: the text to look at, and a form for what is known about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reader.core.article import Metadata
from reader.window.dialogs.metadata import MetadataForm
from reader.window.dialogs.storing import StoringDialog

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.articles import ArticleRow
    from reader.window.main_window import MainWindow
    from reader.window.session import Session

LONGEST_TITLE = 200
"""A first line up to this long is offered as the title."""


class PasteDialog(StoringDialog):
    def __init__(
        self, session: Session, text: str, completions: Mapping[str, Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self.setWindowTitle("Paste as an article")
        self.form = MetadataForm(completions)
        self.form.edits["title"].setText(first_line(text))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Text of the article")
        self.text.setPlaceholderText("Paste the text here")
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(text)
        self._given = text
        words = QLabel("The text can't be changed later, its metadata can.")
        words.setProperty("role", "secondary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._add = buttons.addButton("Add article", QDialogButtonBox.ButtonRole.AcceptRole)
        self._add.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addWidget(self.text, 1)
        layout.addWidget(words)
        layout.addWidget(self.error)
        layout.addWidget(buttons)
        self.resize(600, 560)
        self._check()

    def _check(self) -> None:
        self._add.setEnabled(bool(self.text.toPlainText().strip()))

    def body(self) -> str:
        """The text as it was given; once edited, as Qt holds it but with its spaces that don't break as they are."""
        if not self.text.document().isModified():
            return self._given
        return self.text.document().toRawText().replace("\u2029", "\n")

    def accept(self) -> None:
        """Adds the article, and opens it."""
        text, metadata = self.body(), Metadata(**self.form.values())  # type: ignore[arg-type]
        session = self._session

        def job(project: Project) -> ArticleRow:
            from reader.importers import pasted

            return project.articles.add(pasted(text, metadata))

        self.store(job, lambda row: session.open_article(row.id))


def first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= LONGEST_TITLE else ""


def paste_article(window: MainWindow) -> None:
    """The form over what the clipboard holds; the new article is opened."""
    session = window.session
    articles = session.view.articles
    completions = {"source": articles.sources(), "language": articles.languages()}
    dialog = PasteDialog(session, QGuiApplication.clipboard().text(), completions, window)
    dialog.open()
    dialog.form.edits["title"].setFocus(Qt.FocusReason.OtherFocusReason)
