"""`make bench`: every figure, or those of the benches named (commit, csv, import, start, window, page)."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import Figure, report

BENCHES = ("commit", "csv", "import", "start", "window", "page")
BUILD = Path(__file__).parents[2] / "build"


def main(chosen: list[str]) -> int:
    # Programs that are installed have their modules compiled; a start that compiles them anew measures nothing.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(dir=_made(BUILD / "bench")) as folder:
        for name in chosen or BENCHES:
            figures += importlib.import_module(f"tests.bench.bench_{name}").figures(Path(folder))
    report(figures, BUILD / "bench.json")
    return 0


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
