"""Files into a project: steps, what was there already, undo as a whole, cancelling, errors."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from reader.core.errors import ProjectReadOnly
from reader.intake import Step, TakenIn, take_in
from reader.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.gloss", annotator="Ada") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(f"Headline {number}\n\n{f'Text of article {number}. ' * 200}")
    return folder


def run(steps: Generator[Step, None, TakenIn]) -> tuple[list[Step], TakenIn]:
    seen: list[Step] = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as stop:
            return seen, stop.value


def test_every_file_becomes_an_article_in_order(project: Project, folder: Path) -> None:
    steps, taken = run(take_in(project, [folder]))
    assert [row.title for row in project.articles.all()] == [f"Headline {number}" for number in range(60)]
    assert [row.title for step in steps for row in step.added] == [f"Headline {number}" for number in range(60)]
    assert (taken.added, taken.already, taken.failures, taken.notes) == (60, 0, (), ())
    assert taken.first is not None
    assert taken.first.title == "Headline 0"
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert (steps[-1].done, steps[-1].total) == (60, 60)
    assert project.check() == []


def test_undo_takes_the_whole_import_and_redo_brings_it_back(project: Project, folder: Path) -> None:
    steps, _ = run(take_in(project, [folder]))
    assert sum(bool(step.added) for step in steps) > 1
    project.history.undo()
    assert project.articles.count() == 0
    project.history.redo()
    assert project.articles.count() == 60


def test_what_is_there_already_is_skipped_and_named(project: Project, folder: Path) -> None:
    run(take_in(project, [folder]))
    (folder / "new.txt").write_text("New one\n\nWith text.")
    steps, taken = run(take_in(project, [folder]))
    assert (taken.added, taken.already) == (1, 60)
    repeated = [path for step in steps for path, _ in step.already]
    assert repeated[0] == str(folder / "000.txt")
    assert project.articles.count() == 61


def test_importing_what_was_removed_brings_it_back(project: Project, folder: Path) -> None:
    run(take_in(project, [folder]))
    project.articles.remove(project.articles.ids()[:2])
    _, taken = run(take_in(project, [folder]))
    assert (taken.added, taken.already) == (2, 58)
    assert project.articles.count() == 60


def test_failures_are_named_and_the_rest_is_kept(project: Project, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "old.txt").write_bytes("Порт открыт\n\nМинистр сообщил об этом вчера вечером.".encode("cp1251"))
    steps, taken = run(take_in(project, [folder, folder / "missing.txt"]))
    sentences = ["“empty.txt” is empty.", f"“{folder / 'missing.txt'}” does not exist."]
    assert [failure.sentence for failure in taken.failures] == sentences
    assert [failure.sentence for step in steps for failure in step.failures] == sentences
    assert taken.added == 61
    assert taken.notes == (
        "“old.txt”: The file doesn’t name its encoding; it was read as windows-1251.",
        f"1 file of other formats in “{folder}” left out.",
    )
    assert (steps[-1].done, steps[-1].total) == (63, 63)


def test_closing_keeps_what_was_shown_as_done(project: Project, folder: Path) -> None:
    steps = take_in(project, [folder])
    shown = 0
    for step in steps:
        shown += len(step.added)
        if shown:
            break
    steps.close()
    assert 0 < project.articles.count() == shown < 60
    project.history.undo()
    assert project.articles.count() == 0


def test_the_named_format_is_used(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# Head\n\n*words*")
    run(take_in(project, [tmp_path / "a.txt"], as_format="markdown"))
    (article,) = project.articles.ids()
    assert project.articles.text(article) == "Head\nwords"
    assert project.articles.provenance(article).importer == "markdown"


def test_a_project_for_reading_only_says_so(folder: Path, tmp_path: Path) -> None:
    Project.create(tmp_path / "r.gloss", annotator="Ada").close()
    with Project.open(tmp_path / "r.gloss", annotator="Ada", read_only=True) as project:
        with pytest.raises(ProjectReadOnly):
            run(take_in(project, [folder]))
        assert project.articles.count() == 0
