"""One annotation through Project, durable, against a bare insert of the same row with the same journal."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Iterator
from pathlib import Path

from reader.core.spans import Span
from reader.project import Project
from reader.project.sqlite import connect, set_journal
from tests.bench import corpus
from tests.bench.measure import Figure, clock, p99

SAMPLES, RUNS = 5_000, 3
_ROW = (
    "uid TEXT, article INTEGER, text INTEGER, tag INTEGER, reach INTEGER, start INTEGER, stop INTEGER, pieces TEXT,"
    " annotator INTEGER, round INTEGER, certainty REAL, origin TEXT, codebook_version TEXT, created TEXT, modified TEXT"
)


def figures(folder: Path) -> Iterator[Figure]:
    medians, tails = [], []
    for run in range(RUNS):
        bare, ours = _run(folder / f"commit{run}")
        medians.append((statistics.median(ours), statistics.median(bare)))
        tails.append((p99(ours), p99(bare)))
    yield Figure("commit", *_middle(medians), 2.0, "ms")
    yield Figure("commit_p99", *_middle(tails), 2.5, "ms")


def _middle(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]


def _run(folder: Path) -> tuple[list[float], list[float]]:
    folder.mkdir()
    bare = connect(folder / "bare.db", "rwc")
    set_journal(bare, folder / "bare.db")
    bare.execute(f"CREATE TABLE annotation (id INTEGER PRIMARY KEY, {_ROW}) STRICT")
    insert = (
        f"INSERT INTO annotation ({', '.join(part.split()[0] for part in _ROW.split(', '))}) VALUES (?{', ?' * 14})"
    )
    with Project.create(folder / "ours.gloss", annotator="Bench") as project:
        tags = corpus.tags(project)
        article = project.articles.add(corpus.article(0)).id
        spans = list(corpus.spans(corpus.SIZE - 1, SAMPLES, "commit"))
        made = project.annotations.add(article, tags[0], Span(1, 5))
        slow: list[float] = []
        fast: list[float] = []
        gc.disable()
        for number, span in enumerate(spans):
            row = (
                f"{made.uid[:-6]}{number:06d}", article, made.text, tags[number % 25], 6, span.start, span.end, "",
                1, 1, None, "own", "", made.created, made.modified,
            )  # fmt: skip
            fast.append(clock(lambda row=row: bare.execute(insert, row)))  # type: ignore[misc]
            tag = tags[number % 25]
            slow.append(clock(lambda tag=tag, span=span: project.annotations.add(article, tag, span)))  # type: ignore[misc]
        gc.enable()
    bare.close()
    return fast, slow
