"""tag, annotations, remove, undo, redo, history."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.project import Project
from tests.cli.conftest import Run
from tests.exporters.coded import FIRST, LONG


@pytest.fixture
def article(run: Run, coded: Path) -> str:
    """The last characters of the first article's id."""
    return str(json.loads(run("articles", coded, "--json").stdout)[0]["id"])[-8:]


def listed(run: Run, coded: Path, *options: object) -> list[dict[str, object]]:
    found = run("annotations", coded, "--json", *options)
    assert found.exit_code == 0
    rows: list[dict[str, object]] = json.loads(found.stdout)
    return rows


def test_a_quote_is_tagged_and_its_id_printed(run: Run, coded: Path, article: str) -> None:
    done = run(
        "tag", coded, article, "actor", "Okar", "--quote", "The minister", "--memo", "who?", "--certainty", "0.7"
    )
    assert (done.exit_code, done.stderr) == (0, "")
    (row,) = [row for row in listed(run, coded, article) if row["id"] == done.stdout.strip()]
    start = FIRST.index("The minister")
    assert (row["start"], row["end"], row["quote"], row["tag"]) == (start, start + 12, "The minister", "Ines Okar")
    with Project.open(coded, read_only=True) as project:
        made = project.annotations.find(str(row["id"]))
        assert (made.memo, made.certainty) == ("who?", 0.7)


def test_nth_chooses_an_occurrence(run: Run, coded: Path) -> None:
    long = str(json.loads(run("articles", coded, "--json").stdout)[1]["id"])
    third = run("tag", coded, long, "topic", "Bases", "--quote", "спорят", "--nth", "3").stdout.strip()
    first = run("tag", coded, long, "topic", "Bases", "--quote", "спорят")
    assert first.stderr == "“спорят” is in the article more than once; the first was tagged. --nth chooses another.\n"
    starts = {row["id"]: row["start"] for row in listed(run, coded, long)}
    step = LONG.index("спорят")
    assert starts[first.stdout.strip()] == step
    assert starts[third] == LONG.index("спорят", LONG.index("спорят", step + 1) + 1)


def test_offsets_and_the_whole_article(run: Run, coded: Path, article: str) -> None:
    by_offsets = run("tag", coded, article, "stance", "opposes", "--start", "26", "--end", "27").stdout.strip()
    whole = run("tag", coded, article, "topic", "Bases", "--whole").stdout.strip()
    rows = {row["id"]: row for row in listed(run, coded, article)}
    assert rows[by_offsets]["quote"] == "😀"
    assert (rows[whole]["start"], rows[whole]["end"], rows[whole]["quote"]) == (None, None, "")


def test_a_tag_that_is_not_there_is_made_where_its_path_says(run: Run, coded: Path, article: str) -> None:
    assert run("tag", coded, article, "topic", "Bases > Ships > Small", "--whole").exit_code == 0
    assert run("tag", coded, article, "topic", "New", "--whole").exit_code == 0
    paths = [row["path"] for row in json.loads(run("codebook", coded, "list", "--json").stdout)]
    assert paths[2:] == ["Bases", "Bases > @home", "Bases > Ships", "Bases > Ships > Small", "New"]
    # the tags and the annotation are one gesture
    assert run("undo", coded, "--count", "2").stdout == "Undone: Tag topic “New”\nUndone: Tag topic “Small”\n"
    assert len(json.loads(run("codebook", coded, "list", "--json").stdout)) == 4


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["actor", "Nobody", "--whole", "--strict"], "The codebook has no actor “Nobody”."),
        (["topic", "New", "--quote", "not there"], "“not there” isn't in the article."),
        (["topic", "New", "--quote", "twice", "--nth", "2"], "“twice” is in the article only 1 time."),
        (["topic", "New", "--quote", ""], "--quote is empty; a passage must have at least one character."),
        (
            ["topic", "New", "--start", "0", "--end", "9999"],
            f"The passage 0 to 9999 ends past the end of the text, which has {len(FIRST)} characters.",
        ),
        (
            ["topic", "New", "--start", "5", "--end", "5"],
            "A passage must have at least one character; 5 to 5 has none.",
        ),
        (["topic", "New", "--whole", "--round", "pilot"], "The project has no round “pilot”."),
        (["topic", " > ", "--whole"], "A tag needs a name."),
    ],
)
def test_what_cannot_be_tagged_changes_nothing(
    run: Run, coded: Path, article: str, options: list[str], sentence: str
) -> None:
    before = listed(run, coded), run("codebook", coded, "list").stdout, run("history", coded).stdout
    done = run("tag", coded, article, *options)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"{sentence}\n")
    assert (listed(run, coded), run("codebook", coded, "list").stdout, run("history", coded).stdout) == before


@pytest.mark.parametrize(
    "options",
    [
        ["topic", "Bases"],
        ["topic", "Bases", "--whole", "--quote", "a"],
        ["topic", "Bases", "--start", "1"],
        ["topic", "Bases", "--start", "1", "--end", "2", "--nth", "1"],
        ["frame", "Bases", "--whole"],
        ["topic", "Bases", "--whole", "--certainty", "2"],
    ],
)
def test_wrong_calls(run: Run, coded: Path, article: str, options: list[str]) -> None:
    assert run("tag", coded, article, *options).exit_code == 2


def test_ids_by_their_endings(run: Run, coded: Path, article: str) -> None:
    assert run("tag", coded, article[-3:], "topic", "Bases", "--whole").exit_code == 1
    gone = run("text", coded, "ffffffff")
    assert (gone.exit_code, gone.stderr) == (1, "The project has no article whose id ends in “ffffffff”.\n")
    assert run("text", coded, article.upper()).exit_code == 0


def test_the_list_can_be_narrowed(run: Run, coded: Path, article: str) -> None:
    assert len(listed(run, coded)) == 7
    assert len(listed(run, coded, article)) == 5
    assert {row["kind"] for row in listed(run, coded, "--kind", "actor")} == {"actor"}
    assert [row["tag"] for row in listed(run, coded, "--tag", "-2")] == ["opposes"]
    assert [row["tag"] for row in listed(run, coded, "--tag", "Bases")] == ["Bases"]
    assert {row["annotator"] for row in listed(run, coded, "--annotator", "Béa")} == {"Béa"}
    assert run("annotations", coded, "--annotator", "Zoe").stderr == "The project has no annotator “Zoe”.\n"
    assert run("annotations", coded, "--tag", "Gone").stderr == "The codebook has no tag “Gone”.\n"
    line = run("annotations", coded, article).stdout.splitlines()[2].split("\t")
    assert line[2:] == ["stance", "opposes", "10", "33", FIRST[10:33].replace("\n", " "), "Ann"]


def test_removed_and_brought_back(run: Run, coded: Path, article: str) -> None:
    before = listed(run, coded)
    ids = [str(row["id"]) for row in before[:2]]
    assert run("remove", coded, ids[0][-8:], ids[1], ids[0]).exit_code == 0
    assert listed(run, coded) == before[2:]
    assert run("undo", coded).stdout == "Undone: Remove 2 annotations\n"
    assert listed(run, coded) == before
    assert run("redo", coded).stdout == "Redone: Remove 2 annotations\n"
    assert listed(run, coded) == before[2:]


def test_remove_takes_all_or_none(run: Run, coded: Path) -> None:
    before = listed(run, coded)
    done = run("remove", coded, before[0]["id"], "ffffffff")
    assert (done.exit_code, done.stderr) == (1, "The project has no annotation whose id ends in “ffffffff”.\n")
    assert listed(run, coded) == before


def test_undo_takes_back_all_it_was_asked_for_or_nothing(run: Run, coded: Path, article: str) -> None:
    run("tag", coded, article, "topic", "Bases", "--whole", "--annotator", "Zoe")
    before = listed(run, coded)
    done = run("undo", coded, "--count", "2", "--annotator", "Zoe")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert listed(run, coded) == before
    assert run("redo", coded, "--annotator", "Zoe").exit_code == 1


def test_history(run: Run, coded: Path, article: str) -> None:
    done = run("tag", coded, article, "topic", "Bases", "--quote", "Ines Okar")
    lines = run("history", coded).stdout.splitlines()
    assert lines[0].split("\t")[1:] == ["Ann", "Tag topic “Bases”"]
    assert lines[-1].split("\t")[1:] == ["Ann", "New project"]
    assert run("history", coded, "--limit", "1").stdout.splitlines() == lines[:1]
    (entry,) = json.loads(run("history", coded, done.stdout.strip()[-8:], "--json").stdout)
    assert entry["changes"][0]["subject"] == "annotation"
    assert entry["changes"][0]["before"] is None
