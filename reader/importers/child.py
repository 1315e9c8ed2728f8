"""Our end of the child process that parses files: started when first asked, stopped when it hangs or we are done."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO, Self

from reader.importers.wire import BrokenFrame, Frame, read, write
from reader.importers.worker import seconds_for

_PATIENCE = 4.0 if hasattr(signal, "setitimer") else 1.5
"""Waiting time for each second of processor time: where the child limits itself, this is only for its sleep."""
_END = Frame(None)


class ChildLost(Exception):
    """The child process hung or ended while it had a file to read."""


class Child:
    """A process of reader.importers.worker. Questions may be asked ahead; answers come in their order."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Frame] = queue.SimpleQueue()
        self._waited = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def ask(self, files: Sequence[tuple[str, str, bool, int]]) -> None:
        """Have files read: path, importer ("" lets the child look), whether simply, size in bytes.

        The answers to one call come together, so a file that may take long is asked for alone.
        """
        stream = self._started().stdin
        assert stream is not None
        # A child that has just ended is noticed where its answer is awaited.
        with suppress(OSError):
            write(stream, Frame(files))
            stream.flush()

    def answer(self, size: int, patience: float | None = None) -> Frame | None:
        """The next answer, about a file of `size` bytes, or None if `patience` seconds bring none. Raises ChildLost."""
        left = seconds_for(size) * _PATIENCE - self._waited
        began = monotonic()
        try:
            frame = self._answers.get(timeout=max(0.0, left if patience is None else min(left, patience)))
        except queue.Empty as error:
            self._waited += monotonic() - began
            if patience is None or left <= patience:
                raise ChildLost from error
            return None
        self._waited = 0.0
        if frame is _END:
            raise ChildLost
        return frame

    def stop(self) -> None:
        """End the process at once, whatever it does; the next question starts another."""
        process, self._process = self._process, None
        self._waited = 0.0
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._answers = queue.SimpleQueue()
            self._process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            # A pipe holds few articles: a thread empties it, so that the child goes on while the caller stores.
            threading.Thread(target=_collect, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process


def _collect(stream: IO[bytes], answers: queue.SimpleQueue[Frame]) -> None:
    with stream, suppress(BrokenFrame, OSError, ValueError, MemoryError):
        while True:
            answers.put(read(stream))
    answers.put(_END)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--import-worker"]
    # -P: no module may come from the folder that we happen to stand in.
    return [sys.executable, "-P", "-m", "reader.importers.worker"]


def _environment() -> dict[str, str]:
    """Ours, with the folder that holds the package findable."""
    package = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))}
