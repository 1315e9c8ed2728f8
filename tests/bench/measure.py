"""Figures, and how they are taken: baseline and product in turn, A B A B …, in one run."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `ratio` is value / baseline; the goal is the most it may be, or (`absolute`) the value may be.

    `faster`: the ratio is baseline / value, and the goal is the least it may be.
    """

    name: str
    value: float
    baseline: float
    goal: float
    unit: str
    absolute: bool = False
    faster: bool = False

    @property
    def ratio(self) -> float:
        if self.faster:
            return self.baseline / self.value
        return self.value / self.baseline if self.baseline else 0.0

    @property
    def ok(self) -> bool:
        if self.faster:
            return self.ratio >= self.goal
        return (self.value if self.absolute else self.ratio) <= self.goal


def clock(job: Callable[[], object]) -> float:
    """Milliseconds that `job` takes."""
    began = time.perf_counter_ns()
    job()
    return (time.perf_counter_ns() - began) / 1e6


def in_turn(
    baseline: Callable[[], float], product: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Samples of both, interleaved, after one round that does not count. Each call returns its own measure."""
    baseline(), product()
    pairs = [(baseline(), product()) for _ in range(rounds)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def p99(samples: list[float]) -> float:
    return statistics.quantiles(samples, n=100)[98]


def peak() -> float:
    """The most memory that this process has held, in MB (`ru_maxrss` would count the parent's before the exec)."""
    return _status("VmHWM")


def held() -> float:
    """The memory that this process holds now, in MB."""
    return _status("VmRSS")


def _status(name: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(name))


def report(figures: list[Figure], target: Path) -> None:
    """Prints a table and writes it as JSON, by name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    rows = {
        figure.name: {
            "value": round(figure.value, 3), "baseline": round(figure.baseline, 3), "ratio": round(figure.ratio, 3),
            "goal": figure.goal, "unit": figure.unit, "ok": figure.ok,
        }
        for figure in figures
    }  # fmt: skip
    target.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(f"{'figure':<20}{'value':>12}{'baseline':>12}{'ratio':>9}{'goal':>9}  unit")
    for figure in figures:
        print(
            f"{figure.name:<20}{figure.value:>12.3f}{figure.baseline:>12.3f}{figure.ratio:>9.2f}{figure.goal:>9.2f}"
            f"  {figure.unit:<4} {'ok' if figure.ok else 'MISSED'}"
        )
