"""The page: what opening, moving about, resizing and tagging cost in articles of 10 MB, of one line, and of many overlaps.

Each platform (offscreen, and a virtual X screen if there is one) is measured in a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import page_corpus
from tests.bench.measure import Figure


def figures(folder: Path) -> Iterator[Figure]:
    project = page_corpus.made(folder.parent / "page.gloss")
    yield from _measured(project, folder, "offscreen", "")
    if shutil.which("Xvfb"):
        here, there = os.pipe()
        screen = ["Xvfb", "-displayfd", str(there), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
        with subprocess.Popen(screen, pass_fds=[there], stderr=subprocess.DEVNULL) as server, os.fdopen(here) as said:
            os.close(there)
            os.environ["DISPLAY"] = f":{said.readline().strip()}"
            yield from _measured(project, folder, "xcb", "_x11")
            server.kill()


def _measured(project: Path, folder: Path, platform: str, suffix: str) -> Iterator[Figure]:
    environment = {**os.environ, "QT_QPA_PLATFORM": platform}
    for part in ("gestures", "memory"):
        command = [sys.executable, "-m", f"tests.bench.page_{part}", project, folder / f"{platform}-{part}"]
        run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        for line in run.stdout.splitlines():
            if line.startswith("{"):
                figure = Figure(**json.loads(line))
                yield Figure(
                    figure.name + suffix, figure.value, figure.baseline, figure.goal, figure.unit,
                    figure.absolute, figure.faster,
                )  # fmt: skip
