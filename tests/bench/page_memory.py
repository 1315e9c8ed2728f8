"""Measures what opening an article of 10 MB adds to the memory: `python -m tests.bench.page_memory PROJECT HOME`."""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench import driven
from tests.bench.driven import Driven
from tests.bench.measure import Figure, held
from tests.bench.page_corpus import IDS, MB, text_of


def main(project: Path, home: Path) -> None:
    """The worst of English, Russian, and English with one emoji: MB added, against the MB of its text as UTF-8."""
    driven.home(home)
    window = Driven(project)
    window.open(IDS["small"])
    window.settle(500)
    worst = Figure("page_memory", 0, 1, 4, "MB")
    for name in ("long_en", "long_ru", "emoji"):
        window.open(IDS["small"])
        window.settle(500)
        gc.collect()
        before = held()
        window.open(IDS[name])
        window.settle(500)
        figure = Figure("page_memory", held() - before, len(text_of(name).encode()) / MB, 4, "MB")
        worst = max(worst, figure, key=lambda each: each.ratio)
    print(json.dumps(asdict(worst)), flush=True)
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
