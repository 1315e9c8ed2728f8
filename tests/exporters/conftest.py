from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.project import Project
from tests.exporters.coded import coded_project


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coded project that tests only read."""
    return coded_project(tmp_path_factory.mktemp("coded") / "news.gloss")


@pytest.fixture
def project(coded: Path) -> Iterator[Project]:
    with Project.open(coded, read_only=True) as opened:
        yield opened
