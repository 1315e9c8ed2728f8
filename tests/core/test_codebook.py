"""Trees, paths, colours and names of a codebook."""

from __future__ import annotations

import pytest

from reader.core.codebook import KIND_NAMES, KINDS, SLOTS, Codebook, Tag, next_slot
from reader.core.errors import Ambiguous, NotFound

TAGS = (
    Tag(1, "u1", "actor", "State", slot=3, code="ST"),
    Tag(2, "u2", "actor", "Ministry", parent=1, aliases=("the house", "Other")),
    Tag(3, "u3", "actor", "Minister", parent=2, colour="#112233", hotkey="1"),
    Tag(4, "u4", "actor", "Other", parent=1),
    Tag(5, "u5", "actor", "Other", slot=5, colour="#445566"),
    Tag(6, "u6", "topic", "State"),
    Tag(7, "u7", "actor", "Below", parent=5, slot=9),
    Tag(8, "u8", "actor", "Orphan", parent=99),
    Tag(9, "u9", "actor", "Überall", aliases=("Ines",)),
    Tag(10, "u10", "actor", "Somewhere", aliases=("Ines",)),
)


@pytest.fixture
def book() -> Codebook:
    return Codebook(TAGS)


def test_trees(book: Codebook) -> None:
    assert len(book) == 10
    assert [(depth, tag.id) for depth, tag in book.walk("actor")] == [
        (0, 1), (1, 2), (2, 3), (1, 4), (0, 5), (1, 7), (0, 8), (0, 9), (0, 10)
    ]  # fmt: skip
    assert [tag.id for tag in book.branch(1)] == [1, 2, 3, 4]
    assert [tag.id for tag in book.ancestors(3)] == [1, 2, 3]
    assert [tag.id for tag in book.ancestors(8)] == [8]
    assert book.children("stance") == []
    assert book.path(3) == "State > Ministry > Minister"
    assert book.by_hotkey == {"1": TAGS[2]}


def test_tags_in_a_cycle_hang_nobody() -> None:
    """Hostile input, row 23: a colleague's file may hold what a project refuses."""
    book = Codebook((Tag(1, "u1", "actor", "One", parent=2), Tag(2, "u2", "actor", "Two", parent=1)))
    assert book.path(1) == "Two > One"
    assert (book.slot(1), book.colour(1)) == (1, "")
    assert [tag.name for tag in book.branch(1)] == ["One", "Two"]
    assert list(book.walk("actor")) == []


def test_colours_come_from_above(book: Codebook) -> None:
    assert [book.slot(tag_id) for tag_id in (1, 2, 3, 6, 7)] == [3, 3, 3, 1, 9]
    assert [book.colour(tag_id) for tag_id in (1, 2, 3, 5, 6, 7)] == ["", "", "#112233", "#445566", "", ""]


@pytest.mark.parametrize(
    ("text", "found"),
    [("u4", 4), ("State > Ministry", 2), ("ST", 1), ("st", 1), ("the house", 2), ("THE HOUSE", 2), ("State", 1),
     ("Other", 5), ("State > Other", 4), ("uberall", 9), ("Minister", 3)],
)  # fmt: skip
def test_a_tag_by_what_it_is_called(book: Codebook, text: str, found: int) -> None:
    assert book.find("actor", text).id == found


def test_names_of_nothing_or_of_several(book: Codebook) -> None:
    with pytest.raises(NotFound, match="The codebook has no actor “Nobody”"):
        book.find("actor", "Nobody")
    with pytest.raises(NotFound):
        book.find("stance", "State")
    with pytest.raises(Ambiguous, match="“Ines” names 2 actor tags: “Überall”, “Somewhere”"):
        book.find("actor", "Ines")
    with pytest.raises(Ambiguous):
        Codebook((*TAGS, Tag(11, "u11", "actor", "Minister", parent=4))).find("actor", "Minister")


def test_a_new_root_takes_the_least_used_colour() -> None:
    assert next_slot(Codebook(()), "actor") == 1
    tags = [Tag(number, str(number), "actor", str(number), slot=number) for number in range(1, 13)]
    assert next_slot(Codebook(tags[:3]), "actor") == 4
    assert next_slot(Codebook((*tags, Tag(20, "20", "actor", "x", slot=1))), "actor") == 2
    assert next_slot(Codebook((Tag(1, "1", "actor", "x"),)), "actor") == 1
    assert next_slot(Codebook((Tag(1, "1", "actor", "x", slot=1),)), "topic") == 2
    assert next_slot(Codebook(tags), "topic") == 1
    assert len(SLOTS) == 12


def test_kinds() -> None:
    assert KIND_NAMES == ("actor", "stance", "topic")
    assert len({kind.lane for kind in KINDS}) == len({kind.key for kind in KINDS}) == len(KINDS)
