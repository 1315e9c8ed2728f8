"""The articles on which the page is measured: one project, made once."""

from __future__ import annotations

import random
from pathlib import Path

from reader.core.spans import Span
from reader.project import Project
from tests.bench import corpus

MB = 1_000_000
ARTICLES: dict[str, tuple[str, int, int]] = {
    "small": ("en", 3_000, 30),
    "long_en": ("en", 10 * MB, 100_000),
    "long_ru": ("ru", 10 * MB, 100_000),
    "emoji": ("en", 10 * MB, 1_000),
    "line": ("en", 10 * MB, 100_000),
    "plain_1mb": ("en", MB, 10_000),
    "rtl_1mb": ("ar", MB, 10_000),
    "dense_1k": ("en", 3_000, 1_000),
    "dense_10k": ("en", 3_000, 10_000),
}
"""Language, code points, annotations; the articles' ids count from 1 in this order. `line` is one paragraph under a headline."""
IDS = {name: number for number, name in enumerate(ARTICLES, 1)}


def text_of(name: str) -> str:
    language, size, _ = ARTICLES[name]
    text = corpus.text(size, f"page:{language}:{size}", language, " " if name == "line" else "\n\n")
    if name == "line":
        return f"{text[:40]}\n{text[41:]}"
    return f"{text[: size // 2]}😀{text[size // 2 + 1 :]}" if name == "emoji" else text


def spans_of(name: str) -> list[Span]:
    _, size, count = ARTICLES[name]
    return list(corpus.spans(size - 1, count, f"page:{name}"))


def made(path: Path) -> Path:
    """The project at `path`, made where it is not there yet."""
    if path.exists():
        return path
    beside = path.with_suffix(".part")
    beside.unlink(missing_ok=True)
    rng = random.Random("page tags")
    with Project.create(beside, annotator="Bench") as project:
        tags = corpus.tags(project)
        for number, name in enumerate(ARTICLES):
            body = text_of(name)
            article = corpus.article_of(body, number, ARTICLES[name][0])
            row = project.articles.add(article)
            assert row.id == IDS[name]
            with project.gesture("Annotations"):
                for span in spans_of(name):
                    project.annotations.add(row.id, rng.choice(tags), span)
    beside.rename(path)
    return path
