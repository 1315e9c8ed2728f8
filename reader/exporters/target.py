"""Where an export goes: the path is checked before any work, the file is written beside it and renamed when whole."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.core.errors import ExportFailed


def checked(target: Path, project: Path | None, *, force: bool) -> Path:
    """The path to write, links followed. Raises ExportFailed with the reason if it can't be or must not be written.

    Nothing is opened: opening the project would drop SQLite's locks on it.
    """
    name = target.name or str(target)
    try:
        path = target.resolve()
        found = path.stat() if path.exists() else None
    except (OSError, ValueError, RuntimeError) as error:
        raise ExportFailed(f"“{name}” can't be written: {_reason(error)}.") from error
    if project is not None and _belongs_to(path, project):
        raise ExportFailed(f"“{name}” is the project itself. Choose another file for the export.")
    if path.suffix.lower() == ".gloss":
        raise ExportFailed(f"“{name}” would be taken for a project. Choose a name that doesn't end in .gloss.")
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise ExportFailed(f"“{name}” is a folder. Name the file to write in it.")
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise ExportFailed(f"“{name}” is no ordinary file. Name a file to write.")
    if not path.parent.is_dir():
        raise ExportFailed(f"“{name}” can't be written: there is no folder “{path.parent}”.")
    if found is not None and not force:
        raise ExportFailed(f"“{name}” is there already. Choose another name, or overwrite it with --force.")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ExportFailed(f"“{name}” can't be written: the folder “{path.parent}” is read-only.")
    if found is not None and not os.access(path, os.W_OK):
        raise ExportFailed(f"“{name}” can't be overwritten: it is read-only.")
    return path


@contextmanager
def replacing(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A stream that becomes the file `path` when the block ends well, and a scratch folder beside it.

    On any error nothing is left behind and what stood at `path` stays. The file and its folder are synced, so that the
    export outlives a power cut. Raises ExportFailed where the disk refuses.
    """
    part = path.with_name(f".glossator-{secrets.token_hex(6)}.part")
    scratch = Path()
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb", buffering=1 << 18) as stream:
            scratch = Path(tempfile.mkdtemp(prefix=".glossator-", dir=path.parent))
            yield stream, scratch
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, part)
        os.replace(part, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise ExportFailed(f"“{path.name}” was not written: {_reason(error)}. Nothing half written is left.") from error
    finally:
        part.unlink(missing_ok=True)
        if scratch.name:
            shutil.rmtree(scratch, ignore_errors=True)


def _belongs_to(path: Path, project: Path) -> bool:
    """Whether `path` is the project's file, or one that SQLite keeps beside it."""
    own = project.resolve()
    if path.parent == own.parent and path.name in {f"{own.name}{end}" for end in ("", "-wal", "-shm", "-journal")}:
        return True
    return path.exists() and own.exists() and os.path.samefile(path, own)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return "the disk is full" if error.errno in _FULL else error.strerror[:1].lower() + error.strerror[1:]
    return str(error)


_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no descriptor for a folder
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
