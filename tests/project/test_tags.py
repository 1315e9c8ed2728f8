"""The codebook in the file: names, places, keys, merging, removing, codebook files."""

from __future__ import annotations

import pytest

from reader.core.codebook import Affiliation, LevelStatus, Tag, TagDraft, TagStatus
from reader.core.errors import NotFound, Refused
from reader.core.spans import Span
from reader.project import Project
from reader.project.articles import ArticleRow
from reader.project.tags import Cost, TakenIn
from tests.project.made import article, picture

FULL: dict[str, object] = {
    "code": "OKAR",
    "status": TagStatus.PROPOSED,
    "colour": "#A0b1c2",
    "value": 0.1 + 0.2,
    "level_status": LevelStatus.MIXED,
    "positive_means": "the bases stay",
    "actor_type": "person",
    "aliases": ("the minister", "الوزيرة"),
    "affiliations": (Affiliation("Ministry", "2024-05"), Affiliation("Party")),
    "identifiers": {"wikidata": "Q1"},
    "definition": "Says\nno.",
    "include": "a",
    "exclude": "b",
    "examples": ("one", "two"),
    "hotkey": "7",
    "fields": {"party": "x"},
}


def test_every_field_is_read_back(project: Project) -> None:
    tag = project.tags.add("stance", "  Ines   Okar ", **FULL)
    assert tag.name == "Ines Okar"
    assert {name: getattr(tag, name) for name in FULL} == FULL
    with Project.reading(project.path) as other:
        assert other.tags.codebook()[tag.id] == tag
    assert project.tags.change(tag.id, **FULL) == tag
    assert len(project.history.entries(tag.uid)) == 1


def test_new_tags_take_the_least_used_colour_and_stand_last(project: Project, okar: Tag) -> None:
    rell = project.tags.add("actor", "Tomas Rell")
    office = project.tags.add("actor", "Office", parent=okar.id)
    assert (okar.slot, rell.slot, office.slot) == (1, 2, None)
    assert project.tags.codebook().slot(office.id) == 1
    assert project.tags.add("actor", "Own", colour="#112233").slot is None
    assert [tag.name for tag in project.tags.codebook().children("actor")] == ["Ines Okar", "Tomas Rell", "Own"]
    assert project.tags.add("stance", "against").level_status is LevelStatus.VALID


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "A tag needs a name"), (" \n", "A tag needs a name"), ("a > b", "parts the names of a path"),
     (">", "parts the names of a path"), ("Ines  Okar", "There is a actor “Ines Okar” in that place already")],
)  # fmt: skip
def test_names_that_can_not_be(project: Project, okar: Tag, name: str, why: str) -> None:
    """Hostile input, row 23: two siblings of one name."""
    other = project.tags.add("actor", "Tomas Rell")
    before = picture(project)
    with pytest.raises(Refused, match=why):
        project.tags.add("actor", name)
    with pytest.raises(Refused, match=why):
        project.tags.change(other.id, name=name)
    assert picture(project) == before


def test_the_same_name_elsewhere_is_fine(project: Project, okar: Tag) -> None:
    below = project.tags.add("actor", "Ines Okar", parent=okar.id)
    project.tags.add("topic", "Ines Okar")
    with pytest.raises(Refused, match="in that place already"):
        project.tags.change(below.id, parent=None)
    assert project.tags.codebook().path(below.id) == "Ines Okar > Ines Okar"
    assert project.tags.add("actor", "a>b").name == "a>b"
    assert project.tags.add("actor", "x\ud800").name == "x\ufffd"


def test_no_tag_stands_under_itself(project: Project, okar: Tag, bases: Tag) -> None:
    """Hostile input, row 23: tags in a cycle."""
    child = project.tags.add("actor", "Child", parent=okar.id)
    grandchild = project.tags.add("actor", "Grandchild", parent=child.id)
    before = picture(project)
    for parent in (okar.id, child.id, grandchild.id):
        with pytest.raises(Refused, match="can't stand under itself or a tag below it"):
            project.tags.change(okar.id, parent=parent)
    with pytest.raises(Refused, match="is a topic and can't stand under the actor “Ines Okar”"):
        project.tags.change(bases.id, parent=okar.id)
    with pytest.raises(Refused, match="can't stand under a tag of another kind"):
        project.tags.add("topic", "Below", parent=okar.id)
    with pytest.raises(NotFound, match="no tag with the number 99"):
        project.tags.add("topic", "Below", parent=99)
    assert picture(project) == before
    assert project.tags.change(grandchild.id, parent=okar.id).parent == okar.id
    assert project.tags.change(child.id, parent=None).parent is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"slot": 13}, "13 is no colour: there are 12"),
        ({"slot": 0}, "0 is no colour"),
        ({"colour": "red"}, "“red” is no colour: write it as #rrggbb"),
        ({"colour": "#12345g"}, "is no colour"),
        ({"status": "gone"}, "“gone” is no status of a tag: proposed, active, archived"),
        ({"level_status": "high"}, "“high” is no status of a stance level"),
        ({"hotkey": "0"}, "“0” can't be a hotkey: use 1 to 9"),
        ({"hotkey": "12"}, "can't be a hotkey"),
        ({"value": "much"}, "“much” is no number for a stance level"),
        ({"value": "nan"}, "is no number"),
        ({"value": "inf"}, "is no number"),
        ({"aliases": "one"}, "A tag's aliases must be a list"),
        ({"examples": 3}, "A tag's examples must be a list"),
    ],
)
def test_values_outside_their_sets(project: Project, okar: Tag, fields: dict[str, object], why: str) -> None:
    before = picture(project)
    with pytest.raises(Refused, match=why):
        project.tags.change(okar.id, **fields)
    with pytest.raises(Refused, match=why):
        project.tags.add("actor", "Tomas Rell", **fields)
    assert picture(project) == before


def test_what_is_no_kind_and_no_field(project: Project, okar: Tag) -> None:
    with pytest.raises(Refused, match="“mood” is no kind of tag: actor, stance, topic"):
        project.tags.add("mood", "Glad")
    for name in ("size", "id"):
        with pytest.raises(ValueError, match=f"a tag has no {name}"):
            project.tags.change(okar.id, **{name: 1})
    assert project.tags.change(okar.id) == okar
    with pytest.raises(NotFound):
        project.tags.change(99, name="x")
    assert project.tags.change(okar.id, value=None, aliases=()).value is None


def test_a_taken_key_moves_over(project: Project, okar: Tag, bases: Tag) -> None:
    project.tags.change(okar.id, hotkey="1")
    project.tags.change(bases.id, hotkey="1")
    assert project.tags.codebook()[okar.id].hotkey == ""
    assert project.tags.codebook().by_hotkey["1"].id == bases.id
    project.history.undo()
    assert project.tags.codebook().by_hotkey["1"].id == okar.id
    project.tags.change(okar.id, hotkey="")
    assert project.tags.codebook().by_hotkey == {}


def test_the_codebook_is_read_again_only_after_a_change(project: Project, okar: Tag) -> None:
    book = project.tags.codebook()
    assert project.tags.codebook() is book
    with Project.open(project.path, annotator="Ben") as other:
        other.tags.change(okar.id, name="I. Okar")
    assert project.tags.codebook()[okar.id].name == "I. Okar"


def test_merging_takes_everything_along(project: Project, first: ArticleRow, okar: Tag) -> None:
    minister = project.tags.add("actor", "the minister", aliases=("she", "Okar"))
    project.tags.change(okar.id, aliases=("Okar",))
    child = project.tags.add("actor", "Her office", parent=minister.id)
    note = project.annotations.add(first.id, minister.id, Span(0, 9))
    project.memos.set("tag", minister.id, "who is it?")
    before = picture(project)
    project.tags.merge(minister.id, okar.id)
    book = project.tags.codebook()
    assert book[okar.id].aliases == ("Okar", "the minister", "she")
    assert minister.id not in book.tags
    assert book[child.id].parent == okar.id
    assert project.annotations.get(note.id).tag == okar.id
    assert project.tags.uses([okar.id, minister.id]) == {okar.id: 1, minister.id: 0}
    assert project.memos.of("tag", okar.id)[0].body == "who is it?"
    assert project.check() == []
    assert project.history.undo().name == "Merge actor “the minister” into “Ines Okar”"
    assert picture(project) == before


def test_memos_on_merged_tags_are_one_a_person_each(project: Project, okar: Tag) -> None:
    other = project.tags.add("actor", "I. Okar")
    for name in ("Ann", "Ben"):
        project.act_as(name)
        project.memos.set("tag", other.id, f"{name} on the other")
    project.memos.set("tag", okar.id, "Ben on her")
    project.tags.merge(other.id, okar.id)
    bodies = {memo.body for memo in project.memos.of("tag", okar.id)}
    assert bodies == {"Ann on the other", "Ben on her\n\nBen on the other"}
    assert project.check() == []
    project.history.undo()
    assert {memo.body for memo in project.memos.of("tag", other.id)} == {"Ann on the other", "Ben on the other"}
    assert [memo.body for memo in project.memos.of("tag", okar.id)] == ["Ben on her"]
    assert project.check() == []


def test_merges_that_can_not_be(project: Project, okar: Tag, bases: Tag) -> None:
    child = project.tags.add("actor", "Child", parent=okar.id)
    other = project.tags.add("actor", "Other")
    project.tags.add("actor", "Child", parent=other.id)
    before = picture(project)
    for into in (bases.id, okar.id, child.id):
        with pytest.raises(Refused, match="can't be merged into"):
            project.tags.merge(okar.id, into)
    with pytest.raises(Refused, match="Both tags have a tag “Child” below them"):
        project.tags.merge(okar.id, other.id)
    with pytest.raises(NotFound):
        project.tags.merge(okar.id, 99)
    assert picture(project) == before


def test_removing_takes_the_branch_and_its_annotations(project: Project, first: ArticleRow, okar: Tag) -> None:
    child = project.tags.add("actor", "Child", parent=okar.id)
    project.annotations.add(first.id, okar.id, Span(0, 9), memo="m")
    project.annotations.add(first.id, child.id, None)
    project.annotations.add(project.articles.add(article("Another")).id, child.id, None)
    project.memos.set("tag", child.id, "m")
    before = picture(project)
    assert project.tags.cost_of_removing([okar.id, child.id]) == Cost(2, 3, 2)
    assert project.tags.uses([okar.id, child.id]) == {okar.id: 1, child.id: 2}
    project.tags.remove([okar.id])
    assert len(project.tags.codebook()) == project.annotations.count() == 0
    assert project.check() == []
    assert project.history.undo().name == "Remove actor “Ines Okar”"
    assert picture(project) == before
    project.tags.remove([])
    project.tags.remove([okar.id, child.id])
    assert project.history.undo().name == "Remove 2 tags"
    assert picture(project) == before


def test_recent_tags_newest_first(project: Project, first: ArticleRow, okar: Tag, bases: Tag) -> None:
    rell = project.tags.add("actor", "Tomas Rell")
    for tag in (okar, rell, bases, okar):
        project.annotations.add(first.id, tag.id, Span(0, 4))
    assert project.tags.recent("actor") == [okar.id, rell.id]
    assert project.tags.recent("actor", limit=1) == [okar.id]
    with Project.reading(project.path) as nobody:
        assert nobody.tags.recent("actor") == []


# Codebook files


def test_a_codebook_file_adds_and_changes(project: Project, okar: Tag) -> None:
    drafts = [
        TagDraft("actor", ("State", "Ministry"), values={"definition": "A house"}),
        TagDraft("actor", ("State",)),
        TagDraft("actor", ("Ines Okar",), values={"actor_type": "person"}),
        TagDraft("topic", ("Bases",), uid="018f0000-0000-7000-8000-000000000001"),
    ]
    assert project.tags.take_in(drafts) == TakenIn(3, 1, 0)
    after = picture(project)
    assert project.tags.take_in(drafts) == TakenIn(0, 0, 4)
    assert picture(project) == after
    book = project.tags.codebook()
    assert book.find("actor", "State > Ministry").definition == "A house"
    assert book[okar.id].actor_type == "person"
    renamed = TagDraft("topic", ("The bases",), uid="018f0000-0000-7000-8000-000000000001")
    assert project.tags.take_in([renamed]) == TakenIn(0, 1, 0)
    assert [tag.name for tag in project.tags.codebook().children("topic")] == ["The bases"]
    assert project.history.undo().name == "Import codebook"


def test_a_codebook_file_brings_back_what_lies_in_the_trash(project: Project, okar: Tag) -> None:
    parent = project.tags.add("actor", "State")
    project.tags.remove([okar.id])
    draft = TagDraft("actor", ("State", "I. Okar"), uid=okar.uid, values={"definition": "back"})
    assert project.tags.take_in([draft]) == TakenIn(1, 0, 0)
    back = project.tags.codebook()[okar.id]
    assert (back.name, back.parent, back.definition) == ("I. Okar", parent.id, "back")
    assert project.check() == []
    project.history.undo()
    assert okar.id not in project.tags.codebook().tags


def test_what_comes_back_leaves_its_key_to_the_one_who_has_it_now(project: Project, okar: Tag) -> None:
    project.tags.change(okar.id, hotkey="1")
    project.tags.remove([okar.id])
    now = project.tags.add("actor", "Tomas Rell", hotkey="1")
    project.tags.take_in([TagDraft("actor", ("Ines Okar",), okar.uid)])
    assert (project.tags.codebook()[okar.id].hotkey, project.tags.codebook()[now.id].hotkey) == ("", "1")
    assert project.check() == []


def test_a_codebook_file_that_can_not_be_taken_in_changes_nothing(project: Project, okar: Tag) -> None:
    before = picture(project)
    with pytest.raises(Refused, match="The actor “Nowhere > Child” has no “Nowhere” to stand under"):
        project.tags.take_in([TagDraft("actor", ("New",)), TagDraft("actor", ("Nowhere", "Child"))])
    assert picture(project) == before
    assert list(project.tags.codebook().tags) == [okar.id]
