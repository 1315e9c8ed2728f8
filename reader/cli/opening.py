"""Opening a project for one sub-command, as the annotator whom the person named somewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.project import Project


@contextmanager
def reading(path: str) -> Iterator[Project]:
    """The project for reading, unchanged to the byte; where another program has it open, side by side with that."""
    in_use = Path(f"{Path(path).resolve()}-wal").exists()
    with _opened(path, annotator_name(), read_only=not in_use) as project:
        yield project


@contextmanager
def writing(path: str, annotator: str | None = None) -> Iterator[Project]:
    """The project for writing, as `annotator`, else the one that `annotator_name` finds."""
    with _opened(path, annotator or annotator_name(), read_only=False) as project:
        yield project


@contextmanager
def _opened(path: str, annotator: str, *, read_only: bool) -> Iterator[Project]:
    from reader.project import Project
    from reader.project.sqlite import DatabaseError, explained

    with Project.open(Path(path), annotator=annotator, read_only=read_only) as project:
        try:
            yield project
        except DatabaseError as error:  # a damaged page is found only where it is read
            raise explained(error, project.path) from error


def annotator_name() -> str:
    """Who codes: GLOSSATOR_ANNOTATOR, else the person's setting, else the system user."""
    return os.environ.get("GLOSSATOR_ANNOTATOR", "").strip() or _setting() or _system_user()


def _setting() -> str:
    """`annotator` in section [person] of the settings that the window writes (an INI file of QSettings)."""
    try:
        lines = _settings_file().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    section = ""
    for line in lines:
        line = line.strip()
        if line.startswith("["):
            section = line
        elif section == "[person]" and line.partition("=")[0].strip() == "annotator":
            return _unquoted(line.partition("=")[2].strip()).strip()
    return ""


def _settings_file() -> Path:
    home = os.environ.get("GLOSSATOR_HOME")
    if home:
        return Path(home) / "settings.ini"
    from platformdirs import user_config_dir

    return Path(user_config_dir("glossator")) / "settings.ini"


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def _unquoted(value: str) -> str:
    """A value as QSettings writes it: in quotes where it holds , ; or =, with \\xHHHH for other characters."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    value = re.sub(r"\\x([0-9a-fA-F]{1,4})", lambda found: chr(int(found[1], 16)), value)
    value = re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), value)
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").removeprefix("@")


def _system_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
