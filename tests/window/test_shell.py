"""What comes in and goes out, what is said, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from reader.project import Project
from reader.window import filing, going
from reader.window.dialogs.findings import ListDialog
from reader.window.dialogs.metadata import MetadataDialog, edit_metadata
from reader.window.dialogs.paste import PasteDialog
from reader.window.main_window import MainWindow
from reader.window.panes import PANEL_WIDTH
from reader.window.settings import Settings
from tests.window.conftest import span_of

Opener = Callable[..., MainWindow]


@dataclass(frozen=True)
class Count:
    done: int
    total: int | None


def count_of(window: MainWindow) -> int:
    return window.session.view.articles.count()


def test_a_dropped_folder_is_imported_and_what_failed_is_listed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.txt").write_text("One\n\nFirst text.", encoding="utf-8")
    (folder / "deep" / "two.md").write_text("# Two\n\nSecond text.", encoding="utf-8")
    (folder / "empty.txt").write_text("")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    event = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.findChild(ListDialog) is not None, timeout=20_000)
    assert count_of(window) == 5
    report = window.findChild(ListDialog)
    assert "empty.txt" in report.list.item(0).text()
    assert window.toast.text == "2 articles imported, 1 file failed."
    qtbot.mouseClick(window.toast.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count_of(window) == 3)


def test_files_named_at_the_start_are_imported_and_the_first_is_opened(
    open_window: Opener, annotator: str, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "story.txt"
    file.write_text("A story\n\nWith a text.", encoding="utf-8")
    window = open_window(tmp_path / "made.gloss", [file])
    qtbot.waitUntil(lambda: window.session.article_id is not None, timeout=20_000)
    assert count_of(window) == 1


def test_a_pasted_text_becomes_an_article(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Ferry strike ends\n\nThe ferries sail again.")
    qtbot.keyClick(window.page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PasteDialog)
    assert dialog.form.edits["title"].text() == "Ferry strike ends"
    dialog.form.edits["source"].setText("Delta Review")
    dialog.accept()
    before = window.session.article_id
    qtbot.waitUntil(lambda: window.session.article_id != before)
    assert count_of(window) == 4
    row = window.session.view.articles.row(window.session.article_id or 0)
    assert (row.title, row.source) == ("Ferry strike ends", "Delta Review")


def test_ctrl_v_in_an_input_pastes_there(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("ferry")
    edit = window.panes.panel("library").filter  # type: ignore[attr-defined]
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "ferry"
    assert window.findChild(PasteDialog) is None


def test_metadata_of_many_writes_only_what_was_changed(window: MainWindow, qtbot: QtBot) -> None:
    ids = window.session.view.articles.ids()
    before = window.session.view.articles.rows(ids)
    edit_metadata(window, ids)
    dialog = window.findChild(MetadataDialog)
    assert dialog.form.edits["title"].text() == ""
    assert "Several values" in dialog.form.edits["title"].placeholderText()
    dialog.form.edits["author"].setText("Mara Lind")
    assert dialog.changed() == {"author": "Mara Lind"}
    dialog.accept()
    qtbot.waitUntil(lambda: window.session.view.articles.row(ids[2]).author == "Mara Lind")
    after = window.session.view.articles.rows(ids)
    assert [row.title for row in after] == [row.title for row in before]
    going.go_back(window, redo=False)
    qtbot.waitUntil(lambda: window.session.view.articles.row(ids[2]).author == "")


def test_own_fields_are_written_as_lines(window: MainWindow, qtbot: QtBot) -> None:
    (first, *_) = window.session.view.articles.ids()
    edit_metadata(window, [first])
    dialog = window.findChild(MetadataDialog)
    dialog.fields.setPlainText("desk: politics\npage: 4")
    dialog.accept()
    qtbot.waitUntil(lambda: window.session.view.articles.row(first).fields == {"desk": "politics", "page": "4"})


@pytest.mark.parametrize("with_texts", [True, False])
def test_a_copy_is_one_closed_file(window: MainWindow, qtbot: QtBot, tmp_path: Path, with_texts: bool) -> None:
    target = tmp_path / "out" / "copy.gloss"
    target.parent.mkdir()
    filing.write_copy(window, target, with_texts=with_texts)
    qtbot.waitUntil(lambda: "is written" in window.toast.text, timeout=20_000)
    assert [entry.name for entry in target.parent.iterdir()] == ["copy.gloss"]
    with Project.open(target, read_only=True) as copy:
        (first, *_) = copy.articles.ids()
        assert ("Okar" in copy.articles.text(first)) is with_texts


def test_a_refused_write_is_a_sentence_and_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.session.do(lambda project: project.tags.add("actor", "Ines Okar"))
    qtbot.waitUntil(lambda: "Ines Okar" in window.middle.messages.text)
    assert window.middle.messages.isVisible()
    assert not window.middle.messages._copy.isVisible()


def test_an_unexpected_error_is_a_sentence_with_details_and_the_window_lives(
    window: MainWindow, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(project: Project) -> None:
        raise ZeroDivisionError("by nothing")

    window.session.do(broken)
    qtbot.waitUntil(lambda: "by nothing" in window.middle.messages.text)
    qtbot.mouseClick(window.middle.messages._copy, Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert "ZeroDivisionError" in caplog.text
    window.session.do(lambda project: project.tags.add("actor", "Somebody"))
    qtbot.waitUntil(lambda: any(tag.name == "Somebody" for tag in window.session.codebook.tags.values()))


def test_a_gesture_goes_ahead_of_long_work_which_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[str] = []

    def steps(project: Project) -> Iterator[Count]:
        number = 0
        while True:
            number += 1
            yield Count(number, None)

    work = window.session.long(steps, "Counting", lambda value: seen.append(f"ended {value}"))
    assert work is not None
    window.session.do(lambda project: project.tags.add("actor", "Ahead"), lambda tag: seen.append(tag.name))
    qtbot.waitUntil(lambda: seen == ["Ahead"])
    work.cancel()
    qtbot.waitUntil(lambda: seen == ["Ahead", "ended None"])
    assert not window.session.works


def test_long_work_shows_nothing_at_first_then_a_bar_with_counts(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.window import progress_strip
    from reader.window.writer import Work

    strip = window.middle.progress
    work = Work("Importing", 412, 10_000)
    strip.begin(work)
    strip._look()
    assert not strip.isVisible()
    work.started -= progress_strip.BAR_AFTER
    strip._look()
    assert strip.isVisible()
    assert strip._count.text() == "412 of 10,000"
    work.started -= progress_strip.TIME_LEFT_AFTER
    strip._look()
    assert strip._count.text().endswith("min left")
    qtbot.mouseClick(strip._cancel, Qt.MouseButton.LeftButton)
    assert work.cancelled
    strip.end(work)
    assert not strip.isVisible()


def test_closing_in_the_middle_of_long_work_keeps_what_was_done(
    window: MainWindow, qtbot: QtBot, project_path: Path
) -> None:
    def steps(project: Project) -> Iterator[Count]:
        for number in range(1, 1_000_000):
            project.tags.add("topic", f"Topic {number}")
            yield Count(number, 1_000_000)

    window.session.long(steps, "Adding")
    qtbot.waitUntil(lambda: len(window.session.codebook) > 10)
    window.close()
    with Project.open(project_path) as project:
        assert len(project.tags.codebook()) > 10
        assert project.check() == []


def test_theme_size_and_measure_are_kept(window: MainWindow, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window.choose_theme("dark")
    assert window.session.theme.name == "dark"
    qtbot.keyClick(window.page, Qt.Key.Key_Plus, control)
    qtbot.keyClick(window.page, Qt.Key.Key_Plus, control)
    assert window.session.settings.size == 20
    qtbot.keyClick(window.page, Qt.Key.Key_0, control)
    assert window.session.settings.size == 18
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, control,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(window.page.viewport(), wheel)
    assert window.session.settings.size == 19
    window.set_measure(80)
    window.session.settings.save()
    again = Settings()
    assert (again.theme, again.size, again.measure) == ("dark", 19, 80)
    window.choose_theme("light")


def test_a_project_opens_where_one_was(
    open_window: Opener, project_path: Path, annotator: str, qtbot: QtBot, home: Path
) -> None:
    window = open_window(project_path)
    first, second, _ = window.session.view.articles.ids()
    window.page.select(span_of("Tomas Rell"))
    window.session.open_article(second)
    window.session.open_article(first)
    assert window.page.caret == span_of("Tomas Rell").end
    window.close()
    again = open_window(project_path)
    assert again.session.article_id == first
    assert again.page.caret == span_of("Tomas Rell").end


def test_hidden_panes_stay_hidden(open_window: Opener, project_path: Path, annotator: str, qtbot: QtBot) -> None:
    window = open_window(project_path)
    window.resize(1400, 800)
    assert window.panel_shown("codebook")
    window.toggle_panel("codebook")
    window.close()
    again = open_window(project_path)
    again.resize(1400, 800)
    assert not again.panel_shown("codebook")
    assert again.panel_shown("library")


def test_the_panes_give_way_right_first(window: MainWindow) -> None:
    shown = []
    for width in (1400, 1100, 760, 1400):
        window.resize(width, 600)
        QApplication.processEvents()
        shown.append([name for name in ("library", "codebook") if window.panel_shown(name)])
    assert shown == [["library", "codebook"], ["library"], [], ["library", "codebook"]]


def test_changed_metadata_show_on_the_page_at_once(window: MainWindow, qtbot: QtBot) -> None:
    article = window.session.article_id
    assert article is not None
    window.session.do(lambda project: project.articles.edit([article], author="Mara Lind"))
    qtbot.waitUntil(lambda: "Mara Lind" in "".join(window.page._scene._front._lines))


def test_the_right_panels_can_be_as_narrow_as_wanted(window: MainWindow, qtbot: QtBot) -> None:
    assert window.panes.panes["codebook"].minimumSizeHint().width() <= PANEL_WIDTH
    window.resize(1400, 800)
    QApplication.processEvents()
    window.resizeDocks([window.panes.panes["codebook"]], [PANEL_WIDTH], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: window.panes.panes["codebook"].width() == PANEL_WIDTH)


def test_the_status_bar_says_what_is_here_and_what_is_hidden(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.state.text == "Saved · 3 annotations · nothing hidden")
    window.marks.set_kind_shown("stance", False)
    qtbot.waitUntil(lambda: window.state.text == "Saved · 1 of 3 annotations dimmed: stances")
    window.marks.set_hidden(True)
    assert window.state.text == "Saved · 3 annotations · all marks hidden"


def test_what_another_program_changes_is_seen_when_the_window_is_looked_at(
    window: MainWindow, qtbot: QtBot, project_path: Path
) -> None:
    (first, *_) = window.session.view.articles.ids()
    with Project.open(project_path, annotator="Mara Lind") as other:
        actor = other.tags.add("actor", "Exporters")
        other.annotations.add(first, actor.id, [span_of("Grain exporters")])
    window.session.look_again()
    qtbot.waitUntil(lambda: any(tag.name == "Exporters" for tag in window.session.codebook.tags.values()))
    assert len(window.session.view.annotations.of_article(first)) == 4


def test_the_undo_button_names_what_it_would_take_back(window: MainWindow, qtbot: QtBot) -> None:
    from reader.window.commands import BY_ID, title_of

    window.session.do(lambda project: project.tags.add("actor", "Somebody"))
    qtbot.waitUntil(lambda: "Somebody" in window.session.undo_name)
    assert title_of(BY_ID["edit.undo"], window) == f"Undo “{window.session.undo_name}”"


def test_a_failed_open_leaves_the_recent_list_alone(open_window: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.open_project(tmp_path / "nowhere.gloss")
    qtbot.waitUntil(lambda: "nowhere.gloss" in window.middle.messages.text)
    assert window.session.settings.recent == []
    assert not window.session.is_open


def test_a_codebook_comes_in_and_goes_out(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "codebook.json"
    filing.write_codebook_file(window, target)
    qtbot.waitUntil(lambda: window.toast.text.endswith("is written."), timeout=20_000)
    filing.take_in_codebook(window, target)
    qtbot.waitUntil(lambda: "7 were there already" in window.toast.text)
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    filing.take_in_codebook(window, broken)
    qtbot.waitUntil(lambda: "broken.json" in window.middle.messages.text)


def test_every_command_runs_or_says_why_not(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """File dialogs are answered with Cancel; everything else is real."""
    from reader.window import file_dialogs
    from reader.window.commands import COMMANDS

    for name, answer in (("open_files", []), ("open_folder", None), ("save_file", None)):
        monkeypatch.setattr(file_dialogs, name, lambda *_, answer=answer, **__: answer)
    last = ("project.close", "project.sample", "project.quit", "article.remove")
    for command in COMMANDS:
        if command.id in last:
            continue
        window.focus_page()
        window.run(command)
        qtbot.waitUntil(lambda: not window.session.waiting)
        for dialog in window.findChildren(QDialog):
            dialog.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
    assert window.middle.messages.text == ""
    assert window.session.is_open
