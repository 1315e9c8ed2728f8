"""Markdown (CommonMark with tables) and its front matter; markers go, structure and link targets are kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.core.article import Article, BlockKind, Metadata, Provenance, Style
from reader.importers.composer import Composer, web_address
from reader.importers.decoding import decode, said_replaced
from reader.importers.front_matter import front_matter
from reader.importers.language import guess
from reader.importers.markup import Markup, read_stream
from reader.importers.plain import blocks_of

if TYPE_CHECKING:
    from markdown_it.token import Token

VERSION = 1
_DEEPEST = 60
"""Quotes and lists inside one another; markdown-it drops what lies deeper, so such a file is read as plain text."""
_TOO_DEEP = "The Markdown is nested too deeply, so the file was imported as plain text."
_TOO_SLOW = "The Markdown could not be read in time, so the file was imported as plain text."
_NO_WORDS = "The Markdown has no words of its own, so the file was imported as plain text."
_HEADING = re.compile(r"\s{0,3}#\s+(.+?)\s*#*\s*$")
_STYLES = {"strong": Style.BOLD, "em": Style.ITALIC}


def read(data: bytes, file_name: str) -> Article:
    """The article in a Markdown file; raises UnreadableFile."""
    decoded = decode(data, file_name)
    top = front_matter(decoded.text)
    try:
        tokens = _tokens(decoded.text[top.body :])
    except RecursionError:
        return _as_plain(data, file_name, _TOO_DEEP)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return _as_plain(data, file_name, _TOO_DEEP)
    composer = Composer()
    page = _Page(composer)
    if top.metadata.title and not any(token.type == "heading_open" and token.tag == "h1" for token in tokens):
        composer.begin(BlockKind.HEADLINE)
        composer.add(top.metadata.title)
    page.read(tokens)
    text, blocks, styles = composer.result()
    if not blocks:
        return _as_plain(data, file_name, _NO_WORDS)
    if blocks[0].kind is BlockKind.HEADING and blocks[0].level == 1:
        blocks = (blocks[0]._replace(kind=BlockKind.HEADLINE, level=0), *blocks[1:])
    notes = [*decoded.notes, top.note, page.note]
    if composer.replaced:
        notes.append(said_replaced(composer.replaced))
    metadata = top.metadata._replace(
        title=top.metadata.title or " ".join(page.headline.split()) or PurePath(file_name).stem,
        language=top.metadata.language or guess(text),
    )
    provenance = _provenance(data, file_name, decoded.encoding, [note for note in notes if note])
    return Article(text, blocks, metadata, provenance, styles)


def read_simply(data: bytes, file_name: str) -> Article:
    """For Markdown that `read` could not get through in time: plain text, markers and all, and said so."""
    return _as_plain(data, file_name, _TOO_SLOW)


def _as_plain(data: bytes, file_name: str, why: str) -> Article:
    decoded = decode(data, file_name)
    heading = _HEADING.match(decoded.text[:1000].split("\n", 1)[0])
    title = heading[1] if heading else PurePath(file_name).stem
    metadata = Metadata(title=title, language=guess(decoded.text))
    provenance = _provenance(data, file_name, decoded.encoding, [*decoded.notes, why])
    return Article(decoded.text, blocks_of(decoded.text), metadata, provenance)


def _provenance(data: bytes, file_name: str, encoding: str, notes: Sequence[str]) -> Provenance:
    return Provenance("markdown", VERSION, file_name, hashlib.sha256(data).hexdigest(), encoding, tuple(notes))


def _tokens(source: str) -> list[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    # Addresses are kept as written and never followed; which of them may become links is decided here, not there.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser.parse(source)


class _Page:
    """Reads markdown-it's tokens into a composer. `headline` is the words of the first heading of level 1."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self.headline = ""
        self.note = ""
        self._quotes = 0
        self._lists = 0
        self._item_begins = False
        self._cells = 0
        self._in_headline = False

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            self._block(token)

    def _block(self, token: Token) -> None:
        composer = self._composer
        match token.type:
            case "inline":
                if self._in_headline:
                    self.headline = _words(token)
                self._inline(token.children or ())
            case "paragraph_open":
                self._paragraph()
            case "heading_open":
                self._in_headline = token.tag == "h1" and not self.headline
                composer.begin(BlockKind.HEADING, int(token.tag[1]))
            case "heading_close":
                self._in_headline = False
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self._lists += token.nesting
            case "list_item_open":
                self._item_begins = True
            case "list_item_close":
                self._item_begins = False
            case "fence" | "code_block":
                composer.begin(BlockKind.CODE)
                composer.add(token.content, collapse=False)
                composer.begin(BlockKind.PARAGRAPH)
            case "tr_open":
                self._cells = 0
                composer.begin(BlockKind.ROW)
            case "td_open" | "th_open":
                if self._cells:
                    composer.cell()
                self._cells += 1
            case "table_close":
                self._cells = 0
            case "html_block":
                self.note = _said_tags()
                composer.begin(BlockKind.PARAGRAPH)
                read_stream(token.content, Markup(composer))

    def _paragraph(self) -> None:
        if self._item_begins:
            self._item_begins = False
            self._composer.begin(BlockKind.ITEM, self._lists)
        elif self._quotes:
            self._composer.begin(BlockKind.QUOTE, self._quotes - 1)
        else:
            self._composer.begin(BlockKind.PARAGRAPH)

    def _inline(self, tokens: Sequence[Token]) -> None:
        composer = self._composer
        for token in tokens:
            match token.type:
                case "text":
                    composer.add(token.content, collapse=bool(self._cells))
                case "softbreak":
                    composer.add(" ")
                case "hardbreak":
                    composer.line_break()
                case "code_inline":
                    composer.open(Style.CODE)
                    composer.add(token.content, collapse=bool(self._cells))
                    composer.close(Style.CODE)
                case "strong_open" | "em_open":
                    composer.open(_STYLES[token.tag])
                case "strong_close" | "em_close":
                    composer.close(_STYLES[token.tag])
                case "link_open":
                    composer.open(Style.LINK, web_address(str(token.attrs.get("href", ""))))
                case "link_close":
                    composer.close(Style.LINK)
                case "image":
                    composer.image(str(token.attrs.get("src", "")), _words(token))
                case "html_inline":
                    self.note = _said_tags()
                    if token.content.lower().startswith("<br"):
                        composer.line_break()


def _words(token: Token) -> str:
    """The words of an inline token without its marks."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()


def _said_tags() -> str:
    return "HTML tags in the Markdown were left out; their words were kept."
