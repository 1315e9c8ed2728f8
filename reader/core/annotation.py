"""An annotation: a passage, or the whole article, under one tag, by one annotator in one round."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from reader.core.spans import Span


class Origin(StrEnum):
    """How a coding came about."""

    OWN = "own"
    PREFILLED = "prefilled"
    ACCEPTED = "accepted"
    IMPORTED = "imported"
    ADJUDICATED = "adjudicated"


class Status(StrEnum):
    """How far one annotator has come with one article in one round."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    UNSURE = "unsure"


class Relevance(StrEnum):
    RELEVANT = "relevant"
    NOT_RELEVANT = "not_relevant"
    DUPLICATE = "duplicate"
    UNUSABLE = "unusable"


class Annotation(NamedTuple):
    """`span` is None for the whole article. `pieces` is empty for one span, else at least two sorted spans inside `span`.

    `memo` is the annotation's memo, if it has one. Times are ISO 8601 in UTC; `certainty` is 0 to 1, None = not asked.
    """

    id: int
    uid: str
    article: int
    text: int
    tag: int
    span: Span | None
    pieces: tuple[Span, ...]
    annotator: int
    round: int
    certainty: float | None
    memo: str
    origin: Origin
    created: str
    modified: str

    @property
    def covers(self) -> tuple[Span, ...]:
        """The spans whose words are marked: the pieces, or the one span, or none for the whole article."""
        return self.pieces or ((self.span,) if self.span else ())
