"""A corpus of any size, always the same: news-like text in a made-up language with a Zipf-like law of words.

As in newspapers, a tenth of the sentences are quotations in typographic marks, with names that are not all ASCII.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.prepared import prepare
from reader.core.spans import Span
from reader.project import Project

ARTICLES, SIZE, ANNOTATIONS = 10_000, 3_000, 100_000
_HEADS = "bal cor dan fel gor har kel lom mar nor pel ras sol tam vel wen zor bre cli dro fra gla pri sto tre".split()
_TAILS = ["", "a", "en", "is", "or", "ter", "man", "ing", "ment", "ation", "er", "ity"]
_WORDS = ["".join(parts) for parts in itertools.product(_HEADS, ["i", "o", "u", "e"], ["n", "r", "s", "t"], _TAILS)]
_LAW = list(itertools.accumulate(1 / (rank + 4) ** 0.85 for rank in range(len(_WORDS))))
_NAMES = ["Ada Moreno", "Zoë Lindqvist", "Layla Haddad", "Günter Weiß", "Amara Okafor", "José Peña", "Sofia Rossi"]
_SMALL = "the of to and a in that for on was with as by at from said it has be are this will not have".split()


def text(size: int, seed: str) -> str:
    """A headline, then paragraphs of two to five sentences; exactly `size` code points."""
    rng = random.Random(seed)
    parts, length = [_sentence(rng, 7)[:-1]], 0
    while length < size:
        parts.append(" ".join(_sentence(rng, rng.randint(8, 24)) for _ in range(rng.randint(2, 5))))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)[:size].rstrip() + "."


def _sentence(rng: random.Random, words: int) -> str:
    chosen = (
        rng.choice(_SMALL) if rng.random() < 0.42 else _WORDS[bisect.bisect_left(_LAW, rng.random() * _LAW[-1])]
        for _ in range(words)
    )
    sentence = " ".join(chosen).capitalize() + "."
    if rng.random() < 0.1:
        return f"“{sentence}” {rng.choice(_NAMES)} said."
    return sentence


def files(folder: Path, count: int, size: int = SIZE) -> Path:
    """`count` text files in `folder`, made once."""
    if not folder.is_dir() or len(list(folder.iterdir())) != count:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            (folder / f"article{number:06d}.txt").write_text(text(size, f"file:{number}"), encoding="utf-8")
    return folder


def article(number: int, size: int = SIZE, seed: str = "article") -> Article:
    body = text(size, f"{seed}:{number}")
    blocks, start = [], 0
    for line in body.split("\n"):
        if line:
            kind = BlockKind.PARAGRAPH if blocks else BlockKind.HEADLINE
            blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    data = Metadata(
        title=body.partition("\n")[0], source=f"Source {number % 40}", published=f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        language="en",
    )  # fmt: skip
    return Article(body, tuple(blocks), data, Provenance("bench", 1))


def spans(length: int, count: int, seed: str) -> Iterator[Span]:
    """`count` spans of 5 to 200 code points that overlap freely."""
    rng = random.Random(seed)
    for _ in range(count):
        start = rng.randrange(max(1, length - 210))
        yield Span(start, min(length, start + 5 + int(195 * rng.random() ** 2)))


def tags(project: Project) -> list[int]:
    """12 actors, 5 stances and 8 topics; their ids."""
    with project.gesture("Codebook"):
        made = [project.tags.add("actor", f"Actor {number}").id for number in range(12)]
        made += [project.tags.add("stance", f"level {value:+d}", value=value).id for value in range(-2, 3)]
        return made + [project.tags.add("topic", f"Topic {number}").id for number in range(8)]


def annotated(path: Path, articles: int = ARTICLES, size: int = SIZE, annotations: int = ANNOTATIONS) -> Path:
    """A project of `articles` with `annotations` shared out among them, made once."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.unlink(missing_ok=True)
    with Project.create(beside, annotator="Bench") as project:
        chosen = tags(project)
        rows = project.articles.add_many(prepare(article(number, size)) for number in range(articles))
        rng = random.Random("tags")
        with project.gesture("Annotations"):
            for row in rows:
                assert not isinstance(row, Exception)
                for span in spans(size - 1, annotations // articles, f"spans:{row.id}"):
                    project.annotations.add(row.id, rng.choice(chosen), span)
    beside.rename(path)
    return path
