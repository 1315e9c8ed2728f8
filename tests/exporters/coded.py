"""A small coded project with everything in it that an export can stumble over."""

from __future__ import annotations

from pathlib import Path

from reader.core.annotation import Status
from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.spans import Span
from reader.project import Project

FIRST = (
    "Ines Okar backs the bases 😀 today\n\nالوزير يرفض الاتفاق\n"
    'The minister said no, "really", twice.\n=SUM(A1) is what the last block says\n'
)
PARAGRAPH = "The harbour 😀 unions спорят all day long. "
LONG = "\n".join(PARAGRAPH * 40 for _ in range(30))
"""About 50,000 code points in 30 blocks, so that it is stored in several chunks."""


def article(text: str, **metadata: object) -> Article:
    """An article of `text`, a block a line that isn't empty."""
    blocks: list[Block] = []
    position = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(line)))
        position += len(line) + 1
    return Article(text, tuple(blocks), Metadata(**metadata), Provenance("plain", 1))  # type: ignore[arg-type]


def coded_project(path: Path) -> Path:
    """Two annotators, three articles (the last not coded), seven annotations, a nested codebook."""
    with Project.create(path, annotator="Ann") as project:
        first = project.articles.add(
            article(
                FIRST,
                title='=Title, "quoted"',
                source="-paper",
                author="'Quoted",
                published="2025-12",
                language="en",
                url="https://paper.example/1",
                fields={"section": "World", "title": "Kicker"},
            )
        )
        long = project.articles.add(article(LONG, title="Long", published="2026-01-02T08:00:00+09:00", language="ru"))
        project.articles.add(article("Nobody coded this.", title="Uncoded"))
        okar = project.tags.add("actor", "Ines Okar", aliases=("the minister", "Okar"), actor_type="person", hotkey="1")
        opposes = project.tags.add("stance", "opposes", value=-2.0, code="-2", definition="Says no.\nOr shows it.")
        bases = project.tags.add("topic", "Bases", examples=("a plain one", "a borderline one"))
        home = project.tags.add("topic", "@home", parent=bases.id)
        annotations = project.annotations
        end = FIRST.index("=SUM")
        annotations.add(first.id, okar.id, Span(end, end + 8))
        annotations.add(first.id, okar.id, Span(0, 9), memo="+memo\nof two lines", certainty=0.5)
        annotations.add(first.id, opposes.id, [Span(10, 15), Span(28, 33)], certainty=1.0)
        annotations.add(first.id, home.id, None)
        start = FIRST.index("الوزير")
        annotations.add(first.id, okar.id, Span(start - 1, start + 6))
        project.progress.set([first.id], status=Status.DONE)
        project.act_as("Béa")
        last = LONG.rindex("спорят")
        annotations.add(long.id, bases.id, Span(last, last + 6))
        annotations.add(long.id, okar.id, Span(0, 9))
    return path
