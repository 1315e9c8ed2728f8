"""Web pages: the main text by trafilatura, or the whole page where that finds too little; nothing is ever fetched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from reader.core.article import Article, BlockKind, Metadata, Provenance
from reader.core.errors import UnreadableFile
from reader.core.text import fold
from reader.importers.composer import Composer
from reader.importers.decoding import Decoded, decode, said_replaced
from reader.importers.language import guess
from reader.importers.markup import Markup, read_stream, read_tree
from reader.importers.page_metadata import page_metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

VERSION = 1
_DEEPEST = 250
"""Tags inside one another; past this trafilatura is not asked, and lxml may drop what lies deeper."""
_SHORT = 250
"""Characters below which trafilatura's answer is not trusted: it then gathers scraps from all over the page."""
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_WHOLE = "No main text stood out on the page, so all its words were imported."
_TOO_DEEP = "The page is nested too deeply, so all its words were imported as they stand."
_TOO_SLOW = "The page could not be read in time, so all its words were imported as they stand."


class _Page(NamedTuple):
    """The element that holds the words, the headline ("" where there is none), metadata, and what to say."""

    body: HtmlElement
    headline: str
    metadata: Metadata
    note: str


def read(data: bytes, file_name: str) -> Article:
    """The article on a web page; raises UnreadableFile."""
    decoded = decode(data, file_name, _declared(data))
    page = _page(decoded.text)
    if page is None:
        return _simply(data, file_name, decoded, _TOO_DEEP)
    composer = Composer()
    composer.begin(BlockKind.HEADLINE)
    composer.add(page.headline)
    composer.begin(BlockKind.PARAGRAPH)
    read_tree(page.body, Markup(composer))
    return _article(composer, page.metadata, data, file_name, decoded, page.note)


def read_simply(data: bytes, file_name: str) -> Article:
    """For pages that `read` could not get through in time: all words, tag by tag; raises UnreadableFile."""
    return _simply(data, file_name, decode(data, file_name, _declared(data)), _TOO_SLOW)


def _simply(data: bytes, file_name: str, decoded: Decoded, why: str) -> Article:
    composer = Composer()
    read_stream(decoded.text, Markup(composer))
    title = _TITLE.search(decoded.text[:100_000])
    metadata = Metadata(title=" ".join(title[1].split()) if title else "")
    return _article(composer, metadata, data, file_name, decoded, why)


def _article(
    composer: Composer, metadata: Metadata, data: bytes, file_name: str, decoded: Decoded, note: str
) -> Article:
    text, blocks, styles = composer.result()
    if not blocks:
        raise UnreadableFile(f"“{file_name}” is a page without words.")
    notes = [*decoded.notes, note, said_replaced(composer.replaced) if composer.replaced else ""]
    metadata = metadata._replace(
        title=metadata.title or PurePath(file_name).stem,
        language=metadata.language or guess(text),
    )
    sha256 = hashlib.sha256(data).hexdigest()
    provenance = Provenance("html", VERSION, file_name, sha256, decoded.encoding, tuple(filter(None, notes)))
    return Article(text, blocks, metadata, provenance, styles)


def _declared(data: bytes) -> str:
    """The charset that the page's first kilobytes name."""
    match = _META_CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:200].lstrip())
    return match[1].decode("ascii") if match else ""


def _page(source: str) -> _Page | None:
    """The page's parts, or None where it is too deep for a tree."""
    from lxml import html
    from lxml.etree import ParserError

    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(source.encode(), parser=parser)
    except ParserError:
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or _too_deep(tree):
        return None
    _part_paragraphs(tree)
    captions = _captions(tree)
    headings = [words for heading in tree.iter("h1") if (words := _words(heading))]
    metadata = page_metadata(tree)
    body, note = _main_text(tree, captions), ""
    if body is None:
        found = tree.find("body")
        body, note = tree if found is None else found, _WHOLE
        _unlay(body)
    headline = _headline(headings, metadata.title)
    if headline:
        _take_out(body, headline)
    return _Page(body, headline, metadata._replace(title=headline), note)


def _too_deep(tree: HtmlElement) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _main_text(tree: HtmlElement, captions: dict[str, str]) -> HtmlElement | None:
    """trafilatura's body in its own tags, or None where it found too little to be trusted."""
    from trafilatura import bare_extraction

    document = bare_extraction(
        tree, include_formatting=True, include_links=True, include_images=True, include_comments=False
    )
    body = getattr(document, "body", None)
    if body is None or len(_words(body)) < _SHORT:
        return None
    # trafilatura drops captions; they are kept with the image's place.
    for image in body.iter("graphic"):
        said = (image.get("alt") or "", captions.get(image.get("src") or "", ""))
        image.set("alt", " – ".join(dict.fromkeys(filter(None, said))))
    for code in body.findall("code"):
        code.tag = "pre"
    found: HtmlElement = body
    return found


def _part_paragraphs(tree: HtmlElement) -> None:
    """Make two paragraphs of one that is parted by two line breaks, which trafilatura would join."""
    for second in list(tree.iter("br")):
        first, paragraph = second.getprevious(), second.getparent()
        if first is None or paragraph is None or paragraph.tag != "p":
            continue
        if first.tag == "br" and not (first.tail or "").strip():
            rest = paragraph.makeelement("p")
            rest.text = second.tail
            rest.extend(list(second.itersiblings()))
            rest.tail, paragraph.tail = paragraph.tail, None
            paragraph.remove(first)
            paragraph.remove(second)
            paragraph.addnext(rest)


def _captions(tree: HtmlElement) -> dict[str, str]:
    """Captions by their image's source."""
    captions: dict[str, str] = {}
    for figure in tree.iter("figure"):
        image, caption = figure.find(".//img"), figure.find(".//figcaption")
        if image is not None and caption is not None:
            captions[image.get("src") or ""] = _words(caption)
    return captions


def _headline(headings: Sequence[str], title: str) -> str:
    """The heading that the page's title repeats, as printed; else the title; else the only heading."""
    folded = fold(title)
    for heading in headings:
        if folded and (fold(heading) in folded or folded in fold(heading)):
            return heading
    return title or (headings[0] if len(headings) == 1 else "")


def _take_out(body: HtmlElement, headline: str) -> None:
    """Drop the headline from where the body repeats it, since it is a block of its own."""
    wanted = fold(headline)
    for element in islice(body.iter("head", "h1", "h2", "p"), 8):
        if fold(_words(element)) == wanted:
            element.clear(keep_tail=True)
            return


def _unlay(body: HtmlElement) -> None:
    """Make plain boxes of tables that only lay out the page: those that hold tables, headings or several paragraphs."""
    for table in body.iter("table"):
        cells = [cell for cell in table.iter("td", "th") if next(cell.iterancestors("table")) is table]
        if any(cell.find(".//table") is not None or len(cell.findall(".//p")) > 1 or _heads(cell) for cell in cells):
            for part in (*cells, *(row for row in table.iter("tr") if next(row.iterancestors("table")) is table)):
                part.tag = "div"


def _heads(cell: HtmlElement) -> bool:
    return next(cell.iter("h1", "h2", "h3"), None) is not None


def _words(element: HtmlElement) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
