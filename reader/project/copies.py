"""A copy of a project as one closed file, made by SQLite's backup while work goes on."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from reader.core.errors import ExportFailed
from reader.project import triggers
from reader.project.sqlite import Connection, DatabaseError, connect

_MARK = re.compile(r"\S")
HIDDEN = "·"
"""Stands for each letter in a copy without the texts, so that offsets and paragraphs stay."""


def send_copy(connection: Connection, path: Path, target: Path, *, with_texts: bool) -> None:
    """Writes the project beside `target` and renames it into place. Raises ExportFailed; nothing half written is left."""
    if os.path.isdir(target):
        raise ExportFailed(f"“{target.name}” is a folder: give the copy a file name.")
    if os.path.exists(target) and target.samefile(path):
        raise ExportFailed(f"“{target.name}” is the project itself: give the copy another name.")
    for ending in ("-wal", "-journal"):
        if os.path.exists(f"{target.resolve()}{ending}"):
            raise ExportFailed(
                f"“{target.name}” was not replaced: a project of that name is open, or was not closed. Give the copy another name."
            )
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.unlink(missing_ok=True)
        copy = connect(beside, "rwc")
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            if not with_texts:
                _hide_texts(copy)
            (found,) = copy.execute("PRAGMA quick_check").fetchone()
            if found != "ok":
                raise ExportFailed(f"“{target.name}” was not written: the copy did not pass its check ({found}).")
        finally:
            copy.close()
        os.replace(beside, target)
    except (DatabaseError, OSError) as error:
        raise ExportFailed(f"“{target.name}” was not written: {getattr(error, 'strerror', None) or error}.") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _hide_texts(copy: Connection) -> None:
    copy.execute("BEGIN IMMEDIATE")
    copy.execute("DROP TRIGGER text_chunk_update_frozen")
    for chunk_id, body in copy.execute("SELECT id, body FROM text_chunk").fetchall():
        copy.execute("UPDATE text_chunk SET body = ? WHERE id = ?", (_MARK.sub(HIDDEN, body), chunk_id))
    copy.execute(triggers.frozen("text_chunk", "update"))
    copy.execute("INSERT INTO article_index (article_index) VALUES ('delete-all')")
    copy.execute("UPDATE project SET texts = 0")
    copy.execute("COMMIT")
    copy.execute("VACUUM")
