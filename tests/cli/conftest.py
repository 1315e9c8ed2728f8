from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli import cli
from tests.exporters.coded import coded_project

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of nobody else, and an annotator."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("GLOSSATOR_HOME", str(folder))
    monkeypatch.setenv("GLOSSATOR_ANNOTATOR", "Ann")
    return folder


@pytest.fixture
def run() -> Run:
    """Calls `glossator` in this process."""

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="glossator")

    return call


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A coded project that a test may change."""
    return coded_project(tmp_path / "news.gloss")
