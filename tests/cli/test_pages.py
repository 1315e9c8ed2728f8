"""`glossator export PROJECT pdf`: a process of its own, without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdf_file import PdfFile


def glossator(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command as a shell calls it where no screen is."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return subprocess.run(
        [sys.executable, "-c", "from reader.cli import main; main()", *map(str, arguments)],
        env={name: value for name, value in os.environ.items() if name not in screens}
        | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_pages_are_written_without_a_screen(coded: Path, tmp_path: Path) -> None:
    before = coded.read_bytes()
    run = glossator("export", coded, "pdf", "-o", tmp_path / "o.pdf", "--paper", "letter", "--black-and-white")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    file = PdfFile(tmp_path / "o.pdf")
    assert file.size(0) == (612, 792)
    assert "Ines Okar backs the bases" in file.words(0)
    assert coded.read_bytes() == before


def test_only_the_named_articles(coded: Path, tmp_path: Path) -> None:
    last = glossator("articles", coded).stdout.splitlines()[-1].split("\t")[0]
    assert glossator("export", coded, "pdf", "-o", tmp_path / "o.pdf", "--articles", last[-6:]).returncode == 0
    file = PdfFile(tmp_path / "o.pdf")
    assert [file.letters(page) for page in range(len(file))] == ["Uncoded1Uncoded1Nobodycodedthis."]


def test_a_file_is_overwritten_only_when_told_to(coded: Path, tmp_path: Path) -> None:
    target = tmp_path / "o.pdf"
    target.write_bytes(b"mine")
    run = glossator("export", coded, "pdf", "-o", target)
    assert (run.returncode, target.read_bytes()) == (1, b"mine")
    assert run.stderr == "“o.pdf” is there already. Choose another name, or overwrite it with --force.\n"
    assert glossator("export", coded, "pdf", "-o", target, "--force").returncode == 0
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(os.name == "nt", reason="a read-only folder is a matter of access lists there")
def test_the_disk_is_not_left_with_half_a_file(coded: Path, tmp_path: Path) -> None:
    assert glossator("export", coded, "pdf", "-o", tmp_path / "none" / "o.pdf").returncode == 1
    assert not (tmp_path / "none").exists()
