"""The order in which the writer thread takes what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

from reader.intake import Step
from reader.project import Project
from reader.window.writer import LOOK, Outcome, Work, Writer


def test_a_look_is_answered_in_the_midst_of_long_work(project_path: Path) -> None:
    """The filter must find something while a large import is under way."""
    outcomes: SimpleQueue[Outcome] = SimpleQueue()
    writer = Writer(lambda: Project.open(project_path, annotator="Ann"), outcomes.put)
    writer.start()

    def steps(_: Project) -> Iterator[Step]:
        number = 0
        while True:
            number += 1
            yield Step(number, None)

    work = Work("Counting")
    writer.long(steps, work)
    writer.do(lambda project: project.articles.count(), at=LOOK)
    answers = [outcomes.get(timeout=20).value for _ in range(3)]
    assert 3 in answers
    work.cancel()
    assert writer.close(20)
