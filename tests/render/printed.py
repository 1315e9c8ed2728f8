"""Articles made for print: a project of one article, given its blocks and passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.spans import Span
from reader.project import Project
from reader.render.document import Document
from reader.render.faces import load_fonts
from reader.render.paper import PAPERS, SIZE, PaperTypography, area_of
from reader.render.typography import script_of

Blocks = Sequence[tuple[BlockKind, str]]
Coding = tuple[str, str, str]
"""Kind, name of the tag, and the words that are tagged (where they stand first)."""


def printed_article(blocks: Blocks, title: str = "", language: str = "en") -> Article:
    text = "\n".join(words for _, words in blocks)
    placed: list[Block] = []
    start = 0
    for kind, words in blocks:
        placed.append(Block(kind, start, start + len(words), 1 if kind is BlockKind.ITEM else 0))
        start += len(words) + 1
    return Article(text, tuple(placed), Metadata(title=title, language=language), Provenance("plain", 1))


@contextmanager
def printed_project(
    blocks: Blocks, codings: Sequence[Coding] = (), title: str = "", language: str = "en"
) -> Iterator[Project]:
    """A project that lasts as long as the block."""
    with TemporaryDirectory() as folder, Project.create(Path(folder) / "print.gloss", annotator="Ann") as project:
        article = printed_article(blocks, title, language)
        row = project.articles.add(article)
        tags: dict[tuple[str, str], int] = {}
        for kind, name, words in codings:
            if (kind, name) not in tags:
                tags[kind, name] = project.tags.add(kind, name).id
            start = article.text.index(words)
            project.annotations.add(row.id, tags[kind, name], Span(start, start + len(words)))
        yield project


def printed_document(project: Project) -> Document:
    """The only article, set for A4."""
    load_fonts()
    (article,) = project.articles.ids()
    document = Document(project, article)
    typography = PaperTypography(SIZE, script_of(document.sample))
    document.set_page(typography, area_of(PAPERS["a4"], typography, False).page.text_width, False, 0)
    return document
