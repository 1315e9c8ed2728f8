"""The Project menu: project files, what comes in and what goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.window.commands.table import Command, project_open, project_writable

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow

NO_PROJECT = "No project is open"
NOT_WRITABLE = "No project is open for writing"


def has_articles(window: MainWindow) -> bool:
    return window.session.is_open and window.session.view.articles.count() > 0


def new(window: MainWindow) -> None:
    from reader.window import filing

    filing.new_project(window)


def open_(window: MainWindow) -> None:
    from reader.window import filing

    filing.open_project(window)


def sample(window: MainWindow) -> None:
    from reader.window import filing

    filing.open_sample(window)


def close(window: MainWindow) -> None:
    window.session.close()


def import_files(window: MainWindow) -> None:
    from reader.window import filing

    filing.choose_files(window)


def import_folder(window: MainWindow) -> None:
    from reader.window import filing

    filing.choose_folder(window)


def paste(window: MainWindow) -> None:
    from reader.window.dialogs.paste import paste_article

    paste_article(window)


def send_copy(window: MainWindow) -> None:
    from reader.window import filing

    filing.send_copy(window, with_texts=True)


def send_copy_without_texts(window: MainWindow) -> None:
    from reader.window import filing

    filing.send_copy(window, with_texts=False)


def check(window: MainWindow) -> None:
    from reader.window import filing

    filing.check(window)


def export(window: MainWindow) -> None:
    from reader.window.dialogs.export import ExportDialog

    ExportDialog(window.session, window).open()


def print_(window: MainWindow) -> None:
    from reader.window.dialogs.print import PrintDialog

    PrintDialog(window).open()


def coding_as(window: MainWindow) -> None:
    from reader.window.dialogs.annotator import ask_annotator

    ask_annotator(window)


def reading_settings(window: MainWindow) -> None:
    window.show_reading_settings()


def quit_(window: MainWindow) -> None:
    window.close()


COMMANDS = (
    Command("project.new", "New project…", "Project", ("Ctrl+N",), new, group=1),
    Command("project.open", "Open project…", "Project", ("Ctrl+O",), open_, group=1),
    Command("project.sample", "Open the sample project", "Project", (), sample, group=1),
    Command(
        "project.close",
        "Close project",
        "Project",
        ("Ctrl+W",),
        close,
        project_open,
        why=NO_PROJECT,
        group=1,
    ),
    Command(
        "project.import",
        "Import files…",
        "Project",
        ("Ctrl+I",),
        import_files,
        project_writable,
        why=NOT_WRITABLE,
        group=2,
    ),
    Command(
        "project.import_folder",
        "Import a folder…",
        "Project",
        ("Ctrl+Shift+I",),
        import_folder,
        project_writable,
        why=NOT_WRITABLE,
        group=2,
    ),
    Command(
        "project.paste",
        "Paste as an article…",
        "Project",
        ("Ctrl+Shift+V",),
        paste,
        project_writable,
        why=NOT_WRITABLE,
        group=2,
    ),
    Command(
        "project.export",
        "Export…",
        "Project",
        ("Ctrl+Shift+E",),
        export,
        project_open,
        why=NO_PROJECT,
        group=3,
        toolbar=True,
    ),
    Command(
        "project.print",
        "Print…",
        "Project",
        ("Ctrl+P",),
        print_,
        has_articles,
        why="No article to print",
        group=3,
    ),
    Command(
        "project.copy",
        "Send a copy…",
        "Project",
        (),
        send_copy,
        project_open,
        why=NO_PROJECT,
        group=3,
    ),
    Command(
        "project.copy_without_texts",
        "Send a copy without the texts…",
        "Project",
        (),
        send_copy_without_texts,
        project_open,
        why=NO_PROJECT,
        group=3,
    ),
    Command(
        "project.check",
        "Check the project",
        "Project",
        (),
        check,
        project_open,
        why=NO_PROJECT,
        group=3,
    ),
    Command("project.coding_as", "Coding as…", "Project", (), coding_as, group=4),
    Command(
        "project.reading_settings",
        "Reading settings…",
        "Project",
        ("Ctrl+,",),
        reading_settings,
        group=4,
        role="PreferencesRole",
    ),
    Command("project.quit", "Quit", "Project", ("Ctrl+Q",), quit_, group=5, role="QuitRole"),
)
