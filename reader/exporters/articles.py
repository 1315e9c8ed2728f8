"""The table of articles: metadata and counts, then how far each annotator has come in the round, then own fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.core.annotation import Status
from reader.exporters.annotations import ARTICLE_COLUMNS
from reader.exporters.choice import chosen_annotators, chosen_rounds
from reader.exporters.table import Cells, Column, ExportOptions, Row, Table

if TYPE_CHECKING:
    from reader.project import Project

COLUMNS = (
    *ARTICLE_COLUMNS,
    Column("words", Cells.NUMBER, 8),
    Column("hash", Cells.ID, 20),
    Column("annotations", Cells.NUMBER, 11),
    Column("statements", Cells.NUMBER, 11),
    Column("annotator", width=16),
    Column("round", width=8),
    Column("status", width=12),
    Column("relevance", width=13),
    Column("reason", width=30),
)


def table(project: Project, options: ExportOptions) -> Table:
    """Every article; one that several annotators worked on has a row for each, one that nobody did has one row."""
    standard = {column.name for column in COLUMNS}
    own = project.outgoing.own_fields()
    extra = tuple(Column(own_column(name, standard)) for name in own)
    return Table("articles", (*COLUMNS, *extra), _rows(project, options, own))


def _rows(project: Project, options: ExportOptions, own: list[str]) -> Iterator[Row]:
    annotators = chosen_annotators(project, options)
    rounds = chosen_rounds(project, options)
    nobody = ("", next(iter(rounds.values())) if len(rounds) == 1 else "", Status.TODO.value, "", "")
    outgoing = project.outgoing
    for article_id, *metadata, words, digest, stored in outgoing.articles():
        fields = json.loads(stored)
        counts = {(who, which): n for who, which, n in outgoing.counts(article_id) if which in rounds}
        total = sum(n for (who, _), n in counts.items() if who in annotators)
        before = (project.name, *metadata, words, digest, total, 0)
        after = tuple(str(fields.get(name, "")) for name in own)
        worked = [
            (annotators[who], rounds[which], status, relevance or "", reason)
            for who, which, status, relevance, reason in outgoing.progress(article_id)
            if who in annotators and which in rounds
        ]
        for progress in worked or [nobody]:
            yield (*before, *progress, *after)


def own_column(name: str, standard: Iterable[str]) -> str:
    """A column's name for an own field; one that a column of ours has already gets `_own`."""
    return f"{name}_own" if name in standard else name
