"""An article's text in the file: versions, cut into chunks of whole blocks, so that a page reads one or two rows."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TypeVar

from reader.core.article import Block, BlockKind, Provenance, Style, StyleRun
from reader.core.errors import NotFound
from reader.core.prepared import Prepared
from reader.project.sqlite import Connection
from reader.project.uid import new_uid

CHUNK = 16_384
"""Code points in a chunk at most, hence at most 64 KB of UTF-8. A longer block is cut."""
_KINDS = tuple(BlockKind)
_Item = TypeVar("_Item", Block, StyleRun)
_CODES = {kind: index for index, kind in enumerate(_KINDS)}


class ChunkPlace(NamedTuple):
    """Where a chunk lies: `start` and `length` in code points; its `blocks` begin with the article's `first_block`-th.

    `continues`: its first block is the rest of the last block of the chunk before.
    """

    number: int
    start: int
    length: int
    first_block: int
    blocks: int
    continues: bool


class Outline(NamedTuple):
    """One text version: its id, length in code points, how many blocks it has, and its chunks in order."""

    text: int
    length: int
    paragraphs: int
    chunks: tuple[ChunkPlace, ...]


class Chunk(NamedTuple):
    """A stretch of text with its blocks and style runs, whose offsets are the article's (code points)."""

    start: int
    text: str
    blocks: tuple[Block, ...]
    styles: tuple[StyleRun, ...]
    continues: bool


class Texts:
    """Stores and reads text versions. Once stored, a text never changes (a trigger refuses it)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, article_id: int, prepared: Prepared, moment: str) -> int:
        """Stores the first version of an article's text, inside an open gesture. Returns its id."""
        article, origin = prepared.article, prepared.article.provenance
        text_id = self._connection.execute(
            "INSERT INTO article_text (uid, article, version, hash, length, words, paragraphs, importer, importer_version,"
            " file_name, source_sha256, encoding, notes, created) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new_uid(), article_id, prepared.hash, len(article.text), prepared.words, len(article.blocks),
                origin.importer, origin.importer_version, origin.file_name, origin.source_sha256, origin.encoding,
                json.dumps(origin.notes, ensure_ascii=False) if origin.notes else "[]", moment,
            ),
        ).lastrowid  # fmt: skip
        assert text_id is not None
        self._connection.executemany(
            "INSERT INTO text_chunk (text, position, start, length, first_block, block_count, continues, blocks, styles, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((text_id, *row) for row in _chunk_rows(article.text, article.blocks, article.styles)),
        )
        return text_id

    def current(self, article_id: int) -> tuple[int, int]:
        """The id and length (code points) of a live article's newest text. Raises NotFound."""
        row = self._connection.execute(
            "SELECT t.id, t.length FROM live_article AS a JOIN article_text AS t ON t.article = a.id WHERE a.id = ?"
            " ORDER BY t.version DESC LIMIT 1",
            (article_id,),
        ).fetchone()
        if row is None:
            raise NotFound(f"The project has no article with the number {article_id}.")
        return int(row[0]), int(row[1])

    def outline(self, article_id: int) -> Outline:
        """What a page needs to know before it reads any text."""
        text_id, length = self.current(article_id)
        rows = self._connection.execute(
            "SELECT position, start, length, first_block, block_count, continues FROM text_chunk WHERE text = ? ORDER BY position",
            (text_id,),
        )
        chunks = tuple(ChunkPlace(*(*row[:5], bool(row[5]))) for row in rows)
        return Outline(text_id, length, chunks[-1].first_block + chunks[-1].blocks if chunks else 0, chunks)

    def chunk(self, text_id: int, index: int) -> Chunk:
        """Raises NotFound."""
        row = self._connection.execute(
            "SELECT start, body, blocks, styles, continues FROM text_chunk WHERE text = ? AND position = ?",
            (text_id, index),
        ).fetchone()
        if row is None:
            raise NotFound(f"The text {text_id} has no part {index}.")
        start, body, blocks, styles, continues = row
        flat = json.loads(blocks)
        return Chunk(
            start,
            body,
            tuple(
                Block(_KINDS[code], start + begin, start + begin + length, level)
                for begin, length, code, level in zip(*(iter(flat),) * 4, strict=True)
            ),
            tuple(
                StyleRun(Style(style), start + begin, start + end, *rest)
                for style, begin, end, *rest in json.loads(styles)
            ),
            bool(continues),
        )

    def text(self, text_id: int) -> str:
        """The whole text of one version."""
        return "".join(self.bodies(text_id))

    def bodies(self, text_id: int) -> Iterator[str]:
        """The text of one version, chunk by chunk."""
        for (body,) in self._connection.execute(
            "SELECT body FROM text_chunk WHERE text = ? ORDER BY position", (text_id,)
        ):
            yield body

    def slice(self, text_id: int, start: int, end: int) -> str:
        """`text[start:end]` in code points, reading only the chunks it lies in."""
        rows = self._connection.execute(
            "SELECT start, body FROM text_chunk WHERE text = ? AND start < ? AND start + length > ? ORDER BY position",
            (text_id, end, start),
        )
        return "".join(body[max(0, start - begin) : end - begin] for begin, body in rows)

    def provenance(self, text_id: int) -> Provenance:
        """Where the text came from."""
        importer, version, name, digest, encoding, notes = self._connection.execute(
            "SELECT importer, importer_version, file_name, source_sha256, encoding, notes FROM article_text WHERE id = ?",
            (text_id,),
        ).fetchone()
        return Provenance(importer, version, name, digest, encoding, tuple(json.loads(notes)))


def _chunk_rows(
    text: str, blocks: tuple[Block, ...], styles: tuple[StyleRun, ...]
) -> Iterator[tuple[int, int, int, int, int, bool, str, str, str]]:
    """Rows for `text_chunk`, but for the text's id."""
    cuts = _cuts(text, blocks)
    blocks_in = _shared_out(blocks, cuts)
    styles_in = _shared_out(styles, cuts)
    first = 0
    for position, (start, end) in enumerate(pairwise((*cuts, len(text)))):
        held = blocks_in[position]
        continues = bool(held) and position > 0 and held[0][0].start < start
        first -= continues
        flat = [
            number
            for block, begin, stop in held
            for number in (begin - start, stop - begin, _CODES[block.kind], block.level)
        ]
        runs = [
            [run.style, begin - start, stop - start, run.target, run.note] for run, begin, stop in styles_in[position]
        ]
        yield (
            position, start, end - start, first, len(held), continues,
            str(flat).replace(" ", ""), json.dumps(runs, ensure_ascii=False) if runs else "[]", text[start:end],
        )  # fmt: skip
        first += len(held)


def _cuts(text: str, blocks: tuple[Block, ...]) -> list[int]:
    """Where chunks start: before the block that no longer fits; a longer block is cut, at a space if there is one."""
    cuts = [0]
    starts = [block.start for block in blocks] if len(text) > CHUNK else []
    while len(text) - cuts[-1] > CHUNK:
        limit = cuts[-1] + CHUNK
        block = bisect_right(starts, limit) - 1
        if block >= 0 and starts[block] > cuts[-1]:
            cuts.append(starts[block])
        else:
            cuts.append(text.rfind(" ", limit - CHUNK // 8, limit) + 1 or limit)
    return cuts


def _shared_out(items: tuple[_Item, ...], cuts: list[int]) -> list[list[tuple[_Item, int, int]]]:
    """For each chunk the items that touch it, each with the part of it that lies there."""
    if len(cuts) == 1:
        return [[(item, item.start, item.end) for item in items]]
    shared: list[list[tuple[_Item, int, int]]] = [[] for _ in cuts]
    bounds = [*cuts[1:], None]
    for item in items:
        for position in range(bisect_right(cuts, item.start) - 1, len(cuts)):
            end = bounds[position]
            shared[position].append(
                (item, max(item.start, cuts[position]), item.end if end is None else min(item.end, end))
            )
            if end is None or item.end <= end:
                break
    return shared
