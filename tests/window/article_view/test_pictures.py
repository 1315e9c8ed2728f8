"""The page against pictures that were looked at, in three themes; and that a wrong lane, bracket or tint is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from reader.core.spans import Span
from reader.project import Project
from tests.pictures.cases import CASES, REFERENCES, SEEN, drawn, project_of

ROUNDING = 6
"""Of 255: processors blend the edges of letters a little otherwise."""


def is_as_looked_at(image: QImage, name: str, theme: str = "light") -> bool:
    difference = QImage(str(REFERENCES / f"{name}-{theme}.png")).convertToFormat(QImage.Format.Format_RGB32)
    assert difference.size() == image.size()
    painter = QPainter(difference)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, image)
    painter.end()
    channels = difference.convertToFormat(QImage.Format.Format_RGB888)  # kept, since its bits are only looked into
    return max(channels.constBits().tobytes()) <= ROUNDING


@pytest.mark.parametrize("name", CASES)
def test_the_page_is_as_it_was_looked_at(qapp: QApplication, tmp_path: Path, name: str) -> None:
    with project_of(tmp_path, CASES[name]) as project:
        for theme in SEEN:
            image = drawn(project, theme, CASES[name].selected)
            if not is_as_looked_at(image, name, theme):
                image.save(str(tmp_path / f"{name}-{theme}.png"))
                pytest.fail(f"drawn otherwise: {tmp_path / f'{name}-{theme}.png'}; python -m tests.pictures draws anew")


@pytest.fixture
def nested(qapp: QApplication, tmp_path: Path) -> Iterator[Project]:
    with project_of(tmp_path, CASES["nested"]) as project:
        yield project


def tag(project: Project, name: str) -> int:
    return next(tag.id for tag in project.tags.codebook().tags.values() if tag.name == name)


def test_an_unbroken_page_is_equal(nested: Project) -> None:
    assert is_as_looked_at(drawn(nested, "light"), "nested")


def test_a_wrong_tint_is_noticed(nested: Project) -> None:
    nested.tags.change(tag(nested, "Press"), slot=9)
    assert not is_as_looked_at(drawn(nested, "light"), "nested")


def test_a_wrong_lane_is_noticed(nested: Project) -> None:
    """Same colours, but a topic's dots where an actor's line was."""
    press = next(one for one in nested.annotations.of_article(1) if one.tag == tag(nested, "Press"))
    slot = nested.tags.codebook()[press.tag].slot
    topic = nested.tags.add("topic", "Press", slot=slot)
    nested.annotations.remove([press.id])
    nested.annotations.add(1, topic.id, press.span)
    assert not is_as_looked_at(drawn(nested, "light"), "nested")


def test_a_wrong_end_is_noticed(nested: Project) -> None:
    one = nested.annotations.of_article(1)[0]
    assert one.span is not None
    nested.annotations.move(one.id, Span(one.span.start, one.span.end - 1))
    assert not is_as_looked_at(drawn(nested, "light"), "nested")


def test_a_missing_bracket_is_noticed(nested: Project) -> None:
    """Words, tint and lane stay as they are; only the bracket is gone, cut out of the picture."""
    image = drawn(nested, "light")
    painter = QPainter(image)
    painter.fillRect(632, 84, 12, 60, image.pixelColor(600, 300))
    painter.end()
    assert not is_as_looked_at(image, "nested")
