"""What the window's parts share: the open project, its codebook, the article on the page, the theme; with signals.

All writing goes through `do` and `long` to the one writer thread; the GUI thread reads through `view`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.core.codebook import Codebook
from reader.window.settings import Settings, system_user
from reader.window.writer import (
    LOOK,
    REPORT_EVERY,
    Failure,
    Outcome,
    Step,
    Work,
    Writer,
    failure_of,
)

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.record import Effects
    from reader.render.theme import Theme
    from reader.window.reading_thread import ReadingThread

CLOSING_SECONDS = 10.0
"""How long closing waits for gestures that are still being written."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class Session(QObject):
    """One for the window's life. `view` and `codebook` may only be asked for while `is_open`.

    The order after a gesture: `marksChanged` (the page repaints at once), `changed` (panels), then the gesture's `then`.
    """

    projectOpened = Signal()
    projectClosed = Signal()
    openFailed = Signal(object, object)  # Path, Failure
    articleOpened = Signal(object)  # article id, or None: no article on the page
    leavingArticle = Signal(int)
    marksChanged = Signal(object)  # Effects; for the page alone
    changed = Signal(object)  # Effects
    undoChanged = Signal()
    themeChanged = Signal(object)  # Theme
    annotatorChanged = Signal()
    said = Signal(str, bool)  # sentence, whether Undo is offered
    failed = Signal(object)  # Failure
    workStarted = Signal(object)  # Work
    workStepped = Signal(object)
    workEnded = Signal(object)
    _delivered = Signal(object, object)  # Outcome, the Writer it came from

    def __init__(self, settings: Settings, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.theme = theme
        self.path: Path | None = None
        self.article_id: int | None = None
        self.read_only = False
        self.annotator = ""
        self.undo_name = ""
        self.redo_name = ""
        self.works: list[Work] = []
        self.waiting = 0
        """Gestures that were made and are not answered yet."""
        self._view: Project | None = None
        self._codebook: Codebook | None = None
        self._writer: Writer | None = None
        self._reading: ReadingThread | None = None
        self._opening: Path | None = None
        self._delivered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    # The project

    @property
    def is_open(self) -> bool:
        return self._view is not None

    @property
    def view(self) -> Project:
        """The reading connection of the GUI thread."""
        if self._view is None:
            raise RuntimeError("no project is open")
        return self._view

    @property
    def codebook(self) -> Codebook:
        if self._codebook is None:
            self._codebook = self.view.tags.codebook() if self._view else Codebook(())
        return self._codebook

    def open(self, path: Path, *, make: Callable[[Path, str], None] | None = None) -> None:
        """Opens a project on the writer thread, after `make(path, annotator)` if that is given.

        `projectOpened` or `openFailed` follows.
        """
        self.close()
        self._opening = path
        name = self.settings.annotator
        self._writer = Writer(lambda: _opened(path, name, make), self._deliverer())
        self._writer.start()

    def close(self) -> None:
        """Cancels long work between two of its steps, and waits until the gestures under way are written."""
        writer = self._writer
        if writer is None:
            return
        for work in self.works:
            work.cancel()
        was_open = self.is_open
        if was_open:
            self.open_article(None)
        if self._view is not None:
            self._view.close()
            self._view = None
        if self._reading is not None:
            self._reading.close(CLOSING_SECONDS)
            self._reading = None
        if not writer.close(CLOSING_SECONDS):
            log.warning("The writer thread is still busy; it will end by itself")
        self._writer = None
        self._codebook = None
        self.path = None
        self.waiting = 0
        self.undo_name = self.redo_name = ""
        for work in tuple(self.works):
            self._end(work)
        if was_open:
            self.projectClosed.emit()

    # Writing

    def do(self, job: Callable[[Project], T], then: Callable[[T], None] | None = None) -> None:
        """One gesture on the writer thread; `then` gets its result, on the GUI thread, after `changed`."""
        if self._writer is None:
            self.fail("No project is open.")
            return
        self.waiting += 1
        self._writer.do(job, then)

    def long(
        self,
        steps: Callable[[Project], Iterator[Step]],
        title: str,
        then: Callable[[Any], None] | None = None,
    ) -> Work | None:
        """Long writing, step by step, gestures going first. `then` gets the iterator's return value, None if cancelled."""
        if self._writer is None:
            self.fail("No project is open.")
            return None
        work = self._begin(title)
        self._writer.long(steps, work, then)
        return work

    def long_reading(
        self,
        steps: Callable[[Project], Iterator[Step]],
        title: str,
        then: Callable[[Any], None] | None = None,
    ) -> Work | None:
        """Long work that only reads the project (exports, copies), on a thread and a connection of its own."""
        if self.path is None:
            self.fail("No project is open.")
            return None
        work = self._begin(title)
        path, deliver = self.path, self._deliverer()
        threading.Thread(
            target=_read,
            args=(path, steps, work, then, deliver),
            name=title,
            daemon=True,
        ).start()
        return work

    def read(self, name: str, job: Callable[[Project], T], then: Callable[[T], None]) -> None:
        """What takes longer than a frame to read, on a thread and a connection of its own. Of several questions with one
        `name` only the newest is answered. `job` must ask for no more than is shown."""
        if self.path is None:
            return
        if self._reading is None or not self._reading.is_alive():
            from reader.window.reading_thread import ReadingThread

            self._reading = ReadingThread(self.path, self._deliverer())
            self._reading.start()
        asked = self._reading
        asked.ask(name, job, lambda found: then(found) if asked is self._reading else None)

    def look(self, job: Callable[[Project], T], then: Callable[[T], None]) -> None:
        """Something merely to be shown, asked of the writing connection: gestures go first, long work waits for it."""
        if self._writer is not None:
            self._writer.do(job, then, at=LOOK)

    # What is on the page, and going back

    def open_article(self, article_id: int | None) -> None:
        if self.article_id is not None:
            self.leavingArticle.emit(self.article_id)
        self.article_id = article_id
        self.articleOpened.emit(article_id)

    def turn_to(self, article_id: int) -> None:
        """Another of the articles on screen is the one that is worked on; none was left."""
        self.article_id = article_id
        self.articleOpened.emit(article_id)

    def undo(self, then: Callable[[Any], None] | None = None) -> None:
        self.do(lambda project: project.history.undo(), then)

    def redo(self, then: Callable[[Any], None] | None = None) -> None:
        self.do(lambda project: project.history.redo(), then)

    def act_as(self, name: str) -> None:
        """Who is coding from now on; remembered in the person's settings."""
        self.settings.annotator = name
        if self._writer is not None:
            self.do(lambda project: project.act_as(name), lambda _: self._acting(name))

    def look_again(self) -> None:
        """Asks whether another program changed the project (the window became active again)."""
        if self._writer is not None:
            self._writer.do(lambda _: None, at=LOOK)

    def set_theme(self, theme: Theme) -> None:
        if theme is not self.theme:
            self.theme = theme
            self.themeChanged.emit(theme)

    # Saying

    def say(self, text: str, undo: bool = False) -> None:
        """A short sentence that goes away by itself, with Undo in it if wanted."""
        self.said.emit(text, undo)

    def fail(self, sentence: str, details: str = "") -> None:
        """A sentence that stays until it is closed."""
        self.failed.emit(Failure(sentence, details))

    # Answers of the writer

    def _deliverer(self) -> Callable[[Outcome], None]:
        def deliver(outcome: Outcome) -> None:
            self._delivered.emit(outcome, threading.current_thread())

        return deliver

    def _take(self, outcome: Outcome, sender: object) -> None:
        if isinstance(sender, Writer) and sender is not self._writer:
            return  # of a project closed since
        if self._opening is not None and isinstance(sender, Writer):
            self._take_opening(self._opening, outcome)
            return
        if outcome.effects is not None:
            self._spread(outcome.effects)
        if outcome.work is not None and outcome.ended:
            self._end(outcome.work)
        elif outcome.work is not None:
            self.workStepped.emit(outcome.work)
        self.waiting -= outcome.gesture
        if outcome.failure is not None:
            self.failed.emit(outcome.failure)
        elif outcome.then is not None:
            _answer(outcome.then, outcome.value)

    def _take_opening(self, path: Path, outcome: Outcome) -> None:
        self._opening = None
        notes: tuple[str, ...] = ()
        if outcome.failure is None:
            try:
                from reader.project import Project

                self._view = Project.reading(path)
                self._act_in_view(self.settings.annotator)
                self.read_only, notes = outcome.value.read_only, outcome.value.notes
            except Exception as error:
                outcome = Outcome(failure=failure_of(error))
        if outcome.failure is not None:
            if self._view is not None:
                self._view.close()
                self._view = None
            writer, self._writer = self._writer, None
            if writer is not None:
                writer.close(CLOSING_SECONDS)
            self.openFailed.emit(path, outcome.failure)
            return
        self.path = path
        self._codebook = None
        self.article_id = None
        self.annotator = self.settings.annotator
        self.projectOpened.emit()
        for note in notes:
            self.fail(note)
        self._look_at_undo()

    def _spread(self, effects: Effects) -> None:
        if effects.tags:
            self._codebook = None
        if self._view is not None and self._view.annotator is not None and not self._view.annotator.stored:
            self._act_in_view(self.annotator)
        self.marksChanged.emit(effects)
        self.changed.emit(effects)
        QTimer.singleShot(0, self._look_at_undo)

    def _look_at_undo(self) -> None:
        def names(project: Project) -> tuple[str, str]:
            undo, redo = project.history.next_undo(), project.history.next_redo()
            return (undo.name if undo else "", redo.name if redo else "")

        def show(found: tuple[str, str]) -> None:
            if found != (self.undo_name, self.redo_name):
                self.undo_name, self.redo_name = found
                self.undoChanged.emit()

        self.look(names, show)

    def _act_in_view(self, name: str) -> None:
        """Counts and status read there are this annotator's."""
        if self._view is not None and name:
            self._view.act_as(name)

    def _acting(self, name: str) -> None:
        self.annotator = name
        self._act_in_view(name)
        self.annotatorChanged.emit()
        self._look_at_undo()

    def _begin(self, title: str) -> Work:
        work = Work(title)
        self.works.append(work)
        self.workStarted.emit(work)
        return work

    def _end(self, work: Work) -> None:
        if work in self.works:
            self.works.remove(work)
            self.workEnded.emit(work)


def _answer(then: Callable[[Any], None], value: Any) -> None:
    """Calls `then`, unless the dialog that asked was closed meanwhile."""
    try:
        then(value)
    except RuntimeError as error:
        if "already deleted" not in str(error):
            raise
        log.debug("An answer came too late: %s", error)


def _opened(path: Path, annotator: str, make: Callable[[Path, str], None] | None) -> Project:
    from reader.project import Project

    if make is not None:
        make(path, annotator or system_user())
    return Project.open(path, annotator=annotator or None)


def new_project(path: Path, annotator: str) -> None:
    """An empty project, as `Session.open` makes one."""
    from reader.project import Project

    Project.create(path, annotator=annotator).close()


def _read(
    path: Path,
    steps: Callable[[Project], Iterator[Step]],
    work: Work,
    then: Callable[[Any], None] | None,
    deliver: Callable[[Outcome], None],
) -> None:
    from reader.project import Project

    try:
        with Project.reading(path) as project:
            value = _through(steps(project), work, deliver)
        deliver(Outcome(value, then=then, work=work))
    except Exception as error:
        deliver(Outcome(failure=failure_of(error), work=work))


def _through(steps: Iterator[Step], work: Work, deliver: Callable[[Outcome], None]) -> Any:
    """All steps to the end or to a cancel; the iterator's return value, None if cancelled."""
    reported = 0.0
    while not work.cancelled:
        try:
            step = next(steps)
        except StopIteration as stop:
            return stop.value
        work.done, work.total = step.done, step.total
        if monotonic() - reported >= REPORT_EVERY:
            reported = monotonic()
            deliver(Outcome(work=work, ended=False))
    close = getattr(steps, "close", None)
    if close is not None:
        close()
    return None
