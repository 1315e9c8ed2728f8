"""Work of one step, as the session's long work wants it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from reader.window.writer import Step

T = TypeVar("T")


def single(work: Callable[[], T]) -> Generator[Step, None, T]:
    """No counts and no cancelling in between; its result is the iterator's return value."""
    yield from ()
    return work()
