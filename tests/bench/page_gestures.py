"""Measures the page in this process and prints a figure a line: `python -m tests.bench.page_gestures PROJECT HOME`."""

from __future__ import annotations

import json
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from reader.core.spans import Span
from tests.bench import driven
from tests.bench.driven import Driven
from tests.bench.measure import Figure, clock, p99
from tests.bench.page_corpus import IDS, spans_of, text_of
from tests.bench.plain_edit import PlainEdit, mark

OPENED, RESIZED, DENSE = 15, 40, 5
SAMPLES, RUNS = 5_000, 3
TEXT_EDITS = 2


def all_figures(window: Driven) -> Iterator[Figure]:
    small, first = _opened(window, "small", "long_en")
    russian = _opened(window, "small", "long_ru")
    worse = max(((first, small), (russian[1], russian[0])), key=lambda pair: pair[0] / pair[1])
    yield Figure("page_first_10mb", *worse, 3, "ms")
    yield Figure(
        "page_vs_textedit", first, statistics.median(_text_edits(window.page.viewport())), 15, "ms", faster=True
    )
    window.open(IDS["long_en"])
    yield from _moved(window)
    yield Figure("page_resize", statistics.median(_resized(window)), 0, 40, "ms", absolute=True)
    yield from _tagged(window)
    for name, goal in (("dense_1k", 2), ("dense_10k", 3)):
        plain, ours = _dense(window, name)
        yield Figure(f"page_{name}", ours, plain, goal, "ms")
    _, line = _opened(window, "small", "line")
    yield Figure("page_long_line_first", line, 0, 300, "ms", absolute=True)
    window.open(IDS["line"])
    turned = [window.to_paint(lambda: QTest.keyClick(window.page, Qt.Key.Key_PageDown)) for _ in range(300)]
    yield Figure("page_long_line_page", statistics.median(turned), 0, 33, "ms", absolute=True)
    left_to_right, right_to_left = _opened(window, "plain_1mb", "rtl_1mb")
    yield Figure("page_rtl", right_to_left, left_to_right, 1.5, "ms")


def _opened(window: Driven, one: str, other: str) -> tuple[float, float]:
    """Medians of opening two articles in turn."""
    pairs: list[tuple[float, float]] = []
    for _ in range(OPENED + 1):
        times = []
        for name in (one, other):
            times.append(window.open(IDS[name]))
            window.settle(60)
        pairs.append((times[0], times[1]))
    return statistics.median(a for a, _ in pairs[1:]), statistics.median(b for _, b in pairs[1:])


def _text_edits(like: QWidget) -> Iterator[float]:
    """Milliseconds of the long English article in a QTextEdit, its marks merged into the document."""
    text, spans, tint = text_of("long_en"), spans_of("long_en"), mark()
    for _ in range(TEXT_EDITS):
        edit = QTextEdit()
        edit.setFont(QFont("Literata", 14))
        edit.resize(like.size())

        def fill(edit: QTextEdit = edit) -> None:
            edit.setPlainText(text)
            cursor = QTextCursor(edit.document())
            cursor.beginEditBlock()
            for span in spans:
                cursor.setPosition(span.start)
                cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(tint)
            cursor.endEditBlock()
            edit.show()
            edit.viewport().repaint()

        yield clock(fill)
        edit.close()


def _moved(window: Driven) -> Iterator[Figure]:
    """Page down, the wheel, and the scroll bar dragged to random places, in turn."""
    page, bar, rng = window.page, window.page.verticalScrollBar(), random.Random("scroll")

    def wheel() -> None:
        view = page.viewport()
        middle = QPointF(view.rect().center())
        QApplication.sendEvent(
            view,
            QWheelEvent(
                middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, rng.choice((-120, 120))),
                Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            ),
        )  # fmt: skip

    def drag() -> None:
        bar.setSliderDown(True)
        bar.setSliderPosition(rng.randint(0, bar.maximum()))
        bar.setSliderDown(False)

    moves: tuple[Callable[[], object], ...] = (lambda: QTest.keyClick(page, Qt.Key.Key_PageDown), wheel, drag)
    runs = [[window.to_paint(moves[number % 3]) for number in range(SAMPLES)] for _ in range(RUNS)]
    yield Figure("page_scroll_p99", statistics.median(p99(run) for run in runs), 0, 16, "ms", absolute=True)


def _resized(window: Driven) -> Iterator[float]:
    for number in range(RESIZED):
        width = 1280 - 40 * (number % 8 + 1)
        yield window.to_paint(lambda width=width: window.window.resize(width, 800))  # type: ignore[misc]
        window.settle()
    window.window.resize(1280, 800)
    window.settle(60)


def _tagged(window: Driven) -> Iterator[Figure]:
    """A tag on words on screen, its undo and its redo, each from the call to its paint."""
    session, page, rng = window.session, window.page, random.Random("tag")
    tags = [tag.id for tag in session.codebook.tags.values()]
    article = IDS["long_en"]
    marked: list[object] = []
    session.marksChanged.connect(marked.append)

    def gesture(job: Callable[[], object]) -> float:
        marked.clear()
        took = window.to_paint(job, lambda: marked)
        window.settle(4)
        return took

    runs: list[list[float]] = []
    for _ in range(RUNS):
        run: list[float] = []
        while len(run) < SAMPLES:
            if len(run) % 300 == 0:
                page.restore_scroll(rng.randrange(9_000_000))
                window.settle()
            start = page.scroll_state() + rng.randrange(600)
            span, tag = Span(start, start + rng.randint(5, 120)), rng.choice(tags)
            run.append(gesture(lambda span=span, tag=tag: session.do(lambda p: p.annotations.add(article, tag, span))))  # type: ignore[misc]
            run += [gesture(session.undo), gesture(session.redo), gesture(session.undo)]
        runs.append(run)
    yield Figure("page_tag", statistics.median(statistics.median(run) for run in runs), 0, 10, "ms", absolute=True)
    yield Figure("page_tag_p99", statistics.median(p99(run) for run in runs), 0, 25, "ms", absolute=True)


def _dense(window: Driven, name: str) -> tuple[float, float]:
    """Medians of QPlainTextEdit's layout formats and of our page, for the same text, spans, font and width."""
    text, spans = text_of(name), spans_of(name)
    plain = PlainEdit(window.page.viewport())
    window.settle()
    pairs = []
    for _ in range(DENSE):
        bare = plain.open(text, spans)
        window.open(IDS["small"])
        window.settle(60)
        pairs.append((bare, window.open(IDS[name])))
        window.settle(60)
    plain.close()
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def main(project: Path, home: Path) -> None:
    driven.home(home)
    window = Driven(project)
    for figure in all_figures(window):
        print(json.dumps(asdict(figure)), flush=True)
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
