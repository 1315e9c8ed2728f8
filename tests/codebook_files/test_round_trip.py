"""A codebook goes out and comes in again as it was, in each of the three formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from reader.codebook_files import read_codebook, settled, write_codebook
from reader.core.codebook import Affiliation, LevelStatus, Tag, TagStatus
from reader.core.errors import ExportFailed
from reader.project import Project


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A project whose tags have everything a tag can have."""
    path = tmp_path / "full.gloss"
    with Project.create(path, annotator="Ann") as project:
        tags = project.tags
        union = tags.add("actor", "Harbour union", actor_type="organisation", code="HU", slot=3)
        tags.add(
            "actor",
            "Tomas Rell",
            parent=union.id,
            actor_type="person",
            aliases=("Rell", "توماس", "the man; from the union"),
            affiliations=(Affiliation("Harbour union", "2020-01", ""),),
            identifiers={"wikidata": "Q1"},
            hotkey="1",
            fields={"gender": "m", "name": "own"},
        )
        tags.add("stance", "against", value=-1.5, colour="#aa0011", definition="Says no.\n\nOr: shows it.")
        tags.add("stance", "mixed", level_status=LevelStatus.MIXED, status=TagStatus.PROPOSED)
        topic = tags.add(
            "topic",
            "=Bases",
            positive_means="the bases stay",
            include="-harbour\nand quay",
            exclude="back\\slash",
            examples=("A plain one.", "A borderline\none."),
            status=TagStatus.ARCHIVED,
        )
        other = tags.add("topic", "Other", parent=topic.id)
        tags.add("topic", "Other", parent=other.id)
    return path


def tags_of(project: Project) -> dict[str, tuple[str, Tag]]:
    """Each tag by its uid, with its path, and without what belongs to one file only."""
    codebook = project.tags.codebook()
    return {tag.uid: (codebook.path(tag.id), tag._replace(id=0, parent=None)) for tag in codebook.tags.values()}


LOST = {
    ".csv": {"affiliations": (), "identifiers": {}},
    ".qdc": {"affiliations": (), "identifiers": {}, "fields": {}},
    ".json": {},
}
"""What a format has no place for."""


@pytest.mark.parametrize("suffix", [".csv", ".json", ".qdc"])
def test_into_a_new_project(full: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"c{suffix}"
    with Project.open(full, read_only=True) as project:
        write_codebook(project, file)
        expected = tags_of(project)
    for uid, (path, tag) in expected.items():
        kept: dict[str, object] = dict(LOST[suffix])
        if suffix == ".csv":  # a cell parts its values by "; "
            kept["aliases"] = tuple("; ".join(tag.aliases).split("; ")) if tag.aliases else ()
        expected[uid] = (path, tag._replace(**kept))  # type: ignore[arg-type]
    with Project.create(tmp_path / "new.gloss", annotator="Ann") as project:
        project.tags.take_in(read_codebook(file))
        assert tags_of(project) == expected


@pytest.mark.parametrize("suffix", [".csv", ".json", ".qdc"])
def test_into_the_same_project_changes_nothing(full: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"c{suffix}"
    with Project.open(full, annotator="Ann") as project:
        write_codebook(project, file)
        before = project.tags.codebook().tags
        taken = project.tags.take_in(settled(read_codebook(file), project.tags.codebook()))
        assert (taken.added, taken.changed, taken.same) == (0, 0, len(before))
        assert project.tags.codebook().tags == before


def test_a_renamed_parent_takes_its_children_along(full: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    with Project.open(full, annotator="Ann") as project:
        write_codebook(project, file)
        file.write_text(
            file.read_text("utf-8").replace(",Harbour union,Harbour union,", ",Dock union,Harbour union,"), "utf-8"
        )
        taken = project.tags.take_in(settled(read_codebook(file), project.tags.codebook()))
        assert (taken.added, taken.changed) == (0, 1)
        codebook = project.tags.codebook()
        assert [codebook.path(tag.id) for _, tag in codebook.walk("actor")] == ["Dock union", "Dock union > Tomas Rell"]


def test_the_qdc_is_what_other_programs_expect(full: Path, tmp_path: Path) -> None:
    with Project.open(full, read_only=True) as project:
        write_codebook(project, tmp_path / "c.qdc")
    root = etree.parse(tmp_path / "c.qdc").getroot()
    space = "{urn:QDA-XML:codebook:1.0}"
    assert [child.tag for child in root] == [f"{space}Codes"]
    kinds = root.findall(f"{space}Codes/{space}Code")
    assert [(kind.get("name"), kind.get("isCodable")) for kind in kinds] == [
        ("Actors", "false"), ("Stances", "false"), ("Topics", "false"),
    ]  # fmt: skip
    codes = list(root.iter(f"{space}Code"))
    assert len({code.get("guid") for code in codes}) == len(codes) == 10
    for code in codes:
        assert [child.tag for child in code] == sorted((child.tag for child in code), reverse=True)
    against = next(code for code in codes if code.get("name") == "against")
    assert against.get("color") == "#aa0011"
    assert (against.findtext(f"{space}Description") or "").startswith("Says no.\n\nOr: shows it.\n----\n")


def test_a_codebook_of_another_program(tmp_path: Path) -> None:
    file = tmp_path / "theirs.qdc"
    file.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other"><Codes>'
        '<Code guid="AAAAAAAA-0000-4000-8000-000000000001" name="Economy" isCodable="true" color="#00FF00">'
        "<Description>Money\n----\nand work</Description>"
        '<Code guid="{AAAAAAAA-0000-4000-8000-000000000002}" name="Wages" isCodable="true"/></Code>'
        '<Code guid="AAAAAAAA-0000-4000-8000-000000000003" name="actor" isCodable="false">'
        '<Code guid="AAAAAAAA-0000-4000-8000-000000000004" name="The mayor" isCodable="true"/></Code>'
        "</Codes></CodeBook>"
    )
    drafts = {draft.path: draft for draft in read_codebook(file)}
    assert [(draft.kind, path) for path, draft in drafts.items()] == [
        ("topic", ("Economy",)), ("actor", ("The mayor",)), ("topic", ("Economy", "Wages")),
    ]  # fmt: skip
    assert drafts["Economy",].values == {"definition": "Money\n----\nand work", "slot": None, "colour": "#00ff00"}
    assert drafts["Economy", "Wages"].uid == "aaaaaaaa-0000-4000-8000-000000000002"


def test_a_list_written_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "hand.csv"
    file.write_bytes("Kind;Path;Aliases;region\r\ntopic;Trade > Tariffs;duty; north\r\n;;;\r\n".encode("utf-16"))
    trade, tariffs = read_codebook(file)
    assert (trade.path, trade.values) == (("Trade",), {})
    assert tariffs.path == ("Trade", "Tariffs")
    assert tariffs.values == {"aliases": ("duty",), "fields": {"region": " north"}}


def test_apostrophes_of_the_export_are_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("kind,name,value,code\nstance,'=yes,-1,''a\nstance,'tis,,\n", "utf-8")
    first, second = read_codebook(file)
    assert (first.path, first.values["value"], first.values["code"]) == (("=yes",), -1.0, "'a")
    assert (second.path, second.values["value"]) == (("'tis",), None)


@pytest.mark.parametrize("suffix", [".csv", ".json", ".qdc"])
def test_nothing_is_overwritten_unasked(full: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"c{suffix}"
    file.write_text("before")
    with Project.open(full, read_only=True) as project:
        with pytest.raises(ExportFailed, match="is there already"):
            write_codebook(project, file)
        assert file.read_text() == "before"
        write_codebook(project, file, force=True)
    assert len(read_codebook(file)) == 7
