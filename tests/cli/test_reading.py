"""articles, text, show, codebook, formats, export, check, new."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.show import cell_width, line_breaks
from reader.exporters.export import export
from reader.exporters.table import ExportOptions
from reader.project import Project
from tests.cli.conftest import Run
from tests.exporters.coded import FIRST, LONG, article


def ids(run: Run, coded: Path) -> list[str]:
    return [str(row["id"]) for row in json.loads(run("articles", coded, "--json").stdout)]


def test_articles(run: Run, coded: Path) -> None:
    first, long, uncoded = run("articles", coded).stdout.splitlines()
    assert first.split("\t")[1:] == ['=Title, "quoted"', "-paper", "2025-12", "en", "done", "5"]
    assert long.split("\t")[1:] == ["Long", "", "2026-01-02T08:00:00+09:00", "ru", "todo", "2"]
    assert uncoded.split("\t")[0] == ids(run, coded)[2]


def test_an_empty_project_lists_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.gloss"
    assert run("new", path).exit_code == 0
    assert run("articles", path).stdout == ""
    assert json.loads(run("articles", path, "--json").stdout) == []


def test_control_characters_of_a_title_do_not_reach_the_terminal(run: Run, coded: Path) -> None:
    with Project.open(coded, annotator="Ann") as project:
        project.articles.add(article("x\x1b[31my", title="a\tb\n\x1b]0;c\x07"))
    line = run("articles", coded).stdout.splitlines()[3]
    assert line.split("\t")[1] == "a b �]0;c�"
    assert "\x1b" not in run("show", coded, ids(run, coded)[3]).stdout


@pytest.mark.parametrize(("place", "text"), [(0, FIRST), (1, LONG)])
def test_text_is_byte_for_byte(coded: Path, run: Run, place: int, text: str) -> None:
    command = [sys.executable, "-c", "from reader.cli import main; main()", "text", str(coded), ids(run, coded)[place]]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == text.encode()


def test_show_has_every_paragraph_and_annotation(run: Run, coded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    first, long, _ = ids(run, coded)
    shown = run("show", coded, first).stdout
    assert "\x1b" not in shown
    for expected in (
        "-paper · 'Quoted · 2025-12 · en · https://paper.example/1",
        f"{first}  done",
        "    topic Bases > @home  whole article  Ann",
        "Ines Okar backs the bases 😀 today",
        "    actor Ines Okar  0–9  “Ines Okar”  Ann  memo: +memo of",
        "الوزير يرفض الاتفاق",
    ):
        assert expected in shown.splitlines()
    assert shown.index("backs the bases") < shown.index("stance opposes") < shown.index("الوزير يرفض")
    lines = run("show", coded, long).stdout.splitlines()
    assert all(sum(map(cell_width, line)) <= 60 for line in lines)
    words = " ".join(" ".join(lines[2:]).split())
    assert words.count("The harbour 😀 unions спорят all day long.") >= 40 * 30 - 2


@pytest.mark.parametrize(
    "text", ["", "a", "a b  c\nd", "x" * 50, "漢字漢字漢字 漢字漢字漢字漢字", "الوزير يرفض\n\nالاتفاق", "one-two " * 9]
)
def test_lines_fit_and_lose_nothing(text: str) -> None:
    lines = list(line_breaks(text, 10))
    assert all(sum(map(cell_width, text[start:end].rstrip())) <= 10 for start, end in lines)
    gaps = [text[end:start] for (_, end), (start, _) in zip(lines, [*lines[1:], (len(text), 0)], strict=True)]
    assert set(gaps) <= {"", "\n"}
    assert lines[0][0] == 0


def test_new(run: Run, coded: Path, tmp_path: Path) -> None:
    assert run("codebook", coded, "export", tmp_path / "c.json").exit_code == 0
    assert run("new", tmp_path / "n.gloss", "--codebook", tmp_path / "c.json").exit_code == 0
    before = (tmp_path / "n.gloss").read_bytes()
    again = run("new", tmp_path / "n.gloss")
    assert again.exit_code == 1
    assert again.stderr.startswith("“n.gloss” is there already.")
    assert (tmp_path / "n.gloss").read_bytes() == before
    assert run("new", tmp_path / "n.txt").exit_code == 2
    (tmp_path / "bad.csv").write_text("kind,name\nframe,A\ntopic,\n")
    bad = run("new", tmp_path / "m.gloss", "--codebook", tmp_path / "bad.csv")
    assert bad.exit_code == 1
    assert bad.stderr.splitlines() == [
        "“bad.csv”: row 2: “frame” is no kind; the kinds are actor, stance, topic.",
        "“bad.csv”: row 3: a tag needs a name.",
    ]
    assert not (tmp_path / "m.gloss").exists()


def test_the_codebook_goes_out_and_in(run: Run, coded: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "json", "qdc"):
        file = tmp_path / f"c.{suffix}"
        assert run("codebook", coded, "export", file).exit_code == 0
        done = run("codebook", coded, "import", file)
        assert (done.exit_code, done.stderr) == (0, "0 added, 0 changed, 4 the same.\n")
        there = run("codebook", coded, "export", file)
        assert (there.exit_code, there.stdout) == (1, "")
        assert run("codebook", coded, "export", file, "--force").exit_code == 0
    wrong = run("codebook", coded, "import", tmp_path / "c.txt")
    assert wrong.stderr == "“c.txt”: a codebook file ends in .csv, .json or .qdc.\n"
    assert wrong.exit_code == 1


def test_a_codebook_that_the_project_refuses_changes_nothing(run: Run, coded: Path, tmp_path: Path) -> None:
    before = run("codebook", coded, "list").stdout
    (tmp_path / "bad.csv").write_text("kind,name\ntopic,Fine\ntopic,A > B\n")
    done = run("codebook", coded, "import", tmp_path / "bad.csv")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert run("codebook", coded, "list").stdout == before


def test_formats(run: Run) -> None:
    rows = json.loads(run("formats", "--json").stdout)
    assert [row["name"] for row in rows] == ["csv", "xlsx", "pdf"]
    assert rows[0]["what"] == ["annotations", "articles", "codebook"]
    assert rows[2]["what"] == []
    assert run("formats").stdout.splitlines()[0] == "csv\tCSV\t.csv\tannotations, articles, codebook"


@pytest.mark.parametrize("what", ["annotations", "articles", "codebook"])
def test_export_writes_the_bytes_that_the_dialog_writes(run: Run, coded: Path, tmp_path: Path, what: str) -> None:
    before = coded.read_bytes()
    for name in ("csv", "xlsx"):
        assert run("export", coded, name, "--what", what, "-o", tmp_path / "cli").exit_code == 0
        with Project.open(coded, read_only=True) as project:
            export(project, name, what, tmp_path / "call", ExportOptions(force=True))
        assert (tmp_path / "cli").read_bytes() == (tmp_path / "call").read_bytes()
        (tmp_path / "cli").unlink()
    assert coded.read_bytes() == before


def test_options_of_export(run: Run, coded: Path, tmp_path: Path) -> None:
    target = tmp_path / "o.csv"

    def lines(*options: object) -> list[str]:
        done = run("export", coded, "csv", "-o", target, "--force", "--columns", "tag, start,value", *options)
        assert (done.exit_code, done.stderr) == (0, "")
        return target.read_bytes().decode().split("\r\n")

    assert lines()[:2] == ["\ufefftag,start,value", "'@home,,"]
    assert lines("--raw", "--no-bom")[:2] == ["tag,start,value", "@home,,"]
    assert lines("--sep", ";", "--kind", "stance")[1:] == ["opposes;10;-2", ""]
    assert lines("--sep", "tab", "--kind", "stance")[1:] == ["opposes\t10\t-2", ""]
    assert lines("--offsets", "bytes", "--annotator", "Béa")[2].startswith(
        f"Bases,{len(LONG[: LONG.rindex('спорят')].encode())},"
    )
    assert lines("--round", "main", "--annotator", "Ann", "--annotator", "Béa") == lines()


@pytest.mark.parametrize(
    ("options", "status", "end"),
    [
        (["svg", "-o", "o"], 2, "'svg' is not one of 'csv', 'xlsx', 'pdf'.\n"),
        (["pdf", "-o", "o", "--what", "articles"], 2, "are for tables, not for pdf.\n"),
        (["pdf", "-o", "o", "--sep", ";"], 2, "--raw, --sep and --no-bom are for csv, not for pdf.\n"),
        (
            ["csv", "-o", "o", "--paper", "a4"],
            2,
            "--articles, --paper and --black-and-white are for pdf, not for csv.\n",
        ),
        (["pdf", "-o", "o", "--articles", "zzzz"], 1, "give the whole id or at least its last 4 characters.\n"),
        (["pdf", "-o", "o", "--annotator", "Zoe"], 1, "The project has no annotator “Zoe”; it has “Ann”, “Béa”.\n"),
        (["csv"], 2, "Missing option '-o' / '--output'.\n"),
        (["csv", "-o", "o", "--what", "slots"], 2, "is not one of 'annotations', 'articles', 'codebook'.\n"),
        (["xlsx", "-o", "o", "--sep", ";"], 2, "--raw, --sep and --no-bom are for csv, not for xlsx.\n"),
        (["csv", "-o", "o", "--annotator", "Zoe"], 1, "The project has no annotator “Zoe”; it has “Ann”, “Béa”.\n"),
        (["csv", "-o", "o", "--sep", "ab"], 1, "it must be one character, as , or ; or a tab.\n"),
        (["csv", "-o", "o", "--columns", "x"], 1, "codebook_version, statement_ids, created, modified.\n"),
    ],
)
def test_an_export_that_cannot_be(
    run: Run, coded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], status: int, end: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", coded, *options)
    assert (done.exit_code, done.stdout) == (status, "")
    assert done.stderr.endswith(end)
    assert not (tmp_path / "o").exists()


def test_check(run: Run, coded: Path) -> None:
    assert (run("check", coded).exit_code, run("check", coded).output) == (0, "")
    coded.write_bytes(coded.read_bytes().replace(b"Ines Okar backs", b"Onas Okar backs"))
    done = run("check", coded)
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) >= 1


def test_reading_leaves_the_file_as_it_is(run: Run, coded: Path) -> None:
    before = coded.read_bytes()
    article_id = ids(run, coded)[0]
    for call in (["articles"], ["text", article_id], ["show", article_id], ["annotations"], ["history"], ["check"]):
        assert run(call[0], coded, *call[1:]).exit_code == 0
    assert run("codebook", coded, "list").exit_code == 0
    assert coded.read_bytes() == before


def test_reading_beside_a_program_that_has_the_project_open(run: Run, coded: Path, tmp_path: Path) -> None:
    with Project.open(coded, annotator="Ann") as project:
        project.tags.add("topic", "Just made")
        listing = run("codebook", coded, "list").stdout
        assert "Just made" in listing
        assert run("tag", coded, ids(run, coded)[0], "topic", "Just made", "--whole").exit_code == 0
        assert project.annotations.count() == 8
