"""Every command by name (Ctrl+K), with its key; a greyed one says why. Also articles by title, and tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.core.annotation import Status
from reader.core.codebook import KINDS, Codebook, TagStatus
from reader.core.matching import Candidate, Grade, Match, Matcher
from reader.core.text import fold
from reader.render.theme import ink_of
from reader.window.commands import COMMANDS, key_text, title_of
from reader.window.palette import Palette
from reader.window.palette_rows import Row
from reader.window.tag_palette import signed

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.articles import ArticleRow
    from reader.window.commands.table import Command
    from reader.window.main_window import MainWindow

WIDTH = 560
_TAGS = 5
_ARTICLES, _LOOKED_THROUGH = 20, 200
_WAIT = 120
"""Milliseconds without a letter before articles are looked for: that asks the file, commands and tags do not."""
_RECENT = 5
_SELF = "view.commands"
_STATUS_WORDS = {Status.TODO: "to do", Status.IN_PROGRESS: "in progress", Status.DONE: "done", Status.UNSURE: "unsure"}


def _found_by(command: Command, window: MainWindow) -> tuple[str, ...]:
    """Names of its menus, alone and before its own, as it is called in full: "Theme Dark"."""
    menus = tuple(menu for menu in (command.menu, command.submenu) if menu)
    return (*menus, *(f"{menu} {title_of(command, window)}" for menu in menus))


class CommandPalette(Palette):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, window.session.theme, WIDTH, "Commands, tags and articles")
        self._main = window
        self._recent: list[str] = []
        self._commands: Matcher
        self._tags: tuple[Codebook, Matcher] | None = None
        self._articles: list[ArticleRow] = []
        self._articles_of = ""
        self._enabled: dict[str, bool] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._look_for_articles)
        self.edit.textChanged.connect(lambda _: self._later.start())
        window.session.themeChanged.connect(self.set_theme)

    def open(self) -> None:
        window = self._main
        self._articles, self._articles_of = [], ""
        self._enabled = {command.id: command.enabled(window) for command in COMMANDS}
        self._commands = Matcher(
            Candidate(place, title_of(command, window).rstrip("…"), _found_by(command, window))
            for place, command in enumerate(COMMANDS)
            if not command.hidden and command.id != _SELF
        )
        self.pop_up("", "Search commands, tags, articles")

    def rows_for(self, text: str) -> list[Row]:
        places = {command.id: place for place, command in enumerate(COMMANDS)}
        recent = [places[each] for each in self._recent if each in places]
        found = self._commands.search(text, recent)
        if not text.strip():
            return [self._command_row(match) for match in found]
        good = [match for match in found if match.grade < Grade.ALIAS]
        rest = [match for match in found if match.grade >= Grade.ALIAS]
        rows = [self._command_row(match) for match in good]
        rows += self._tag_rows(text)
        if self._articles_of == text.strip():
            rows += [self._article_row(article) for article in self._articles]
        return rows + [self._command_row(match) for match in rest]

    def picked(self, row: Row, stay: bool) -> None:
        self.leave()
        if callable(row.id):
            row.id()

    def nothing(self, text: str) -> str:
        return f"No command, tag or article has “{text.strip()}”."

    def _command_row(self, match: Match) -> Row:
        command = COMMANDS[match.key]
        enabled = self._enabled[command.id]
        where = f"{command.menu} › {command.submenu}" if command.submenu else command.menu
        return Row(
            id=self._runner(command.id, command.run),
            name=title_of(command, self._main),
            marks=match.marks,
            detail=where if enabled else command.why or where,
            key=key_text(command),
            enabled=enabled,
        )

    def _runner(self, command_id: str, run: Callable[[MainWindow], None]) -> Callable[[], None]:
        def go() -> None:
            self._recent = [command_id, *(each for each in self._recent if each != command_id)][:_RECENT]
            run(self._main)

        return go

    def _tag_rows(self, text: str) -> list[Row]:
        session = self._main.session
        if not session.is_open:
            return []
        codebook = session.codebook
        if self._tags is None or self._tags[0] is not codebook:
            live = (tag for tag in codebook.tags.values() if tag.status is not TagStatus.ARCHIVED)
            self._tags = (codebook, Matcher(Candidate(tag.id, tag.name, tag.aliases) for tag in live))
        can = self._enabled.get("code.actor", False)
        rows = []
        for match in self._tags[1].search(text, limit=_TAGS, worst=Grade.INSIDE):
            tag = codebook[match.key]
            kind = next(each for each in KINDS if each.name == tag.kind)
            reason = f"alias “{match.alias}”" if match.alias else ""
            parts = (f"Tag as {tag.kind}" if can else "Select a passage first", reason)
            rows.append(
                Row(
                    id=self._tagger(tag.id),
                    name=tag.name,
                    marks=match.marks,
                    suffix=f" {signed(tag.value)}" if tag.value is not None else "",
                    detail=" · ".join(part for part in parts if part),
                    key=tag.hotkey,
                    glyph=kind.glyph,
                    ink=ink_of(self.theme, codebook, tag).ink,
                    enabled=can,
                )
            )
        return rows

    def _tagger(self, tag_id: int) -> Callable[[], None]:
        def go() -> None:
            from reader.window import coding

            coding.tag_with(self._main, tag_id)

        return go

    def _look_for_articles(self) -> None:
        text = self.edit.text().strip()
        session = self._main.session
        if self.isHidden() or len(text) < 2 or not session.is_open:
            return

        def show(found: list[ArticleRow]) -> None:
            if not self.isHidden() and self.edit.text().strip() == text:
                self._articles, self._articles_of = found, text
                row = self.current
                chosen = row is not next((each for each in self.model.rows if each.choosable), None)
                self.refresh()
                if chosen:
                    self._keep(row)

        def look(project: Project) -> list[ArticleRow]:
            """Those whose title has the words come first."""
            rows = project.articles.rows(project.articles.ids(words=text)[:_LOOKED_THROUGH])
            words = fold(text).split()
            return sorted(rows, key=lambda row: not all(word in fold(row.title) for word in words))[:_ARTICLES]

        session.look(look, show)

    def _keep(self, row: Row | None) -> None:
        """The row that was gone to before articles came in stays current; where nothing was chosen, Enter is the first."""
        names = [each.name for each in self.model.rows]
        if row is not None and row.name in names:
            self._make_current(names.index(row.name))

    def _article_row(self, article: ArticleRow) -> Row:
        parts = (article.source, article.published[:10], _STATUS_WORDS[article.status])
        return Row(
            id=lambda: self._main.session.open_article(article.id),
            name=article.title or "Untitled article",
            detail=" · ".join(part for part in parts if part),
            key="Article",
        )
