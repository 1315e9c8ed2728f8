"""What the inspector shows: a card of an annotation, a card of an article, or what to do where there is neither."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.core.annotation import Annotation
from reader.core.codebook import KINDS, Tag
from reader.render.theme import ink_of
from reader.window.chips import AnnotationRow, CertaintyDots, Chip
from reader.window.codebook_edits import main_window_of
from reader.window.link import LinkLabel
from reader.window.marking import RELEVANCE_WORDS, STATUS_WORDS
from reader.window.resources import icon
from reader.window.tag_palette import signed

if TYPE_CHECKING:
    from reader.window.article_view.view import ArticleView
    from reader.window.session import Session

_LONGEST_QUOTE = 400
_GLYPHS = {kind.name: kind.glyph for kind in KINDS}


class Card(QWidget):
    """A column of the panel: headings, then names and values."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 4, 12, 12)
        self.column.setSpacing(8)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(4)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)

    def row(self, name: str, value: str | QWidget) -> None:
        if value == "":
            return
        label = _label(name, "secondary")
        label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        widget = _label(value, wrapped=True) if isinstance(value, str) else value
        if isinstance(widget, CertaintyDots):
            label.setFixedHeight(widget.sizeHint().height())
            label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.form.addRow(label, widget)

    def link(self, words: str, command: str, key: str = "") -> QLabel:
        """Words that run a command of the window."""
        label = LinkLabel(f"<a href='#'>{words}</a>")
        label.setObjectName(command)
        label.setToolTip(key)
        label.setAccessibleName(words)
        label.linkActivated.connect(lambda _: self.run(command))
        return label

    def run(self, command: str) -> None:
        from reader.window.commands import BY_ID

        window = main_window_of(self)
        window.run(BY_ID[command])

    def chip(self, tag: Tag) -> Chip:
        ink = ink_of(self.session.theme, self.session.codebook, tag)
        return Chip(named(tag), _GLYPHS[tag.kind], ink, self.session.theme)


class AnnotationCard(Card):
    """`here` are all annotations at this place, `annotation` the one whose particulars are shown."""

    def __init__(self, session: Session, page: ArticleView, here: list[Annotation], annotation: Annotation) -> None:
        super().__init__(session)
        self.annotation = annotation
        self._page = page
        tag = session.codebook[annotation.tag]
        if len(here) > 1:
            self._add_rows(here)
        else:
            head = QHBoxLayout()
            head.addWidget(self.chip(tag))
            head.addStretch(1)
            self.column.addLayout(head)
        view = session.view
        quote = view.annotations.quote(annotation)
        self.row("Quote", _quoted(quote) if annotation.span else "the whole article")
        self.dots = CertaintyDots(annotation.certainty, session.theme)
        self.dots.setObjectName("certainty")
        self.dots.changed.connect(self._set_certainty)
        self.row("Certainty", self.dots)
        who = view.annotators.get(annotation.annotator).name
        self.row("Coded by", f"{who}, {local_time(annotation.created)}")
        self.row("Round", view.round.name)
        self.row("Memo", self._memo())
        if tag.definition:
            self.row("Means", tag.definition)
        self.column.addLayout(self.form)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        change, remove = QPushButton("Change tag"), QPushButton("Remove")
        change.setObjectName("change")
        key = next(kind.key for kind in KINDS if kind.name == tag.kind)
        change.setToolTip(f"Change tag ({key})")
        remove.setToolTip("Remove annotation (Delete)")
        change.clicked.connect(self._change_tag)
        remove.clicked.connect(self._remove)
        buttons.addWidget(change)
        buttons.addWidget(remove)
        buttons.addStretch(1)
        self.column.addSpacing(4)
        self.column.addLayout(buttons)
        self.column.addStretch(1)

    def _add_rows(self, here: list[Annotation]) -> None:
        rows = QVBoxLayout()
        rows.setSpacing(0)
        codebook, theme = self.session.codebook, self.session.theme
        for each in here:
            tag = codebook[each.tag]
            ink = ink_of(theme, codebook, tag)
            row = AnnotationRow(each.id, _GLYPHS[tag.kind], named(tag), ink, theme, each.id == self.annotation.id)
            row.chosen.connect(self._select)
            rows.addWidget(row)
        self.column.addLayout(rows)

    def _memo(self) -> QWidget:
        if not self.annotation.memo:
            return self.link("Add one", "code.memo", "M")
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(_label(self.annotation.memo, wrapped=True))
        column.addWidget(self.link("Change it", "code.memo", "M"))
        return box

    def run(self, command: str) -> None:
        """Commands act on the annotation that is shown."""
        self._select(self.annotation.id)
        super().run(command)

    def _select(self, annotation: int) -> None:
        self._page.select_annotation(annotation)
        if self._page.current == annotation:
            self._page.setFocus()

    def _set_certainty(self, value: float | None) -> None:
        annotation = self.annotation.id
        self.session.do(lambda project: project.annotations.set_certainty(annotation, value))

    def _change_tag(self) -> None:
        self.run(f"code.{self.session.codebook[self.annotation.tag].kind}")

    def _remove(self) -> None:
        annotation = self.annotation.id
        self.session.do(
            lambda project: project.annotations.remove([annotation]),
            lambda _: self.session.say("1 annotation removed", undo=True),
        )


class ArticleCard(Card):
    """Metadata, whole-article tags, and where the text came from."""

    def __init__(self, session: Session, article_id: int) -> None:
        super().__init__(session)
        self.article_id = article_id
        view = session.view
        article = view.articles.row(article_id)
        title = _label(article.title or "Untitled article", "title", wrapped=True)
        self.column.addWidget(title)
        self.row("Source", article.source)
        self.row("Author", article.author)
        self.row("Published", article.published)
        self.row("Language", _language(article.language))
        self.row("Address", article.url)
        for name, value in article.fields.items():
            self.row(name, value)
        self.row("Words", f"{article.words:,}")
        status = STATUS_WORDS[article.status]
        if article.relevance is not None:
            status += f", {RELEVANCE_WORDS[article.relevance]}"
        self.row("Status", f"{status}: {article.reason}" if article.reason else status)
        self.row("Memo", self._memo(article_id))
        self.column.addLayout(self.form)
        self.column.addWidget(self.link("Edit metadata…", "article.metadata"))
        self._add_whole(article_id)
        self._add_provenance(article_id)
        self.column.addStretch(1)

    def _memo(self, article_id: int) -> QWidget:
        memos = self.session.view.memos.of("article", article_id)
        link = self.link("Change it" if memos else "Add one", "code.memo", "M")
        if not memos:
            return link
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_label("\n".join(memo.body for memo in memos), wrapped=True))
        column.addWidget(link)
        return box

    def _add_whole(self, article_id: int) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(_label("Whole article", "heading"))
        tags = QVBoxLayout()
        tags.setSpacing(0)
        self.column.addLayout(tags)
        for annotation in self.session.view.annotations.whole(article_id):
            tag = self.session.codebook[annotation.tag]
            line = QHBoxLayout()
            line.setSpacing(4)
            remove = QToolButton()
            remove.setIcon(icon("x", self.session.theme))
            remove.setToolTip(f"Remove {tag.name}")
            remove.setAccessibleName(f"Remove {tag.name} from the whole article")
            remove.clicked.connect(partial(self._remove, annotation.id))
            line.addWidget(self.chip(tag))
            line.addWidget(remove)
            line.addStretch(1)
            tags.addLayout(line)
        self.column.addWidget(self.link("Tag the whole article…", "code.whole", "W"))

    def _remove(self, annotation: int, _checked: bool = False) -> None:
        self.session.do(
            lambda project: project.annotations.remove([annotation]),
            lambda _: self.session.say("1 annotation removed", undo=True),
        )

    def _add_provenance(self, article_id: int) -> None:
        provenance = self.session.view.articles.provenance(article_id)
        words = [f"{provenance.importer} {provenance.importer_version}"]
        if provenance.file_name:
            words.insert(0, provenance.file_name)
        if provenance.encoding:
            words.append(provenance.encoding)
        self.column.addSpacing(8)
        self.column.addWidget(_label("Where it came from", "heading"))
        self.column.addWidget(_label(" · ".join(words), "secondary", wrapped=True))
        for note in provenance.notes:
            self.column.addWidget(_label(note, "secondary", wrapped=True))


class NothingCard(Card):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.column.addWidget(_label("Nothing selected", "title", wrapped=True))
        words = "Open an article and select a passage or an annotation; what is known of it is shown here."
        self.column.addWidget(_label(words, "secondary", wrapped=True))
        self.column.addStretch(1)


def named(tag: Tag) -> str:
    """The tag's name, with a stance's number."""
    return tag.name if tag.value is None else f"{tag.name} {signed(tag.value)}"


def local_time(moment: str) -> str:
    """A stored UTC time in the person's zone and words: "today 10:42", else the date and time."""
    when = datetime.fromisoformat(moment).astimezone()
    locale = QLocale()
    shown = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    clock = locale.toString(shown.time(), QLocale.FormatType.ShortFormat)
    if when.date() == datetime.now().astimezone().date():
        return f"today {clock}"
    return f"{locale.toString(shown.date(), QLocale.FormatType.ShortFormat)} {clock}"


def _language(code: str) -> str:
    """The language's name, with its code: "Arabic (ar)"."""
    language = QLocale.codeToLanguage(code.partition("-")[0]) if code else QLocale.Language.AnyLanguage
    known = language not in (QLocale.Language.AnyLanguage, QLocale.Language.C)
    return f"{QLocale.languageToString(language)} ({code})" if known else code


def _quoted(quote: str) -> str:
    flat = " ".join(quote.split())
    if len(flat) > _LONGEST_QUOTE:
        half = _LONGEST_QUOTE // 2
        flat = f"{flat[:half].rstrip()} … {flat[-half:].lstrip()}"
    return f"“{flat}”"


def _label(text: str, role: str = "", *, wrapped: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    if wrapped:
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label
