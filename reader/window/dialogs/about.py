"""What this program is, and which versions of what it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QMessageBox

from reader import __version__
from reader.project.sqlite import LIBRARY, VERSION
from reader.window.resources import application_icon
from reader.window.settings import data_folder, settings_folder

if TYPE_CHECKING:
    from reader.window.main_window import MainWindow


def show_about(window: MainWindow) -> None:
    box = QMessageBox(window)
    box.setWindowTitle("About Glossator")
    box.setIconPixmap(application_icon().pixmap(64, 64))
    box.setText(f"Glossator {__version__}")
    box.setInformativeText(
        "A reader and annotator for people who code news by hand. It works offline, in one file.\n\n"
        f"Qt for Python {pyside_version} · SQLite {VERSION} ({LIBRARY})\n"
        f"Settings: {settings_folder()}\nSample project and log: {data_folder()}"
    )
    box.addButton(QMessageBox.StandardButton.Close)
    box.open()
