"""Starts the window: `main` is what the command line calls for it. Imports only what the first paint needs."""

from __future__ import annotations

import faulthandler
import gc
import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from reader.window.dress import dress, follows_system, theme_for
from reader.window.main_window import MainWindow
from reader.window.session import Session, new_project
from reader.window.settings import Settings, data_folder
from reader.window.writer import failure_of

LOG_NAME = "log.txt"
LARGEST_LOG = 1_000_000
"""Bytes; a longer log is begun anew, with the old one kept beside it."""
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def main(project: Path | None, files: list[Path]) -> int:
    """Opens the window on a project (made when missing), taking in `files`; the process's exit status."""
    log = _begin_log()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    window = build(app, project, files)
    window.show()
    status = app.exec()
    if log is not None:
        faulthandler.disable()
        logging.shutdown()
        log.close()
    return status


def build(app: QApplication, project: Path | None = None, files: list[Path] | None = None) -> MainWindow:
    """The window as it starts; the project is opened on the writer thread while the widgets are made."""
    # Collecting garbage amid the imports finds none and only lengthens the start; the window turns it on again.
    gc.disable()
    app.setApplicationName("Glossator")
    app.setDesktopFileName("glossator")
    settings = Settings()
    theme = theme_for(settings.theme)
    session = Session(settings, theme)
    if project is not None:
        session.open(project.absolute(), make=None if project.exists() else new_project)
    dress(theme, follow=follows_system(settings.theme))
    window = MainWindow(session)
    _catch_failures(session)
    window.begin(project is not None, [file.absolute() for file in files or []])
    return window


def _catch_failures(session: Session) -> None:
    """An error nobody expected becomes a sentence in the window and an entry in the log; the window lives on."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        session.failed.emit(failure_of(error))

    sys.excepthook = caught


def _begin_log() -> TextIO | None:
    """Warnings and errors go to a file of the person's own (no article text is ever in it), crashes too."""
    try:
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / LOG_NAME
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(folder / f"{LOG_NAME}.1")
        stream = path.open("a", encoding="utf-8")
    except OSError:
        faulthandler.enable()
        return None
    logging.basicConfig(stream=stream, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    faulthandler.enable(stream)
    qInstallMessageHandler(_log_qt)
    return stream


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), message)
