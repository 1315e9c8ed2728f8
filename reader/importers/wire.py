"""What goes between us and the child process that parses files: frames of plain data, never code or pickles.

A frame is three lengths, then a JSON value, an article's text and its folded text, both in UTF-8.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any, NamedTuple

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance, Style, StyleRun
from reader.core.prepared import Prepared

_LENGTHS = struct.Struct(">III")
LONGEST_FRAME = 1 << 30
"""Bytes; the child may not answer with more, whatever it read."""
LONGEST_TEXT = LONGEST_FRAME // 16
"""Code points, at most four bytes each, twice in a frame."""
_KINDS = tuple(BlockKind)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}


class BrokenFrame(Exception):
    """The other side ended, or sent what no frame can be."""


class Frame(NamedTuple):
    value: Any
    text: bytes = b""
    folded: bytes = b""


def write(stream: IO[bytes], frame: Frame) -> None:
    """Puts a frame into the stream's buffer; whoever waits for it sees it after a flush."""
    head = json.dumps(frame.value, separators=(",", ":")).encode()
    stream.write(_LENGTHS.pack(len(head), len(frame.text), len(frame.folded)) + head + frame.text + frame.folded)


def read(stream: IO[bytes]) -> Frame:
    """The next frame; raises BrokenFrame at the stream's end."""
    lengths: tuple[int, int, int] = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if sum(lengths) > LONGEST_FRAME:
        raise BrokenFrame
    head, text, _ = lengths
    body = _exactly(stream, sum(lengths))
    return Frame(json.loads(body[:head]), body[head : head + text], body[head + text :])


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise BrokenFrame
    return data


def packed(prepared: Prepared) -> Frame:
    """A prepared article as a frame."""
    article, provenance, metadata = prepared.article, prepared.article.provenance, prepared.article.metadata
    blocks: list[int] = []
    for block in article.blocks:
        blocks += (_KIND_NUMBERS[block.kind], block.start, block.end, block.level)
    value = {
        "blocks": blocks,
        "styles": [(run.style, run.start, run.end, run.target, run.note) for run in article.styles],
        "metadata": [
            metadata.title,
            metadata.source,
            metadata.author,
            metadata.published,
            metadata.language,
            metadata.url,
            dict(metadata.fields),
        ],
        "provenance": [
            provenance.importer,
            provenance.importer_version,
            provenance.file_name,
            provenance.source_sha256,
            provenance.encoding,
            provenance.notes,
        ],
        "hash": prepared.hash,
        "folded_title": prepared.folded_title,
        "words": prepared.words,
    }
    return Frame(value, article.text.encode(), prepared.folded_text.encode())


def unpacked(frame: Frame) -> Prepared:
    """The prepared article in a frame."""
    value = frame.value
    numbers = iter(value["blocks"])
    blocks = tuple(
        Block(_KINDS[kind], start, end, level)
        for kind, start, end, level in zip(numbers, numbers, numbers, numbers, strict=True)
    )
    styles = tuple(StyleRun(Style(style), *rest) for style, *rest in value["styles"])
    importer, version, file_name, sha256, encoding, notes = value["provenance"]
    provenance = Provenance(importer, version, file_name, sha256, encoding, tuple(notes))
    article = Article(frame.text.decode(), blocks, Metadata(*value["metadata"]), provenance, styles)
    return Prepared(article, value["hash"], value["folded_title"], frame.folded.decode(), value["words"])
