"""The pages of a project as a PDF: which articles, on which paper, whose coding; whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reader.core.errors import ExportFailed, NotFound
from reader.exporters import PAPERS
from reader.exporters.export import export
from reader.exporters.table import ExportOptions
from reader.project import Project
from reader.render.paper import PAPERS as DRAWN
from tests.pdf_file import PdfFile, chroma, colours

pytestmark = pytest.mark.usefixtures("qapp")


def written(project: Project, folder: Path, **options: object) -> PdfFile:
    path = folder / "pages.pdf"
    summary = export(project, "pdf", "annotations", path, ExportOptions(force=True, **options))  # type: ignore[arg-type]
    file = PdfFile(path)
    assert summary.rows == len(file)
    assert sorted(entry.name for entry in folder.iterdir()) == ["pages.pdf"]
    return file


def test_each_article_begins_a_page_with_its_title_and_number_above(project: Project, tmp_path: Path) -> None:
    file = written(project, tmp_path)
    starts = [
        next(page for page in range(len(file)) if file.letters(page).startswith(title))
        for title in ('=Title,"quoted"', "Long", "Uncoded")
    ]
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert file.letters(starts[2]) == f"Uncoded{starts[2] + 1}Uncoded1Nobodycodedthis."
    for page in range(starts[1], starts[2]):
        assert file.letters(page).startswith(f"Long{page + 1}")


def test_chosen_articles_in_their_order(project: Project, tmp_path: Path) -> None:
    first, _, last = project.articles.rows(project.articles.ids())
    file = written(project, tmp_path, articles=(last.uid, first.uid[-6:]))
    assert file.letters(0).startswith("Uncoded1")
    assert file.letters(1).startswith('=Title,"quoted"2')
    assert len(file) == 2


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_papers(project: Project, tmp_path: Path, paper: str, size: tuple[int, int]) -> None:
    assert tuple(DRAWN) == PAPERS
    file = written(project, tmp_path, paper=paper)
    assert {file.size(page) for page in range(len(file))} == {size}


def test_legend_memos_and_whose_coding_they_are(project: Project, tmp_path: Path) -> None:
    words = written(project, tmp_path, articles=(project.articles.row(1).uid,)).words(0)
    for part in ("Legend ● Actors ", "◆ Stances ◆ opposes −2", "■ Topics ■ @home", "Coded by An Ann"):
        assert part in words
    assert "Memos [1] ● Ines Okar ¶ 1 · “Ines Okar” +memo of two lines (An)" in words
    assert "Ines Okar · An [1]" in words


def test_only_some_annotators_and_kinds(project: Project, tmp_path: Path) -> None:
    first = project.articles.row(1).uid
    words = written(project, tmp_path, articles=(first,), kinds=("stance",)).words(0)
    assert "opposes −2" in words
    assert "● Ines Okar" not in words
    assert "Memos" not in words
    assert "Legend" not in written(project, tmp_path, articles=(first,), annotators=("Béa",)).words(0)


def test_colours_and_black_and_white(project: Project, tmp_path: Path) -> None:
    first = (project.articles.row(1).uid,)
    plain = written(project, tmp_path, articles=first)
    tinted = {colour for colour, count in colours(plain.picture(0)).items() if count > 300 and chroma(colour) > 15}
    assert len(tinted) >= 3
    black = written(project, tmp_path, articles=first, coloured=False)
    assert max(chroma(colour) for colour in colours(black.picture(0, 2.0))) == 0
    assert [black.words(page) for page in range(len(black))] == [plain.words(page) for page in range(len(plain))]


def test_what_cannot_be_leaves_nothing(project: Project, tmp_path: Path, qapp: QApplication) -> None:
    with pytest.raises(NotFound):
        export(project, "pdf", "", tmp_path / "o.pdf", ExportOptions(articles=("zzzz",)))
    with pytest.raises(NotFound):
        export(project, "pdf", "", tmp_path / "o.pdf", ExportOptions(rounds=("second",)))
    empty = tmp_path / "empty.gloss"
    with Project.create(empty, annotator="Ann") as nothing, pytest.raises(ExportFailed, match="no articles yet"):
        export(nothing, "pdf", "", tmp_path / "o.pdf", ExportOptions())
    assert [entry.name for entry in tmp_path.iterdir()] == ["empty.gloss"]


def test_a_cancelled_export_leaves_nothing(project: Project, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def after_two(pages: int) -> None:
        if pages == 2:
            raise Stop

    with pytest.raises(Stop):
        export(project, "pdf", "", tmp_path / "o.pdf", ExportOptions(), after_two)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_said(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full takes what is written to it as a full disk would."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    from reader.render.pdf import write_pdf
    from reader.render.sheets import Choice

    with pytest.raises(OSError, match="No space left"):
        list(write_pdf(project, project.articles.ids(), Path("/dev/full"), "a4", Choice(), coloured=True))
