"""The pane of headings: read beside the window, following the page, and a way to each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.importers import markdown
from reader.project import Project
from reader.window.commands import BY_ID
from reader.window.main_window import MainWindow
from reader.window.panels import outline
from reader.window.panels.outline import OutlinePanel

LONG = "# A long report\n\n" + "".join(
    f"## Chapter {number}\n\n{'The ministers met again. ' * 60}\n\n### Detail of {number}\n\n{'They left. ' * 80}\n\n"
    for number in range(1, 41)
)


@pytest.fixture
def report(window: MainWindow, project_path: Path, qtbot: QtBot) -> Callable[[str], MainWindow]:
    def show(source: str) -> MainWindow:
        article = markdown.read(source.encode(), "report.md")
        ids: list[int] = []
        window.session.do(lambda project: project.articles.add(article).id, ids.append)
        qtbot.waitUntil(lambda: bool(ids))
        window.session.open_article(ids[0])
        return window

    return show


def opened(window: MainWindow, qtbot: QtBot) -> OutlinePanel:
    window.run(BY_ID["view.outline"])
    panel = window.panes.panel("outline")
    assert isinstance(panel, OutlinePanel)
    qtbot.waitUntil(panel.isVisible)
    return panel


def current(panel: OutlinePanel) -> str:
    row = panel.list.currentIndex().row()
    return panel.model.headings[row].words if row >= 0 else ""


def test_it_is_hidden_until_wanted_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.panel_shown("outline")
    opened(window, qtbot)
    assert "outline" not in window.session.settings.hidden_panels
    window.run(BY_ID["view.outline"])
    assert "outline" in window.session.settings.hidden_panels


def test_headings_of_all_chunks_with_their_levels(report: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = report(LONG)
    panel = opened(window, qtbot)
    qtbot.waitUntil(lambda: len(panel.model.headings) == 81)
    assert [heading.level for heading in panel.model.headings[:4]] == [0, 2, 3, 2]
    text = window.session.view.articles.text(window.session.article_id or 0)
    assert all(text[heading.start :].startswith(heading.words) for heading in panel.model.headings)
    assert panel.summary == "80"


def test_enter_goes_there_and_gives_the_page_the_keys(report: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = report(LONG)
    panel = opened(window, qtbot)
    qtbot.waitUntil(lambda: len(panel.model.headings) == 81)
    row = next(row for row, heading in enumerate(panel.model.headings) if heading.words == "Chapter 30")
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(row))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    page = window.page
    assert page.caret == panel.model.headings[row].start
    assert page.hasFocus()
    assert page.scene is not None
    assert 0 <= page.scene.caret_rect(page.caret).top() < 80
    qtbot.waitUntil(lambda: current(panel) == "Chapter 30")


def test_it_follows_the_caret_and_what_is_scrolled_to(report: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = report(LONG)
    panel = opened(window, qtbot)
    qtbot.waitUntil(lambda: len(panel.model.headings) == 81)
    page, headings = window.page, panel.model.headings
    page.set_caret(headings[40].start + 60)
    qtbot.waitUntil(lambda: current(panel) == headings[40].words)
    page.restore_scroll(headings[60].start + 5)
    qtbot.waitUntil(lambda: current(panel) == headings[60].words)


def test_without_headings_it_says_so(window: MainWindow, qtbot: QtBot) -> None:
    panel = opened(window, qtbot)
    qtbot.waitUntil(panel.empty.isVisible)
    assert "no headings" in panel.empty.text()
    assert panel.summary == ""


def test_another_article_has_other_headings(report: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = report(LONG)
    panel = opened(window, qtbot)
    qtbot.waitUntil(lambda: len(panel.model.headings) == 81)
    report("# Short\n\n## Only this\n\nWords.")
    qtbot.waitUntil(lambda: [heading.words for heading in panel.model.headings] == ["Short", "Only this"])


def test_there_are_never_more_than_can_be_shown(
    report: Callable[[str], MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outline, "_MOST", 10)
    panel = opened(report(LONG), qtbot)
    qtbot.waitUntil(lambda: panel.summary == "first 10")
    assert len(panel.model.headings) == 10


def test_a_heading_cut_by_a_chunk_is_one(tmp_path: Path) -> None:
    source = f"# Title\n\nWords.\n\n## {'long heading ' * 2000}\n\nMore."
    with Project.create(tmp_path / "cut.gloss", annotator="Ada") as project:
        added = project.articles.add(markdown.read(source.encode(), "cut.md"))
        found = project.articles.outline(added.id)
        headings = outline.headings_between(project, found.text, 0, len(found.chunks))
    assert len(found.chunks) > 1
    assert [heading.level for heading in headings] == [0, 2]
