"""The one front door of a project file: synchronous, no threads of its own, no window."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from stat import S_ISDIR
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from reader.core.errors import GlossatorError, NotAProject, NotFound, Refused
from reader.project import checks, copies, schema
from reader.project.annotations import Annotations
from reader.project.annotators import MAIN_ROUND, Annotator, Annotators, Round
from reader.project.articles import Articles
from reader.project.history import History, now
from reader.project.memos import Memos
from reader.project.outgoing import Outgoing
from reader.project.overview import Overview
from reader.project.progress import Progress
from reader.project.sqlite import (
    Connection,
    DatabaseError,
    connect,
    connect_reading,
    explained,
    leave_one_file,
    set_journal,
)
from reader.project.tags import Tags
from reader.project.texts import Texts
from reader.project.uid import new_uid

SUFFIX = ".gloss"


class Project:
    """An open `.gloss` file: articles, codebook, annotations, progress, memos, history.

    Every method that writes is one gesture: one transaction, durable when it returns, recorded with who and when.
    A project is used by one thread at a time. Errors a person can cause are GlossatorErrors.
    """

    def __init__(self, connection: Connection, path: Path, *, read_only: bool, notes: tuple[str, ...] = ()) -> None:
        self.path = path
        self.read_only = read_only
        self.notes = notes
        self._connection = connection
        self._closed = False
        self._copy: TemporaryDirectory[str] | None = None
        self.annotators = Annotators(connection)
        self.history = History(connection, path, self.annotators, read_only=read_only)
        self.round: Round = self.annotators.round(MAIN_ROUND)
        texts = Texts(connection)
        self.tags = Tags(connection, self.history, self._present_round)
        self.articles = Articles(connection, self.history, texts, self._present_round)
        self.progress = Progress(connection, self.history, self._present_round)
        self.memos = Memos(connection, self.history, self._present_round)
        self.annotations = Annotations(
            connection, self.history, texts, self.tags, self.progress, self.memos, self._present_round
        )
        self.overview = Overview(connection, texts, self._present_round)
        self.outgoing = Outgoing(connection)
        self.history.after_revert = self.articles.index_reverted
        row = connection.execute("SELECT uid FROM project").fetchone()
        self.uid = str(row[0])

    # Opening and closing

    @classmethod
    def create(cls, path: Path | str, *, annotator: str) -> Self:
        """A new, empty project. Raises Refused where the path is taken or can't be written."""
        path = Path(path)
        if os.path.lexists(path):
            raise Refused(f"“{path.name}” is there already. It was not changed; choose another name.")
        if not os.path.isdir(path.parent):
            raise Refused(f"“{path.name}” can't be made: there is no folder “{path.parent}”.")
        if not os.access(path.parent, os.W_OK):
            raise Refused(f"“{path.name}” can't be made: you may not write in the folder “{path.parent}”.")
        connection = None
        try:
            connection = connect(path, "rwc")
            schema.migrate(connection)
            set_journal(connection, path)
            history = History(connection, path, Annotators(connection), read_only=False)
            history.annotator = Annotators(connection).named(annotator)
            with history.gesture("New project", undoable=False):
                connection.execute("INSERT INTO project (id, uid, created) VALUES (1, ?, ?)", (new_uid(), now()))
                connection.execute(
                    "INSERT INTO round (uid, name, created) VALUES (?, ?, ?)",
                    (new_uid(), MAIN_ROUND, history.moment),
                )
            project = cls(connection, path, read_only=False)
            project.act_as(annotator)
        except (DatabaseError, GlossatorError) as error:
            if connection is not None:
                connection.close()
            for ending in ("", "-journal", "-wal", "-shm"):
                with suppress(OSError):
                    os.unlink(f"{path}{ending}")
            if isinstance(error, DatabaseError):
                raise explained(error, path) from error
            raise
        return project

    @classmethod
    def open(cls, path: Path | str, *, annotator: str | None = None, read_only: bool = False) -> Self:
        """Opens a project, for reading only where it can't be written (`notes` says why).

        Raises NotFound, NotAProject, ProjectTooNew, ProjectBusy; the file is unchanged then.
        """
        path = Path(path)
        notes: list[str] = []
        version = _probe(path)
        if version > (schema.MAJOR, schema.MINOR):
            read_only = True
            notes.append(f"“{path.name}” was written by a newer Glossator. It is open for reading only.")
        elif not read_only and not _writable(path):
            read_only = True
            notes.append(f"“{path.name}” or its folder is read-only. It is open for reading; nothing can be changed.")
        connection, copy = None, None
        try:
            if read_only:
                connection, copy = connect_reading(path)
            else:
                connection = connect(path, "rw")
                if version < (schema.MAJOR, schema.MINOR):
                    schema.migrate(connection)
            if version <= (schema.MAJOR, schema.MINOR):
                schema.verify(connection, path)
            if not read_only:
                set_journal(connection, path)
            project = cls(connection, path, read_only=read_only, notes=tuple(notes))
            project._copy = copy
            if annotator:
                project.act_as(annotator)
        except (DatabaseError, GlossatorError) as error:
            if connection is not None:
                connection.close()
            if copy is not None:
                copy.cleanup()
            if isinstance(error, DatabaseError):
                raise explained(error, path) from error
            raise
        return project

    @classmethod
    def reading(cls, path: Path | str) -> Self:
        """A further connection that can't write, on a project that this process has open already. Cheap: no checks."""
        path = Path(path)
        connection, copy = (connect(path, "rw"), None) if _writable(path) else connect_reading(path)
        connection.execute("PRAGMA query_only = ON")
        project = cls(connection, path, read_only=True)
        project._copy = copy
        return project

    def close(self) -> None:
        """Closes; the last connection to do so leaves the project as one file. Closing again does nothing."""
        if self._closed:
            return
        self._closed = True
        if self.read_only:
            self._connection.close()
        else:
            leave_one_file(self._connection)
        if self._copy is not None:
            self._copy.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Who, and what belongs together

    @property
    def name(self) -> str:
        """The file's name without its ending: what exports call the project."""
        return self.path.stem

    @property
    def annotator(self) -> Annotator | None:
        return self.history.annotator

    def act_as(self, name: str) -> None:
        """What follows is coded by `name`. Raises Refused for an empty one."""
        self.history.annotator = self.annotators.named(name)

    def gesture(self, name: str, *, group: str | None = None) -> AbstractContextManager[int]:
        """Several writes as one gesture: one transaction, one step of undo. Gestures of one `group` are undone together."""
        return self.history.gesture(name, group=group)

    def _present_round(self) -> Round:
        return self.round

    # The file as a whole

    def send_copy(self, target: Path | str, *, with_texts: bool = True) -> None:
        """Writes the project as it is now as one closed file, with or without the texts. Raises ExportFailed."""
        copies.send_copy(self._connection, self.path, Path(target), with_texts=with_texts)

    def check(self) -> list[str]:
        """What is wrong with the file, a sentence each; nothing is changed. Empty: all is well."""
        try:
            return checks.findings(self._connection, self.path)
        except DatabaseError as error:
            return [str(explained(error, self.path))]


def _writable(path: Path) -> bool:
    """Whether SQLite may write the file and its journal beside it (beside the file itself, not a link to it)."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _probe(path: Path) -> tuple[int, int]:
    """The version in the file's header, read without touching anything. Raises NotFound, NotAProject, ProjectTooNew."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise NotFound(f"There is no file “{path}”.") from error
    except OSError as error:
        raise NotAProject(f"“{path.name}” can't be read: {error.strerror}.") from error
    if S_ISDIR(status.st_mode):
        raise NotAProject(f"“{path.name}” is a folder, not a Glossator project.")
    if status.st_size == 0:
        raise NotAProject(f"“{path.name}” is empty: it is no Glossator project.")
    if not os.access(path, os.R_OK):
        raise NotAProject(f"“{path.name}” can't be read: you have no permission to.")
    try:
        connection = connect(path, "immutable")
    except DatabaseError as error:
        raise NotAProject(f"“{path.name}” can't be read: {error}.") from error
    try:
        return schema.version(connection, path)
    except DatabaseError as error:
        raise NotAProject(
            f"“{path.name}” is no Glossator project, or it is damaged ({error}). It was not changed."
        ) from error
    finally:
        connection.close()
