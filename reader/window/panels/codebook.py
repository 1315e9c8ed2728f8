"""The codebook panel: the tags of each kind as a tree, edited in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.core.codebook import KINDS, Codebook, Tag
from reader.core.matching import Candidate, Matcher
from reader.window import codebook_edits
from reader.window.link import LinkLabel
from reader.window.panels.codebook_gestures import TagGestures
from reader.window.panels.codebook_tree import DRAFT, CodebookModel, TagRowDelegate, TagTree
from reader.window.resources import icon

if TYPE_CHECKING:
    from reader.project.record import Effects
    from reader.render.theme import Theme
    from reader.window.session import Session

_COUNTS_WAIT = 150
"""Milliseconds after the last gesture before the counts are asked for again."""
_SHOWN = 300
"""Most matches of the filter."""
_PADDING = 12
_ROUND_WORD = 10
"""Width of a segment's padding and edges."""


class CodebookPanel(QWidget):
    """Everything done here is one gesture of the project, and can be undone."""

    summaryChanged = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = ""
        self._session = session
        self._kind = KINDS[0]
        self._expanded: dict[str, set[int]] = {kind.name: set() for kind in KINDS}
        self._selected: dict[str, int] = {}
        self._searched: tuple[Codebook, str, Matcher] | None = None
        self._lay_out()
        self.gestures = TagGestures(session, self)
        self._counts = QTimer(self)
        self._counts.setSingleShot(True)
        self._counts.setInterval(_COUNTS_WAIT)
        self._counts.timeout.connect(self._ask_counts)
        session.projectOpened.connect(self._opened)
        session.projectClosed.connect(self._closed)
        session.changed.connect(self._changed)
        session.themeChanged.connect(self._set_theme)
        self._set_theme(session.theme)
        if session.is_open:
            self._opened()
        else:
            self._closed()

    # What is on the panel

    def _lay_out(self) -> None:
        segments = QHBoxLayout()
        segments.setSpacing(0)
        self._segments = QButtonGroup(self)
        for place, kind in enumerate(KINDS):
            button = QToolButton(self)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setText(kind.plural.capitalize())
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            button.setMinimumWidth(1)  # the panel may be narrower than the words; see _word_segments
            self._segments.addButton(button, place)
            segments.addWidget(button)
        self._segments.button(0).setChecked(True)
        self._segments.idClicked.connect(lambda place: self.show_kind(KINDS[place].name))
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter tags")
        self.filter.setAccessibleName("Filter tags")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _: self._show())
        self.filter.installEventFilter(self)
        self.add_button = QToolButton(self)
        self.add_button.clicked.connect(lambda: self.gestures.add())
        self.more_button = QToolButton(self)
        self.more_button.setText("⋯")
        self.more_button.setAccessibleName("More for the selected tag")
        self.more_button.setToolTip("More for the selected tag")
        self.more_button.clicked.connect(self._menu_at_button)
        top = QHBoxLayout()
        top.setSpacing(4)
        for widget in (self.filter, self.add_button, self.more_button):
            top.addWidget(widget)
        self.model = CodebookModel(self)
        self.model.named.connect(self._rename)
        self.model.added.connect(self._add_named)
        self.model.nested.connect(self.nest)
        self.delegate = TagRowDelegate(self.model, self._session.theme, self)
        self.delegate.closeEditor.connect(lambda *_: self._end_editing())
        self.tree = TagTree(self.model, self.delegate, self)
        self.model.modelReset.connect(self._expand)
        self.model.reworded.connect(self.tree.viewport().update)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.doubleClicked.connect(lambda _: self.gestures.tag_selection())
        self.tree.expanded.connect(lambda index: self._remember(index, True))
        self.tree.collapsed.connect(lambda index: self._remember(index, False))
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.tree.installEventFilter(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING, 8, _PADDING, 8)
        layout.setSpacing(8)
        layout.addLayout(segments)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.tree)

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        self._empty_title = QLabel(page)
        self._empty_title.setProperty("role", "title")
        self._empty_title.setWordWrap(True)
        self._empty_text = LinkLabel(parent=page)
        self._empty_text.setProperty("role", "secondary")
        self._empty_text.setWordWrap(True)
        self._empty_text.linkActivated.connect(self._empty_link)
        self._empty_button = QPushButton(page)
        self._empty_button.clicked.connect(lambda: self.gestures.add())
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._empty_title)
        column.addWidget(self._empty_text)
        column.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return page

    # Showing

    def show_kind(self, kind: str) -> None:
        self._kind = next(each for each in KINDS if each.name == kind)
        self._segments.button(KINDS.index(self._kind)).setChecked(True)
        self._show()
        self._ask_counts()

    def select(self, tag_id: int) -> None:
        """Shows a tag, whatever its kind and wherever it is folded away."""
        tag = self._session.codebook[tag_id]
        if tag.kind != self._kind.name:
            self.show_kind(tag.kind)
        index = self.model.index_of(tag_id)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def current(self) -> Tag | None:
        return self.model.tag(self.tree.currentIndex())

    def chosen(self) -> list[int]:
        """Ids of the selected tags, as they stand."""
        found = (self.model.tag(index) for index in self.tree.selectionModel().selectedIndexes())
        return [tag.id for tag in found if tag is not None]

    def _opened(self) -> None:
        for widget in (self.filter, self.add_button, self.more_button):
            widget.setEnabled(True)
        self._show()
        self._counts.start(0)

    def _closed(self) -> None:
        for widget in (self.filter, self.add_button, self.more_button):
            widget.setEnabled(False)
        self.filter.clear()
        self._show()

    def _changed(self, effects: Effects) -> None:
        if effects.tags:
            self._show()
        self._counts.start()

    def _show(self) -> None:
        codebook = self._session.codebook
        typed = self.filter.text().strip()
        only = None
        if typed:
            only = [match.key for match in self._matcher().search(typed, limit=_SHOWN)]
        wanted = self._selected.get(self._kind.name)
        beside = self._beside_current()
        self.model.show(codebook, self._kind.name, only)
        if typed:
            self._expand()
        index = self.model.index_of(wanted) if wanted else QModelIndex()
        if wanted and not index.isValid():  # removed, or merged away: the keys go on beside it
            index = next(filter(QModelIndex.isValid, map(self.model.index_of, beside)), QModelIndex())
        if only:
            index = self.model.index_of(only[0])
        if index.isValid() and self.tree.currentIndex() != index:
            self.tree.setCurrentIndex(index)
        self._say_counts()
        self._show_empty(typed)

    def _beside_current(self) -> list[int]:
        """The tag after the current one, the tag before it, the one above them."""
        here = self.tree.currentIndex()
        places = (here.siblingAtRow(here.row() + 1), here.siblingAtRow(here.row() - 1), here.parent())
        found = (self.model.tag(place) for place in places)
        return [tag.id for tag in found if tag is not None]

    def _expand(self) -> None:
        """After all rows were replaced: what was unfolded is so again; found tags are all on show."""
        self.tree.blockSignals(True)
        if self.filter.text().strip():
            self.tree.expandAll()
        else:
            for tag_id in self._expanded[self._kind.name]:
                self.tree.setExpanded(self.model.index_of(tag_id), True)
        self.tree.blockSignals(False)

    def _matcher(self) -> Matcher:
        codebook, kind = self._session.codebook, self._kind.name
        if self._searched is None or self._searched[:2] != (codebook, kind):
            tags = (tag for _, tag in codebook.walk(kind))
            matcher = Matcher(Candidate(tag.id, tag.name, tag.aliases, tag.definition) for tag in tags)
            self._searched = (codebook, kind, matcher)
        return self._searched[2]

    def _say_counts(self) -> None:
        codebook = self._session.codebook
        self._word_segments()
        self.summary = f"{len(codebook):,}" if len(codebook) else ""
        self.summaryChanged.emit(self.summary)
        self.add_button.setToolTip(f"Add {self._kind.name} (Insert)")
        self.add_button.setAccessibleName(f"Add {self._kind.name}")

    def _word_segments(self) -> None:
        """Each kind with its count; where the panel is too narrow for that, the kind alone."""
        counts = Counter(tag.kind for tag in self._session.codebook.tags.values())
        plain = [kind.plural.capitalize() for kind in KINDS]
        full = [
            f"{word} {count:,}" if (count := counts[kind.name]) else word
            for word, kind in zip(plain, KINDS, strict=True)
        ]
        room = self.width() - 2 * _PADDING - len(KINDS) * _ROUND_WORD
        fits = sum(map(self.fontMetrics().horizontalAdvance, full)) <= room
        for place, word in enumerate(full if fits else plain):
            self._segments.button(place).setText(word)
            self._segments.button(place).setToolTip("" if fits else full[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._word_segments()

    def _show_empty(self, typed: str) -> None:
        empty = self.model.rowCount() == 0
        self._stack.setCurrentIndex(1 if empty else 0)
        self.more_button.setEnabled(not empty and self._session.is_open)
        if not empty:
            return
        kind = self._kind
        self._empty_button.setVisible(self._session.is_open and not typed)
        self._empty_button.setText(f"Add {kind.name}")
        if typed:
            self._empty_title.setText(f"No {kind.name} found")
            self._empty_text.setText(f"No {kind.name} has “{typed}”. <a href='clear'>Clear the filter</a>")
        elif self._session.is_open:
            self._empty_title.setText(f"No {kind.plural} yet")
            self._empty_text.setText(
                f"Press Insert to add one, or select a passage and press {kind.key}. "
                "<a href='import'>Import a codebook</a>"
            )
        else:
            self._empty_title.setText("No codebook yet")
            self._empty_text.setText("Open a project to see its tags.")

    def _empty_link(self, link: str) -> None:
        if link == "clear":
            self.filter.clear()
            self.filter.setFocus()
        else:
            self.gestures.run_command("code.codebook_import")

    def _ask_counts(self) -> None:
        if self._session.is_open:
            ids = [tag.id for _, tag in self._session.codebook.walk(self._kind.name)]
            kind = self._kind.name
            self._session.look(lambda project: (kind, project.tags.uses(ids)), self._take_counts)

    def _take_counts(self, found: tuple[str, dict[int, int]]) -> None:
        kind, counts = found
        if kind == self._kind.name:
            self.model.show_counts(counts)

    def _set_theme(self, theme: Theme) -> None:
        self.delegate.theme = theme
        self.add_button.setIcon(icon("plus", theme))
        self.tree.viewport().update()

    def _remember(self, index: QModelIndex, expanded: bool) -> None:
        tag = self.model.tag(index)
        if tag is not None and not self.filter.text().strip():
            change = set.add if expanded else set.discard
            change(self._expanded[self._kind.name], tag.id)

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        tag = self.model.tag(current)
        if tag is not None:
            self._selected[self._kind.name] = tag.id

    # What is typed and dropped in the tree

    def _rename(self, tag_id: int, name: str) -> None:
        codebook_edits.change(self._session, self._session.codebook[tag_id], name=name)

    def _add_named(self, parent: int | None, name: str) -> None:
        def show(tag: Tag) -> None:
            self.select(tag.id)

        codebook_edits.add(self._session, self._kind.name, name, parent, show)

    def nest(self, tags: Sequence[int], parent: int | None) -> None:
        if parent is not None:
            self._expanded[self._kind.name].add(parent)
        codebook_edits.nest(self._session, tags, parent)

    def draft(self, parent: int | None) -> None:
        """Opens an empty row below `parent` (None: a root), for the name of a new tag."""
        if not self._session.is_open:
            return
        if self.filter.text():
            self.filter.clear()
        self._stack.setCurrentIndex(0)
        if parent is not None:
            self.tree.setExpanded(self.model.index_of(parent), True)
        index = self.model.begin_draft(parent)
        if parent is not None:
            self.tree.setExpanded(self.model.index_of(parent), True)
        self.tree.scrollTo(index)
        self.tree.edit(index)

    def _end_editing(self) -> None:
        QTimer.singleShot(0, self._end_draft)

    def _end_draft(self) -> None:
        if self.model.index_of(DRAFT).isValid():
            self.model.end_draft()
            self._show_empty(self.filter.text().strip())
        if self.isVisible():
            self.tree.setFocus()

    # The menu and keys

    def _menu(self, at: QPoint) -> None:
        self.gestures.menu().popup(self.tree.viewport().mapToGlobal(at))

    def _menu_at_button(self) -> None:
        self.gestures.menu().popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.tree.setFocus()
                return True
        if watched is self.tree and isinstance(event, QKeyEvent):
            action = self.gestures.of_key(event)
            if action is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # before the window's command of the same key (Ctrl+N, Del, Alt+arrows)
                return False
            if action is not None and event.type() == QEvent.Type.KeyPress:
                action.trigger()
                return True
        return super().eventFilter(watched, event)
