"""What belongs to the person and not to the project: name, theme, sizes, recent projects, where one was in each.

All in `settings.ini`, of which the command line reads the name. `GLOSSATOR_HOME` puts settings and data elsewhere.
"""

from __future__ import annotations

import os
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSettings

USUAL_SIZE, SMALLEST_SIZE, LARGEST_SIZE = 18, 14, 32
MEASURES = (52, 66, 80)
USUAL_MEASURE = 66
FACES = ("literata", "sans", "serif")
USUAL_FACE = "literata"
LEADINGS = ("tight", "usual", "wide")
RECENT_PROJECTS = 10
PLACES, PLACED_PROJECTS = 200, 20
"""So many articles in so many projects have their place remembered."""


def settings_folder() -> Path:
    if home := os.environ.get("GLOSSATOR_HOME"):
        return Path(home)
    from platformdirs import user_config_dir

    return Path(user_config_dir("glossator"))


def data_folder() -> Path:
    """Where the sample project and the log are."""
    if home := os.environ.get("GLOSSATOR_HOME"):
        return Path(home)
    from platformdirs import user_data_dir

    return Path(user_data_dir("glossator"))


class Place(NamedTuple):
    """Where one was in a project."""

    article: int
    caret: int
    scroll: int


class Settings:
    """Typed access; what is unreadable or out of range counts as not set."""

    def __init__(self) -> None:
        folder = settings_folder()
        folder.mkdir(parents=True, exist_ok=True)
        self._stored = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)

    def save(self) -> None:
        self._stored.sync()

    # Who is coding

    @property
    def annotator(self) -> str:
        """The name given when asked, "" if never asked. The command line reads it from the same file."""
        return self._text("person/annotator", "").strip()

    @annotator.setter
    def annotator(self, name: str) -> None:
        self._stored.setValue("person/annotator", name)
        self.save()

    # How it looks

    @property
    def theme(self) -> str:
        """ "light", "sepia", "dark", "contrast" or "system"."""
        name = self._text("look/theme", "system")
        return name if name in ("light", "sepia", "dark", "contrast") else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._stored.setValue("look/theme", name)

    @property
    def size(self) -> int:
        """Body size of the page, dp."""
        return max(SMALLEST_SIZE, min(LARGEST_SIZE, self._number("look/size", USUAL_SIZE)))

    @size.setter
    def size(self, size: int) -> None:
        self._stored.setValue("look/size", max(SMALLEST_SIZE, min(LARGEST_SIZE, size)))

    @property
    def measure(self) -> int:
        """Characters a line."""
        number = self._number("look/measure", USUAL_MEASURE)
        return number if number in MEASURES else USUAL_MEASURE

    @measure.setter
    def measure(self, characters: int) -> None:
        self._stored.setValue("look/measure", characters)

    @property
    def face(self) -> str:
        """What the page is set in: one of FACES."""
        return self._one_of("look/face", FACES, USUAL_FACE)

    @face.setter
    def face(self, face: str) -> None:
        self._stored.setValue("look/face", face)

    @property
    def leading(self) -> str:
        """One of LEADINGS."""
        return self._one_of("look/leading", LEADINGS, "usual")

    @leading.setter
    def leading(self, leading: str) -> None:
        self._stored.setValue("look/leading", leading)

    @property
    def focus(self) -> str:
        """What of the page is lit: all of it (""), the "line" that is read, or its "paragraph"."""
        return self._one_of("look/focus", ("line", "paragraph"), "")

    @focus.setter
    def focus(self, focus: str) -> None:
        self._stored.setValue("look/focus", focus)

    @property
    def snaps(self) -> bool:
        """Whether the mouse selects whole words."""
        return self._number("look/snaps", 1) != 0

    @snaps.setter
    def snaps(self, on: bool) -> None:
        self._stored.setValue("look/snaps", int(on))

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing is to move by itself; Qt cannot read the system's setting."""
        return self._number("look/reduce_motion", 0) != 0

    @reduce_motion.setter
    def reduce_motion(self, on: bool) -> None:
        self._stored.setValue("look/reduce_motion", int(on))

    @property
    def letters(self) -> bool:
        """Whether single letters act on the page (WCAG 2.1.4: they can be turned off)."""
        return self._number("keys/letters", 1) != 0

    @letters.setter
    def letters(self, on: bool) -> None:
        self._stored.setValue("keys/letters", int(on))

    @property
    def overview(self) -> bool:
        """Whether the strip with all annotations stands beside the scroll bar."""
        return self._number("look/overview", 1) != 0

    @overview.setter
    def overview(self, on: bool) -> None:
        self._stored.setValue("look/overview", int(on))

    # The window as it was left

    def bytes(self, key: str) -> QByteArray:
        value = self._stored.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        self._stored.setValue(key, value)

    @property
    def hidden_panels(self) -> frozenset[str]:
        return frozenset(self._text("window/hidden_panels", "outline").split())

    @hidden_panels.setter
    def hidden_panels(self, panels: frozenset[str]) -> None:
        self._stored.setValue("window/hidden_panels", " ".join(sorted(panels)))

    # Projects

    @property
    def recent(self) -> list[Path]:
        """Projects opened, newest first; those that are gone stay, since a drive may be away."""
        return [Path(line) for line in self._text("projects/recent", "").split("\n") if line]

    def add_recent(self, path: Path) -> None:
        others = [each for each in self.recent if each != path]
        self._set_recent([path, *others][:RECENT_PROJECTS])

    def forget_recent(self, path: Path) -> None:
        self._set_recent([each for each in self.recent if each != path])

    def _set_recent(self, paths: list[Path]) -> None:
        self._stored.setValue("projects/recent", "\n".join(str(path) for path in paths))

    def place(self, project_uid: str) -> Place | None:
        """Where one was last."""
        return next(iter(self._places(project_uid).values()), None)

    def place_in(self, project_uid: str, article: int) -> Place:
        """Where one was in an article; its top, where that is not known any more."""
        return self._places(project_uid).get(article, Place(article, 0, 0))

    def set_place(self, project_uid: str, place: Place) -> None:
        """Remembered for the newest articles of the newest projects."""
        others = self._places(project_uid)
        others.pop(place.article, None)
        newest = [place, *others.values()][:PLACES]
        self._stored.setValue(f"place/{project_uid}", "\n".join(" ".join(map(str, each)) for each in newest))
        projects = self._text("projects/placed", "").split()
        if projects[:1] != [project_uid]:
            projects = [project_uid, *(each for each in projects if each != project_uid)]
            for forgotten in projects[PLACED_PROJECTS:]:
                self._stored.remove(f"place/{forgotten}")
            self._stored.setValue("projects/placed", " ".join(projects[:PLACED_PROJECTS]))

    def _places(self, project_uid: str) -> dict[int, Place]:
        """By article, the newest first."""
        places: dict[int, Place] = {}
        for line in self._text(f"place/{project_uid}", "").split("\n"):
            try:
                article, caret, scroll = (int(part) for part in line.split())
            except ValueError:
                continue
            places[article] = Place(article, caret, scroll)
        return places

    # What a dialog keeps

    def choice(self, key: str, usual: str) -> str:
        return self._text(f"choice/{key}", usual)

    def set_choice(self, key: str, value: str) -> None:
        self._stored.setValue(f"choice/{key}", value)

    def _text(self, key: str, usual: str) -> str:
        value = self._stored.value(key, usual)
        return value if isinstance(value, str) else usual

    def _one_of(self, key: str, choices: tuple[str, ...], usual: str) -> str:
        value = self._text(key, usual)
        return value if value in choices else usual

    def _number(self, key: str, usual: int) -> int:
        try:
            return int(str(self._stored.value(key, usual)))
        except ValueError:
            return usual


def system_user() -> str:
    """The system user's name, to prefill the question who is coding."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""
