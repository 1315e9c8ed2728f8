"""The page for screen readers: a read-only text under it with the paragraphs near the caret, which takes the keys for it.

Why so, and why nothing is done in `QAccessibleInterface`: docs/decisions/0011. Made only once a screen reader runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from reader.core.annotation import Annotation
from reader.core.spans import Span
from reader.render.inks import label_of
from reader.window.announce import announce
from reader.window.article_view.nearby import NOTHING, nearby
from reader.window.article_view.scene import Scene
from reader.window.article_view.view import ArticleView

MOST_NAMED = 4
"""Annotations named when the caret comes upon them; of further ones only the number is said."""
MOST_QUOTED = 40
"""Characters said of a passage at its beginning, and as many at its end."""
_PAGES_OWN = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.FocusIn,
        QEvent.Type.FocusOut,
    )
)


class SpokenPage(QPlainTextEdit):
    """The text near the caret. All that is done to it with keys, the page does; what a screen reader sets, the page shows."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view.viewport())  # of a scroll area's children a screen reader gets only those of its viewport
        self._view = view
        self._scene: Scene | None = None
        self._nearby = NOTHING
        self._following = False
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("QPlainTextEdit { background: transparent; border: none; padding: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.cursorPositionChanged.connect(self._moved_by_reader)
        self.selectionChanged.connect(self._moved_by_reader)
        self.show()

    def follow(self) -> None:
        """Caret and selection as the page has them; near its edges the text is read anew."""
        scene, state = self._view.scene, self._view.caret_state
        self._following = True
        if scene is not self._scene or (scene is not None and not self._nearby.holds(state.offset)):
            self._read(scene, state.offset)
        cursor = self.textCursor()
        cursor.setPosition(self._nearby.to_units(state.anchor))
        cursor.setPosition(self._nearby.to_units(state.offset), QTextCursor.MoveMode.KeepAnchor)
        if (cursor.position(), cursor.anchor()) != (self.textCursor().position(), self.textCursor().anchor()):
            self.setTextCursor(cursor)
        self._following = False

    def words(self, span: Span) -> str:
        """Those of a passage, as far as it lies near the caret."""
        return self._nearby.words(span.start, span.end)

    def read_again(self) -> None:
        """Another article, or none, is on the page."""
        self._following = True
        self._read(self._view.scene, self._view.caret)
        self.follow()

    def _read(self, scene: Scene | None, offset: int) -> None:
        self._scene, self._nearby = scene, NOTHING
        name = "No article"
        if scene is not None:
            articles = scene.project.articles
            outline = articles.outline(scene.article_id)
            self._nearby = nearby(outline.chunks, lambda number: articles.chunk(outline.text, number), offset)
            name = articles.row(scene.article_id).title or "Article"
        self.setAccessibleName(name)
        self.setPlainText(self._nearby.text)

    def _moved_by_reader(self) -> None:
        """A screen reader put the caret or selected: the page does the same, and may put the caret between graphemes."""
        if self._following or self._scene is None:
            return
        cursor = self.textCursor()
        here, there = self._nearby.to_offset(cursor.position()), self._nearby.to_offset(cursor.anchor())
        if here == there:
            self._view.set_caret(here)
        else:
            self._view.select(Span(min(here, there), max(here, there)))
        self.follow()

    def stand_at_caret(self) -> None:
        """Breaks its lines as the page does, and lies so that its caret is where the page's is: a screen reader reads by
        lines, and a magnifier looks where the caret is."""
        scene = self._view.scene
        if scene is None or not scene.document.parts:
            return
        font = scene.document.paragraph_at(self._view.caret).layout.setting.font
        if self.font() != font:
            self.setFont(font)
        width, height = scene.page.text_width, self._view.viewport().height()
        if (self.width(), self.height()) != (width, height):
            self.resize(width, height)
        caret = scene.caret_rect(self._view.caret, self._view.caret_state.upstream)
        place = caret.toRect().topLeft() - self.cursorRect().topLeft()
        if self.pos() != place:
            self.move(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing of it is to be seen: the page is."""

    def event(self, event: QEvent) -> bool:
        """Keys and the focus are the page's, with all that listens to them there."""
        if event.type() not in _PAGES_OWN:
            return super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            super().event(event)
        done = QCoreApplication.sendEvent(self._view, event)
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event.accept()  # it has gone up from the page to the window already
        return done


class ScreenReading(QObject):
    """Listens to a page: makes its spoken text when a screen reader runs, and has said what lies at the caret."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self.spoken: SpokenPage | None = None
        self._heard: frozenset[int] = frozenset()
        self._current: int | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._say)
        view.installEventFilter(self)
        view.articleShown.connect(self.read_again)
        view.caretMoved.connect(self._caret_moved)
        view.selectionChanged.connect(self._caret_moved)
        view.currentChanged.connect(self._caret_moved)
        view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.read_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A screen reader may have been started since: looked for when the keys come to the page."""
        if event.type() == QEvent.Type.FocusIn and self.spoken is None:
            QTimer.singleShot(0, self, self.read_again)
        return False

    def read_again(self) -> None:
        """The page shows another article, or none."""
        self._heard, self._current = frozenset(), None
        if self._attend():
            self.spoken.read_again()  # type: ignore[union-attr]
            self._soon.start()

    def tagged(self, annotation: Annotation) -> None:
        """A gesture marked a passage: said with what else lies on it, and not again as the caret goes there."""
        if not QAccessible.isActive():
            return
        words = f"Tagged {self._named(annotation)}"
        if annotation.span is not None:
            number = len(self._marking(annotation.span.end - 1))
            words += f", {number:,} on this passage" if number > 1 else ""
        self._heard, self._current = frozenset(one.id for one in self._over(self._view.caret)), self._view.current
        self._soon.stop()
        announce(self._speaker, words)

    def moved(self, span: Span) -> None:
        """A gesture moved an end of an annotation."""
        if self.spoken is not None:
            announce(self.spoken, f"End moved; it now marks “{shortened(self.spoken.words(span))}”")

    def _attend(self) -> bool:
        """Whether a screen reader runs; makes what it needs."""
        if self.spoken is None and QAccessible.isActive():
            self.spoken = SpokenPage(self._view)
            self._view.setFocusProxy(self.spoken)
        return self.spoken is not None

    @property
    def _speaker(self) -> QObject:
        return self.spoken or self._view

    def _caret_moved(self) -> None:
        if self._attend():
            self.spoken.follow()  # type: ignore[union-attr]
            self._soon.start()

    def _scrolled(self) -> None:
        if self.spoken is not None:
            self._soon.start()

    def _say(self) -> None:
        """The annotations that the caret has come upon, and the one that was selected."""
        if self.spoken is None or self._view.scene is None:
            return
        self.spoken.stand_at_caret()
        here = self._over(self._view.caret)
        ids = frozenset(one.id for one in here)
        chosen = self._view.current if self._view.current != self._current else None
        new = [one for one in here if one.id not in self._heard and one.id != chosen]
        self._heard, self._current = ids, self._view.current
        selected = self._view.scene.annotation(chosen) if chosen is not None else None
        said = [f"Selected {self._named(selected)}"] if selected is not None else []
        said += self._list(new)
        if said and len(here) > 1:
            said.append(f"{len(here):,} on this passage")
        announce(self.spoken, "; ".join(said))

    def _list(self, annotations: Sequence[Annotation]) -> list[str]:
        return [self._named(one) for one in annotations[:MOST_NAMED]]

    def _named(self, annotation: Annotation) -> str:
        """ "actor Ines Okar, by Leila H." """
        scene = self._view.scene
        assert scene is not None
        tag = scene.inks.codebook.tags.get(annotation.tag)
        name = f"{tag.kind} {label_of(tag)}" if tag is not None else "a tag"
        who = next((one.name for one in scene.project.annotators.all() if one.id == annotation.annotator), "")
        return f"{name}, by {who}" if who else name

    def _marking(self, offset: int) -> list[Annotation]:
        """Annotations of the character at an offset."""
        return [one for one in self._over(offset) if any(cover.start <= offset < cover.end for cover in one.covers)]

    def _over(self, offset: int) -> list[Annotation]:
        scene = self._view.scene
        return scene.annotations_over(offset) if scene is not None and scene.document.parts else []


def screen_reading(view: ArticleView) -> ScreenReading | None:
    """What listens to a page; there is none before its first paint."""
    return view.findChild(ScreenReading)


def shortened(words: str) -> str:
    """Of many words the first and last."""
    return words if len(words) <= 2 * MOST_QUOTED else f"{words[:MOST_QUOTED]} … {words[-MOST_QUOTED:]}"
