"""Paths -> the files to import, in a stable order; looks at names and kinds of files, never into them."""

from __future__ import annotations

import os
import stat
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from reader.importers import Importer, importer_for
from reader.importers.names import shown
from reader.importers.worker import LARGEST_FILE, too_large


class Found(NamedTuple):
    """A file to read; `importer` is a name in the registry, or "" where its suffix says nothing."""

    path: str
    size: int
    importer: str


class Failure(NamedTuple):
    """A file or folder that could not be imported, and the whole sentence why."""

    path: str
    sentence: str


class LeftOut(NamedTuple):
    """What was never meant to be imported: hidden files, files of other formats, folders already read."""

    path: str
    files: int
    sentence: str


def files_in(
    paths: Sequence[str | os.PathLike[str]], *, recursive: bool = False, as_format: str | None = None
) -> Iterator[Found | Failure | LeftOut]:
    """Each path that is a file, and the files in each that is a folder, sorted by name; sub-folders if `recursive`.

    In folders only files with a known suffix count, unless `as_format` names the importer for all.
    """
    walk = _Walk(recursive, as_format)
    for path in paths:
        place = os.path.abspath(os.fspath(path))
        try:
            is_folder = stat.S_ISDIR(os.stat(place).st_mode)
        except (OSError, ValueError) as error:
            yield _unreachable(place, error)
            continue
        if is_folder:
            yield from walk.folder(place)
        else:
            yield walk.file(place, importer_for(place))


class _Walk:
    """Remembers the folders it has been to, so that links which lead back to one end there."""

    def __init__(self, recursive: bool, as_format: str | None) -> None:
        self._recursive = recursive
        self._as_format = as_format
        self._been: set[tuple[int, int]] = set()

    def folder(self, top: str) -> Iterator[Found | Failure | LeftOut]:
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                status = os.stat(folder)
                identity = (status.st_dev, status.st_ino)
                if identity in self._been and status.st_ino:
                    sentence = f"“{shown(folder)}” leads to a folder that was already read."
                    yield LeftOut(folder, 1, sentence)
                    continue
                self._been.add(identity)
                with os.scandir(folder) as entries:
                    inside = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                yield _unreachable(folder, error)
                continue
            folders = yield from self._inside(folder, inside)
            pending.extend(reversed(folders))

    def file(self, path: str, importer: Importer | None) -> Found | Failure:
        """What a path, named or known by its suffix, is."""
        try:
            status = os.stat(path)
        except OSError as error:
            return _unreachable(path, error)
        if not stat.S_ISREG(status.st_mode):
            return Failure(path, f"“{shown(os.path.basename(path))}” is not a file but a pipe, a socket or a device.")
        if status.st_size > LARGEST_FILE:
            return Failure(path, too_large(shown(os.path.basename(path))))
        return Found(path, status.st_size, self._as_format or (importer.name if importer else ""))

    def _inside(
        self, folder: str, entries: list[os.DirEntry[str]]
    ) -> Generator[Found | Failure | LeftOut, None, list[str]]:
        """The files of one folder; returns the folders in it that are to be read too."""
        folders: list[str] = []
        hidden = others = 0
        for entry in entries:
            if entry.name.startswith("."):
                hidden += 1
            elif _is_folder(entry):
                folders.append(entry.path)
            elif (importer := importer_for(entry.name)) or self._as_format:
                yield self.file(entry.path, importer)
            else:
                others += 1
        if others:
            yield LeftOut(folder, others, f"{_files(others)} of other formats in “{shown(folder)}” left out.")
        if hidden:
            yield LeftOut(folder, hidden, f"{_files(hidden, 'hidden ')} in “{shown(folder)}” left out.")
        if folders and not self._recursive:
            count = "1 folder" if len(folders) == 1 else f"{len(folders):,} folders"
            yield LeftOut(folder, len(folders), f"{count} in “{shown(folder)}” left out.")
            return []
        return folders


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _files(count: int, hidden: str = "") -> str:
    return f"1 {hidden}file" if count == 1 else f"{count:,} {hidden}files"


def _unreachable(path: str, error: OSError | ValueError) -> Failure:
    """A sentence for a path that the system won't open."""
    if isinstance(error, FileNotFoundError):
        return Failure(path, f"“{shown(path)}” does not exist.")
    if isinstance(error, PermissionError):
        return Failure(path, f"“{shown(path)}” may not be read: its permissions forbid it.")
    cause = error.strerror if isinstance(error, OSError) else str(error)
    return Failure(path, f"“{shown(path)}” could not be reached: {cause}.")
