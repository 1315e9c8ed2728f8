from __future__ import annotations

from pathlib import Path

import pytest

import reader.sample
from reader.core.annotation import Status
from reader.core.errors import NotFound, Refused
from reader.project import Project
from reader.sample import build_sample, rows_of


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "sample.gloss"
    build_sample(path, "Leila H.")
    return path


def test_sample_is_one_closed_sound_file(sample: Path) -> None:
    assert [entry.name for entry in sample.parent.iterdir()] == ["sample.gloss"]
    with Project.open(sample, read_only=True) as project:
        assert project.check() == []


def test_sample_is_coded_but_for_the_exercise(sample: Path) -> None:
    with Project.open(sample, annotator="Leila H.") as project:
        counts = project.progress.counts()
        rows = list(project.articles.all())
        assert project.annotations.count() == len(rows_of("annotations.csv"))
        assert (counts.todo, counts.in_progress, counts.set_aside) == (1, 1, 1)
        assert counts.done == len(rows) - 3
        (exercise,) = (row for row in rows if row.status is Status.TODO and not row.relevance)
        assert exercise.annotations == 0
        assert exercise.title == "Three answers to a shallow channel"
        aside = project.articles.rows(project.articles.ids(words="derby"))
        assert "Football" in aside[0].reason


def test_quotes_memos_certainty_and_pieces_arrive(sample: Path) -> None:
    with Project.open(sample, annotator="Leila H.") as project:
        (article,) = project.articles.ids(words="names a date")
        (broken,) = (found for found in project.annotations.of_article(article) if found.pieces)
        text = project.articles.text(article)
        words = [text[piece.start : piece.end] for piece in broken.pieces]
        assert words == ["We did not come here to announce a study", "we came to announce a date."]
        assert broken.certainty == 0.8
        assert broken.memo.startswith("A broken quotation")


def test_undo_in_a_fresh_sample_takes_back_the_coding_of_one_article(tmp_path: Path) -> None:
    path = tmp_path / "sample.gloss"
    build_sample(path, "Leila H.")
    with Project.open(path, annotator="Leila H.") as project:
        before = project.annotations.count()
        undone = project.history.undo()
        assert undone.article == project.articles.ids()[-1]
        assert project.annotations.count() == before - sum(
            coding["article"].startswith("14") for coding in rows_of("annotations.csv")
        )
        project.history.redo()
        assert project.annotations.count() == before


def test_a_sample_that_is_there_is_never_reset(tmp_path: Path) -> None:
    path = tmp_path / "sample.gloss"
    path.write_bytes(b"edited")
    with pytest.raises(Refused, match=r"sample\.gloss.*already"):
        build_sample(path, "Leila H.")
    assert path.read_bytes() == b"edited"


def test_a_failure_on_the_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [{**row, "quote": "words that stand nowhere"} for row in rows_of("annotations.csv")]
    monkeypatch.setattr(reader.sample, "rows_of", lambda name: wrong if name == "annotations.csv" else rows_of(name))
    with pytest.raises(NotFound):
        build_sample(tmp_path / "sample.gloss", "Leila H.")
    assert list(tmp_path.iterdir()) == []
