"""Find in the article: hits as spans, and which of them is the current one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from reader.core.spans import Span
from reader.render.paint import Hit


class Found:
    """The hits of one search, sorted."""

    def __init__(self, text: str, wanted: str, case: bool) -> None:
        forms = {wanted, unicodedata.normalize("NFC", wanted), unicodedata.normalize("NFD", wanted)}
        pattern = re.compile("|".join(re.escape(form) for form in sorted(forms)), 0 if case else re.IGNORECASE)
        self.spans = [Span(*match.span()) for match in pattern.finditer(text)] if wanted else []
        self._starts = [span.start for span in self.spans]
        self.index = 0

    def step(self, by: int) -> None:
        """Makes another hit the current one; after the last comes the first."""
        self.index = (self.index + by) % len(self.spans)

    @property
    def current(self) -> Span | None:
        return self.spans[self.index] if self.spans else None

    def between(self, start: int, end: int) -> Iterator[Hit]:
        """Those that touch `[start, end)`, to be painted."""
        place = max(bisect_left(self._starts, start) - 1, 0)
        while place < len(self.spans) and self.spans[place].start < end:
            if self.spans[place].end > start:
                yield Hit(self.spans[place], place == self.index)
            place += 1
