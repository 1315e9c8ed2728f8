"""What a palette finds for a few typed letters, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.core.matching import Candidate, Grade, Matcher

ACTORS = Matcher(
    [
        Candidate(
            1,
            "Ines Okar",
            ("the transport minister", "وزيرة النقل"),
            "Minister of transport since 2024",
        ),
        Candidate(2, "Harbour unions", ("unions of the port",)),
        Candidate(3, "Farm workers’ union"),
        Candidate(4, "Farmers upriver", ("growers",), "Those who ship grain down the river"),
        Candidate(5, "Léa Ünal"),
        Candidate(6, "EU"),
        Candidate(7, "東京都"),
        Candidate(8, "مُحَمَّد"),
    ]
)


def keys(query: str, recent: tuple[int, ...] = ()) -> list[int]:
    return [match.key for match in ACTORS.search(query, recent)]


def marked(query: str) -> list[str]:
    match = ACTORS.search(query)[0]
    name = ACTORS[match.key].name
    return [name[start:end] for start, end in match.marks]


def test_nothing_typed_gives_recent_first_then_all_as_they_stand() -> None:
    assert keys("", (4, 2, 99, 4)) == [4, 2, 1, 3, 5, 6, 7, 8]
    assert keys("   ")[:2] == [1, 2]


def test_words_are_found_by_their_beginnings_in_any_order() -> None:
    assert keys("farm")[:2] == [4, 3], "the shorter name of two that begin alike"
    assert keys("farm", (3,))[:2] == [3, 4], "recent first among equals"
    assert keys("okar in")[0] == 1
    assert marked("okar in") == ["In", "Okar"]


def test_a_whole_name_comes_before_longer_ones() -> None:
    assert ACTORS.search("eu")[0].grade is Grade.WHOLE


def test_an_alias_is_named_as_the_reason() -> None:
    match = ACTORS.search("growers")[0]
    assert (match.key, match.alias, match.marks) == (4, "growers", ())
    assert ACTORS.search("النقل")[0].alias == "وزيرة النقل"


def test_definitions_are_searched_after_names() -> None:
    assert ACTORS.search("grain")[0].grade is Grade.DEFINITION
    assert keys("river") == [4]


def test_case_and_marks_do_not_matter_and_the_letters_of_the_name_are_marked() -> None:
    assert marked("lea un") == ["Léa", "Ün"]
    assert keys("محمد")[0] == 8
    assert keys("京")[0] == 7
    assert marked("京") == ["京"]


def test_initials_insides_and_near_misses() -> None:
    assert ACTORS.search("hu")[0].grade is Grade.INITIALS
    assert marked("hu") == ["H", "u"]
    assert marked("arbo") == ["arbo"]
    assert ACTORS.search("habrour")[0].key == 2
    assert "".join(marked("habrour")).lower() in {
        "harour",
        "haborr",
        "harbour",
        "habour",
    }
    assert all(match.key != 6 for match in ACTORS.search("reuters")), "a short name inside a long word is chance"


def test_signs_alone_are_looked_for_as_they_stand() -> None:
    assert keys("’") == [3]
    assert keys("§") == []


def test_names_and_aliases_that_stand_in_a_passage() -> None:
    found = ACTORS.named_in("said the Transport Minister, and Ines Okars aide, to the growers")
    assert [(match.key, match.alias) for match in found] == [
        (1, "the transport minister"),
        (4, "growers"),
    ]
    assert ACTORS.named_in("Harbour unions.")[0].alias == ""
    assert len(ACTORS.named_in("EU, Harbour unions and Ines Okar", limit=2)) == 2


@given(st.lists(st.text(min_size=1, max_size=12), max_size=12), st.text(max_size=8))
def test_any_names_and_any_query(names: list[str], query: str) -> None:
    matcher = Matcher(Candidate(key, name, (name[::-1],), name * 2) for key, name in enumerate(names))
    found = matcher.search(query)
    assert len({match.key for match in found}) == len(found)
    assert [match.grade for match in found] == sorted(match.grade for match in found)
    for match in found:
        name = matcher[match.key].name
        ends = [0]
        for start, end in match.marks:
            assert ends[-1] <= start < end <= len(name)
            ends.append(end)


@given(
    st.lists(
        st.text("abc dé", min_size=1, max_size=9).filter(str.strip),
        min_size=1,
        max_size=9,
    ),
    st.data(),
)
def test_a_name_is_always_found_by_the_beginnings_of_its_words(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    cuts = [word[: data.draw(st.integers(1, len(word)))] for word in name.split()]
    found = Matcher(Candidate(key, each) for key, each in enumerate(names)).search(" ".join(cuts))
    assert names.index(name) in {match.key for match in found}
