"""The record of change: gestures, their effects, undo and redo of one annotator, also after closing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.core.codebook import Tag
from reader.core.errors import (
    Ambiguous,
    GlossatorError,
    NotFound,
    NothingToUndo,
    ProjectReadOnly,
    Refused,
    WriteFailed,
)
from reader.core.prepared import prepare
from reader.core.spans import Span
from reader.project import Project, history
from reader.project.articles import ArticleRow
from reader.project.record import Passage
from reader.project.sqlite import IntegrityError
from tests.project.made import article, copied, picture, plain, redo_all, rows, taken_back, undo_all

# Gestures


def test_each_write_is_recorded_with_who_when_before_and_after(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    project.annotations.move(note.id, Span(0, 4))
    move, add = project.history.entries(note.uid[-6:])
    assert (move.gesture.name, add.gesture.name) == ("Move actor “Ines Okar”", "Tag actor “Ines Okar”")
    assert move.annotator == "Ann"
    assert add.gesture.at <= move.gesture.at
    (change,) = move.changes
    assert (change.subject, change.row) == ("annotation", note.id)
    assert change.before is not None
    assert change.after is not None
    assert (change.before["end"], change.after["end"]) == (9, 4)
    assert [made.before for made in add.changes] == [None, None]


def test_the_history_of_an_id_that_is_none_or_several(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    project.annotations.remove([note.id])
    assert len(project.history.entries(note.uid)) == 2
    for ending, why in (("%", "is no id"), ("", "is no id"), ("abcdef01234567", "Nothing in the history")):
        with pytest.raises(NotFound, match=why):
            project.history.entries(ending)
    shared = "0000-7000-8000-00000000beef"
    for number in (1, 2):
        project.tags.add("topic", f"T{number}", uid=f"0000000{number}-{shared}")
    with pytest.raises(Ambiguous, match="More than one thing"):
        project.history.entries("beef")


def test_entries_are_newest_first_and_limited(project: Project, first: ArticleRow, okar: Tag) -> None:
    names = [entry.gesture.name for entry in project.history.entries()]
    assert names == ["Add actor “Ines Okar”", "Import 1 article", "New project"]
    assert [entry.gesture.name for entry in project.history.entries(limit=1)] == names[:1]


def test_a_gesture_that_changes_nothing_leaves_no_entry(project: Project, okar: Tag) -> None:
    newest = project.history.newest()
    with project.gesture("Nothing"):
        pass
    project.tags.change(okar.id, name=okar.name)
    assert project.history.newest() == newest


def test_gestures_inside_a_gesture_are_one_step(project: Project, first: ArticleRow) -> None:
    before = picture(project)
    with project.gesture("Both"):
        tag = project.tags.add("topic", "Bases")
        project.annotations.add(first.id, tag.id, Span(0, 4), memo="why")
    undone = project.history.undo()
    assert undone.name == "Both"
    assert undone.article == first.id
    assert picture(project) == before


def test_a_failing_gesture_changes_nothing(project: Project, first: ArticleRow, okar: Tag) -> None:
    before, newest = picture(project), project.history.newest()
    with taken_back(project):
        project.annotations.add(first.id, okar.id, Span(0, 4))
    assert picture(project) == before
    assert project.history.newest() == newest
    assert project.annotations.add(first.id, okar.id, Span(0, 4)).id


def test_what_fails_inside_a_gesture_takes_back_only_its_own_writes(project: Project) -> None:
    def twice() -> None:
        with project.gesture("Inner"):
            project.tags.add("actor", "Lost")
            project.tags.add("actor", "Lost")

    with project.gesture("Outer"):
        kept = project.tags.add("actor", "Kept")
        with pytest.raises(Refused):
            twice()
        assert list(project.tags.codebook().tags) == [kept.id]
    assert [tag.name for tag in project.tags.codebook().tags.values()] == ["Kept"]
    assert project.check() == []


def test_the_codebook_of_a_failed_gesture_is_forgotten(project: Project, okar: Tag) -> None:
    """Its revision number comes again with the next change: of another program, or an undo."""
    with taken_back(project):
        project.tags.add("actor", "Phantom")
    with Project.open(project.path, annotator="Ben") as other:
        other.tags.add("actor", "Real")
    assert [tag.name for tag in project.tags.codebook().tags.values()] == ["Ines Okar", "Real"]


def test_nobody_codes_without_a_name(project: Project, template: Path, tmp_path: Path) -> None:
    with Project.open(copied(template, tmp_path, "other.gloss")) as unnamed:
        with pytest.raises(Refused, match="Nobody is coding yet"):
            unnamed.tags.add("actor", "Ines Okar")
        assert unnamed.history.next_undo() is None
        assert unnamed.history.next_redo() is None


def test_nothing_is_written_when_open_for_reading(project: Project, okar: Tag) -> None:
    with Project.reading(project.path) as reading:
        with pytest.raises(ProjectReadOnly, match=r"“news\.gloss” is open for reading only\. Nothing was changed\."):
            reading.tags.add("actor", "Tomas Rell")
        assert reading.tags.codebook()[okar.id] == okar


def test_undo_inside_a_gesture_is_refused_and_the_gesture_goes_on(project: Project, okar: Tag) -> None:
    with project.gesture("Outer"):
        project.tags.add("actor", "Tomas Rell")
        with pytest.raises(GlossatorError):
            project.history.undo()
    assert len(project.tags.codebook()) == 2
    assert project.check() == []


# What the file itself refuses


@pytest.mark.parametrize("table", ["annotator", "article", "tag", "annotation", "memo", "progress", "round"])
def test_a_write_outside_a_gesture_is_refused_by_the_file(
    project: Project, first: ArticleRow, okar: Tag, table: str
) -> None:
    project.annotations.add(first.id, okar.id, Span(0, 4), memo="why")
    connection = plain(project.path)
    before = rows(project, f"SELECT * FROM {table}")
    with pytest.raises(IntegrityError, match=r"change\.gesture"):
        connection.execute(f"UPDATE {table} SET id = id")
    with pytest.raises(IntegrityError):
        connection.execute(f"DELETE FROM {table}")
    with pytest.raises(IntegrityError):
        connection.execute("INSERT INTO annotator (uid, name, created) VALUES ('u', 'Mallory', '')")
    connection.close()
    assert rows(project, f"SELECT * FROM {table}") == before


@pytest.mark.parametrize("table", ["article", "tag", "annotation", "memo"])
def test_nothing_is_deleted_even_inside_a_gesture(project: Project, first: ArticleRow, okar: Tag, table: str) -> None:
    project.annotations.add(first.id, okar.id, Span(0, 4), memo="why")
    with pytest.raises(WriteFailed, match="nothing is deleted"), project.gesture("Delete"):
        project._connection.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["article_text", "text_chunk"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_texts_never_change(project: Project, first: ArticleRow, table: str, statement: str) -> None:
    with pytest.raises(WriteFailed, match="the text never changes"), project.gesture("Change the text"):
        project._connection.execute(statement.format(table))


# Undo and redo


def test_undo_and_redo_survive_closing(project: Project, first: ArticleRow, okar: Tag) -> None:
    empty = picture(project)
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    full = picture(project)
    path = project.path
    project.close()
    with Project.open(path, annotator="Ann") as again:
        again.history.undo()
        assert picture(again) == empty
    with Project.open(path, annotator="Ann") as again:
        upcoming = again.history.next_redo()
        assert upcoming is not None
        assert upcoming.name == "Tag actor “Ines Okar”"
        again.history.redo()
        assert picture(again) == full
        assert again.annotations.get(note.id) == note


def test_nothing_to_undo_or_redo_is_said(project: Project) -> None:
    with pytest.raises(NothingToUndo, match=r"There is nothing to undo\."):
        project.history.undo()
    with pytest.raises(NothingToUndo, match=r"There is nothing to redo\."):
        project.history.redo()


def test_a_new_gesture_after_an_undo_ends_redo_but_keeps_the_record(project: Project, okar: Tag) -> None:
    project.history.undo()
    project.tags.add("actor", "Tomas Rell")
    assert project.history.next_redo() is None
    names = [entry.gesture.name for entry in project.history.entries()]
    assert names[:3] == ["Add actor “Tomas Rell”", "Undo “Add actor “Ines Okar””", "Add actor “Ines Okar”"]
    assert undo_all(project) == 1


def test_an_import_of_several_gestures_is_undone_at_once(project: Project) -> None:
    before = picture(project)
    for number in range(3):
        project.articles.add_many([prepare(article(f"Text {number}"))], group="import")
    full = picture(project)
    project.history.undo()
    assert picture(project) == before
    project.history.redo()
    assert picture(project) == full
    assert undo_all(project) == 1


def test_coding_during_an_import_is_undone_first_and_the_import_as_a_whole(project: Project, okar: Tag) -> None:
    before = picture(project)
    one = project.articles.add_many([prepare(article("One"))], group="import")[0]
    assert isinstance(one, ArticleRow)
    project.annotations.add(one.id, okar.id, Span(0, 3))
    for text in ("Two", "Three"):
        project.articles.add_many([prepare(article(text))], group="import")
    full = picture(project)
    names = [project.history.undo().name for _ in range(2)]
    assert names == ["Tag actor “Ines Okar”", "Import 1 article"]
    assert picture(project) == before
    redo_all(project)
    assert picture(project) == full
    assert project.check() == []


def test_what_is_imported_after_its_beginning_was_undone_is_undone_by_itself(project: Project, okar: Tag) -> None:
    project.articles.add_many([prepare(article("One"))], group="import")
    project.history.undo()
    before = picture(project)
    for text in ("Two", "Three"):
        project.articles.add_many([prepare(article(text))], group="import")
        project.tags.change(okar.id, definition=text)
    assert [project.history.undo().name for _ in range(3)] == [
        "Change actor “Ines Okar”", "Change actor “Ines Okar”", "Import 1 article",
    ]  # fmt: skip
    assert picture(project) == before


def test_undo_of_metadata_is_found_by_its_words_again(project: Project, first: ArticleRow) -> None:
    project.articles.edit([first.id], title="Another headline")
    assert project.articles.ids(words="headline") == [first.id]
    project.history.undo()
    assert project.articles.ids(words="headline") == []
    project.history.redo()
    assert project.articles.ids(words="headline") == [first.id]


def test_order_does_not_depend_on_the_clock(
    project: Project, first: ArticleRow, okar: Tag, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hostile input, row 22: the clock is set back between two gestures."""
    monkeypatch.setattr(history, "now", lambda: "2031-05-05T00:00:00.000Z")
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    monkeypatch.setattr(history, "now", lambda: "1999-01-01T00:00:00.000Z")
    project.annotations.move(note.id, Span(0, 4))
    assert project.history.undo().name == "Move actor “Ines Okar”"
    assert project.history.undo().name == "Tag actor “Ines Okar”"
    redo_all(project)
    assert project.annotations.get(note.id).span == Span(0, 4)
    assert project.history.entries(limit=1)[0].gesture.name.startswith("Redo “Move")
    assert project.check() == []


# Effects


def test_effects_say_what_to_refresh(project: Project, first: ArticleRow, okar: Tag) -> None:
    start = project.history.newest()
    note = project.annotations.add(first.id, okar.id, Span(3, 9))
    tagged = project.history.newest()
    project.annotations.move(note.id, Span(1, 5))
    moved = project.history.newest()
    project.annotations.add(first.id, okar.id, None)
    project.memos.set("article", first.id, "a note")
    project.tags.change(okar.id, definition="The minister")
    project.articles.edit([first.id], title="New")
    added = project.history.effects(start, tagged)
    assert (added.passages, added.progress) == ((Passage(first.id, 3, 9),), frozenset({first.id}))
    assert not added.memos
    assert not added.whole
    assert set(project.history.effects(tagged, moved).passages) == {Passage(first.id, 3, 9), Passage(first.id, 1, 5)}
    assert project.history.effects(tagged, moved).progress == frozenset()
    rest = project.history.effects(moved)
    assert (rest.whole, rest.articles) == (frozenset({first.id}), frozenset({first.id}))
    assert rest.tags == {okar.id}
    assert rest.memos
    assert project.history.effects(project.history.newest()).passages == ()


# A -wal that is another


def test_a_replaced_wal_is_noticed_and_everything_saved_beside(
    project: Project, first: ArticleRow, okar: Tag, tmp_path: Path
) -> None:
    wal = Path(f"{project.path}-wal")
    kept = tmp_path / "kept-wal"
    os.link(wal, kept)
    wal.unlink()
    with pytest.raises(ProjectReadOnly, match=r"Another program replaced “news\.gloss-wal”") as said:
        project.annotations.add(first.id, okar.id, Span(0, 9))
    (rescued,) = tmp_path.glob("news rescued *.gloss")
    assert rescued.name in str(said.value)
    with Project.open(rescued, annotator="Ann") as copy:
        assert copy.annotations.count() == 1
        assert copy.check() == []


def test_a_replaced_wal_and_no_room_beside_is_said(
    project: Project, first: ArticleRow, okar: Tag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "now", lambda: "2031-05-05T00:00:00.000Z")
    rescue = project.path.with_name("news rescued 2031-05-05T00-00-00.gloss")
    rescue.mkdir()
    Path(f"{project.path}-wal").unlink()
    with pytest.raises(WriteFailed, match="news rescued 2031"):
        project.annotations.add(first.id, okar.id, Span(0, 9))
