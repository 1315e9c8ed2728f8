"""Choosing files and folders. Qt's own file dialog opens the files it lists, which would drop SQLite's locks on an open
project (safety: finding 1); so where no native dialog is there, it gets an icon provider that opens nothing.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFileIconProvider, QStyle, QWidget

from reader.window.settings import Settings


class BlindIcons(QFileIconProvider):
    """Icons by what a name says, and never by what the file holds."""

    def __init__(self) -> None:
        super().__init__()
        self.setOptions(QAbstractFileIconProvider.Option.DontUseCustomDirectoryIcons)
        style = QApplication.style()
        self._folder = style.standardIcon(QStyle.StandardPixmap.SP_DirIcon)
        self._file = style.standardIcon(QStyle.StandardPixmap.SP_FileIcon)

    def icon(self, kind: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        if isinstance(kind, QFileInfo):
            return self._folder if kind.isDir() else self._file
        folders = (QAbstractFileIconProvider.IconType.Folder, QAbstractFileIconProvider.IconType.Drive)
        return self._folder if kind in folders else self._file

    def type(self, info: QFileInfo) -> str:
        return "Folder" if info.isDir() else info.suffix().upper() or "File"


def _dialog(parent: QWidget, settings: Settings, title: str, use: str) -> tuple[QFileDialog, BlindIcons]:
    dialog = QFileDialog(parent, title)
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    icons = BlindIcons()
    dialog.setIconProvider(icons)
    folder = settings.choice(f"folder/{use}", "")
    if folder and Path(folder).is_dir():
        dialog.setDirectory(folder)
    return dialog, icons


def _run(dialog: QFileDialog, icons: BlindIcons, settings: Settings, use: str) -> list[Path]:
    """The provider must outlive the dialog, which does not keep it."""
    done = dialog.exec()
    chosen = [Path(name) for name in dialog.selectedFiles()] if done == QDialog.DialogCode.Accepted else []
    if chosen:
        settings.set_choice(f"folder/{use}", str(dialog.directory().absolutePath()))
    dialog.deleteLater()
    del icons
    return chosen


def open_files(parent: QWidget, settings: Settings, title: str, use: str, filters: str, *, many: bool) -> list[Path]:
    """Files that are there. `use` remembers the folder; `filters` as QFileDialog has them."""
    dialog, icons = _dialog(parent, settings, title, use)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters.split(";;"))
    return _run(dialog, icons, settings, use)


def open_folder(parent: QWidget, settings: Settings, title: str, use: str) -> Path | None:
    dialog, icons = _dialog(parent, settings, title, use)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    found = _run(dialog, icons, settings, use)
    return found[0] if found else None


def save_file(
    parent: QWidget, settings: Settings, title: str, use: str, filters: str, name: str, *, may_replace: bool = True
) -> Path | None:
    """A file to be made. The dialog asks before one that is there is replaced, or where it may not be, leaves it to the caller."""
    dialog, icons = _dialog(parent, settings, title, use)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(filters.split(";;"))
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not may_replace)
    suffix = Path(name).suffix
    if suffix:
        dialog.setDefaultSuffix(suffix[1:])
    dialog.selectFile(name)
    found = _run(dialog, icons, settings, use)
    return found[0] if found else None
