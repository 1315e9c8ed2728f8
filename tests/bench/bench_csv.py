"""Annotations to CSV, against `csv.writer` over one SQL cursor of the same columns; and what memory it takes."""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from reader.exporters.export import export
from reader.exporters.table import ExportOptions
from reader.project import Project
from reader.project.sqlite import connect
from tests.bench import corpus
from tests.bench.measure import Figure, clock, in_turn

ROUNDS = 5
_CURSOR = """
SELECT 'ours', a.uid, a.title, a.source, a.author, a.published, a.language, a.url, n.uid, t.kind, t.name, t.name, t.uid,
    t.code, t.value, t.actor_type, n.start, n."end", substr(c.body, n.start + 1, n."end" - n.start), n.pieces,
    NULL, p.name, r.name, n.certainty,
    (SELECT group_concat(body, '; ') FROM live_memo WHERE about = 'annotation' AND about_id = n.id), n.origin,
    n.codebook_version, '', n.created, n.modified
FROM live_annotation AS n JOIN article AS a ON a.id = n.article JOIN tag AS t ON t.id = n.tag
JOIN annotator AS p ON p.id = n.annotator JOIN round AS r ON r.id = n.round
JOIN text_chunk AS c ON c.text = n.text AND c.position = 0
ORDER BY n.article, n.start, n."end", n.id
"""
_CHILD = (
    "import sys; from pathlib import Path; from tests.bench.bench_csv import ours; from tests.bench.measure import peak;"
    " ours(Path(sys.argv[1]), Path(sys.argv[2])); print(peak())"
)


def figures(folder: Path) -> Iterator[Figure]:
    memory = []
    for name, articles in (("csv_10k", corpus.ARTICLES // 10), ("csv_100k", corpus.ARTICLES)):
        project = corpus.annotated(folder.parent / f"corpus{articles}.gloss", articles, annotations=articles * 10)
        bare, product = in_turn(
            lambda project=project: clock(lambda: plain(project, folder / "plain.csv")),  # type: ignore[misc]
            lambda project=project: clock(lambda: ours(project, folder / "ours.csv")),  # type: ignore[misc]
            ROUNDS,
        )
        yield Figure(name, statistics.median(product), statistics.median(bare), 2.0, "ms")
        memory.append(statistics.median(_peak_of_child(project, folder) for _ in range(3)))
    yield Figure("csv_memory", memory[1], memory[0], 1.2, "MB")


def plain(project: Path, target: Path) -> None:
    connection = connect(project, "rw")
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(connection.execute(_CURSOR))
    connection.close()


def ours(project: Path, target: Path) -> None:
    with Project.open(project, annotator="Bench") as opened:
        export(opened, "csv", "annotations", target, ExportOptions(force=True))


def _peak_of_child(project: Path, folder: Path) -> float:
    run = subprocess.run(
        [sys.executable, "-c", _CHILD, project, folder / "ours.csv"], check=True, capture_output=True, text=True
    )
    return float(run.stdout)
