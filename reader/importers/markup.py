"""Reads marked-up words into a Composer: HTML's tags and those of trafilatura's body, from a tree or from a stream.

Never recursive, so that no nesting is too deep; what has no place in a text (scripts, forms' lists) is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from reader.core.article import BlockKind, Style
from reader.importers.composer import Composer, web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(
    {"applet", "audio", "canvas", "datalist", "embed", "frameset", "iframe", "math", "nav", "noembed"}
    | {"noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
_VOID = frozenset(["area", "base", "col", "embed", "input", "link", "meta", "param", "source", "track", "wbr"])
_BLOCKS = frozenset(
    {"address", "article", "aside", "body", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset"}
    | {"figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main", "option", "p", "section"}
    | {"summary", "table", "tbody", "tfoot", "thead"}
)
_KINDS: Mapping[str, BlockKind] = {
    "blockquote": BlockKind.QUOTE,
    "quote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "pre": BlockKind.CODE,
    "li": BlockKind.ITEM,
    "item": BlockKind.ITEM,
    "tr": BlockKind.ROW,
    "row": BlockKind.ROW,
}
_CELLS = frozenset(["td", "th", "cell"])
_LISTS = frozenset(["ul", "ol", "menu", "dir", "list"])
_HEADINGS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}
_BORDERS = _BLOCKS | _LISTS | _KINDS.keys() | _HEADINGS.keys() | {"head"}
"""Tags at whose start and end a block ends."""
_STYLES: Mapping[str, Style] = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "cite": Style.ITALIC,
    "code": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "tt": Style.CODE,
}
_RENDERED: Mapping[str, Style] = {"#b": Style.BOLD, "#i": Style.ITALIC, "#t": Style.CODE}


@dataclass(slots=True)
class _Opened:
    """A tag that is open: the kind of the blocks inside it, and the style that was opened with it."""

    tag: str
    kind: BlockKind
    level: int
    style: Style | None = None


class Markup:
    """Takes start tags, words and end tags in order. Ends without a start, and starts without an end, do no harm."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._stack: list[_Opened] = []
        self._counts: Counter[str] = Counter()
        self._left_out = ""
        self._left_out_depth = 0
        self._cells = 0

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if self._left_out:
            self._left_out_depth += tag == self._left_out
            return
        if tag in _VOID:
            return
        if tag in _LEFT_OUT:
            self._left_out, self._left_out_depth = tag, 1
        elif tag in ("br", "lb"):
            if self._in_row:
                self._composer.add(" ")
            else:
                self._composer.line_break()
        elif tag in ("img", "graphic"):
            self._composer.image(attributes.get("src") or "", attributes.get("alt") or "")
        else:
            self._open(tag, attributes)

    def end(self, tag: str) -> None:
        if self._left_out:
            self._left_out_depth -= tag == self._left_out
            if not self._left_out_depth:
                self._left_out = ""
            return
        if not self._counts[tag]:
            return
        while self._stack:
            opened = self._stack.pop()
            self._counts[opened.tag] -= 1
            self._close(opened)
            if opened.tag == tag:
                return

    def words(self, text: str) -> None:
        if not self._left_out and text:
            self._composer.add(text, collapse=self._inside.kind is not BlockKind.CODE)

    @property
    def _inside(self) -> _Opened:
        return self._stack[-1] if self._stack else _Opened("", BlockKind.PARAGRAPH, 0)

    def _open(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        inside = self._inside
        opened = _Opened(tag, inside.kind, inside.level)
        if tag in _HEADINGS or tag == "head":
            shown = attributes.get("rend") or "h2" if tag == "head" else tag
            opened.kind, opened.level = BlockKind.HEADING, _HEADINGS.get(shown, 2)
        elif tag in ("li", "item"):
            opened.kind, opened.level = BlockKind.ITEM, max(1, sum(self._counts[name] for name in _LISTS))
        elif tag in _KINDS:
            opened.kind, opened.level = _KINDS[tag], 0
        elif tag in _STYLES or tag == "hi":
            opened.style = _STYLES[tag] if tag in _STYLES else _RENDERED.get(attributes.get("rend") or "")
            if opened.style:
                self._composer.open(opened.style)
        elif tag in ("a", "ref"):
            opened.style = Style.LINK
            self._composer.open(Style.LINK, web_address(attributes.get("href") or attributes.get("target") or ""))
        self._counts[tag] += 1
        self._stack.append(opened)
        self._border(tag, opened)

    def _border(self, tag: str, opened: _Opened) -> None:
        """Begin a block, a row or a cell where `tag` does."""
        if tag in ("tr", "row") and self._counts["tr"] + self._counts["row"] == 1:
            self._cells = 0
            self._composer.begin(BlockKind.ROW)
        elif self._in_row:
            if tag in _CELLS and self._counts["td"] + self._counts["th"] + self._counts["cell"] == 1:
                if self._cells:
                    self._composer.cell()
                self._cells += 1
            else:
                self._gap(tag)
        elif tag in _BORDERS:
            self._composer.begin(opened.kind, opened.level)

    def _close(self, opened: _Opened) -> None:
        if opened.style:
            self._composer.close(opened.style)
        tag = opened.tag
        if self._in_row:
            self._gap(tag)
        elif tag in _BORDERS:
            inside = self._inside
            # A later paragraph of a list item is no item of its own.
            kind = BlockKind.PARAGRAPH if inside.kind is BlockKind.ITEM else inside.kind
            self._composer.begin(kind, 0 if kind is BlockKind.PARAGRAPH else inside.level)

    def _gap(self, tag: str) -> None:
        """Inside a row, what would be a block of its own is parted by a space."""
        if tag in _BORDERS:
            self._composer.add(" ")

    @property
    def _in_row(self) -> bool:
        return bool(self._counts["tr"] or self._counts["row"])


def read_tree(root: _Element, markup: Markup) -> None:
    """Everything in and below `root`, without `root`'s tail."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end" and element is not root:
                markup.words(element.tail or "")
            continue
        if event == "start":
            markup.start(element.tag, {str(name): str(value) for name, value in element.attrib.items()})
            markup.words(element.text or "")
        else:
            markup.end(element.tag)
            if element is not root:
                markup.words(element.tail or "")


class _Stream(HTMLParser):
    def __init__(self, markup: Markup) -> None:
        super().__init__(convert_charrefs=True)
        self._markup = markup

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "head":  # in trafilatura's body this is a heading
            self._markup.start(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._markup.end(tag)

    def handle_data(self, data: str) -> None:
        self._markup.words(data)


def read_stream(source: str, markup: Markup) -> None:
    """HTML source, tag by tag, whatever its state."""
    stream = _Stream(markup)
    stream.feed(source)
    stream.close()
