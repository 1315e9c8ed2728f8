"""Writing beside and renaming: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.core.errors import ExportFailed
from reader.exporters.target import checked, replacing


def test_a_file_appears_only_when_whole(tmp_path: Path) -> None:
    target = tmp_path / "o.csv"
    with replacing(target) as (stream, scratch):
        stream.write(b"whole")
        assert not target.exists()
        assert scratch.parent == tmp_path
    assert target.read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["o.csv"]


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "o.csv"
    target.write_text("before")

    def half() -> None:
        with replacing(target) as (stream, _):
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert target.read_text() == "before"
    assert os.listdir(tmp_path) == ["o.csv"]


def test_a_replaced_file_keeps_its_permissions_and_links_are_followed(tmp_path: Path) -> None:
    target = tmp_path / "o.csv"
    target.write_text("before")
    target.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    with replacing(checked(link, None, force=True)) as (stream, _):
        stream.write(b"after")
    assert link.is_symlink()
    assert target.read_text() == "after"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_failing_disk_is_said_with_its_reason(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportFailed, match=r"“o\.csv” was not written: input/output error"),
        replacing(tmp_path / "o.csv"),
    ):
        raise OSError(5, "Input/output error")
    assert os.listdir(tmp_path) == []


def test_a_folder_that_went_away_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="no such file or directory"), replacing(tmp_path / "gone" / "o.csv"):
        pass


def test_odd_targets_are_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for target, sentence in (
        (Path("/dev/null"), "is no ordinary file"),
        (tmp_path / "other.gloss", "would be taken for a project"),
        (loop, "can't be written"),
        (tmp_path / ("x" * 300), "can't be written"),
    ):
        with pytest.raises(ExportFailed, match=sentence):
            checked(target, None, force=True)
