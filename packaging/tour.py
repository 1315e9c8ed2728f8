"""The window without a screen: opens the sample project, imports, codes an article by key presses alone, exports a CSV,
and saves pictures, light and dark, under build/run/. Run by `make run` where no screen answers.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from hands import Hands, When
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from script import ARTICLE, CODING, Press, Type, Until

from reader.app import build
from reader.window.main_window import MainWindow
from reader.window.settings import Settings

ROOT = Path(__file__).parent.parent
RUN = ROOT / "build" / "run"
HOME = RUN / "home"
ANNOTATOR = "Guide"
SIZE = (1280, 800)
TITLE = "Islands get their ferry back"
TABLE = RUN / "annotations.csv"
LOOKS_AT_REST = 30


def script(window: MainWindow) -> Iterator[Press | Type | When]:
    """What is pressed, and what is waited for. Only pictures and conditions look into the window."""
    session = window.session
    at_rest = When(
        "an open project and nothing to be written",
        lambda: session.is_open and not session.waiting and not session.works,
    )
    dialog = When("a dialog", QApplication.activeModalWidget)

    yield When("the window in front", window.isActiveWindow)
    yield from picture(window, "start-page")
    # The start page has the focus on its sample project.
    yield Press("Space")
    yield at_rest
    articles = session.view.articles.count()

    yield Press("ctrl+i")
    yield dialog
    yield Type(str(ARTICLE))
    yield Press("Return")
    yield When("one article more", lambda: session.view.articles.count() > articles)
    yield at_rest

    yield Press("ctrl+k")
    yield Type("islands get")
    yield rest()
    yield Press("Return")
    yield When("the new article on the page", lambda: title(window) == TITLE)
    for step in CODING:
        yield When(step.said, partial(came_true, step, window)) if isinstance(step, Until) else step
    yield from picture(window, "article-coded")

    yield Press("ctrl+shift+e")
    yield dialog
    yield from picture(window, "export")
    # Backwards from the first control, over Cancel, Export and Choose, to the file's name.
    yield Press("shift+Tab shift+Tab shift+Tab shift+Tab ctrl+a")
    yield Type(str(TABLE))
    yield Press("Return")
    yield When("the exported table", TABLE.exists)
    yield at_rest

    yield from look(window, "light")
    yield from look(window, "dark")


def title(window: MainWindow) -> str:
    article = window.session.article_id
    return "" if article is None else window.session.view.articles.row(article).title


def came_true(step: Until, window: MainWindow) -> bool:
    session = window.session
    assert session.article_id is not None
    found = session.view.annotations.of_article(session.article_id)
    return not session.waiting and step.reached(session.codebook, found)


def look(window: MainWindow, theme: str) -> Iterator[Press | Type | When]:
    """A theme chosen by its command's name, and the window in it."""
    yield Press("ctrl+k")
    yield Type(theme)
    yield rest()
    yield Press("Return")
    yield When(f"the {theme} theme", lambda: window.session.theme.name == theme)
    yield from picture(window, theme)


def rest() -> When:
    """Time for what comes by itself: a list that is searched, a card that opens, a repaint."""
    looks = iter(range(LOOKS_AT_REST))
    return When("rest", lambda: next(looks, None) is None)


def picture(window: MainWindow, name: str) -> Iterator[When]:
    """The window as it is, with what lies over it, once it has come to rest."""
    yield rest()
    image = window.grab()
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        painter = QPainter(image)
        painter.drawPixmap(
            (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2, dialog.grab()
        )
        painter.end()
    image.save(str(RUN / f"{name}.png"))


def main() -> int:
    shutil.rmtree(RUN, ignore_errors=True)
    HOME.mkdir(parents=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["GLOSSATOR_HOME"] = str(HOME)
    # The offscreen platform says of each thing that only a screen can do that it can't.
    qInstallMessageHandler(lambda *_: None)
    Settings().annotator = ANNOTATOR
    app = QApplication(sys.argv[:1])
    window = build(app)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    failure: list[Exception] = []

    def done(error: Exception | None) -> None:
        if error is not None:
            failure.append(error)
        window.close()
        app.quit()

    hands = Hands(script(window), done)
    app.exec()
    del hands
    if failure:
        print(f"The window did not do what the keys ask for: {failure[0]}", file=sys.stderr)
        return 1
    print(
        f"Imported an article, coded it by keys, exported {TABLE.name}. Pictures and table are in {RUN.relative_to(ROOT)}:"
    )
    for file in sorted(RUN.iterdir()):
        if file.is_file():
            print(f"  {file.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
