"""Which annotations a reader wants to see plainly; the others are dimmed: faint, but never gone."""

from __future__ import annotations

from typing import NamedTuple

from reader.core.annotation import Annotation


class Shown(NamedTuple):
    """Dimmed are annotations of these `kinds`, `tags` (those below them included) and `annotators`, and those
    `without_memo`. `only` goes before all of it: with it, those of other tags are dimmed and nothing else is.
    """

    kinds: frozenset[str] = frozenset()
    tags: frozenset[int] = frozenset()
    annotators: frozenset[int] = frozenset()
    without_memo: bool = False
    only: frozenset[int] | None = None

    def dims(self, annotation: Annotation, kind: str) -> bool:
        """Whether an annotation, whose tag is of `kind`, is dimmed."""
        if self.only is not None:
            return annotation.tag not in self.only
        return (
            kind in self.kinds
            or annotation.tag in self.tags
            or annotation.annotator in self.annotators
            or (self.without_memo and not annotation.memo)
        )


ALL = Shown()
"""Nothing is dimmed."""
