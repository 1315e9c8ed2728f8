"""Process start to painted window with the corpus open, against a bare PySide6 window holding a QTextBrowser."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from reader.project import Project
from tests.bench import corpus
from tests.bench.measure import Figure

ROUNDS = 9
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser
class Browser(QTextBrowser):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
def painted():
    from tests.bench.measure import peak
    print("painted", peak(), flush=True)
    app.exit(0)
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.setCentralWidget(Browser())
window.show()
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reader.app import build
def painted():
    if window.session.article_id is None or window.page.article_id != window.session.article_id:
        return
    from tests.bench.measure import peak
    print("painted", peak(), flush=True)
    app.exit(0)
app = QApplication(sys.argv)
window = build(app, Path(sys.argv[1]))
window.resize(1280, 800)
window.show()
window.page.painted.connect(lambda: QTimer.singleShot(0, painted))
app.exec()
window.session.close()
"""


def figures(folder: Path) -> Iterator[Figure]:
    project = corpus.annotated(folder.parent / "corpus10000.gloss")
    home = folder / "home"
    home.mkdir()
    (home / "settings.ini").write_text("[person]\nannotator=Bench\n", encoding="utf-8")
    with Project.open(project):
        pass
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "GLOSSATOR_HOME": os.fspath(home)}
    _start(BARE, project, environment), _start(OURS, project, environment)
    pairs = [(_start(BARE, project, environment), _start(OURS, project, environment)) for _ in range(ROUNDS)]
    bare, ours = zip(*pairs, strict=True)
    yield Figure("start", _median(ours, 0), _median(bare, 0), 2.5, "ms")
    yield Figure("start_memory", _median(ours, 1), _median(bare, 1), 2.0, "MB")


def _median(runs: tuple[tuple[float, float], ...], which: int) -> float:
    return statistics.median(run[which] for run in runs)


def _start(code: str, project: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds from the start of the process to the paint, and the memory it held by then (MB)."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, project], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = (time.perf_counter() - began) * 1000
        process.wait()
    word, memory = line.split()
    assert word == "painted"
    return took, float(memory)
