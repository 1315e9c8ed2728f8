"""Draws the references anew, to be looked at before they are committed: `python -m tests.pictures [CASE …]`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from tests.pictures.cases import CASES, REFERENCES, SEEN, drawn, project_of


def main(chosen: list[str]) -> None:
    app = QApplication([])
    REFERENCES.mkdir(exist_ok=True)
    for name in chosen or CASES:
        with tempfile.TemporaryDirectory() as folder, project_of(Path(folder), CASES[name]) as project:
            for theme in SEEN:
                drawn(project, theme, CASES[name].selected).save(str(REFERENCES / f"{name}-{theme}.png"))
    app.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
