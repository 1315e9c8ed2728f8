"""A window of this process, offscreen, with a script of key presses run in it and pictures taken of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from hands import Hands, When
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from script import Press, Type

from reader.app import build
from reader.window.main_window import MainWindow
from reader.window.settings import Settings

ROOT = Path(__file__).parent.parent
ANNOTATOR = "Guide"
SIZE = (1280, 800)
LOOKS_AT_REST = 30

Script = Iterator[Press | Type | When]


def run(script: Callable[[MainWindow], Script], home: Path, scale: float = 1) -> int:
    """Runs a script in a window that starts as for a newcomer whose name is known; the process's exit status."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "GLOSSATOR_HOME": str(home), "QT_SCALE_FACTOR": str(scale)}
    # The offscreen platform says of each thing that only a screen can do that it can't.
    qInstallMessageHandler(lambda *_: None)
    Settings().annotator = ANNOTATOR
    app = QApplication(sys.argv[:1])
    window = build(app)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    failures: list[Exception] = []

    def done(error: Exception | None) -> None:
        if error is not None:
            failures.append(error)
        window.close()
        app.quit()

    hands = Hands(script(window), done)
    app.exec()
    hands.deleteLater()
    for failure in failures:
        print(f"The window did not do what the keys ask for: {failure}", file=sys.stderr)
    return 1 if failures else 0


def at_rest(window: MainWindow) -> When:
    session = window.session
    return When(
        "an open project and nothing to be written",
        lambda: session.is_open and not session.waiting and not session.works,
    )


def open_sample(window: MainWindow) -> Script:
    """The start page has the focus on its sample project."""
    yield When("the window in front", window.isActiveWindow)
    yield Press("Space")
    yield at_rest(window)


def go_to(window: MainWindow, typed: str, title: str) -> Script:
    """An article, by some letters of its title."""

    def there() -> bool:
        article = window.session.article_id
        return article is not None and window.session.view.articles.row(article).title == title

    yield from choose(typed)
    yield When(f"“{title}” on the page", there)


def wear(window: MainWindow, theme: str) -> Script:
    """A theme, by its command's name."""
    yield from choose(theme)
    yield When(f"the {theme} theme", lambda: window.session.theme.name == theme)


def choose(typed: str) -> Script:
    """The first that the command palette finds."""
    yield Press("ctrl+k")
    yield Type(typed)
    yield rest()
    yield Press("Return")


def rest() -> When:
    """Time for what comes by itself: a list that is searched, a card that opens, a repaint."""
    looks = iter(range(LOOKS_AT_REST))
    return When("rest", lambda: next(looks, None) is None)


def picture(window: MainWindow, path: Path) -> Script:
    """The window as it is, with the dialog that lies over it, once both have come to rest."""
    yield rest()
    image = window.grab()
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        painter = QPainter(image)
        painter.drawPixmap(
            (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2, dialog.grab()
        )
        painter.end()
    image.save(str(path))
