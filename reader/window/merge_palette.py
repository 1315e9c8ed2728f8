"""Picks the tag that another one is merged into: the palette, with the tags of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from reader.core.codebook import KINDS, PATH_SEPARATOR, Tag
from reader.core.matching import Candidate, Matcher
from reader.render.theme import ink_of
from reader.window import codebook_edits
from reader.window.palette import Palette
from reader.window.palette_rows import Row

if TYPE_CHECKING:
    from reader.window.session import Session

WIDTH = 420


class MergePalette(Palette):
    """Made for one merge, and gone after it. Tags below the merged one can't take it in."""

    def __init__(self, session: Session, tag: Tag, beside: QWidget, box: QRect) -> None:
        super().__init__(codebook_edits.main_window_of(beside), session.theme, WIDTH, "Merge into")
        self._session = session
        self._tag = tag
        self._beside = beside
        self._box = box
        branch = {below.id for below in session.codebook.branch(tag.id)}
        tags = (other for _, other in session.codebook.walk(tag.kind) if other.id not in branch)
        self._matcher = Matcher(Candidate(other.id, other.name, other.aliases, other.definition) for other in tags)

    def open(self) -> None:
        self.pop_up(f"Merge {self._tag.name} into", "")

    def rows_for(self, text: str) -> list[Row]:
        codebook = self._session.codebook
        glyph = next(kind.glyph for kind in KINDS if kind.name == self._tag.kind)
        rows = []
        for match in self._matcher.search(text):
            tag = codebook[match.key]
            path = codebook.path(tag.id).rpartition(PATH_SEPARATOR)[0]
            ink = ink_of(self.theme, codebook, tag).ink
            reason = f"alias “{match.alias}”" if match.alias else path
            rows.append(Row(tag.id, tag.name, match.marks, detail=reason, key=tag.hotkey, glyph=glyph, ink=ink))
        return rows

    def picked(self, row: Row, stay: bool) -> None:
        assert isinstance(row.id, int)
        self.leave()
        codebook_edits.merge(self._session, self._tag, self._session.codebook[row.id])

    def nothing(self, text: str) -> str:
        if not text.strip():
            return f"There is no other {self._tag.kind} to merge into."
        return f"No {self._tag.kind} has “{text.strip()}”."

    def anchor(self) -> QRect | None:
        return QRect(self._beside.mapTo(self.window(), self._box.topLeft()), self._box.size())

    def leave(self) -> None:
        super().leave()
        self.deleteLater()
