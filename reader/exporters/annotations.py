"""The table of annotations: one row each, ordered by article, start, end, id. It streams article by article."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from reader.core.anchor import converter
from reader.core.codebook import Codebook
from reader.exporters.choice import chosen_annotators, chosen_kinds, chosen_rounds
from reader.exporters.table import Cell, Cells, Column, ExportOptions, Row, Table, number

if TYPE_CHECKING:
    from reader.project import Project

ARTICLE_COLUMNS = (
    Column("project"),
    Column("article_id", Cells.ID, 38),
    Column("title", width=40),
    Column("source", width=20),
    Column("author", width=20),
    Column("published", Cells.DATE, 12),
    Column("language", width=9),
    Column("url", width=24),
)
"""What every table about an article's parts begins with."""

COLUMNS = (
    *ARTICLE_COLUMNS,
    Column("annotation_id", Cells.ID, 38),
    Column("kind", width=8),
    Column("tag", width=24),
    Column("tag_path", width=32),
    Column("tag_id", Cells.ID, 38),
    Column("tag_code", width=10),
    Column("value", Cells.NUMBER, 7),
    Column("actor_type", width=13),
    Column("start", Cells.NUMBER, 8),
    Column("end", Cells.NUMBER, 8),
    Column("quote", width=60),
    Column("pieces", Cells.ID, 14),
    Column("paragraph", Cells.NUMBER, 10),
    Column("annotator", width=16),
    Column("round", width=8),
    Column("certainty", Cells.NUMBER, 9),
    Column("memo", width=40),
    Column("origin", width=9),
    Column("codebook_version", width=12),
    Column("statement_ids", Cells.ID, 38),
    Column("created", Cells.DATE, 28),
    Column("modified", Cells.DATE, 28),
)


def table(project: Project, options: ExportOptions) -> Table:
    """The annotations that `options` choose."""
    return Table("annotations", COLUMNS, _rows(project, options))


def _rows(project: Project, options: ExportOptions) -> Iterator[Row]:
    annotators = chosen_annotators(project, options)
    rounds = chosen_rounds(project, options)
    tags = _tag_cells(project.tags.codebook(), chosen_kinds(options))
    outgoing = project.outgoing
    for *article, text_id in outgoing.annotated_texts():
        found = [
            row for row in outgoing.annotations(text_id) if row[1] in tags and row[5] in annotators and row[6] in rounds
        ]
        if not found:
            continue
        before = (project.name, *article)
        text = ArticleText(outgoing.chunks(text_id), options.offsets)
        body, ends, unit = text.body, text.ends, text.unit
        for (
            uid,
            tag,
            start,
            end,
            pieces,
            annotator,
            round_,
            certainty,
            origin,
            version,
            created,
            modified,
            memo,
        ) in found:
            place: tuple[Cell, ...] = _NOWHERE
            if start is not None:
                place = (
                    unit(start) if unit else start,
                    unit(end) if unit else end,
                    body[start:end],
                    _pieces(pieces, unit) if pieces else "",
                    min(bisect_right(ends, start) + 1, len(ends)) or None,
                )
            yield (
                *before, uid, *tags[tag], *place, annotators[annotator], rounds[round_], number(certainty), memo or "",
                origin, version, "", created, modified,
            )  # fmt: skip


_NOWHERE: tuple[Cell, ...] = (None, None, "", "", None)


class ArticleText:
    """One text version, as far as its annotations need it: the text, where blocks end, and offsets in another unit.

    `ends` are code points; `unit` converts an offset, or is None where code points are asked for.
    """

    __slots__ = ("body", "ends", "unit")

    def __init__(self, chunks: Iterator[tuple[int, int, str, str]], offsets: str) -> None:
        bodies: list[str] = []
        starts: list[int] = []
        self.ends: list[int] = []
        for start, continues, blocks, body in chunks:
            bodies.append(body)
            starts.append(start)
            flat = json.loads(blocks)
            if continues and self.ends:
                self.ends.pop()  # the block goes on in this chunk: it ends here
            self.ends += [start + begin + length for begin, length in zip(flat[::4], flat[1::4], strict=True)]
        self.body = bodies[0] if len(bodies) == 1 else "".join(bodies)
        self.unit = None if offsets == "codepoints" else _by_chunk(starts, bodies, offsets)


def _by_chunk(starts: list[int], bodies: list[str], unit: str) -> Callable[[int], int]:
    """Like `converter` over the whole text, but with memory for one chunk's table at a time."""
    before = [0]
    for body in bodies:
        before.append(before[-1] + converter(body, unit)(len(body)))
    held = -1
    convert: Callable[[int], int] = int

    def in_unit(offset: int) -> int:
        nonlocal held, convert
        chunk = max(0, bisect_right(starts, offset) - 1)
        if chunk != held:
            held, convert = chunk, converter(bodies[chunk], unit)
        return before[chunk] + convert(offset - starts[chunk])

    return in_unit


def _pieces(stored: str, unit: Callable[[int], int] | None) -> str:
    flat = json.loads(stored)
    convert = unit or int
    return ";".join(f"{convert(start)}-{convert(end)}" for start, end in flat)


def _tag_cells(codebook: Codebook, kinds: frozenset[str]) -> Mapping[int, tuple[Cell, ...]]:
    """The cells that every annotation under a tag shares: kind, tag, tag_path, tag_id, tag_code, value, actor_type."""
    return {
        tag.id: (tag.kind, tag.name, codebook.path(tag.id), tag.uid, tag.code, number(tag.value), tag.actor_type)
        for tag in codebook.tags.values()
        if tag.kind in kinds
    }
