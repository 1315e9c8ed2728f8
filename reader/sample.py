"""The sample project, made from `seeds/`: what a newcomer opens first. Knows no window."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib import import_module
from importlib.resources import as_file
from io import StringIO
from pathlib import Path

from reader.codebook_files import read_codebook
from reader.core.annotation import Relevance, Status
from reader.core.article import Article
from reader.core.errors import NotFound, Refused
from reader.core.prepared import prepare
from reader.core.spans import Span
from reader.files import seed
from reader.importers import importer_for
from reader.project import Project

PIECE_SEPARATOR = " | "

Row = dict[str, str]


def build_sample(target: Path, annotator: str) -> None:
    """Makes the coded sample project at `target`, as `annotator`'s work; whole or not at all.

    Raises Refused where something is there already. Each article's codings are one gesture, so that undo in the sample
    never takes back more than an article.
    """
    if target.exists():
        raise Refused(f"“{target.name}” is there already. It was not changed.")
    unfinished = target.with_name(f"{target.stem}.unfinished{target.suffix}")
    unfinished.unlink(missing_ok=True)
    try:
        with Project.create(unfinished, annotator=annotator) as project:
            _fill(project)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(project: Project) -> None:
    with as_file(seed("codebook.json")) as path:
        project.tags.take_in(read_codebook(path))
    codebook = project.tags.codebook()
    tags = {(tag.kind, codebook.path(tag.id)): tag.id for tag in codebook.tags.values()}
    articles = rows_of("articles.csv")
    codings = rows_of("annotations.csv")
    added = project.articles.add_many([prepare(sample_article(row)) for row in articles])
    for row, article in zip(articles, added, strict=True):
        if isinstance(article, Exception):
            raise article
        own = [coding for coding in codings if coding["article"] == row["article"]]
        with project.gesture(f"Code “{article.title}”"):
            text = project.articles.text(article.id)
            for coding in own:
                project.annotations.add(
                    article.id,
                    tags[coding["kind"], coding["tag_path"]],
                    spans_of(coding, text),
                    memo=coding["memo"],
                    certainty=float(coding["certainty"]) if coding["certainty"] else None,
                )
            if row["status"] or row["relevance"]:
                project.progress.set(
                    [article.id],
                    status=Status(row["status"]) if row["status"] else None,
                    relevance=Relevance(row["relevance"]) if row["relevance"] else None,
                    reason=row["reason"],
                )


def rows_of(name: str) -> list[Row]:
    """The rows of a table in `seeds/`, by the names in its first."""
    return list(csv.DictReader(StringIO(seed(name).read_text(encoding="utf-8"), newline="")))


def sample_article(row: Row) -> Article:
    """An article of `articles.csv`, with the metadata given there where the file itself says none."""
    name = row["article"]
    importer = importer_for(name)
    if importer is None:
        raise NotFound(f"No importer reads “{name}”.")
    read: Callable[[bytes, str], Article] = import_module(importer.module).read
    article = read(seed("articles", name).read_bytes(), name)
    said = article.metadata
    metadata = said._replace(
        source=said.source or row["source"],
        author=said.author or row["author"],
        published=said.published or row["published"],
        url=said.url or row["url"],
    )
    return article._replace(metadata=metadata)


def spans_of(coding: Row, text: str) -> list[Span] | None:
    """Where a coding of `annotations.csv` stands in its article's text; None for the whole article. Raises NotFound."""
    if coding["whole"]:
        return None
    spans: list[Span] = []
    after = 0
    for quote in coding["pieces"].split(PIECE_SEPARATOR) if coding["pieces"] else [coding["quote"]]:
        for _ in range(int(coding["nth"] or 1)):
            start = text.find(quote, after)
            if start < 0:
                raise NotFound(f"“{quote}” isn't in {coding['article']}.")
            after = start + len(quote)
        spans.append(Span(start, after))
    return spans
