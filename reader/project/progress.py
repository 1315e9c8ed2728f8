"""Status and relevance: how far an annotator has come with an article in a round, and whether it belongs to the study."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.core.annotation import Relevance, Status
from reader.project.annotators import Round
from reader.project.history import History
from reader.project.sqlite import Connection


class ProgressCounts(NamedTuple):
    """Articles by status; `set_aside` are those not relevant, duplicate or unusable. The five add up to all articles."""

    todo: int
    in_progress: int
    done: int
    unsure: int
    set_aside: int


class Progress:
    """The present annotator's, in the present round."""

    def __init__(self, connection: Connection, history: History, current_round: Callable[[], Round]) -> None:
        self._connection = connection
        self._history = history
        self._round = current_round

    def set(
        self,
        article_ids: Sequence[int],
        *,
        status: Status | None = None,
        relevance: Relevance | None = None,
        reason: str = "",
    ) -> None:
        """Sets what is given, of one article or many, in one gesture; a status given alone brings an article back in."""
        said = (relevance or status or Status.TODO).value.replace("_", " ")
        many = "" if len(article_ids) == 1 else f" for {len(article_ids)} articles"
        with self._history.gesture(f"Mark as {said}{many}"):
            assert self._history.annotator is not None
            for article_id in article_ids:
                old = self.of(article_id)
                back_in = Relevance.RELEVANT if status and old[1] else old[1]
                new = (status or old[0], relevance or back_in, reason)
                if new != old:
                    self._connection.execute(
                        "INSERT INTO progress (article, annotator, round, status, relevance, reason, modified)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article, annotator, round) DO UPDATE SET"
                        " status = excluded.status, relevance = excluded.relevance, reason = excluded.reason, modified = excluded.modified",
                        (article_id, self._history.annotator.id, self._round().id, *new, self._history.moment),
                    )

    def begin(self, article_id: int) -> None:
        """The first annotation in an article puts it in progress, as part of that gesture."""
        assert self._history.annotator is not None
        self._connection.execute(
            "INSERT INTO progress (article, annotator, round, status, reason, modified) VALUES (?, ?, ?, ?, '', ?)"
            " ON CONFLICT (article, annotator, round) DO UPDATE SET status = excluded.status, modified = excluded.modified"
            " WHERE status = 'todo'",
            (article_id, self._history.annotator.id, self._round().id, Status.IN_PROGRESS, self._history.moment),
        )

    def of(self, article_id: int) -> tuple[Status, Relevance | None, str]:
        """Status, relevance (None = not said) and reason of an article."""
        if self._history.annotator is not None:
            row = self._connection.execute(
                "SELECT status, relevance, reason FROM progress WHERE article = ? AND annotator = ? AND round = ?",
                (article_id, self._history.annotator.id, self._round().id),
            ).fetchone()
            if row is not None:
                return Status(row[0]), Relevance(row[1]) if row[1] else None, row[2]
        return Status.TODO, None, ""

    def counts(self) -> ProgressCounts:
        """Kept in rows by triggers, never counted here."""
        row = self._connection.execute("SELECT n FROM tally WHERE subject = 'articles'").fetchone()
        total = int(row[0]) if row else 0
        found: dict[str, int] = {}
        if self._history.annotator is not None:
            found = dict(
                self._connection.execute(
                    "SELECT subject, n FROM tally WHERE subject IN ('in_progress', 'done', 'unsure', 'set_aside')"
                    " AND of = ? AND round = ?",
                    (self._history.annotator.id, self._round().id),
                )
            )
        begun = {name: found.get(name, 0) for name in ("in_progress", "done", "unsure", "set_aside")}
        return ProgressCounts(todo=total - sum(begun.values()), **begun)
