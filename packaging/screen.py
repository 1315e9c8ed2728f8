"""A virtual screen with a program on it, driven through xdotool: real key events, and the program knows no better."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

from script import Press, Step, Type, Until

from reader.project import Project

TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}
PATIENCE = 30.0
"""Seconds for anything to come true."""


class Stuck(Exception):
    """What should have come of a key press did not come in time."""


def missing_tools() -> list[str]:
    """Debian packages that a virtual screen needs and that are not there."""
    return [package for tool, package in TOOLS.items() if not shutil.which(tool)]


class Screen:
    """Xvfb with a window manager and one program; ended with the `with` statement."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: str = "1280x800",
        started: Callable[[str], Mapping[str, str]] = lambda display: {},
    ) -> None:  # fmt: skip
        """`started` is called when there is a display, and says what else the program's environment needs."""
        here, there = os.pipe()
        self._processes = [
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(there), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
                pass_fds=[there],
                stderr=subprocess.DEVNULL,
            )
        ]
        os.close(there)
        with os.fdopen(here) as said:
            self.display = f":{said.readline().strip()}"
        self._tools = {**os.environ, "DISPLAY": self.display}
        manager = subprocess.Popen(["openbox"], env=self._tools, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._processes.append(manager)
        self._managed()
        more = started(self.display)
        self._environment = {**environment, **more, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        self.program = subprocess.Popen(command, env=self._environment)
        self._processes.append(self.program)

    def _managed(self) -> None:
        """Waits for the window manager: windows that were there before it are never put in front."""
        since = monotonic()
        while not self._xdotool("get_desktop").strip().isdigit() and monotonic() - since < PATIENCE:
            sleep(0.05)

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _xdotool(self, *arguments: str) -> str:
        run = subprocess.run(["xdotool", *arguments], env=self._tools, capture_output=True, text=True, check=False)
        return run.stdout

    def until(self, said: str, reached: Callable[[], object]) -> None:
        since = monotonic()
        while not reached():
            if self.program.poll() is not None:
                raise Stuck(f"the program ended with status {self.program.returncode} before: {said}")
            if monotonic() - since > PATIENCE:
                raise Stuck(f"waited {PATIENCE:.0f} s in vain for: {said}")
            sleep(0.05)

    def window(self, title: str) -> None:
        """Waits until the window whose title has these words is in front and has the keys."""

        def in_front() -> bool:
            return title in self._xdotool("getactivewindow", "getwindowname")

        self.until(f"the window “{title}”", in_front)

    def pause(self) -> None:
        """What a person needs to look up when a dialog has closed."""
        sleep(1)

    def press(self, keys: str) -> None:
        for combination in keys.split():
            self._xdotool("key", "--clearmodifiers", combination)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "12", text)

    def run(self, script: Sequence[Step], project: Path) -> None:
        """Presses the script's keys; its conditions are looked up in the project's only article."""
        for step in script:
            if isinstance(step, Press):
                self.press(step.keys)
            elif isinstance(step, Type):
                self.type(step.text)
            else:
                self.until(step.said, partial(_came_true, step, project))


def _came_true(step: Until, project: Path) -> bool:
    with Project.reading(project) as opened:
        found = opened.annotations.of_article(opened.articles.ids()[0])
        return step.reached(opened.tags.codebook(), found)
