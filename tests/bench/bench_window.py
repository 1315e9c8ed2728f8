"""In the real window, offscreen: Enter in the palette to a durable, painted highlight; the next article to painted."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.core.anchor import Utf16Map
from reader.project import Project
from tests.bench import corpus
from tests.bench.measure import Figure, p99

SAMPLES, RUNS = 5_000, 3
ARTICLES, EACH = 60, 100
OPENED = 300
SETTLING = 12
"""Milliseconds."""


def figures(folder: Path) -> Iterator[Figure]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    home = folder / "window"
    home.mkdir()
    os.environ["GLOSSATOR_HOME"] = os.fspath(home)
    (home / "settings.ini").write_text("[person]\nannotator=Bench\n", encoding="utf-8")
    from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
    from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from reader.app import build

    project = corpus.annotated(folder / "window.gloss", ARTICLES, annotations=ARTICLES * EACH)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window = build(app, project)
    window.resize(1280, 800)
    window.show()
    session = window.session
    waiting = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents

    def until(ready: Callable[[], object]) -> None:
        while not ready():
            app.processEvents(waiting)

    def settle() -> None:
        """What follows a gesture (panels, tool bar) is done with before the next one begins."""
        over: list[bool] = []
        QTimer.singleShot(SETTLING, lambda: over.append(True))
        until(lambda: over)
        # No event loop runs here, and only that would do it by itself: what panels have replaced would pile up.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    until(lambda: session.article_id is not None and window.page.article_id == session.article_id)
    page = window.page
    painted: list[int] = []
    page.painted.connect(lambda: painted.append(time.perf_counter_ns()))
    marked: list[int] = []
    session.marksChanged.connect(lambda _: marked.append(time.perf_counter_ns()))

    def tag(number: int) -> float:
        """Milliseconds from Enter to the first paint after the commit."""
        page.select(spans[number % len(spans)])
        QTest.keyClick(page, Qt.Key.Key_A)
        edit = window.tag_palette().edit
        QTest.keyClicks(edit, "ac")
        settle()
        marked.clear()
        began = time.perf_counter_ns()
        QTest.keyClick(edit, Qt.Key.Key_Return)
        until(lambda: marked)
        # The window paints the marks before anyone else hears of them.
        assert began < painted[-1] < marked[0]
        took = (painted[-1] - began) / 1e6
        undone: list[object] = []
        session.undo(undone.append)
        until(lambda: undone)
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
        runs.append([tag(number) for number in range(SAMPLES)])
    yield Figure("key_to_paint", statistics.median(statistics.median(run) for run in runs), 0, 10, "ms", absolute=True)
    yield Figure("key_to_paint_p99", statistics.median(p99(run) for run in runs), 0, 17, "ms", absolute=True)

    plain = QPlainTextEdit()
    plain.setFont(QFont("Literata", 14))
    plain.resize(page.viewport().size())
    plain.show()
    app.processEvents()
    mark = QTextCharFormat()
    mark.setBackground(QColor("#dcb5ff"))

    def open_plain(number: int) -> float:
        text, parts = texts[number % len(texts)]
        units = Utf16Map(text)
        began = time.perf_counter_ns()
        plain.setPlainText(text)
        block = plain.document().begin()
        while block.isValid():
            start, end = block.position(), block.position() + block.length()
            ranges = []
            for part in parts:
                first, last = max(units.to_units(part.start), start), min(units.to_units(part.end), end)
                if first < last:
                    one = QTextLayout.FormatRange()
                    one.start, one.length, one.format = first - start, last - first, mark  # type: ignore[assignment]
                    ranges.append(one)
            block.layout().setFormats(ranges)
            block = block.next()
        plain.viewport().repaint()
        return (time.perf_counter_ns() - began) / 1e6

    def open_ours(number: int) -> float:
        painted.clear()
        before = page.article_id
        key = Qt.Key.Key_N if number // (ARTICLES - 1) % 2 == 0 else Qt.Key.Key_P
        began = time.perf_counter_ns()
        QTest.keyClick(page, key)
        assert page.article_id != before
        painted[:] = [moment for moment in painted if page.article_id != before]
        while not painted:
            app.processEvents()
        took = (painted[0] - began) / 1e6
        app.processEvents()
        return took

    pairs = [(open_plain(number), open_ours(number)) for number in range(OPENED)]
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
    session.close()
