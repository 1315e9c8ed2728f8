"""Run by test_project_file.py: codes in child processes that are killed at random moments, and looks at what is left.

`coding_until_killed.py PROJECT ROUNDS SEED`. A warm parent without an open connection forks each child, so that a
round takes milliseconds. Prints how many gestures were told, or fails.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from reader.core.spans import Span
from reader.project import Project
from tests.project.made import article


def code(path: Path, say: Callable[[str], None]) -> None:
    """Tags, imports, changes, undoes and says each after it returned; what may vanish is said before it does."""
    project = Project.open(path, annotator="Ann")
    row = next(project.articles.all())
    tag = next(iter(project.tags.codebook().tags))
    number = project.history.newest()
    while True:
        number += 1
        note = project.annotations.add(row.id, tag, Span(number % 40, number % 40 + 5), memo="why" * (number % 2))
        say(f"+{note.uid}")
        project.annotations.move(note.id, Span(number % 30, number % 30 + 9))
        if number % 3 == 0:
            say(f"?{note.uid}")
            project.history.undo()
            project.history.undo()
            say(f"-{note.uid}")
        elif number % 5 == 0:
            say(f"+{project.articles.add(article(f'Text {number}')).uid}")


def killed(path: Path, after: float) -> list[str]:
    """What a child said before it was killed, some time after its first words."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            code(path, lambda line: os.write(writing, f"{line}\n".encode()) and None)
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    with open(reading, "rb") as told:
        first = told.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        rest = told.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child failed by itself"
    return (first + rest).decode().split()


def main(path: Path, rounds: int, seed: int) -> None:
    moments = random.Random(seed)
    expected: set[str] = set()
    gone: set[str] = set()
    said = 0
    for _ in range(rounds):
        told = killed(path, moments.uniform(0, 0.03))
        said += len(told)
        doubtful = told[-1][1:] if told[-1][0] == "?" else ""
        expected |= {line[1:] for line in told if line[0] == "+"}
        gone |= {line[1:] for line in told if line[0] == "-"}
        expected -= gone
        with Project.open(path, annotator="Ann") as project:
            there = {note.uid for note in project.annotations.all()} | {row.uid for row in project.articles.all()}
            assert project.check() == [], project.check()
        assert expected - there <= {doubtful}, expected - there
        assert not gone & there, gone & there
        expected -= {doubtful}
    print(said)


main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
