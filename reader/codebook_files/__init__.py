"""Codebook files: CSV, JSON and REFI-QDA (.qdc) in and out. A file is taken in whole, or refused with its reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.codebook_files.entries import CodebookRefused, drafts_of, settled
from reader.core.codebook import TagDraft

if TYPE_CHECKING:
    from reader.project import Project

__all__ = ["SUFFIXES", "CodebookRefused", "read_codebook", "settled", "write_codebook"]

SUFFIXES = (".csv", ".json", ".qdc")
LARGEST = 64 * 1024 * 1024
"""Bytes in a codebook file; 10,000 tags with long definitions need a tenth of it."""


def read_codebook(path: Path) -> list[TagDraft]:
    """The tags that a file holds, parents before children, for `Project.tags.take_in`.

    Raises CodebookRefused: unreadable, or any row of it hostile or wrong (then with a reason for each).
    """
    suffix = _suffix(path)
    try:
        if not path.is_file():
            raise CodebookRefused(path.name, [f"“{path}” is {'a folder' if path.is_dir() else 'not there'}"])
        if path.stat().st_size > LARGEST:
            raise CodebookRefused(path.name, [f"it is larger than {LARGEST >> 20} MB"])
        data = path.read_bytes()
    except OSError as error:
        raise CodebookRefused(path.name, [error.strerror or str(error)]) from error
    if suffix == ".csv":
        from reader.codebook_files.csv_file import entries
    elif suffix == ".json":
        from reader.codebook_files.json_file import entries
    else:
        from reader.codebook_files.qdc_file import entries
    return drafts_of(entries(data, path.name), path.name)


def write_codebook(project: Project, target: Path, *, force: bool = False) -> None:
    """Writes all tags. CSV is the export's table; JSON alone keeps everything. Raises ExportFailed."""
    from reader.exporters.export import export
    from reader.exporters.table import ExportOptions
    from reader.exporters.target import checked, replacing

    suffix = _suffix(target)
    if suffix == ".csv":
        export(project, "csv", "codebook", target, ExportOptions(force=force))
        return
    path = checked(target, project.path, force=force)
    if suffix == ".json":
        from reader.codebook_files.json_file import written
    else:
        from reader.codebook_files.qdc_file import written
    data = written(project.tags.codebook())
    with replacing(path) as (stream, _):
        stream.write(data)


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise CodebookRefused(path.name, [f"a codebook file ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"])
    return suffix
