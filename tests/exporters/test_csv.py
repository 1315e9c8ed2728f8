"""The CSV contract: columns, order, units, formulas, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.anchor import converter
from reader.core.errors import ExportFailed, NotFound
from reader.exporters.csv_table import guarded, unguarded, write
from reader.exporters.export import export, preview, suggested_name
from reader.exporters.table import Cells, Column, ExportOptions, Table
from reader.project import Project
from tests.exporters.coded import FIRST, LONG

ANNOTATIONS = [
    "project",
    "article_id",
    "title",
    "source",
    "author",
    "published",
    "language",
    "url",
    "annotation_id",
    "kind",
    "tag",
    "tag_path",
    "tag_id",
    "tag_code",
    "value",
    "actor_type",
    "start",
    "end",
    "quote",
    "pieces",
    "paragraph",
    "annotator",
    "round",
    "certainty",
    "memo",
    "origin",
    "codebook_version",
    "statement_ids",
    "created",
    "modified",
]
ARTICLES = [
    "project",
    "article_id",
    "title",
    "source",
    "author",
    "published",
    "language",
    "url",
    "words",
    "hash",
    "annotations",
    "statements",
    "annotator",
    "round",
    "status",
    "relevance",
    "reason",
]
CODEBOOK = [
    "tag_id",
    "kind",
    "name",
    "path",
    "parent_id",
    "code",
    "status",
    "colour",
    "value",
    "level_status",
    "positive_means",
    "actor_type",
    "aliases",
    "definition",
    "include",
    "exclude",
    "examples",
    "hotkey",
    "annotations",
    "statements",
]


def written(project: Project, folder: Path, what: str = "annotations", **options: object) -> bytes:
    target = folder / "out.csv"
    export(project, "csv", what, target, ExportOptions(force=True, **options))  # type: ignore[arg-type]
    return target.read_bytes()


def rows(data: bytes, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_columns_stand_as_the_contract_names_them(project: Project, tmp_path: Path) -> None:
    for what, names in (("annotations", ANNOTATIONS), ("articles", ARTICLES), ("codebook", CODEBOOK)):
        header = written(project, tmp_path, what).decode("utf-8-sig").partition("\r\n")[0]
        assert header.split(",")[: len(names)] == names
    assert list(rows(written(project, tmp_path, "articles"))[0])[len(ARTICLES) :] == ["section", "title_own"]


def test_an_annotation_a_row_in_order(project: Project, tmp_path: Path) -> None:
    found = rows(written(project, tmp_path))
    assert [(row["title"], row["tag"], row["start"], row["end"]) for row in found] == [
        ('\'=Title, "quoted"', "'@home", "", ""),
        ('\'=Title, "quoted"', "Ines Okar", "0", "9"),
        ('\'=Title, "quoted"', "opposes", "10", "33"),
        ('\'=Title, "quoted"', "Ines Okar", "34", "41"),
        ('\'=Title, "quoted"', "Ines Okar", "94", "102"),
        ("Long", "Ines Okar", "0", "9"),
        ("Long", "Bases", str(LONG.rindex("спорят")), str(LONG.rindex("спорят") + 6)),
    ]


def test_a_whole_article_has_no_place(project: Project, tmp_path: Path) -> None:
    whole = rows(written(project, tmp_path))[0]
    assert [whole[name] for name in ("start", "end", "quote", "pieces", "paragraph")] == [""] * 5


def test_every_cell_of_one_row(project: Project, tmp_path: Path) -> None:
    row = rows(written(project, tmp_path))[1]
    article = next(iter(project.articles.all()))
    annotation = project.annotations.of_article(article.id)[1]
    assert row == {
        "project": "news",
        "article_id": article.uid,
        "title": '\'=Title, "quoted"',
        "source": "'-paper",
        "author": "''Quoted",
        "published": "2025-12",
        "language": "en",
        "url": "https://paper.example/1",
        "annotation_id": annotation.uid,
        "kind": "actor",
        "tag": "Ines Okar",
        "tag_path": "Ines Okar",
        "tag_id": project.tags.codebook()[annotation.tag].uid,
        "tag_code": "",
        "value": "",
        "actor_type": "person",
        "start": "0",
        "end": "9",
        "quote": "Ines Okar",
        "pieces": "",
        "paragraph": "1",
        "annotator": "Ann",
        "round": "main",
        "certainty": "0.5",
        "memo": "'+memo\nof two lines",
        "origin": "own",
        "codebook_version": "",
        "statement_ids": "",
        "created": annotation.created,
        "modified": annotation.modified,
    }


def test_numbers_dates_and_offsets_are_never_altered(project: Project, tmp_path: Path) -> None:
    row = rows(written(project, tmp_path))[2]
    assert (row["value"], row["certainty"], row["pieces"]) == ("-2", "1", "10-15;28-33")
    assert row["tag_code"] == "'-2"
    assert rows(written(project, tmp_path))[5]["published"] == "2026-01-02T08:00:00+09:00"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", row["created"])


def test_a_tag_path_goes_from_the_root(project: Project, tmp_path: Path) -> None:
    assert rows(written(project, tmp_path))[0]["tag_path"] == "Bases > @home"


def test_raw_leaves_every_cell_and_quotes_are_the_text(project: Project, tmp_path: Path) -> None:
    texts = {row.title: project.articles.text(row.id) for row in project.articles.all()}
    found = rows(written(project, tmp_path, raw=True))
    assert found[0]["title"] == '=Title, "quoted"'
    for row in found[1:]:
        assert row["quote"] == texts[row["title"]][int(row["start"]) : int(row["end"])]
    assert found[4]["quote"] == "=SUM(A1)"


@pytest.mark.parametrize("unit", ["utf16", "bytes"])
def test_offsets_in_other_units(project: Project, tmp_path: Path, unit: str) -> None:
    plain = rows(written(project, tmp_path))[1:]
    for row, other in zip(plain, rows(written(project, tmp_path, offsets=unit))[1:], strict=True):
        convert = converter(FIRST if row["title"].startswith("'=") else LONG, unit)
        assert int(other["start"]) == convert(int(row["start"]))
        assert int(other["end"]) == convert(int(row["end"]))
        if row["pieces"]:
            spans = [[int(end) for end in piece.split("-")] for piece in row["pieces"].split(";")]
            assert other["pieces"] == ";".join(f"{convert(start)}-{convert(end)}" for start, end in spans)
    assert len(list(project.articles.outline(2).chunks)) > 1


def test_paragraphs_are_counted_as_blocks_from_one(project: Project, tmp_path: Path) -> None:
    # the third annotation begins on the empty line before the second block, and counts as of that block
    assert [row["paragraph"] for row in rows(written(project, tmp_path))] == ["", "1", "1", "2", "4", "1", "30"]


def test_bytes_of_the_file(project: Project, tmp_path: Path) -> None:
    data = written(project, tmp_path)
    assert data.startswith(b"\xef\xbb\xbfproject,")
    assert data.endswith(b"Z\r\n")
    assert not written(project, tmp_path, bom=False).startswith(b"\xef\xbb\xbf")
    assert data == written(project, tmp_path)
    semicolons = written(project, tmp_path, separator=";")
    assert rows(semicolons, ";") == rows(data)


def test_columns_can_be_chosen(project: Project, tmp_path: Path) -> None:
    data = written(project, tmp_path, columns=("tag", "start"), raw=True).decode("utf-8-sig")
    assert data.splitlines()[:3] == ["tag,start", "@home,", "Ines Okar,0"]
    assert written(project, tmp_path, columns=("start",)).decode("utf-8-sig").splitlines()[:3] == ["start", '""', "0"]
    with pytest.raises(ExportFailed, match="has no column “colour”"):
        written(project, tmp_path, columns=("colour",))


def test_whose_coding_can_be_chosen(project: Project, tmp_path: Path) -> None:
    assert {row["annotator"] for row in rows(written(project, tmp_path, annotators=("Béa",)))} == {"Béa"}
    assert {row["kind"] for row in rows(written(project, tmp_path, kinds=("stance", "topic")))} == {"stance", "topic"}
    for option, sentence in (
        ({"annotators": ("Zoe",)}, "no annotator “Zoe”"),
        ({"rounds": ("pilot",)}, "no round “pilot”"),
        ({"kinds": ("frame",)}, "no kind “frame”"),
    ):
        with pytest.raises(NotFound, match=sentence):
            written(project, tmp_path, **option)


def test_articles_have_a_row_for_each_who_worked_on_them(project: Project, tmp_path: Path) -> None:
    found = rows(written(project, tmp_path, "articles"))
    columns = ("title", "annotations", "annotator", "round", "status", "section", "title_own")
    assert [tuple(row[name] for name in columns) for row in found] == [
        ('\'=Title, "quoted"', "5", "Ann", "main", "done", "World", "Kicker"),
        ("Long", "2", "Béa", "main", "in_progress", "", ""),
        ("Uncoded", "0", "", "main", "todo", "", ""),
    ]


def test_the_codebook_has_parents_before_children(project: Project, tmp_path: Path) -> None:
    found = rows(written(project, tmp_path, "codebook"))
    assert [(row["kind"], row["path"], row["annotations"]) for row in found] == [
        ("actor", "Ines Okar", "4"),
        ("stance", "opposes", "1"),
        ("topic", "Bases", "1"),
        ("topic", "Bases > @home", "1"),
    ]
    assert found[3]["parent_id"] == found[2]["tag_id"]
    assert (found[0]["aliases"], found[0]["hotkey"], found[1]["value"]) == ("the minister; Okar", "1", "-2")


def test_the_preview_is_what_will_be_written(project: Project, tmp_path: Path) -> None:
    names, first = preview(project, "annotations", ExportOptions(), rows=3)
    assert list(names) == ANNOTATIONS
    everything = list(csv.reader(io.StringIO(written(project, tmp_path, raw=True).decode("utf-8-sig"), newline="")))
    assert [["" if cell is None else str(cell) for cell in row] for row in first] == everything[1:4]
    assert suggested_name(project, "csv", "annotations") == "news-annotations.csv"


def test_progress_is_told_and_can_cancel(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Cancelled(Exception):
        pass

    def cancel(count: int) -> None:
        raise Cancelled

    monkeypatch.setattr("reader.exporters.export.REPORT_EVERY", 2)
    seen: list[int] = []
    export(project, "csv", "annotations", tmp_path / "told.csv", ExportOptions(), seen.append)
    assert seen == [2, 4, 6]
    with pytest.raises(Cancelled):
        export(project, "csv", "annotations", tmp_path / "out.csv", ExportOptions(), cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["told.csv"]


def test_what_is_not_there_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="no format “svg”"):
        export(project, "svg", "annotations", tmp_path / "o.svg", ExportOptions())
    with pytest.raises(ExportFailed, match="no table “slots”"):
        export(project, "csv", "slots", tmp_path / "o.csv", ExportOptions())
    with pytest.raises(ExportFailed, match="can't part the columns"):
        written(project, tmp_path, separator="ab")


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n'\" ,;aä😀\0"), max_size=6))
def test_an_apostrophe_put_before_a_cell_can_be_taken_away(cell: str) -> None:
    table = Table("t", (Column("text"), Column("id", Cells.ID)), [(cell, cell)])
    ((text, other),) = guarded(table)
    assert other == cell
    assert unguarded(str(text)) == cell
    assert not str(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_any_text_is_read_back(table: list[list[str]]) -> None:
    stream = io.BytesIO()
    columns = (Column("a"), Column("b"))
    write(Table("t", columns, table), stream, ExportOptions(raw=True), Path())
    read = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert read[1:] == [[re.sub("[\ud800-\udfff]", "\ufffd", cell) for cell in row] for row in table]
