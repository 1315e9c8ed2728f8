"""Keys on the page, pressed as a person presses them, under any layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.annotation import Relevance, Status
from reader.core.codebook import Tag
from reader.window import going
from reader.window.article_view.keys import motion_of
from reader.window.article_view.motion import Motion
from reader.window.main_window import MainWindow
from tests.window.conftest import TEXT, span_of

Key = Qt.Key
X11_A, X11_N, X11_1, X11_H = 38, 57, 10, 43


def press(window: MainWindow, text: str, code: int, key: int = 0, kind: QEvent.Type = QEvent.Type.KeyPress) -> None:
    """A key event as another layout sends it: its own letter, no Latin key, the place on the keyboard."""
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, code, 0, 0, text)
    QApplication.sendEvent(window.page, event)


def until(qtbot: QtBot, window: MainWindow, reached: Callable[[], bool]) -> None:
    """Every gesture is answered, and it came to this."""
    qtbot.waitUntil(lambda: not window.session.waiting and reached())


def tag_named(window: MainWindow, name: str) -> Tag:
    return next(tag for tag in window.session.codebook.tags.values() if tag.name == name)


def tags_on(window: MainWindow, words: str) -> list[str]:
    article = window.session.article_id
    assert article is not None
    found = window.session.view.annotations.of_article(article)
    return [window.session.codebook[each.tag].name for each in found if each.span == span_of(words)]


@pytest.fixture
def page(window: MainWindow) -> MainWindow:
    window.focus_page()
    return window


def test_the_palette_tags_the_selection(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Tomas Rell"))
    qtbot.keyClick(page.page, Key.Key_A)
    palette = page.tag_palette()
    assert palette.isVisible()
    qtbot.keyClicks(palette.edit, "rell")
    qtbot.keyClick(palette.edit, Key.Key_Return)
    until(qtbot, page, lambda: tags_on(page, "Tomas Rell") == ["Tomas Rell"])
    assert page.page.current is not None
    assert not page.page.selection()
    assert page.page.hasFocus()


def test_on_a_selected_annotation_the_palette_changes_its_tag(page: MainWindow, qtbot: QtBot) -> None:
    page.page.set_caret(0)
    qtbot.keyClick(page.page, Key.Key_J)
    annotation = page.page.current
    qtbot.keyClick(page.page, Key.Key_A)
    qtbot.keyClicks(page.tag_palette().edit, "unions")
    qtbot.keyClick(page.tag_palette().edit, Key.Key_Return)
    until(qtbot, page, lambda: tags_on(page, "Ines Okar") == ["Harbour unions"])
    assert page.page.current == annotation


def test_another_kind_on_a_selected_annotation_tags_the_same_passage(page: MainWindow, qtbot: QtBot) -> None:
    page.page.set_caret(0)
    qtbot.keyClick(page.page, Key.Key_J)
    qtbot.keyClick(page.page, Key.Key_T)
    qtbot.keyClicks(page.tag_palette().edit, "tariffs")
    qtbot.keyClick(page.tag_palette().edit, Key.Key_Return)
    until(qtbot, page, lambda: tags_on(page, "Ines Okar") == ["Ines Okar", "Port tariffs"])


def test_only_ctrl_enter_makes_a_new_tag(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Grain exporters"))
    qtbot.keyClick(page.page, Key.Key_A)
    edit = page.tag_palette().edit
    qtbot.keyClicks(edit, "Zzz exporters")
    qtbot.keyClick(edit, Key.Key_Return)
    assert page.tag_palette().isVisible()
    qtbot.keyClick(edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, page, lambda: tags_on(page, "Grain exporters") == ["Zzz exporters"])
    going.go_back(page, redo=False)
    until(qtbot, page, lambda: tags_on(page, "Grain exporters") == [])
    assert all(tag.name != "Zzz exporters" for tag in page.session.codebook.tags.values())


def test_digits_and_the_full_stop_tag_at_once(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Harbour unions"))
    qtbot.keyClick(page.page, Key.Key_2)
    until(qtbot, page, lambda: tags_on(page, "Harbour unions") == ["Harbour unions"])
    page.page.select(span_of("their spokesman"))
    qtbot.keyClick(page.page, Key.Key_Period)
    until(qtbot, page, lambda: tags_on(page, "their spokesman") == ["Harbour unions"])


def test_a_key_that_cannot_act_says_why(page: MainWindow, qtbot: QtBot) -> None:
    page.page.set_caret(len(TEXT))
    page.page.select_annotation(None)
    qtbot.keyClick(page.page, Key.Key_A)
    assert page.toast.text == "Select a passage or an annotation first."
    page.page.select(span_of("Friday"))
    qtbot.keyClick(page.page, Key.Key_7)
    assert page.toast.text.startswith("No tag has the key 7")


def test_the_whole_article_is_tagged(page: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(page.page, Key.Key_W)
    qtbot.keyClicks(page.tag_palette().edit, "corridor")
    qtbot.keyClick(page.tag_palette().edit, Key.Key_Return)
    article = page.session.article_id
    assert article is not None
    until(qtbot, page, lambda: len(page.session.view.annotations.whole(article)) == 1)
    assert page.session.view.annotations.whole(article)[0].tag == tag_named(page, "Grain corridor").id


def test_delete_backspace_and_undo(page: MainWindow, qtbot: QtBot) -> None:
    for key in (Key.Key_Delete, Key.Key_Backspace):
        page.page.set_caret(0)
        qtbot.keyClick(page.page, Key.Key_J)
        qtbot.keyClick(page.page, key)
        until(qtbot, page, lambda: tags_on(page, "Ines Okar") == [])
        assert page.toast.text == "1 annotation removed"
        qtbot.keyClick(page.page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        until(qtbot, page, lambda: tags_on(page, "Ines Okar") == ["Ines Okar"])
        assert not page.toast.isVisible()  # its Undo would now take back what was before


def test_undo_and_redo_by_their_keys(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Harbour unions"))
    qtbot.keyClick(page.page, Key.Key_2)
    until(qtbot, page, lambda: tags_on(page, "Harbour unions") == ["Harbour unions"])
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key, modifiers in ((Key.Key_Z, control | shift), (Key.Key_Y, control)):
        qtbot.keyClick(page.page, Key.Key_Z, control)
        until(qtbot, page, lambda: tags_on(page, "Harbour unions") == [])
        qtbot.keyClick(page.page, key, modifiers)
        until(qtbot, page, lambda: tags_on(page, "Harbour unions") == ["Harbour unions"])


def test_alt_arrows_move_an_end_and_o_changes_which(page: MainWindow, qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    page.page.set_caret(0)
    qtbot.keyClick(page.page, Key.Key_J)
    qtbot.keyClick(page.page, Key.Key_Right, alt)
    until(qtbot, page, lambda: tags_on(page, "Ines Okar") == [])
    annotation = page.page.current
    assert annotation is not None

    def quote() -> str:
        view = page.session.view
        return view.annotations.quote(view.annotations.get(annotation))

    longer = quote()
    assert longer.startswith("Ines Okar")
    assert len(longer) > len("Ines Okar")
    qtbot.keyClick(page.page, Key.Key_O)
    qtbot.keyClick(page.page, Key.Key_Left, alt | Qt.KeyboardModifier.ShiftModifier)
    until(qtbot, page, lambda: quote() == f" {longer}")


def test_n_p_and_g_go_through_the_articles(page: MainWindow, qtbot: QtBot) -> None:
    first, second, third = page.session.view.articles.ids()
    qtbot.keyClick(page.page, Key.Key_N)
    assert page.session.article_id == second
    qtbot.keyClick(page.page, Key.Key_N)
    qtbot.keyClick(page.page, Key.Key_N)
    assert page.session.article_id == third
    assert page.toast.text == "This is the last article."
    qtbot.keyClick(page.page, Key.Key_P)
    assert page.session.article_id == second
    page.session.do(lambda project: project.progress.set([third], status=Status.DONE))
    until(qtbot, page, lambda: page.session.view.progress.counts().done == 1)
    qtbot.keyClick(page.page, Key.Key_G)
    assert page.session.article_id == first


def test_ctrl_enter_x_and_u_mark_the_article(page: MainWindow, qtbot: QtBot) -> None:
    first, second, third = page.session.view.articles.ids()
    qtbot.keyClick(page.page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, page, lambda: page.session.article_id == second)
    qtbot.keyClick(page.page, Key.Key_X)
    until(qtbot, page, lambda: page.session.article_id == third)
    rows = page.session.view.articles.rows([first, second])
    assert [row.status for row in rows] == [Status.DONE, Status.TODO]
    assert rows[1].relevance is Relevance.NOT_RELEVANT
    qtbot.keyClick(page.page, Key.Key_U)
    from reader.window.dialogs.reason import ReasonDialog

    dialog = page.findChild(ReasonDialog)
    qtbot.keyClicks(dialog.reason, "who speaks?")
    dialog.accept()
    until(qtbot, page, lambda: page.session.view.articles.row(third).status is Status.UNSURE)
    assert page.session.view.articles.row(third).reason == "who speaks?"


def test_letters_act_by_place_under_a_russian_and_an_arabic_layout(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Tomas Rell"))
    press(page, "ф", X11_A, 0x424)
    assert page.tag_palette().isVisible()
    page.tag_palette().leave()
    press(page, "ش", X11_A)
    assert page.tag_palette().isVisible()
    page.tag_palette().leave()
    press(page, "١", X11_1)
    until(qtbot, page, lambda: tags_on(page, "Tomas Rell") == ["Ines Okar"])
    press(page, "т", X11_N, 0x422)
    assert page.session.article_id == page.session.view.articles.ids()[1]


def test_a_latin_letter_means_itself_wherever_it_lies(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Tomas Rell"))
    press(page, "q", X11_A, Key.Key_Q.value)
    assert page._tag_palette is None


def test_h_held_hides_the_marks_and_letting_go_shows_them(page: MainWindow, qtbot: QtBot) -> None:
    before = page.page.grab().toImage()
    qtbot.keyPress(page.page, Key.Key_H)
    hidden = page.page.grab().toImage()
    qtbot.keyRelease(page.page, Key.Key_H)
    after = page.page.grab().toImage()
    assert hidden != before
    assert after == before


def test_letters_can_be_turned_off(page: MainWindow, qtbot: QtBot) -> None:
    page.set_letters(False)
    page.page.select(span_of("Tomas Rell"))
    qtbot.keyClick(page.page, Key.Key_2)
    qtbot.keyClick(page.page, Key.Key_A)
    assert page._tag_palette is None
    page.page.set_caret(0)
    assert tags_on(page, "Tomas Rell") == []


def test_letters_do_nothing_outside_the_page(page: MainWindow, qtbot: QtBot) -> None:
    library = page.panes.panel("library")
    library.filter.setFocus()  # type: ignore[attr-defined]
    qtbot.keyClicks(library.filter, "nax")  # type: ignore[attr-defined]
    assert library.filter.text() == "nax"  # type: ignore[attr-defined]
    assert page.session.article_id == page.session.view.articles.ids()[0]


def test_an_undo_elsewhere_goes_there_first(page: MainWindow, qtbot: QtBot) -> None:
    first = page.session.article_id
    page.page.select(span_of("Harbour unions"))
    qtbot.keyClick(page.page, Key.Key_2)
    until(qtbot, page, lambda: tags_on(page, "Harbour unions") != [])
    qtbot.keyClick(page.page, Key.Key_N)
    assert page.session.article_id != first
    qtbot.keyClick(page.page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, page, lambda: page.session.article_id == first and tags_on(page, "Harbour unions") == [])
    assert page.page.caret == span_of("Harbour unions").start


def test_escape_goes_out_one_level_at_a_time(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Friday"))
    qtbot.keyClick(page.page, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.middle.find_open
    qtbot.keyClick(page.middle._find.edit, Key.Key_Escape)  # type: ignore[union-attr]
    assert not page.middle.find_open
    page.page.select(span_of("Friday"))
    qtbot.keyClick(page.page, Key.Key_Escape)
    assert not page.page.selection()
    library = page.panes.panel("library")
    library.filter.setFocus()  # type: ignore[attr-defined]
    qtbot.keyClicks(library.filter, "ab")  # type: ignore[attr-defined]
    qtbot.keyClick(library.filter, Key.Key_Escape)  # type: ignore[attr-defined]
    assert library.filter.text() == ""  # type: ignore[attr-defined]
    qtbot.keyClick(library.filter, Key.Key_Escape)  # type: ignore[attr-defined]
    assert page.page.hasFocus()


def test_f6_goes_round_the_panes(page: MainWindow, qtbot: QtBot) -> None:
    page.resize(1400, 800)
    seen = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_F6)
        focus = QApplication.focusWidget()
        seen.append(next((name for name, pane in page.panes.panes.items() if pane.isAncestorOf(focus)), "page"))
    assert seen == ["inspector", "codebook", "library", "page"]


def test_the_passage_is_copied(page: MainWindow, qtbot: QtBot) -> None:
    page.page.select(span_of("Tomas Rell"))
    qtbot.keyClick(page.page, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Tomas Rell"


def test_every_key_is_bound_once_and_every_shortcut_reaches_its_command(page: MainWindow, qtbot: QtBot) -> None:
    from reader.window.commands import COMMANDS

    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    qtbot.keyClick(page.page, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert page._command_palette is not None
    assert page._command_palette.isVisible()


class OnX11(QKeyEvent):
    """As X11 without a desktop's own scheme reads it."""

    def matches(self, key: QKeySequence.StandardKey) -> bool:
        return key == QKeySequence.StandardKey.MoveToEndOfLine


def test_letters_with_control_are_commands_also_where_x11_moves_by_them() -> None:
    control, plain = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
    assert motion_of(OnX11(QEvent.Type.KeyPress, Qt.Key.Key_E, control)) is None
    assert motion_of(OnX11(QEvent.Type.KeyPress, Qt.Key.Key_End, plain)) == (Motion.LINE_END, False)
