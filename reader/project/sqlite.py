"""The one import of SQLite, and how a project file is opened. No other module opens a project, by SQLite or otherwise.

A plain `open(project).close()` in this process would drop SQLite's locks on the file (docs/file-format.md, "Locks").
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

from reader.core.errors import GlossatorError, NotAProject, ProjectBusy, ProjectReadOnly, WriteFailed

LIBRARY: Final = sqlite3.__name__.partition(".")[0]
VERSION: Final = sqlite3.sqlite_version
WAL_IS_SOUND: Final = sqlite3.sqlite_version_info >= (3, 51, 3)
"""SQLite before 3.51.3 can lose commits in WAL mode (sqlite.org/wal.html, "the WAL-reset bug")."""

Connection = sqlite3.Connection
Row = tuple[Any, ...]
DatabaseError = sqlite3.DatabaseError
IntegrityError = sqlite3.IntegrityError

BUSY_MS = 5000
MOUNTS = Path("/proc/mounts")
CHECKPOINT_PAGES = 8000
"""About 32 MB: SQLite's default of 4 MB makes an import sync the whole file every few hundred articles."""
_NETWORK = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "fuse.sshfs",
    "fuse.rclone",
    "afs",
    "ncpfs",
    "davfs",
    "fuse.davfs2",
)
_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "seafile",
    "sync.com",
    "pcloud",
)


def connect(path: Path, mode: str) -> Connection:
    """A connection in autocommit mode; `mode` is one of _OPTIONS. It never creates a file but in rwc.

    Raises sqlite3.OperationalError where the file can't be opened.
    """
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?{_OPTIONS[mode]}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
        cached_statements=256,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


_OPTIONS = {
    "rwc": "mode=rwc",
    "rw": "mode=rw",
    "ro": "mode=ro",
    "unlocked": "mode=ro&nolock=1",
    "immutable": "mode=ro&immutable=1",
}


def connect_reading(path: Path) -> tuple[Connection, tempfile.TemporaryDirectory[str] | None]:
    """A connection that can't write, for a file that must not or can't be written, and the folder of a private copy.

    The file is read where it lies, beside whoever writes it. But where its newest state takes a `-wal` or the
    `-journal` of a program that was killed, reading would write: then both are copied away first, and the caller
    cleans the folder up after closing. Raises NotAProject where there is no room for the copy.
    """
    wal = Path(f"{path.resolve()}-wal")
    if wal.exists() and wal.stat().st_size:
        return _private_copy(path, wal)
    state = _first_read(path, "unlocked")
    if state == "SQLITE_CANTOPEN":  # in WAL mode and closed: reading with locks would make a -wal and a -shm beside it
        return connect(path, "immutable"), None
    if state.startswith("SQLITE_READONLY"):
        return _private_copy(path, Path(f"{path.resolve()}-journal"))
    return connect(path, "ro"), None


def _first_read(path: Path, mode: str) -> str:
    """The name of the error that reading the file in this mode begins with, or ""."""
    connection = connect(path, mode)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        return str(getattr(error, "sqlite_errorname", ""))
    finally:
        connection.close()
    return ""


def _private_copy(path: Path, beside: Path) -> tuple[Connection, tempfile.TemporaryDirectory[str]]:
    """The file and its `-wal` or `-journal`, copied away together, where SQLite may bring the two together."""
    folder = tempfile.TemporaryDirectory(prefix="glossator-")
    copy = Path(folder.name) / path.name
    try:
        shutil.copyfile(path, copy)
        shutil.copyfile(beside, f"{copy}-{beside.name.rpartition('-')[2]}")
    except OSError as error:
        folder.cleanup()
        raise NotAProject(
            f"“{path.name}” can't be read: the copy that reading it needs could not be made ({error.strerror})."
        ) from error
    return connect(copy, "rw"), folder


def set_journal(connection: Connection, path: Path) -> None:
    """Makes every commit durable: WAL on a local disk, else a rollback journal (WAL needs shared memory).

    Also a rollback journal, until the next opening, where a program that reads the closed file keeps it from changing.
    """
    if WAL_IS_SOUND and not is_shared_place(path) and _set_wal(connection):
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    else:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")


def _set_wal(connection: Connection) -> bool:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
            return False
        raise
    return True


def leave_one_file(connection: Connection) -> None:
    """Closes; the last to do so leaves a single file without a `-wal`, so that copying it copies all."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError:
        pass  # someone else has it open, or the disk is full: the -wal stays and holds what was committed
    finally:
        connection.close()


def is_shared_place(path: Path) -> bool:
    """Whether `path` lies on a network file system or in a folder that a cloud service copies."""
    place = path.resolve().parent
    if any(word in part.lower() for part in place.parts for word in _SYNCED):
        return True
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in mounts:
        _, mount, fstype, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        if len(mount) >= len(best) and place.is_relative_to(mount):
            best, kind = mount, fstype
    return kind in _NETWORK


def explained(error: sqlite3.Error, path: Path) -> GlossatorError:
    """What SQLite's error means for the person, as a sentence naming the file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in text:
        return ProjectBusy(
            f"“{path.name}” is being written by another program. Nothing was changed; try again in a moment."
        )
    if name.startswith("SQLITE_READONLY") or "readonly" in text:
        return ProjectReadOnly(f"“{path.name}” can't be written: it or its folder is read-only. Nothing was changed.")
    if name.startswith("SQLITE_FULL") or "full" in text:
        return WriteFailed(f"“{path.name}” was not changed: the disk is full. Free some space and do it again.")
    if name.startswith("SQLITE_IOERR"):
        return WriteFailed(f"“{path.name}” was not changed: the disk reported an error ({text}).")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return NotAProject(f"“{path.name}” is damaged or is no Glossator project ({text}). It was not changed.")
    return WriteFailed(f"“{path.name}” was not changed: {text}.")
