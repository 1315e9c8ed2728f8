"""What a web page says about itself: title, site, author, date as printed, language, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING

from reader.core.article import Metadata
from reader.core.text import clean
from reader.importers.composer import web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PRINTED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_DATE_NAMES = frozenset(
    {"article:published_time", "og:published_time", "datepublished", "dc.date", "dc.date.issued", "dcterms.created"}
    | {"dcterms.date", "pubdate", "publishdate", "publish-date", "parsely-pub-date", "date"}
)
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_].*)?")


def page_metadata(tree: HtmlElement) -> Metadata:
    """The metadata that the page declares; "" where it says nothing."""
    from trafilatura.metadata import extract_metadata
    from trafilatura.settings import set_date_params

    # A wider search for dates takes years out of the text and the footer.
    found = extract_metadata(copy(tree), date_config=set_date_params(extensive=False))
    return Metadata(
        title=_line(found.title),
        source=_line(found.sitename or found.hostname),
        author=_line(found.author),
        published=_published(tree) or _line(found.date),
        language=_language(tree),
        url=web_address(_line(found.url)),
    )


def _published(tree: HtmlElement) -> str:
    """The first date that the page states for machines, with its time and offset as printed."""
    return next((date for text in _stated(tree) if _PRINTED.fullmatch(date := text.strip())), "")


def _stated(tree: HtmlElement) -> Iterator[str]:
    for meta in tree.iter("meta"):
        named = {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}
        if named & _DATE_NAMES:
            yield meta.get("content") or ""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            yield from _JSON_DATE.findall(script.text or "")
    for time in tree.iter("time"):
        if (time.get("itemprop") or "").lower() == "datepublished" or time.get("pubdate") is not None:
            yield time.get("datetime") or ""


def _language(tree: HtmlElement) -> str:
    root = tree.getroottree().getroot()
    match = _LANGUAGE.fullmatch((root.get("lang") or root.get("xml:lang") or "").strip())
    return match[1].lower() if match else ""


def _line(value: str | None) -> str:
    return " ".join(clean(value or "")[0].split())
