"""Qt's own file dialog opens no project that it lists: closing one would drop SQLite's locks (safety: finding 1)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeView
from reader.app import build
from reader.window import file_dialogs

app = QApplication([])
project = Path(sys.argv[1])
window = build(app, project)
window.show()

def look():
    dialog = QApplication.activeModalWidget()
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    tree = dialog.findChild(QTreeView)
    def leave():
        print(tree.model().rowCount(tree.rootIndex()))
        dialog.reject()
    QTimer.singleShot(800, leave)

def choose():
    window.session.settings.set_choice("folder/project", str(project.parent))
    os.write(2, b"begin\\n")
    QTimer.singleShot(500, look)
    file_dialogs.open_files(window, window.session.settings, "Open", "project", "All files (*)", many=False)
    os.write(2, b"end\\n")
    window.close()
    app.quit()

QTimer.singleShot(800, choose)
app.exec()
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_dialog_opens_no_file_that_it_lists(project_path: Path, annotator: str, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "projects"
    folder.mkdir()
    project = folder / "harbour.gloss"
    shutil.copyfile(project_path, project)
    shutil.copyfile(project_path, folder / "other.gloss")
    log = tmp_path / "opened"
    calls = ["strace", "-f", "-e", "trace=open,openat,openat2,write", "-o", str(log)]
    done = subprocess.run(
        [*calls, sys.executable, "-c", SCRIPT, str(project)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert int(done.stdout.split()[-1]) >= 2
    lines = log.read_text(errors="replace").splitlines()
    begin = next(place for place, line in enumerate(lines) if 'write(2, "begin' in line)
    end = next(place for place, line in enumerate(lines) if 'write(2, "end' in line)
    opened = [line for line in lines[begin:end] if "open" in line.partition("(")[0] and ".gloss" in line]
    assert opened == []
