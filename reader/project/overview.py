"""An article's annotations seen from afar: which tags lie where along the text, and how many are dimmed.

Counted by SQLite in one pass over the index of the text's annotations; those that begin and end in the same places
of the strip come back as one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from reader.core.shown import ALL, Shown
from reader.project.annotators import Round
from reader.project.sqlite import Connection
from reader.project.texts import Texts

_DIMMED = (
    "iif(:only IS NOT NULL, a.tag NOT IN (SELECT value FROM json_each(:only)),"
    " t.kind IN (SELECT value FROM json_each(:kinds)) OR a.tag IN (SELECT value FROM json_each(:tags))"
    " OR a.annotator IN (SELECT value FROM json_each(:annotators)) OR (:without_memo AND NOT EXISTS"
    " (SELECT 1 FROM live_memo AS m WHERE m.about = 'annotation' AND m.about_id = a.id)))"
)
# CROSS JOIN keeps SQLite to the order written: the text's annotations by their index, then each one's tag.
_HERE = "live_annotation AS a CROSS JOIN live_tag AS t ON t.id = a.tag WHERE a.text = :text AND a.round = :round"


class Stripe(NamedTuple):
    """`many` annotations of one kind that begin in bucket `first` and end in `last`; `tag` is what most of them have."""

    kind: str
    first: int
    last: int
    tag: int
    many: int


class Overview:
    """Of the present round, by everyone."""

    def __init__(self, connection: Connection, texts: Texts, current_round: Callable[[], Round]) -> None:
        self._connection = connection
        self._texts = texts
        self._round = current_round

    def stripes(self, article_id: int, buckets: int, shown: Shown = ALL) -> list[Stripe]:
        """The text is parted into `buckets` of equal length; without dimmed annotations and those of the whole article.

        Longest first, so that drawn one over another the shortest stays on top, as on the page.
        """
        text, length = self._texts.current(article_id)
        if not length or buckets < 1:
            return []
        rows = self._connection.execute(
            'WITH one AS (SELECT t.kind, a.start * :buckets / :length AS first, (a."end" - 1) * :buckets / :length AS last,'
            f" a.tag, count(*) AS n FROM {_HERE} AND a.reach > 0{f' AND NOT {_DIMMED}' if shown != ALL else ''}"
            " GROUP BY 1, 2, 3, 4)"
            " SELECT kind, first, last, tag, total FROM (SELECT kind, first, last, tag, max(n), sum(n) AS total FROM one"
            " GROUP BY kind, first, last) ORDER BY last - first DESC, kind, first",
            {**self._values(text, shown), "buckets": buckets, "length": length},
        )
        return [Stripe(*row) for row in rows]

    def dimmed(self, article_id: int, shown: Shown) -> int:
        """How many of the article's annotations are dimmed, those of the whole article included."""
        if shown == ALL:
            return 0
        text, _ = self._texts.current(article_id)
        rows = self._connection.execute(
            f"SELECT count(*) FROM {_HERE} AND {_DIMMED}",
            self._values(text, shown),
        )
        return int(rows.fetchone()[0])

    def _values(self, text: int, shown: Shown) -> dict[str, object]:
        return {
            "text": text,
            "round": self._round().id,
            "only": None if shown.only is None else json.dumps(sorted(shown.only)),
            "kinds": json.dumps(sorted(shown.kinds)),
            "tags": json.dumps(sorted(shown.tags)),
            "annotators": json.dumps(sorted(shown.annotators)),
            "without_memo": int(shown.without_memo),
        }
