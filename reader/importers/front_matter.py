"""The metadata at the top of a Markdown file: YAML between lines of `---`, or TOML between lines of `+++`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reader.core.article import Metadata
from reader.core.text import clean
from reader.importers.composer import web_address

_YAML = re.compile(r"---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n|)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST = 100_000
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "source": ("source", "publication", "publisher", "newspaper", "site"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "pubdate", "publication_date"),
    "language": ("language", "lang"),
    "url": ("url", "link", "canonical_url"),
}


class FrontMatter(NamedTuple):
    """`metadata` as the file gives it; `body` begins at this offset; `note` says what could not be read."""

    metadata: Metadata
    body: int
    note: str = ""


def front_matter(text: str) -> FrontMatter:
    """What stands above the body of `text`; all values as printed there, so that no date is shifted."""
    nothing = FrontMatter(Metadata(), 0)
    match = _YAML.match(text[:_LONGEST]) or _TOML.match(text[:_LONGEST])
    if not match:
        return nothing
    try:
        values = _toml(match[1]) if text.startswith("+") else _yaml(match[1])
    except (ValueError, RecursionError):
        return FrontMatter(Metadata(), 0, "The front matter could not be read; it was kept as text.")
    if values is None:
        return nothing
    return FrontMatter(_metadata(values), match.end())


def _yaml(source: str) -> Mapping[Any, object] | None:
    import yaml

    try:
        # BaseLoader makes nothing but texts, lists and mappings, so that dates and numbers stay as printed.
        values = yaml.load(source, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError from error
    return values if isinstance(values, dict) else None


def _toml(source: str) -> Mapping[Any, object]:
    import tomllib

    return tomllib.loads(source)


def _metadata(values: Mapping[Any, object]) -> Metadata:
    given = {str(key).strip().lower(): printed for key, value in values.items() if (printed := _printed(value))}
    known = {field: _first(given, names) for field, names in _NAMES.items()}
    known["url"] = web_address(known["url"])
    used = {
        name for field, names in _NAMES.items() if known[field] for name in names if given.get(name) == known[field]
    }
    fields = {key: value for key, value in given.items() if key not in used}
    return Metadata(**known, fields=fields)


def _first(given: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((given[name] for name in names if name in given), "")


def _printed(value: object) -> str:
    """A value, or a list of values, as one line of text; what is nested deeper is left out."""
    return "; ".join(_scalars(value))


def _scalars(value: object) -> Iterator[str]:
    for item in value[:100] if isinstance(value, list) else (value,):
        if not isinstance(item, (list, dict)) and item is not None:
            printed = str(item).lower() if isinstance(item, bool) else str(item)
            text = " ".join(clean(printed)[0].split())[:2000]
            if text:
                yield text
