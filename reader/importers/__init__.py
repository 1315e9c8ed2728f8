"""File -> Article. Knows neither project nor window; a file is parsed in a child process (batch.py, worker.py).

An importer is one module with `read(data, file_name) -> Article` and one line here. Where reading can run away on
hostile input it also has `read_simply`, tried when `read` was too slow or brought the child down.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from reader.core.article import Article, Metadata


class Importer(NamedTuple):
    """`name` is what `--as` takes; `suffixes` are in lower case with their dot; `module` is imported when needed."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str


REGISTRY: dict[str, Importer] = {
    importer.name: importer
    for importer in (
        Importer("plain", "Plain text", (".txt", ".text"), "reader.importers.plain"),
        Importer(
            "markdown",
            "Markdown",
            (".md", ".markdown", ".mdown", ".mkd"),
            "reader.importers.markdown",
        ),
        Importer("html", "Web page", (".html", ".htm", ".xhtml"), "reader.importers.html"),
    )
}


_BY_SUFFIX = {suffix: importer for importer in REGISTRY.values() for suffix in importer.suffixes}


def importer_for(file_name: str) -> Importer | None:
    """The importer that a file's suffix names, or None."""
    return _BY_SUFFIX.get(os.path.splitext(file_name)[1].lower())


def pasted(text: str, metadata: Metadata) -> Article:
    """An article from text that a person pasted; `metadata` wins over what the text says about itself."""
    from reader.importers import plain

    return plain.article_of(text, metadata, importer="pasted")
