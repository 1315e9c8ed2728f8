"""What `check` sees that SQLite does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.core.codebook import Tag
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from tests.project.made import article, plain


def without_triggers(project: Project, *statements: str) -> None:
    """Changes the file as a hostile or broken program might: triggers dropped, and put back as they were."""
    connection = plain(project.path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()


def test_a_coded_project_is_sound(project: Project, first: ArticleRow, okar: Tag) -> None:
    project.annotations.add(first.id, okar.id, [Span(0, 4), Span(6, 9)], memo="why")
    without_triggers(project)
    assert project.check() == []


def test_a_changed_text(project: Project, first: ArticleRow) -> None:
    without_triggers(project, "UPDATE text_chunk SET body = replace(body, 'backs', 'leave')")
    assert project.check() == [
        "The text of “Ines Okar backs the bases.” is not the one that was imported (its hash differs)."
    ]


def test_a_text_cut_short_or_with_a_gap(project: Project) -> None:
    project.articles.add(article("word " * 10_000, title="Long"))
    without_triggers(project, "DELETE FROM text_chunk WHERE position = 1")
    assert any(finding.startswith("The text of “Long” has a gap at character") for finding in project.check())
    without_triggers(project, "DELETE FROM text_chunk WHERE position > 0")
    assert any("characters, not 50000." in finding for finding in project.check())


@pytest.mark.parametrize(
    "change",
    [
        lambda: '"end" = 100000',
        lambda: "start = -1",
        lambda: 'start = 9, "end" = 9',
        lambda: 'start = 9, "end" = 4',
        lambda: "pieces = '[[0,4],[50,60]]'",
        lambda: "pieces = '[[4,4],[5,9]]'",
        lambda: "article = 2",
    ],
)
def test_an_annotation_outside_its_text(
    project: Project, first: ArticleRow, okar: Tag, change: Callable[[], str]
) -> None:
    project.articles.add(article("Another text"))
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    without_triggers(project, f"UPDATE annotation SET {change()}")
    findings = project.check()
    assert any(finding.startswith(f"The annotation {note.uid} in “") for finding in findings)
    assert f"Row {note.id} of annotation is not as the history says." in findings


def test_a_row_that_went_round_the_record(project: Project, okar: Tag) -> None:
    without_triggers(project, "UPDATE tag SET definition = 'slipped in'")
    assert project.check() == [f"Row {okar.id} of tag is not as the history says."]


def test_a_row_that_was_deleted_or_slipped_in(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9), memo="why")
    without_triggers(
        project,
        "DELETE FROM memo",
        "INSERT INTO round (uid, name, created) VALUES ('u', 'slipped in', '')",
        f"DELETE FROM annotation WHERE id = {note.id}",
    )
    findings = project.check()
    assert "Row 1 of memo is in the history, but not in its table." in findings
    assert "Row 1 of annotation is in the history, but not in its table." in findings
    assert "Row 2 of round is not as the history says." in findings


def test_a_wrong_count(project: Project, first: ArticleRow, okar: Tag) -> None:
    project.annotations.add(first.id, okar.id, Span(0, 9))
    without_triggers(
        project,
        "UPDATE tally SET n = 5 WHERE subject = 'articles'",
        "DELETE FROM tally WHERE subject = 'tag'",
    )
    assert project.check() == [
        "The count kept for articles 0 is 5, but there are 1.",
        f"The count kept for tag {okar.id} is 0, but there are 1.",
    ]


def test_a_cycle_siblings_of_one_name_and_a_key_twice(project: Project, okar: Tag) -> None:
    rell = project.tags.add("actor", "Tomas Rell", hotkey="1")
    child = project.tags.add("actor", "Child", parent=rell.id)
    without_triggers(
        project,
        f"UPDATE tag SET parent = {child.id} WHERE id = {rell.id}",
        "INSERT INTO tag SELECT 9, 'u', kind, name, parent, position, code, status, slot, colour, value, level_status,"
        " positive_means, actor_type, aliases, affiliations, identifiers, definition, include, exclude, examples, '1',"
        f" fields, merged_into, removed FROM tag WHERE id = {okar.id}",
    )
    findings = project.check()
    assert "The tag “Tomas Rell” stands under itself." in findings
    assert "The tag “Child” stands under itself." in findings
    assert "Two actor tags beside each other are called “Ines Okar”." in findings
    assert "More than one tag has the key 1." in findings


def test_what_hangs_on_something_removed(project: Project, first: ArticleRow, okar: Tag) -> None:
    note = project.annotations.add(first.id, okar.id, Span(0, 9))
    project.memos.set("tag", okar.id, "m")
    without_triggers(project, f"UPDATE tag SET removed = 1 WHERE id = {okar.id}")
    findings = project.check()
    assert f"The annotation {note.uid} stands under “Ines Okar”, but its tag or article was removed." in findings
    assert any(finding.endswith("is about a removed tag.") for finding in findings)


def test_a_row_that_points_nowhere(project: Project, first: ArticleRow, okar: Tag) -> None:
    project.annotations.add(first.id, okar.id, Span(0, 9))
    without_triggers(project, "UPDATE annotation SET annotator = 77")
    assert "Row 1 of annotation points to a annotator that is not there." in project.check()


def test_tables_that_are_not_ours(project: Project) -> None:
    connection = plain(project.path)
    connection.execute("CREATE TABLE extra (x)")
    connection.close()
    (finding,) = project.check()
    assert "its tables or triggers are not those that Glossator makes" in finding


def test_a_check_writes_nothing(project: Project, first: ArticleRow, okar: Tag) -> None:
    project.close()
    before = project.path.read_bytes()
    with Project.open(project.path, read_only=True) as reading:
        assert reading.check() == []
    assert project.path.read_bytes() == before
