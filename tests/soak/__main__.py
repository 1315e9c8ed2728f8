"""`make soak`: 20,000 gestures, or `python -m tests.soak GESTURES SEED`. Ends with status 1 if anything was found."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench import driven
from tests.soak.soak import MOST_MEMORY, STEEPEST, Soak, made, steepness


def main(gestures: int = 20_000, seed: int = 1) -> int:
    each = min(1_000, gestures)
    with tempfile.TemporaryDirectory() as folder:
        driven.home(Path(folder) / "home")
        soak = Soak(made(Path(folder) / "soak.gloss"), seed)
        for done in soak.run(gestures, each):
            print(
                f"{done:>6} gestures, {soak.report.memory[-1]:.1f} MB, {len(soak.report.findings)} findings", flush=True
            )
        soak.close()
    memory = soak.report.memory
    rise, slope = max(memory) - memory[0], steepness(memory) * 1_000 / each
    for finding in soak.report.findings[:40]:
        print(f"after {finding.gesture}: {finding.sentence}")
    print(
        f"memory: {rise:.1f} MB over the first measure (at most {MOST_MEMORY:.0f}), {slope:+.2f} MB in 1,000 gestures"
    )
    return 1 if soak.report.findings or rise > MOST_MEMORY or slope > STEEPEST else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:3])))
