"""The small palette at the selection: which actor, stance or topic this passage is (design: One gesture).

Enter never makes a new tag; Ctrl+Enter does. The selection stays painted, and Esc leaves it as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal

from reader.core.codebook import KINDS, PATH_SEPARATOR, Codebook, Tag, TagStatus
from reader.core.matching import ENOUGH, Candidate, Grade, Match, Matcher
from reader.render.theme import ink_of
from reader.window.palette import Palette
from reader.window.palette_rows import Row

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from reader.window.article_view.view import ArticleView
    from reader.window.session import Session

WIDTH = 420
_LONGEST_PASSAGE = 2_000
"""Code points of the selection that are looked through for names."""
_NAME_LENGTH = 60
"""A selection up to this long may itself be part of a name ("Okar" for "Ines Okar")."""
_NEW = "new"
_AT_LATEST = 100
"""Milliseconds after which a chosen row's palette goes even though its mark is not stored yet."""


class TagPalette(Palette):
    """One for the window, opened again and again."""

    chosen = Signal(int, bool)  # tag id, whether the palette stays open
    created = Signal(str, str)  # kind, name

    def __init__(self, session: Session, page: ArticleView) -> None:
        super().__init__(page.window(), session.theme, WIDTH, "Tag")
        self._session = session
        self._page = page
        self.retag: int | None = None
        self.whole = False
        self._kind = KINDS[0]
        self._recent: list[int] = []
        self._likely: list[Match] = []
        self._matchers: dict[str, tuple[Codebook, Matcher]] = {}
        self._concluding = QTimer(self, singleShot=True, interval=_AT_LATEST)
        self._concluding.timeout.connect(self.hide)
        session.themeChanged.connect(self.set_theme)
        page.verticalScrollBar().valueChanged.connect(self._follow)

    def use_page(self, page: ArticleView) -> None:
        """Another page is the one that is tagged."""
        if page is not self._page:
            self._page.verticalScrollBar().valueChanged.disconnect(self._follow)
            self._page = page
            page.verticalScrollBar().valueChanged.connect(self._follow)

    def open(self, kind: str, *, retag: int | None = None, whole: bool = False) -> None:
        """Opens for a kind, which Tab changes.

        The words say so where an annotation's tag is changed (`retag` is its id) or the whole article is tagged.
        """
        self.retag, self.whole = retag, whole
        self._look_up(kind)
        self.pop_up(self._prefix(), self._placeholder())
        self.back_to = self._page
        self._concluding.stop()
        QTimer.singleShot(0, self._matcher().warm)

    def rows_for(self, text: str) -> list[Row]:
        codebook, matcher = self._session.codebook, self._matcher()
        if text.strip():
            rows = [self._row(codebook, match, "") for match in matcher.search(text, self._recent)]
            return rows + self._new_row(codebook, text.strip())
        likely = {match.key: match for match in self._likely}
        others = [match for match in matcher.search("", self._recent) if match.key not in likely]
        rows = [self._row(codebook, match, " in passage") for match in likely.values()]
        rows += [self._row(codebook, match, "") for match in others]
        return [_with_digit(row, place) for place, row in enumerate(rows)]

    def picked(self, row: Row, stay: bool) -> None:
        assert isinstance(row.id, int)
        if stay:
            self.edit.selectAll()
        else:
            self._conclude()
        self.chosen.emit(row.id, stay)

    def tab(self, by: int) -> None:
        """The next kind, with what is typed; a tag that is changed stays of its kind."""
        if self.retag is None:
            names = [kind.name for kind in KINDS]
            self._look_up(names[(names.index(self._kind.name) + by) % len(names)])
            self.head(self._prefix(), self._placeholder())
            self.refresh()

    def force(self) -> bool:
        """Ctrl+Enter: the typed name becomes a new tag."""
        name = self.edit.text().strip()
        if not self._new_row(self._session.codebook, name):
            return False
        self._conclude()
        self.created.emit(self._kind.name, name)
        return True

    def _conclude(self) -> None:
        """The keys are the page's at once; the card itself goes in the same paint in which the new mark appears."""
        self.setUpdatesEnabled(False)  # nothing is drawn beside the writing
        self._give_keys_back()
        self._concluding.start()

    def give_way(self) -> None:
        """What was chosen is stored, and is about to be painted."""
        if self._concluding.isActive():
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        self._concluding.stop()
        super().hideEvent(event)

    def setVisible(self, visible: bool) -> None:
        # Qt paints nothing where a widget that may not be drawn is taken away.
        self.setUpdatesEnabled(True)
        super().setVisible(visible)

    def nothing(self, text: str) -> str:
        plural = self._kind.plural
        if not text.strip():
            return f"No {plural} yet. Type a name, then Ctrl+Enter makes it."
        return f"No {self._kind.name} has “{text.strip()}”."

    def anchor(self) -> QRect | None:
        if self.whole:
            return None
        rect: QRect = self._page.selection_rect()
        return QRect(self.window().mapFromGlobal(rect.topLeft()), rect.size())

    def _look_up(self, kind: str) -> None:
        self._kind = next(each for each in KINDS if each.name == kind)
        self._recent = list(self._session.view.tags.recent(kind))
        self._likely = [] if self.whole else self._named_in_passage()

    def _prefix(self) -> str:
        if self.retag is not None:
            return f"Change to {self._kind.name}"
        return f"Whole article, {self._kind.name}" if self.whole else self._kind.name.capitalize()

    def _placeholder(self) -> str:
        if self.retag is not None:
            return ""
        names = [kind.plural for kind in KINDS]
        return f"Tab for {names[(names.index(self._kind.plural) + 1) % len(names)]}"

    def _matcher(self) -> Matcher:
        codebook = self._session.codebook
        known = self._matchers.get(self._kind.name)
        if known is None or known[0] is not codebook:
            tags = [tag for _, tag in codebook.walk(self._kind.name) if tag.status is not TagStatus.ARCHIVED]
            matcher = Matcher(Candidate(tag.id, tag.name, tag.aliases, tag.definition) for tag in tags)
            known = self._matchers[self._kind.name] = (codebook, matcher)
        return known[1]

    def _row(self, codebook: Codebook, match: Match, where: str) -> Row:
        tag = codebook[match.key]
        reason = f"alias “{match.alias}”{where}" if match.alias else where.strip()
        parts = (reason, _above(codebook, tag), _supporting(tag), tag.definition.partition("\n")[0])
        return Row(
            id=tag.id,
            name=tag.name,
            marks=match.marks if not where else (),
            suffix=f" {signed(tag.value)}" if tag.value is not None else "",
            detail=" · ".join(part for part in parts if part),
            key=tag.hotkey,
            glyph=self._kind.glyph,
            ink=ink_of(self.theme, codebook, tag).ink,
        )

    def _new_row(self, codebook: Codebook, name: str) -> list[Row]:
        """The row of a new name, where it could be one: none of its kind at the root has it."""
        if not name or PATH_SEPARATOR in name or any(tag.name == name for tag in codebook.children(self._kind.name)):
            return []
        return [Row(_NEW, f"New {self._kind.name} “{name}”", key="Ctrl+Enter", glyph="+", choosable=False)]

    def _named_in_passage(self) -> list[Match]:
        """Tags whose name or alias stands in the selection, or of whose name the selection is a part."""
        passage = self._passage()
        if not passage:
            return []
        matcher = self._matcher()
        found = matcher.named_in(passage)
        if len(passage) <= _NAME_LENGTH:
            known = {match.key for match in found}
            found += [match for match in matcher.search(passage, worst=Grade.ALIAS)[:ENOUGH] if match.key not in known]
        return found

    def _passage(self) -> str:
        spans, article = self._page.selection(), self._session.article_id
        if not spans or article is None:
            return ""
        articles = self._session.view.articles
        outline = articles.outline(article)
        start, end = spans[0].start, min(spans[0].end, spans[0].start + _LONGEST_PASSAGE)
        parts = []
        for place in outline.chunks:
            if place.start < end and start < place.start + place.length:
                text = articles.chunk(outline.text, place.number).text
                parts.append(text[max(0, start - place.start) : end - place.start])
        return "".join(parts)

    def _follow(self) -> None:
        """The page was scrolled under the open palette."""
        if self.isVisible():
            self.settle()


def signed(value: float) -> str:
    """A stance's number with its sign: +1, 0, −0.5."""
    text = f"{abs(value):g}"
    return f"+{text}" if value > 0 else f"\N{MINUS SIGN}{text}" if value < 0 else text


def _above(codebook: Codebook, tag: Tag) -> str:
    return codebook.path(tag.parent) if tag.parent in codebook.tags and tag.parent is not None else ""


def _supporting(tag: Tag) -> str:
    return f"supporting = {tag.positive_means}" if tag.positive_means else ""


def _with_digit(row: Row, place: int) -> Row:
    return row._replace(digit=str(place + 1)) if place < len("123456789") else row
