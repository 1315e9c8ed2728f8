"""Plain text: its blocks are lines, or paragraphs where lines are wrapped by hand; the text is kept as it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.errors import UnreadableFile
from reader.core.text import clean
from reader.importers.decoding import decode, said_replaced
from reader.importers.language import guess

VERSION = 1
_HEADLINE = 150
"""A first line longer than this, in characters, is no headline."""
_WRAPPED = range(50, 81)
"""Lengths of lines that were wrapped by hand or by a mail program."""

_LINE = re.compile(r"^.*\S.*$", re.MULTILINE)

Line = tuple[int, int]
"""Start and end of a line that is not blank, code points, without its line break."""


def read(data: bytes, file_name: str) -> Article:
    """The article in a text file; raises UnreadableFile."""
    decoded = decode(data, file_name)
    provenance = Provenance(
        "plain",
        VERSION,
        file_name,
        hashlib.sha256(data).hexdigest(),
        decoded.encoding,
        decoded.notes,
    )
    return _article(decoded.text, Metadata(), provenance)


def article_of(text: str, metadata: Metadata, *, importer: str) -> Article:
    """An article from text in hand; raises UnreadableFile where there is none."""
    kept, replaced = clean(text)
    if not kept or kept.isspace():
        raise UnreadableFile("There is no text to import.")
    notes = (said_replaced(replaced),) if replaced else ()
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _article(kept, metadata, Provenance(importer, VERSION, "", sha256, "", notes))


def _article(text: str, metadata: Metadata, provenance: Provenance) -> Article:
    blocks = blocks_of(text)
    headline = blocks[0] if blocks and blocks[0].kind is BlockKind.HEADLINE else None
    if headline:
        title = " ".join(text[headline.start : headline.end].split())
    elif provenance.file_name:
        title = PurePath(provenance.file_name).stem
    else:
        title = _first_words(text)
    metadata = metadata._replace(
        title=metadata.title or title,
        language=metadata.language or guess(text),
    )
    return Article(text, blocks, metadata, provenance)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Every line that is not blank, or every paragraph of hand-wrapped text, as a block; the headline first, if any."""
    groups = _groups(text)
    if not groups:
        return ()
    headline = _looks_like_headline(text, groups)
    wrapped = _is_wrapped(groups)
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        kind = BlockKind.HEADLINE if headline and number == 0 else BlockKind.PARAGRAPH
        if wrapped:
            blocks.append(Block(kind, group[0][0], group[-1][1]))
        else:
            blocks.extend(Block(kind, start, end) for start, end in group)
    return tuple(blocks)


def _groups(text: str) -> list[list[Line]]:
    """Runs of lines that no blank line parts."""
    groups: list[list[Line]] = []
    before = -2
    for match in _LINE.finditer(text):
        line = match.span()
        if line[0] == before + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
        before = line[1]
    return groups


def _looks_like_headline(text: str, groups: Sequence[Sequence[Line]]) -> bool:
    """One short line, more text after a blank line, and no full stop or comma at its end."""
    if len(groups) < 2 or len(groups[0]) != 1:
        return False
    start, end = groups[0][0]
    return end - start <= _HEADLINE and text[start:end].rstrip()[-1] not in ".,;:。،؛"


def _is_wrapped(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether paragraphs are parted by blank lines and most of their lines, but the last, are 50 to 80 long."""
    inner = [end - start for group in groups for start, end in group[:-1]]
    if len(groups) < 2 or len(inner) < 3:
        return False
    return sum(length in _WRAPPED for length in inner) >= 0.8 * len(inner)


def _first_words(text: str) -> str:
    words = text[:2000].split()[:10]
    return " ".join(words)[:_HEADLINE] if words else ""
