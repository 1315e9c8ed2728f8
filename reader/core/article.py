"""An article: an immutable text with structure, and metadata that can be edited."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

NO_FIELDS: Mapping[str, str] = MappingProxyType({})
"""What an immutable value has where it was given no fields of its own."""


class BlockKind(StrEnum):
    """What a block is on the page. The order is part of the file format: blocks are stored by its index."""

    PARAGRAPH = "paragraph"
    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    CODE = "code"


class Style(StrEnum):
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"


class Block(NamedTuple):
    """A stretch of text set on its own: `[start, end)` in code points; `level` is a heading's or list item's depth."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


class StyleRun(NamedTuple):
    """An inline style over `[start, end)`, code points.

    `target` is a link's address (inert until a person asks) or an image's source; for IMAGE the run may be empty
    (`start == end`: its place) and `note` holds the alternative text.
    """

    style: Style
    start: int
    end: int
    target: str = ""
    note: str = ""


class Metadata(NamedTuple):
    """What is known about an article. All of it can be edited later.

    `published` is as printed: YYYY, YYYY-MM, YYYY-MM-DD, or a time with its own offset; never shifted to another day.
    `language` is a BCP 47 code ("en", "ar"), or "" where unknown. `fields` are the project's own.
    """

    title: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    fields: Mapping[str, str] = NO_FIELDS


class Provenance(NamedTuple):
    """Where a text came from. `notes` are sentences for the person who imported it (bad bytes replaced, markup dropped)."""

    importer: str
    importer_version: int
    file_name: str = ""
    source_sha256: str = ""
    encoding: str = ""
    notes: tuple[str, ...] = ()


class Article(NamedTuple):
    """What an importer gives: text by the one text rule (core/text.py), blocks in order and not overlapping.

    Blocks cover the text but for line breaks and, in plain text, blank lines. Block 0 is the headline where one is known.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    provenance: Provenance
    styles: tuple[StyleRun, ...] = ()
