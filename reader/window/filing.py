"""Project files and what goes in and out of them: the choosing, the call, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.project import SUFFIX
from reader.window import file_dialogs

if TYPE_CHECKING:
    from reader.project import Project
    from reader.window.main_window import MainWindow

PROJECTS = f"Glossator projects (*{SUFFIX})"
CODEBOOKS = "Codebooks (*.csv *.json *.qdc)"


def new_project(window: MainWindow) -> None:
    """Asks where, and who is coding if that is not known; then makes and opens it."""
    path = file_dialogs.save_file(
        window, window.session.settings, "New project", "project", PROJECTS, f"Project{SUFFIX}", may_replace=False
    )
    if path is not None:
        make(window, path)


def make(window: MainWindow, path: Path) -> None:
    _as_someone(window, lambda: window.create_project(path))


def _as_someone(window: MainWindow, work: Callable[[], None]) -> None:
    """`work`, after asking who is coding if that is not known."""
    if window.session.settings.annotator:
        work()
        return
    from reader.window.dialogs.annotator import ask_annotator

    ask_annotator(window, work)


def open_project(window: MainWindow) -> None:
    found = file_dialogs.open_files(window, window.session.settings, "Open project", "project", PROJECTS, many=False)
    if found:
        window.open_project(found[0])


def open_sample(window: MainWindow) -> None:
    """A copy of one's own of the sample project, made the first time (its codings are then one's own) and never reset."""
    from reader.sample import build_sample
    from reader.window.settings import data_folder

    path = data_folder() / f"Sample{SUFFIX}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        window.session.open(path)
    else:
        _as_someone(window, lambda: window.session.open(path, make=build_sample))


def choose_files(window: MainWindow) -> None:
    from reader.importers import REGISTRY

    suffixes = " ".join(f"*{suffix}" for importer in REGISTRY.values() for suffix in importer.suffixes)
    each = ";;".join(
        f"{importer.title} ({' '.join('*' + suffix for suffix in importer.suffixes)})" for importer in REGISTRY.values()
    )
    found = file_dialogs.open_files(
        window,
        window.session.settings,
        "Import files",
        "import",
        f"Articles ({suffixes});;{each};;All files (*)",
        many=True,
    )
    if found:
        import_paths(window, found)


def choose_folder(window: MainWindow) -> None:
    found = file_dialogs.open_folder(window, window.session.settings, "Import a folder", "import")
    if found is not None:
        import_paths(window, [found])


def dropped(window: MainWindow, paths: Sequence[Path]) -> None:
    """Files and folders dropped on the window: a project is opened, everything else imported."""
    projects = [path for path in paths if path.suffix.lower() == SUFFIX]
    if projects:
        window.open_project(projects[0])
    elif not window.session.is_open:
        window.session.fail("To import files, open or make a project first, then drop them on the window.")
    elif paths:
        import_paths(window, paths)


def import_paths(window: MainWindow, paths: Sequence[Path]) -> None:
    """Takes files and folders (with what lies in their folders) in, then says what came of it."""
    from reader.intake import Step, TakenIn, take_in
    from reader.window.dialogs.import_report import show_report

    steps: list[Step] = []

    def taking(project: Project) -> Generator[Step, None, TakenIn]:
        """Counts along, since an import that was cancelled returns nothing."""
        work = take_in(project, paths, recursive=True)
        try:
            while True:
                step = next(work)
                if step.added or step.already or step.failures:
                    steps.append(step)
                yield step
        except StopIteration as end:
            taken: TakenIn = end.value
            return taken
        finally:
            work.close()

    def report(taken: TakenIn | None) -> None:
        failures = taken.failures if taken else tuple(failure for step in steps for failure in step.failures)
        show_report(
            window,
            added=taken.added if taken else sum(len(step.added) for step in steps),
            already=taken.already if taken else sum(len(step.already) for step in steps),
            failures=[failure.sentence for failure in failures],
            notes=taken.notes if taken else (),
            cancelled=taken is None,
        )

    window.session.long(taking, "Importing", report)


def send_copy(window: MainWindow, *, with_texts: bool) -> None:
    session = window.session
    name = f"{session.view.name} copy{SUFFIX}" if with_texts else f"{session.view.name} without texts{SUFFIX}"
    target = file_dialogs.save_file(window, session.settings, "Send a copy", "copy", PROJECTS, name)
    if target is not None:
        write_copy(window, target, with_texts=with_texts)


def write_copy(window: MainWindow, target: Path, *, with_texts: bool) -> None:
    """One closed file, made beside the work."""
    from reader.window.steps import single

    window.session.long_reading(
        lambda project: single(lambda: project.send_copy(target, with_texts=with_texts)),
        "Writing the copy",
        lambda _: window.session.say(f"“{target.name}” is written{'' if with_texts else ', without the texts'}."),
    )


def check(window: MainWindow) -> None:
    """Looks the whole project through, beside the work; findings are one list."""
    from reader.window.dialogs.findings import show_findings
    from reader.window.steps import single

    window.session.long_reading(
        lambda project: single(project.check), "Checking the project", partial(show_findings, window)
    )


def import_codebook(window: MainWindow) -> None:
    found = file_dialogs.open_files(
        window, window.session.settings, "Import codebook", "codebook", CODEBOOKS, many=False
    )
    if found:
        take_in_codebook(window, found[0])


def take_in_codebook(window: MainWindow, path: Path) -> None:
    from reader.codebook_files import read_codebook, settled

    session = window.session
    session.do(
        lambda project: project.tags.take_in(settled(read_codebook(path), project.tags.codebook())),
        lambda taken: session.say(
            f"“{path.name}”: {taken.added:,} tags added, {taken.changed:,} changed, {taken.same:,} were there already.",
            bool(taken.added or taken.changed),
        ),
    )


def export_codebook(window: MainWindow) -> None:
    session = window.session
    name = f"{session.view.name} codebook.csv"
    filters = "CSV (*.csv);;JSON, keeps everything (*.json);;REFI-QDA codebook (*.qdc)"
    target = file_dialogs.save_file(window, session.settings, "Export codebook", "codebook", filters, name)
    if target is not None:
        write_codebook_file(window, target)


def write_codebook_file(window: MainWindow, target: Path) -> None:
    """The dialog has asked before a file is replaced."""
    from reader.codebook_files import write_codebook
    from reader.window.steps import single

    window.session.long_reading(
        lambda project: single(lambda: write_codebook(project, target, force=True)),
        "Writing the codebook",
        lambda _: window.session.say(f"“{target.name}” is written."),
    )
