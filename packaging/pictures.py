"""The pictures of the window in the documents, made anew: the real window, driven by keys on the sample project."""

from __future__ import annotations

import sys

from hands import When
from offscreen import ROOT, Script, go_to, open_sample, picture, rest, run, wear
from PySide6.QtWidgets import QApplication
from script import Press, Type

from reader.window.main_window import MainWindow

PICTURES = ROOT / "docs" / "pictures"
SCALE = 1.5


def script(window: MainWindow) -> Script:
    yield from picture(window, PICTURES / "start-page.png")
    yield from open_sample(window)
    yield from wear(window, "light")
    yield from go_to(window, "minister names", "Minister names a date for the grain corridor")
    yield Press("j j j")
    yield from picture(window, PICTURES / "light.png")

    yield from go_to(window, "three answers shallow", "Three answers to a shallow channel")
    # The head of the commission, at the end of the second line under the headline.
    yield Press("ctrl+Home Down Down End ctrl+Left ctrl+Left ctrl+Left ctrl+shift+Right ctrl+shift+Right")
    yield Press("a")
    yield Type("br")
    yield from picture(window, PICTURES / "palette.png")
    yield Press("Escape Escape")

    yield Press("ctrl+shift+e")
    yield When("the export dialog", QApplication.activeModalWidget)
    yield Press("shift+Tab shift+Tab shift+Tab shift+Tab ctrl+a")
    yield Type("~/coding/annotations.csv")
    yield from picture(window, PICTURES / "export.png")
    yield Press("Escape")
    yield rest()

    yield from wear(window, "dark")
    yield from go_to(window, "minister names", "Minister names a date for the grain corridor")
    yield Press("j j j")
    yield from picture(window, PICTURES / "dark.png")
    yield from wear(window, "sepia")
    # Three articles on: the next is Russian, the third Arabic.
    yield Press("n n n")
    yield from picture(window, PICTURES / "right-to-left.png")


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    status = run(script, ROOT / "build" / "pictures" / "home", SCALE)
    if status == 0:
        print(f"The pictures are in {PICTURES.relative_to(ROOT)}.")
    return status


if __name__ == "__main__":
    sys.exit(main())
