"""References of a printed article: numbers of memos in the order in which they are met, tags used, names left out."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.core.annotation import Annotation


@dataclass(slots=True)
class References:
    """What the list at an article's end is made of. Of a memo only its annotation's id is kept, in `with_memo`.

    `numbers` are those of the annotations met lately; one that goes on over a page keeps its number. `unnamed` counts,
    for each page, the tags of annotations whose names found no place in the margin.
    """

    with_memo: array[int] = field(default_factory=lambda: array("q"))
    numbers: dict[int, int] = field(default_factory=dict)
    tags: set[int] = field(default_factory=set)
    annotators: set[int] = field(default_factory=set)
    unnamed: list[tuple[int, Counter[int]]] = field(default_factory=list)

    def meet(self, annotations: Iterable[Annotation]) -> None:
        """The annotations of one page, in reading order; those that went before and don't reach it are forgotten."""
        before, self.numbers = self.numbers, {}
        for annotation in annotations:
            self.tags.add(annotation.tag)
            self.annotators.add(annotation.annotator)
            if not annotation.memo:
                continue
            number = before.get(annotation.id)
            if number is None:
                self.with_memo.append(annotation.id)
                number = len(self.with_memo)
            self.numbers[annotation.id] = number

    def leave_out(self, page: int, tags: Iterable[int]) -> None:
        """Tags of annotations on a page that are only counted in its margin."""
        counted = Counter(tags)
        if counted:
            self.unnamed.append((page, counted))


def reference(number: int | None) -> str:
    """A number as it stands behind a name; "" for none. In brackets: raised, it would look like a power behind “−2”."""
    return "" if number is None else f" [{number}]"
