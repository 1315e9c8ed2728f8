"""Codebook files that are wrong or hostile: refused whole, with a sentence for each row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.codebook_files import CodebookRefused, read_codebook

A = "01a209ea-96fb-72fe-8938-f72e671bc99a"
B = "01a209ea-96fb-72fe-8938-f72e671bc99b"
C = "01a209ea-96fb-72fe-8938-f72e671bc99c"


def reasons(folder: Path, content: str | bytes, name: str = "c.csv") -> list[str]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CodebookRefused) as refused:
        read_codebook(path)
    assert str(refused.value).startswith(f"“{name}” was not taken in: ")
    assert all(reason.startswith(f"“{name}”: ") and reason.endswith(".") for reason in refused.value.reasons)
    return [reason.removeprefix(f"“{name}”: ") for reason in refused.value.reasons]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("frame,A,,,,,", "“frame” is no kind; the kinds are actor, stance, topic."),
        ("topic,,,,,,", "a tag needs a name."),
        ("topic,A > B,,,,,", "“A > B” can't be a name: “>” parts the names of a path."),
        ("topic,A\x07B,,,,,", "the name 'A\\x07B' holds control characters."),
        ("topic," + "x" * 1001 + ",,,,,", f"the name “{'x' * 40}…” is longer than 1,000 characters."),
        ("stance,A,,,,high,", "“high” is no number for a stance level."),
        ("stance,A,,,,nan,", "“nan” is no number for a stance level."),
        ("stance,A,,,,1e999,", "“1e999” is no number for a stance level."),
        ("stance,A,,,,,sure", "“sure” is no level status; use valid, mixed, unclear, none."),
        ("stance,A,,,,1,mixed", "“A” is mixed and has a number; only a valid level has one."),
        ("topic,A,,,,1,", "“A” is a topic; only a stance has a number or a level status."),
        ("topic,A,,,,,valid", "“A” is a topic; only a stance has a number or a level status."),
        ("topic,A,x,,,,", "“x” is no id."),
        (f"topic,A,,{B},,,", f"the parent of “A”, {B}, is not in the file."),
        ("topic,A,,,0,,", "“0” can't be a hotkey; use 1 to 9."),
        ("topic,A,,,,,,,", "it has more cells than the first row."),
    ],
)
def test_a_wrong_row_is_named_with_its_reason(tmp_path: Path, row: str, sentence: str) -> None:
    header = "kind,name,tag_id,parent_id,hotkey,value,level_status\n"
    assert reasons(tmp_path, f"{header}{row}\n") == [f"row 2: {sentence}"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("topic,A,chartreuse,,", "“chartreuse” is no colour; use #rrggbb or one of violet, "),
        ("topic,A,,gone,", "“gone” is no status of a tag; use proposed, active, archived."),
        ("topic,A,,,person", "“A” is a topic; only an actor has a type."),
    ],
)
def test_other_wrong_values(tmp_path: Path, row: str, sentence: str) -> None:
    (reason,) = reasons(tmp_path, f"kind,name,colour,status,actor_type\n{row}\n")
    assert reason.startswith(f"row 2: {sentence}")


def test_every_wrong_row_is_named(tmp_path: Path) -> None:
    assert reasons(tmp_path, "kind,name\ntopic,\nactor,Fine\nframe,X\n") == [
        "row 2: a tag needs a name.",
        "row 4: “frame” is no kind; the kinds are actor, stance, topic.",
    ]


def test_cycles(tmp_path: Path) -> None:
    rows = f"tag_id,kind,name,parent_id\n{A},topic,A,{C}\n{B},topic,B,{A}\n{C},topic,C,{B}\n"
    assert reasons(tmp_path, rows) == [
        "row 2: “A” stands below itself.",
        "row 3: “B” stands below itself.",
        "row 4: “C” stands below itself.",
    ]
    assert reasons(tmp_path, f"tag_id,kind,name,parent_id\n{A},topic,A,{A}\n") == ["row 2: “A” stands below itself."]


def test_a_tree_of_another_kind_or_too_deep(tmp_path: Path) -> None:
    mixed = f"tag_id,kind,name,parent_id\n{A},actor,A,\n{B},topic,B,{A}\n"
    assert reasons(tmp_path, mixed) == ["row 3: “B” is a topic and can't stand under the actor “A”."]
    deep = "kind,path\ntopic," + " > ".join(map(str, range(1000))) + "\n"
    assert reasons(tmp_path, deep) == ["row 2: “999” stands more than 64 levels deep."]


def test_doubles(tmp_path: Path) -> None:
    assert reasons(tmp_path, "kind,path\ntopic,A > B\ntopic,A > B\n") == ["row 3: there are two topic tags “A > B”."]
    same = f"tag_id,kind,name\n{A},topic,A\n{A},topic,B\n"
    assert reasons(tmp_path, same)[0] == f"row 2: the id {A} is given to more than one tag."
    keys = "kind,name,hotkey\ntopic,A,1\nactor,B,1\n"
    assert reasons(tmp_path, keys) == ["row 3: the hotkey 1 is taken by row 2."]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("c.csv", "", "its first row must name the columns, kind and name or path among them."),
        ("c.csv", "a,b\n", "its first row must name the columns, kind and name or path among them."),
        ("c.csv", "kind,name,name\n", "its first row names a column twice."),
        ("c.csv", b"kind,name\ntopic,\xff\n", "it is not UTF-8; save it as “CSV UTF-8” and try again."),
        ("c.csv", 'kind,name\ntopic,"A" B\n', "row 2: it is no sound CSV (',' expected after '\"')."),
        ("c.json", "[" * 100_000, "it is no sound JSON (it is nested too deep)."),
        ("c.json", '[{"kind": "stance", "name": "A", "value": NaN}]', "it is no sound JSON (NaN is no number)."),
        ("c.json", '"text"', "it has no list of tags."),
        ("c.json", '{"format": "other", "tags": []}', "it is no codebook: its format is not “glossator-codebook”."),
        ("c.json", "[1]", "tag 1: it is no object."),
        ("c.json", '[{"kind": 1}]', "tag 1: id, kind, name, path and parent_id must be text."),
        ("c.json", '[{"kind": "topic", "naem": "A"}]', "tag 1: a tag has no “naem”; a project's own go into “fields”."),
        ("c.json", '[{"kind": "topic", "name": "A", "aliases": 1}]', "tag 1: aliases must be a list."),
        ("c.json", '[{"kind": "topic", "name": "A", "aliases": [1]}]', "tag 1: aliases must be text."),
        (
            "c.json",
            '[{"kind": "topic", "name": "A", "fields": []}]',
            "tag 1: fields must be an object with names and texts.",
        ),
        ("c.json", '[{"kind": "stance", "name": "A", "value": true}]', "tag 1: value must be text."),
        ("c.json", '[{"kind": "stance", "name": "A", "value": ' + "9" * 400 + "}]", None),
        (
            "c.json",
            '[{"kind": "actor", "name": "A", "affiliations": ["B"]}]',
            "tag 1: affiliations must be a list of objects with to, start and end.",
        ),
        ("c.json", '[{"kind": "actor", "name": "A", "affiliations": [{}]}]', "tag 1: an affiliation needs to."),
        ("c.qdc", "<a", None),
        ("c.qdc", "<a/>", "it is no REFI-QDA codebook."),
        (
            "c.qdc",
            '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><CodeBook>&e;</CodeBook>',
            "it declares a document type, which a codebook has no use for.",
        ),
        ("c.txt", "", "a codebook file ends in .csv, .json or .qdc."),
    ],
)
def test_a_file_that_is_no_codebook(tmp_path: Path, name: str, content: str | bytes, sentence: str | None) -> None:
    (found,) = reasons(tmp_path, content, name)
    assert sentence is None or found == sentence


def test_bombs_end_soon(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "x">{entities}]><CodeBook><Codes><Code name="&e11;"/></Codes></CodeBook>'
    assert len(reasons(tmp_path, bomb, "c.qdc")) == 1
    assert len(reasons(tmp_path, "<CodeBook><Codes>" + "<Code>" * 100_000, "c.qdc")) == 1
    many = json.dumps([{"kind": "topic", "name": str(n)} for n in range(100_001)])
    assert reasons(tmp_path, many, "c.json") == ["it has more than 100,000 tags."]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, sentence in ((tmp_path / "gone.csv", "is not there"), (tmp_path, "a codebook file ends in")):
        with pytest.raises(CodebookRefused, match=sentence):
            read_codebook(path)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CodebookRefused, match="is a folder"):
        read_codebook(tmp_path / "folder.csv")
    large = tmp_path / "large.csv"
    with large.open("wb") as stream:
        stream.truncate((64 << 20) + 1)
    with pytest.raises(CodebookRefused, match="larger than 64 MB"):
        read_codebook(large)
