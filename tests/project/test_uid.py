from __future__ import annotations

from itertools import pairwise
from time import time
from uuid import RFC_4122, UUID

from reader.project import uid
from reader.project.uid import new_uid


def test_an_id_is_a_uuid_of_version_7_with_the_present_time() -> None:
    made = UUID(new_uid())
    assert (made.version, made.variant) == (7, RFC_4122)
    assert abs((made.int >> 80) / 1000 - time()) < 5


def test_later_ids_sort_later_even_in_the_same_instant() -> None:
    made = [new_uid() for _ in range(20_000)]
    assert all(one < other for one, other in pairwise(made))
    assert len({text[-12:] for text in made}) == len(made)


def test_a_clock_set_back_gives_no_earlier_ids() -> None:
    ahead = uid._last + (3_600_000 << 12)
    uid._last = ahead
    try:
        assert UUID(new_uid()).int >> 80 == (ahead + 1) >> 12
    finally:
        uid._last = 0
