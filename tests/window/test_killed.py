"""Hostile input, row 14: the window is killed right after a highlight appeared. What was shown is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.project import Project
from tests.window.conftest import span_of

_CODES = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reader.app import build
from reader.core.spans import Span
app = QApplication([])
window = build(app, Path(sys.argv[1]))
window.show()
while window.session.article_id is None or window.page.article_id is None:
    app.processEvents()
window.page.select(Span(int(sys.argv[2]), int(sys.argv[3])))
QTest.keyClick(window.page, Qt.Key.Key_A)
QTest.keyClicks(window.tag_palette().edit, "rell")
painted = []
window.session.marksChanged.connect(lambda _: painted.append(True))
QTest.keyClick(window.tag_palette().edit, Qt.Key.Key_Return)
while not painted:
    app.processEvents()
print("painted", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_a_highlight_that_appeared_outlives_a_kill(project_path: Path, annotator: str) -> None:
    span = span_of("Tomas Rell")
    window = subprocess.Popen(
        [sys.executable, "-c", _CODES, project_path, str(span.start), str(span.end)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert window.stdout is not None
    with window.stdout as said:
        assert said.readline() == "painted\n"
        window.kill()
    assert window.wait() == -signal.SIGKILL
    with Project.open(project_path, annotator=annotator) as project:
        article = project.articles.ids()[0]
        names = [project.tags.codebook()[found.tag].name for found in project.annotations.of_article(article)]
        assert names.count("Tomas Rell") == 1
        assert project.check() == []
        assert project.history.undo().name == "Tag actor “Tomas Rell”"
        assert len(project.annotations.of_article(article)) == len(names) - 1
    assert not list(project_path.parent.glob("*.gloss-*"))
