"""import: ids and titles out, what was skipped or failed said, what worked kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "p.gloss"
    assert run("new", path).exit_code == 0
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files, one that is no text, and one in a folder below."""
    place = tmp_path / "in"
    (place / "below").mkdir(parents=True)
    (place / "a.md").write_text("---\ntitle: First\nsource: Paper\n---\nOne *story*.\n", "utf-8")
    (place / "b.txt").write_text("Second\n\nAnother story.\n", "utf-8")
    (place / "c.txt").write_bytes(bytes(range(256)) * 8)
    (place / "below" / "d.html").write_text("<title>Third</title><p>A third story, long enough to be one.</p>", "utf-8")
    return place


def titles(run: Run, project: Path) -> list[str]:
    return [row["title"] for row in json.loads(run("articles", project, "--json").stdout)]


def test_files_that_work_are_kept_and_the_others_named(run: Run, project: Path, folder: Path) -> None:
    done = run("import", project, folder, folder / "gone.txt")
    assert done.exit_code == 1
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [title for _, title in lines] == ["First", "Second"]
    rows = json.loads(run("articles", project, "--json").stdout)
    assert [uid for uid, _ in lines] == [row["id"] for row in rows]
    said = done.stderr.splitlines()
    assert sum("“c.txt”" in line for line in said) == 1
    assert sum("gone.txt" in line for line in said) == 1
    assert said[-1] == "2 articles imported, 2 failed."


def test_an_article_already_there_is_skipped_and_said(run: Run, project: Path, folder: Path) -> None:
    first = run("import", project, folder / "a.md")
    assert (first.exit_code, first.stderr.splitlines()[-1]) == (0, "1 article imported.")
    uid = first.stdout.split("\t")[0]
    again = run("import", project, folder / "a.md")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.splitlines()[0] == f"“a.md” is in the project already, as {uid} “First”; skipped."
    assert again.stderr.splitlines()[-1] == "0 articles imported, 1 already there."
    assert titles(run, project) == ["First"]


def test_folders_below_only_when_asked(run: Run, project: Path, folder: Path) -> None:
    (folder / "c.txt").unlink()
    assert run("import", project, folder, "--recursive").exit_code == 0
    assert sorted(titles(run, project)) == ["First", "Second", "Third"]


def test_a_format_can_be_named(run: Run, project: Path, folder: Path) -> None:
    assert run("import", project, folder / "a.md", "--as", "plain").exit_code == 0
    (row,) = json.loads(run("articles", project, "--json").stdout)
    assert run("text", project, row["id"]).stdout.startswith("---\n")
    assert run("import", project, folder / "a.md", "--as", "pdf").exit_code == 2
    assert run("import", project).exit_code == 2


def test_one_undo_takes_the_import_back(run: Run, project: Path, folder: Path) -> None:
    run("import", project, folder)
    assert run("undo", project).exit_code == 0
    assert titles(run, project) == []
    assert run("redo", project).exit_code == 0
    assert titles(run, project) == ["First", "Second"]


def test_the_project_itself_is_no_article(run: Run, project: Path) -> None:
    done = run("import", project, project)
    assert done.exit_code == 1
    assert "“p.gloss”" in done.stderr
    assert run("check", project).exit_code == 0
