"""The window without a screen: opens the sample project, imports, codes an article by key presses alone, exports a CSV,
and saves pictures, light and dark, under build/run/. Run by `make run` where no screen answers.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial

from hands import When
from offscreen import ROOT, Script, at_rest, go_to, open_sample, picture, run, wear
from PySide6.QtWidgets import QApplication
from script import ARTICLE, CODING, Press, Type, Until

from reader.window.main_window import MainWindow

RUN = ROOT / "build" / "run"
HOME = RUN / "home"
TABLE = RUN / "annotations.csv"
TITLE = "Islands get their ferry back"


def script(window: MainWindow) -> Script:
    """What is pressed, and what is waited for. Only pictures and conditions look into the window."""
    session = window.session
    dialog = When("a dialog", QApplication.activeModalWidget)
    yield from picture(window, RUN / "start-page.png")
    yield from open_sample(window)
    articles = session.view.articles.count()

    yield Press("ctrl+i")
    yield dialog
    yield Type(str(ARTICLE))
    yield Press("Return")
    yield When("one article more", lambda: session.view.articles.count() > articles)
    yield at_rest(window)

    yield from go_to(window, "islands get", TITLE)
    for step in CODING:
        yield When(step.said, partial(came_true, step, window)) if isinstance(step, Until) else step
    yield from picture(window, RUN / "article-coded.png")

    yield Press("ctrl+shift+e")
    yield dialog
    yield from picture(window, RUN / "export.png")
    # Backwards from the first control, over Cancel, Export and Choose, to the file's name.
    yield Press("shift+Tab shift+Tab shift+Tab shift+Tab ctrl+a")
    yield Type(str(TABLE))
    yield Press("Return")
    yield When("the exported table", TABLE.exists)
    yield at_rest(window)

    for theme in ("light", "dark"):
        yield from wear(window, theme)
        yield from picture(window, RUN / f"{theme}.png")


def came_true(step: Until, window: MainWindow) -> bool:
    session = window.session
    assert session.article_id is not None
    found = session.view.annotations.of_article(session.article_id)
    return not session.waiting and step.reached(session.codebook, found)


def by_command_line() -> bytes:
    """The same table, exported without a window."""
    table = HOME / "by-command-line.csv"
    command = [sys.executable, "-c", "from reader.cli import main; main()"]
    subprocess.run([*command, "export", str(HOME / "Sample.gloss"), "csv", "-o", str(table)], check=True)
    return table.read_bytes()


def main() -> int:
    shutil.rmtree(RUN, ignore_errors=True)
    status = run(script, HOME)
    if status == 0 and by_command_line() != TABLE.read_bytes():
        print("The command line exports other bytes than the window.", file=sys.stderr)
        return 1
    if status == 0:
        print(f"Imported an article, coded it by keys, exported {TABLE.name}; the command line gives the same bytes.")
        print(f"Pictures and table are in {RUN.relative_to(ROOT)}:")
        for file in sorted(RUN.iterdir()):
            if file.is_file():
                print(f"  {file.name}")
    return status


if __name__ == "__main__":
    sys.exit(main())
