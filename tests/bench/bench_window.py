"""In the real window, offscreen: Enter in the palette to a durable, painted highlight; the next article to painted."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from reader.project import Project
from tests.bench import corpus
from tests.bench.measure import Figure, p99

SAMPLES, RUNS = 5_000, 3
ARTICLES, EACH = 60, 100
OPENED = 300


def figures(folder: Path) -> Iterator[Figure]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.bench import driven
    from tests.bench.plain_edit import PlainEdit

    driven.home(folder / "window")
    project = corpus.annotated(folder / "window.gloss", ARTICLES, annotations=ARTICLES * EACH)
    window = driven.Driven(project)
    page, session = window.page, window.session
    marked: list[int] = []
    session.marksChanged.connect(lambda _: marked.append(time.perf_counter_ns()))

    def tag(number: int) -> float:
        """Milliseconds from Enter to the first paint after the commit."""
        page.select(spans[number % len(spans)])
        QTest.keyClick(page, Qt.Key.Key_A)
        edit = window.window.tag_palette().edit
        QTest.keyClicks(edit, "ac")
        window.settle()
        marked.clear()
        began = time.perf_counter_ns()
        QTest.keyClick(edit, Qt.Key.Key_Return)
        window.until(lambda: marked)
        # The window paints the marks before anyone else hears of them.
        assert began < window.painted[-1] < marked[0]
        took = (window.painted[-1] - began) / 1e6
        undone: list[object] = []
        session.undo(undone.append)
        window.until(lambda: undone)
        return took

    article = session.article_id
    assert article is not None
    with Project.reading(project) as reading:
        spans = [
            span
            for span in corpus.spans(corpus.SIZE // 3, 50, "keys")
            if "\n" not in reading.articles.text(article)[span.start : span.end]
        ]
        texts = [
            (
                reading.articles.text(row),
                [part for found in reading.annotations.of_article(row) for part in found.covers],
            )
            for row in reading.articles.ids()
        ]
    for number in range(50):
        tag(number)
    runs = []
    for _ in range(RUNS):
        gc.collect()
        window.painted.clear()
        runs.append([tag(number) for number in range(SAMPLES)])
    yield Figure("key_to_paint", statistics.median(statistics.median(run) for run in runs), 0, 10, "ms", absolute=True)
    yield Figure("key_to_paint_p99", statistics.median(p99(run) for run in runs), 0, 17, "ms", absolute=True)

    plain = PlainEdit(page.viewport())
    window.settle()

    def open_ours(number: int) -> float:
        before = page.article_id
        key = Qt.Key.Key_N if number // (ARTICLES - 1) % 2 == 0 else Qt.Key.Key_P
        took = window.to_paint(lambda: QTest.keyClick(page, key), lambda: page.article_id != before)
        window.app.processEvents()
        return took

    pairs = [(plain.open(*texts[number % len(texts)]), open_ours(number)) for number in range(OPENED)]
    yield Figure(
        "open_article",
        statistics.median(ours for _, ours in pairs),
        statistics.median(bare for bare, _ in pairs),
        16,
        "ms",
        absolute=True,
    )
    plain.close()
    window.close()
