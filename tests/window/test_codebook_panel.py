from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.codebook import Codebook, Tag
from reader.core.spans import Span
from reader.project import Project
from reader.render.theme import THEMES
from reader.window.main_window import MainWindow
from reader.window.merge_palette import MergePalette
from reader.window.panels.codebook import CodebookPanel
from reader.window.panels.codebook_tree import CodebookModel
from reader.window.session import Session
from reader.window.settings import Settings
from tests.window.conftest import span_of

TEXT = "Ines Okar spoke. Harbour unions did not."


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """An open project: Government > Ines Okar (tagged twice); Labour; a stance; no topic."""
    path = tmp_path / "p.gloss"
    block = Block(BlockKind.PARAGRAPH, 0, len(TEXT))
    with Project.create(path, annotator="Leila") as project:
        article = project.articles.add(Article(TEXT, (block,), Metadata("One"), Provenance("text", 1)))
        government = project.tags.add("actor", "Government")
        okar = project.tags.add("actor", "Ines Okar", parent=government.id, hotkey="1", aliases=("the minister",))
        project.tags.add("actor", "Labour")
        project.tags.add("stance", "opposes", value=-2.0)
        project.annotations.add(article.id, okar.id, Span(0, 9))
        project.annotations.add(article.id, okar.id, Span(5, 9))
    settings = Settings()
    settings.annotator = "Leila"
    session = Session(settings, THEMES["light"])
    session.open(path)
    qtbot.waitUntil(lambda: session.is_open)
    yield session
    session.close()


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> CodebookPanel:
    panel = CodebookPanel(session)
    qtbot.addWidget(panel)
    panel.resize(260, 400)
    panel.show()
    panel.tree.setFocus()
    return panel


def tag(session: Session, name: str) -> Tag:
    return next(tag for tag in session.codebook.tags.values() if tag.name == name)


def names(session: Session) -> set[str]:
    return {tag.name for tag in session.codebook.tags.values()}


def rows(panel: CodebookPanel) -> list[str]:
    """What stands in the tree from top to bottom, folded or not; indented as it is."""

    def below(parent: QModelIndex, depth: int) -> Iterator[str]:
        for row in range(panel.model.rowCount(parent)):
            index = panel.model.index(row, 0, parent)
            yield "  " * depth + index.data()
            yield from below(index, depth + 1)

    return list(below(QModelIndex(), 0))


def type_name(panel: CodebookPanel, qtbot: QtBot, name: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    editor = panel.tree.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, key)


def test_it_shows_the_tags_of_a_kind_as_a_tree(panel: CodebookPanel) -> None:
    assert rows(panel) == ["Government", "  Ines Okar", "Labour"]
    assert panel.summary == "4"
    panel.show_kind("stance")
    assert rows(panel) == ["opposes"]


def test_counts_are_shown_with_those_below(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel.model.counts.get(tag(session, "Ines Okar").id) == 2)
    assert panel.model.counts[tag(session, "Government").id] == 2
    index = panel.model.index_of(tag(session, "Ines Okar").id)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ines Okar, 2 annotations, key 1"


def test_a_tag_is_added_by_insert_and_its_name(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.select(tag(session, "Labour").id)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Insert)
    type_name(panel, qtbot, "Business")
    qtbot.waitUntil(lambda: "Business" in names(session))
    assert tag(session, "Business").parent is None
    qtbot.waitUntil(lambda: panel.current() == tag(session, "Business"))
    assert rows(panel) == ["Government", "  Ines Okar", "Labour", "Business"]


def test_a_tag_is_added_below_another(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.select(tag(session, "Labour").id)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    type_name(panel, qtbot, "Tomas Rell")
    qtbot.waitUntil(lambda: "Tomas Rell" in names(session))
    assert tag(session, "Tomas Rell").parent == tag(session, "Labour").id


def test_esc_leaves_no_empty_tag(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    before = rows(panel)
    panel.gestures.add()
    assert rows(panel) == [*before, ""]
    type_name(panel, qtbot, "Half", Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rows(panel) == before)
    assert "Half" not in names(session)


def test_f2_renames(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.select(tag(session, "Labour").id)
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    type_name(panel, qtbot, "Trade unions")
    qtbot.waitUntil(lambda: "Trade unions" in names(session))
    assert "Labour" not in names(session)


def test_a_name_that_is_taken_is_said_in_a_sentence(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.select(tag(session, "Labour").id)
    panel.gestures.rename()
    with qtbot.waitSignal(session.failed) as failed:
        type_name(panel, qtbot, "Government")
    assert "Government" in failed.args[0].sentence
    assert rows(panel) == ["Government", "  Ines Okar", "Labour"]


def test_alt_arrows_nest_and_take_out(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.select(tag(session, "Labour").id)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: tag(session, "Labour").parent == tag(session, "Government").id)
    assert rows(panel) == ["Government", "  Ines Okar", "  Labour"]
    qtbot.keyClick(panel.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: tag(session, "Labour").parent is None)


def test_tags_are_nested_by_dropping_them_on_another(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    model, labour, okar = panel.model, tag(session, "Labour"), tag(session, "Ines Okar")
    dragged = model.mimeData([model.index_of(labour.id)])
    move = Qt.DropAction.MoveAction
    assert not model.canDropMimeData(dragged, move, -1, 0, model.index_of(labour.id))
    government = model.mimeData([model.index_of(tag(session, "Government").id)])
    assert not model.canDropMimeData(government, move, -1, 0, model.index_of(okar.id)), "not under one below itself"
    model.dropMimeData(dragged, move, -1, 0, model.index_of(okar.id))
    qtbot.waitUntil(lambda: tag(session, "Labour").parent == okar.id)
    assert rows(panel) == ["Government", "  Ines Okar", "    Labour"]


def test_removing_says_what_goes_along_and_undo_brings_it_back(
    panel: CodebookPanel, session: Session, qtbot: QtBot
) -> None:
    panel.select(tag(session, "Government").id)
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert said.args == ["Government and 1 more tag removed with 2 annotations in 1 article", True]
    assert rows(panel) == ["Labour"]
    session.undo()
    qtbot.waitUntil(lambda: rows(panel) == ["Government", "  Ines Okar", "Labour"])


def test_colour_and_key_are_set(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.select(tag(session, "Labour").id)
    panel.gestures.recolour(slot=7, colour="")
    qtbot.waitUntil(lambda: tag(session, "Labour").slot == 7)
    panel.gestures.set_hotkey("1")
    qtbot.waitUntil(lambda: tag(session, "Labour").hotkey == "1")
    assert tag(session, "Ines Okar").hotkey == "", "a key belongs to one tag"


def test_the_filter_keeps_what_is_above_a_match(panel: CodebookPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.filter, "minis")
    assert rows(panel) == ["Government", "  Ines Okar"]
    current = panel.current()
    assert current is not None
    assert current.name == "Ines Okar"
    qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert len(rows(panel)) == 3
    qtbot.keyClicks(panel.filter, "nobody at all")
    assert rows(panel) == []


def test_what_was_unfolded_stays_so_through_changes(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    government = panel.model.index_of(tag(session, "Government").id)
    panel.tree.setExpanded(government, True)
    panel.show_kind("stance")
    panel.show_kind("actor")
    session.do(lambda project: project.tags.add("actor", "Business"))
    qtbot.waitUntil(lambda: "Business" in rows(panel))
    assert panel.tree.isExpanded(panel.model.index_of(tag(session, "Government").id))


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = CodebookModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tags = [Tag(1, "a", "actor", "A"), Tag(2, "b", "actor", "B", 1), Tag(3, "c", "actor", "C")]
    model.show(Codebook(tags), "actor")
    model.begin_draft(1)
    model.end_draft()
    model.begin_draft(3)
    model.end_draft()
    model.begin_draft(None)
    model.end_draft()
    model.show(Codebook(tags[:2]), "actor")
    model.show_counts({2: 4})
    assert model.counts[1] == 4


def in_window(window: MainWindow) -> CodebookPanel:
    panel = window.panes.panel("codebook")
    assert isinstance(panel, CodebookPanel)
    panel.tree.setFocus()
    return panel


def test_enter_and_a_double_click_tag_the_selection(window: MainWindow, qtbot: QtBot) -> None:
    panel, view = in_window(window), window.session.view
    span = span_of("Tomas Rell")
    window.page.select(span)
    panel.select(tag(window.session, "Tomas Rell").id)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: span in [each.span for each in view.annotations.of_article(1)])
    window.page.select(span_of("Harbour unions"))
    panel.select(tag(window.session, "Harbour unions").id)
    at = panel.tree.visualRect(panel.tree.currentIndex()).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: view.annotations.count() == 5)


def test_without_a_selection_it_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    panel = in_window(window)
    window.page.set_caret(0)
    panel.select(tag(window.session, "Tomas Rell").id)
    with qtbot.waitSignal(window.session.said) as said:
        panel.gestures.tag_selection()
    assert said.args == ["Select a passage first, then Enter tags it actor Tomas Rell.", False]


def test_one_tag_is_merged_into_another(window: MainWindow, qtbot: QtBot) -> None:
    panel, session = in_window(window), window.session
    panel.select(tag(session, "Ines Okar").id)
    qtbot.keyClick(panel.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(MergePalette)
    assert palette is not None
    assert [row.name for row in palette.model.rows] == ["Harbour unions", "Tomas Rell"]
    qtbot.keyClicks(palette.edit, "harb")
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert said.args == ["Ines Okar merged into Harbour unions, 1 annotation went along", True]
    assert tag(session, "Harbour unions").aliases == ("Ines Okar", "the minister")
    assert "Ines Okar" not in names(session)
    session.undo()
    qtbot.waitUntil(lambda: "Ines Okar" in names(session))


def test_after_a_removal_the_keys_go_on_beside_it(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    government = tag(session, "Government").id
    panel.select(tag(session, "Ines Okar").id)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Ines Okar" not in names(session))
    assert [panel.current(), panel.chosen()] == [session.codebook[government], [government]]
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Government" not in names(session))
    assert panel.current() == tag(session, "Labour")


def test_the_trees_keys_go_before_the_windows(window: MainWindow, qtbot: QtBot) -> None:
    panel, session = in_window(window), window.session
    annotation = session.view.annotations.of_article(1)[0]
    window.page.select_annotation(annotation.id)
    panel.select(tag(session, "Port tariffs").id)
    panel.tree.setFocus()
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert said.args == ["Port tariffs removed", True]
    assert session.view.annotations.count() == 3
