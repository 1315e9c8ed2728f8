"""Rows 25 to 27 of hostile input: cells, output paths and names on the way out."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.spans import Span
from reader.exporters.csv_table import write as write_csv
from reader.exporters.export import export
from reader.exporters.file_names import LONGEST, file_name
from reader.exporters.table import Cells, Column, ExportOptions, Table
from reader.exporters.xlsx_table import CELL_UNITS, SHEET_ROWS, write
from reader.project import Project
from tests.exporters.coded import coded_project
from tests.unprivileged import give_up_privileges

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1;2)",
    "\t=1",
    "\r=1",
    "'=1",
    'says "no", twice',
    "two\nlines",
    "two\r\nlines",
    ",;\t",
    "a\0b",
    "\x01\x1f\x7f\x9f",
    "_x0041_ and _x000D_",
    "https://paper.example/?a=1&b=<2>",
    "{=1}",
    " = 1",
    "👩🏽‍🚀 العربية \u202e spoofed",
    "\ufeffBOM",
)
ESCAPED = re.compile(r"_x([0-9A-F]{4})_")


def in_excel(cell: object) -> str:
    """A text cell as Excel shows it: `_xHHHH_` stands for a character that XML can't hold (ECMA-376, 22.9.2.19)."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell or ""))


def book_of(rows: list[tuple[str, ...]], folder: Path, **options: int) -> tuple[io.BytesIO, tuple[str, ...]]:
    stream = io.BytesIO()
    columns = tuple(Column(f"c{place}") for place in range(len(rows[0])))
    return stream, write(Table("t", columns, rows), stream, ExportOptions(), folder, **options)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A project whose every text is hostile."""
    path = tmp_path / "in" / "h.gloss"
    path.parent.mkdir()
    with Project.create(path, annotator="=Ann") as project:
        for number, cell in enumerate(HOSTILE):
            text = f"{cell} {number}".replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
            block = Block(BlockKind.PARAGRAPH, 0, len(text))
            data = Metadata(title=cell, source=cell, author=cell, language=cell, url=cell, fields={"own": cell})
            row = project.articles.add(Article(text, (block,), data, Provenance("plain", 1)))
            tag = project.tags.add("topic", f"= {number}", definition=cell, aliases=(cell,))
            project.annotations.add(row.id, tag.id, Span(0, len(text)), memo=cell)
    return path


def test_row_25_csv_cells_are_read_back(hostile: Path, tmp_path: Path) -> None:
    before = hostile.read_bytes()
    with Project.open(hostile, read_only=True) as project:
        export(project, "csv", "annotations", tmp_path / "o.csv", ExportOptions())
        export(project, "csv", "annotations", tmp_path / "raw.csv", ExportOptions(raw=True))
        stored = [(row, project.articles.text(row.id)) for row in project.articles.all()]
    guarded, raw = (
        list(csv.DictReader(io.StringIO((tmp_path / name).read_bytes().decode("utf-8-sig"), newline="")))
        for name in ("o.csv", "raw.csv")
    )
    assert len(stored) == len(HOSTILE)
    for (article, text), row, plain in zip(stored, guarded, raw, strict=True):
        cells = {name: getattr(article, name) for name in ("title", "source", "author", "language", "url")}
        for name, cell in {**cells, "quote": text}.items():
            assert plain[name] == cell
            assert row[name] == (f"'{cell}" if cell[0] in "=+-@\t\r'" else cell)
        assert row["tag"].startswith("'=")
        assert row["annotator"] == "'=Ann"
        assert row["annotation_id"] == plain["annotation_id"]
    assert hostile.read_bytes() == before


def test_row_25_xlsx_cells_are_text_and_read_back(hostile: Path, tmp_path: Path) -> None:
    with Project.open(hostile, read_only=True) as project:
        for what in ("annotations", "articles", "codebook"):
            export(project, "xlsx", what, tmp_path / f"{what}.xlsx", ExportOptions())
        stored = list(project.articles.all())
    sheet = openpyxl.load_workbook(tmp_path / "annotations.xlsx").active
    assert sheet is not None
    for article, row in zip(stored, sheet.iter_rows(min_row=2), strict=True):
        assert [in_excel(row[place].value) for place in (2, 3, 4, 7)] == [
            article.title, article.source, article.author, article.url,
        ]  # fmt: skip
        assert all(part.data_type in "sn" and part.hyperlink is None for part in row)


def test_row_25_any_cell_survives_either_writer(tmp_path: Path) -> None:
    table = Table("t", (Column("a"), Column("b")), [(cell, cell) for cell in HOSTILE])
    stream = io.BytesIO()
    write_csv(table, stream, ExportOptions(raw=True), tmp_path)
    read = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert read[1:] == [[cell, cell] for cell in HOSTILE]
    stream, notes = book_of([(cell, cell) for cell in HOSTILE], tmp_path)
    book = openpyxl.load_workbook(stream).active
    assert book is not None
    assert [in_excel(row[1]) for row in book.iter_rows(min_row=2, values_only=True)] == list(HOSTILE)
    assert notes == ()


def test_row_25_a_cell_too_long_for_excel_is_cut_and_said(tmp_path: Path) -> None:
    full, long, astral = "x" * CELL_UNITS, "y" * (CELL_UNITS + 1), "😀" * CELL_UNITS
    stream, notes = book_of([("a", full), ("b", long), ("c", astral)], tmp_path)
    cells = [row[1] for row in openpyxl.load_workbook(stream).active.iter_rows(min_row=2, values_only=True)]  # type: ignore[union-attr]
    assert cells == [full, "y" * CELL_UNITS, "😀" * (CELL_UNITS // 2)]
    assert notes == (
        "2 cells hold more than the 32,767 characters that Excel allows and were cut there (first: row 3, column c1); "
        "CSV keeps all of it.",
    )


def test_row_25_lone_surrogates_do_not_stop_an_export(tmp_path: Path) -> None:
    stream, _ = book_of([("a\ud800b",)], tmp_path)
    assert openpyxl.load_workbook(stream).active["A2"].value == "a\ufffdb"  # type: ignore[index]


def test_row_25_a_sheet_too_long_for_excel_is_split_and_said(tmp_path: Path) -> None:
    rows = (("1",) for _ in range(SHEET_ROWS))
    stream = io.BytesIO()
    columns = (Column("n", Cells.ID),)
    notes = write(Table("t", columns, rows), stream, ExportOptions(), tmp_path)
    assert notes == ("The rows fill 2 sheets, since Excel allows 1,048,576 rows in one.",)
    with zipfile.ZipFile(stream) as book:
        sheets = [book.read(f"xl/worksheets/sheet{number}.xml").count(b"<row ") for number in (1, 2)]
    assert sheets == [SHEET_ROWS, 2]


def glossator(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from reader.cli import main; main()", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "GLOSSATOR_ANNOTATOR": "Ann"}
    root = Path(__file__).parents[2]
    return subprocess.run(command, capture_output=True, text=True, cwd=root, env=environment, check=False, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a project in it."""
    coded_project(tmp_path / "p.gloss")
    return tmp_path


def _folder(place: Path) -> Path:
    (place / "out").mkdir()
    return place / "out"


def _existing(place: Path) -> Path:
    (place / "there.csv").write_text("before")
    return place / "there.csv"


def _hard_link(place: Path) -> Path:
    os.link(place / "p.gloss", place / "same.csv")
    return place / "same.csv"


def _read_only_folder(place: Path) -> Path:
    (place / "closed").mkdir(mode=0o555)
    return place / "closed" / "o.csv"


@pytest.mark.parametrize(
    ("make", "force", "sentence"),
    [
        (_folder, True, "“out” is a folder. Name the file to write in it.\n"),
        (_existing, False, "“there.csv” is there already. Choose another name, or overwrite it with --force.\n"),
        (
            lambda place: place / "p.gloss",
            True,
            "“p.gloss” is the project itself. Choose another file for the export.\n",
        ),
        (_hard_link, True, "“same.csv” is the project itself. Choose another file for the export.\n"),
        (
            lambda place: place / "p.gloss-wal",
            True,
            "“p.gloss-wal” is the project itself. Choose another file for the export.\n",
        ),
        (
            lambda place: place / "gone" / "o.csv",
            False,
            "“o.csv” can't be written: there is no folder “{place}/gone”.\n",
        ),
        (_read_only_folder, False, "“o.csv” can't be written: the folder “{place}/closed” is read-only.\n"),
    ],
)
def test_row_26_the_output_path_is_checked_before_any_work(
    place: Path, make: Callable[[Path], Path], force: bool, sentence: str
) -> None:
    target = make(place)
    before = (place / "p.gloss").read_bytes()
    listing = sorted(path.name for path in place.rglob("*"))
    forced = ["--force"] if force else []
    done = glossator("export", place / "p.gloss", "csv", "-o", target, *forced, preexec_fn=give_up_privileges)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == sentence.replace("{place}", str(place))
    assert (place / "p.gloss").read_bytes() == before
    assert sorted(path.name for path in place.rglob("*")) == listing
    if target.name == "there.csv":
        assert target.read_text() == "before"


@pytest.mark.parametrize("format_name", ["csv", "xlsx"])
def test_row_26_a_full_disk_is_said_and_nothing_half_written_is_left(place: Path, format_name: str) -> None:
    import resource

    target = place / f"o.{format_name}"
    target.write_text("before")
    before = (place / "p.gloss").read_bytes()
    limit = 1024
    done = glossator(
        "export", place / "p.gloss", format_name, "-o", target, "--force",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == f"“{target.name}” was not written: the disk is full. Nothing half written is left.\n"
    assert target.read_text() == "before"
    assert sorted(path.name for path in place.iterdir()) == [target.name, "p.gloss"]
    assert (place / "p.gloss").read_bytes() == before
    again = glossator("export", place / "p.gloss", format_name, "-o", target, "--force")
    assert (again.returncode, again.stderr) == (0, "")


NAMES = (
    "../../x", "/etc/passwd", "..", ".", "", " ", "CON", "con.txt", "LPT1", "nul", "COM¹", "a/b", "a\\b", "C:x", "x" * 300,
    "😀" * 300, "trailing. ", "a\nb", "a\0b", "\u202egnp.exe", "?*|<>\"", "-rf", ".hidden", "é", "e\u0301", "\ud800",
)  # fmt: skip


def test_row_27_names_become_safe_file_names(tmp_path: Path) -> None:
    taken: set[str] = set()
    for name in NAMES:
        safe = file_name(name, ".csv", taken)
        assert safe.casefold() not in taken
        taken.add(safe.casefold())
        assert safe.endswith(".csv")
        assert len(safe.encode()) <= LONGEST + len(".csv")
        assert not set(safe) & set('<>:"/\\|?*\0\n\u202e')
        assert safe.removesuffix(".csv").strip(" .")
        assert not re.match(r"(?i)(con|prn|aux|nul|com.|lpt.)\s*\.", safe)
        (tmp_path / safe).write_text(name, errors="replace")
    assert len(list(tmp_path.iterdir())) == len(NAMES)
    assert all(path.parent == tmp_path for path in tmp_path.iterdir())


def test_row_27_equal_names_are_told_apart() -> None:
    taken: set[str] = set()
    made = []
    for name in ("Same", "same", "SAME", "y" * 300, "y" * 301):
        made.append(file_name(name, ".csv", taken))
        taken.add(made[-1].casefold())
    assert made[:3] == ["Same.csv", "same 2.csv", "SAME 3.csv"]
    assert made[4] == f"{'y' * (LONGEST - 8)} 2.csv"
