"""Errors that a user can cause. Each is one whole sentence, naming the file or thing and the cause."""


class GlossatorError(Exception):
    """Base of all of them; `str(error)` is the sentence to show, without a traceback."""


class UnreadableFile(GlossatorError):
    """A file handed over for import that can't become an article."""


class NotAProject(GlossatorError):
    """The file is no project, or one that this program must not touch."""


class ProjectTooNew(NotAProject):
    """The project was written by a newer program."""


class ProjectReadOnly(GlossatorError):
    """A write to a project that is open for reading only."""


class ProjectBusy(GlossatorError):
    """Another program holds the project's write lock."""


class WriteFailed(GlossatorError):
    """The disk refused a write; nothing was changed."""


class NotFound(GlossatorError):
    """An id, name or quote that names nothing."""


class Ambiguous(GlossatorError):
    """An id ending or a name that names more than one thing."""


class Refused(GlossatorError):
    """A value that can't be stored: a span past the end, a tag in a cycle, two siblings of one name."""


class NothingToUndo(GlossatorError):
    """The annotator's stack is empty in that direction."""


class UndoBlocked(GlossatorError):
    """Another's later gesture touched what this undo would change."""


class ExportFailed(GlossatorError):
    """The output path is unusable or the disk refused it; nothing half written is left."""
