"""Text files to indexed articles, against a bare loop that reads, folds and inserts the same into the same index."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from reader.core.text import fold
from reader.intake import take_in
from reader.project import Project
from reader.project.sqlite import connect, set_journal
from tests.bench import corpus
from tests.bench.measure import Figure, clock, in_turn

_numbers = count()


def figures(folder: Path) -> Iterator[Figure]:
    medians: dict[int, tuple[float, float]] = {}
    for articles, rounds in ((1_000, 7), (10_000, 3)):
        files = corpus.files(folder.parent / f"files{articles}", articles)
        bare, ours = in_turn(
            lambda files=files: plain(files, folder), lambda files=files: product(files, folder), rounds
        )  # type: ignore[misc]
        medians[articles] = statistics.median(ours), statistics.median(bare)
    yield Figure("import_1k", *medians[1_000], 2.0, "ms")
    yield Figure("import_10k", *medians[10_000], 2.0, "ms")
    growth = [medians[10_000][which] / medians[1_000][which] for which in (0, 1)]
    yield Figure("import_linear", growth[0], growth[1], 1.15, "x")


def plain(files: Path, folder: Path) -> float:
    """One transaction, with a text table and an index of the same columns."""
    target = folder / f"plain{next(_numbers)}.db"
    connection = connect(target, "rwc")
    set_journal(connection, target)
    connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT, body TEXT) STRICT")
    connection.execute(
        "CREATE VIRTUAL TABLE article_index USING fts5 (title, details, body, content = '', contentless_delete = 1,"
        ' tokenize = "unicode61 remove_diacritics 0")'
    )

    def loop() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for name in sorted(os.listdir(files)):
            body = (files / name).read_bytes().decode("utf-8")
            title = body.partition("\n")[0]
            row = connection.execute("INSERT INTO article (title, body) VALUES (?, ?)", (title, body)).lastrowid
            connection.execute(
                "INSERT INTO article_index (rowid, title, details, body) VALUES (?, ?, '', ?)",
                (row, fold(title), fold(body)),
            )
        connection.execute("COMMIT")

    took = clock(loop)
    connection.close()
    return took


def product(files: Path, folder: Path) -> float:
    with Project.create(folder / f"ours{next(_numbers)}.gloss", annotator="Bench") as project:
        steps = take_in(project, [files])

        def loop() -> None:
            for _ in steps:
                pass

        took = clock(loop)
        assert project.articles.count() == len(os.listdir(files))
    return took
