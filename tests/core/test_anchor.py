"""Offsets in other units, against Python's own encoders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.anchor import Utf16Map, converter, utf8_lengths

TEXTS = st.text(st.one_of(st.sampled_from("aß中ش\n\u200f😀𝒜🇺\U0010ffff\uffff"), st.characters(exclude_categories=["Cs"])), max_size=40)  # fmt: skip


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_units_there_and_back(text: str) -> None:
    table = Utf16Map(text)
    for offset in range(len(text) + 1):
        assert table.to_units(offset) == units(text[:offset])
        assert table.from_units(table.to_units(offset)) == offset
    assert Utf16Map(text).to_units(len(text)) == units(text)


@given(TEXTS)
def test_the_middle_of_a_pair_counts_as_its_start(text: str) -> None:
    table = Utf16Map(text)
    starts = [units(text[:offset]) for offset in range(len(text) + 1)]
    for unit in range(units(text) + 1):
        assert table.from_units(unit) == max(place for place, start in enumerate(starts) if start <= unit)


@given(TEXTS)
def test_every_unit_against_the_encoders(text: str) -> None:
    for unit, encoded in {"codepoints": len, "utf16": units, "bytes": lambda part: len(part.encode())}.items():
        convert = converter(text, unit)
        assert [convert(offset) for offset in range(len(text) + 1)] == [
            encoded(text[:offset]) for offset in range(len(text) + 1)
        ]
    assert utf8_lengths(text)[-1] == len(text.encode())


def test_an_unknown_unit_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="lines"):
        converter("text", "lines")
