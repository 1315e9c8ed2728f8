from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.codebook import Tag
from reader.project import Project
from reader.project.articles import ArticleRow
from tests.project.made import article, copied


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, closed project, to be copied."""
    path = tmp_path_factory.mktemp("template") / "news.gloss"
    Project.create(path, annotator="Ann").close()
    return path


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Iterator[Project]:
    """An empty project that Ann codes in."""
    with Project.open(copied(template, tmp_path), annotator="Ann") as opened:
        yield opened


@pytest.fixture
def first(project: Project) -> ArticleRow:
    return project.articles.add(article(source="Paper", author="A. Writer", language="en", published="2025-12"))


@pytest.fixture
def okar(project: Project) -> Tag:
    return project.tags.add("actor", "Ines Okar")


@pytest.fixture
def bases(project: Project) -> Tag:
    return project.tags.add("topic", "Bases")
