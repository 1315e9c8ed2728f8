"""Walks the window's tree over AT-SPI on a virtual screen as a screen reader does, with keys pressed in between.

The program must live through it, name every control, and tell text, caret, selection and what a gesture did.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from assistive import Buses, Node, missing_assistive, programs
from screen import Screen, Stuck, missing_tools
from system_libraries import install

from reader.core.article import Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "build" / "tree-walk"
TITLE = "Port towns weigh a corridor"
TEXT = f"{TITLE}\n\nThe minister, Ines Okar, spoke on Friday.\n\nHarbour unions were 🚢 less convinced."
CONTROLS = (
    "push button",
    "check box",
    "radio button",
    "text",
    "entry",
    "combo box",
    "list",
    "table",
    "tree",
    "tree item",
)


def walk() -> None:
    """Raises Stuck where the tree does not say what it should."""
    shutil.rmtree(PLACE, ignore_errors=True)
    (PLACE / "home").mkdir(parents=True)
    (PLACE / "home" / "settings.ini").write_text("[person]\nannotator=Ada Lind\n", encoding="utf-8")
    project = PLACE / "walked.gloss"
    with Project.create(project, annotator="Ada Lind") as made:
        tag = made.tags.add("actor", "Ines Okar", hotkey="1")
        made.tags.add("topic", "Grain corridor", hotkey="2")
        article = made.articles.add(pasted(TEXT, Metadata(TITLE)))
        start = made.articles.text(article.id).index("Ines")
        made.annotations.add(article.id, tag.id, [Span(start, start + 9)])
    with ExitStack() as stack:
        heard: list[Buses] = []

        def started(display: str) -> dict[str, str]:
            heard.append(stack.enter_context(Buses(display)))
            return {"DBUS_SESSION_BUS_ADDRESS": heard[0].session}

        command = [str(Path(sys.executable).parent / "glossator"), str(project)]
        environment = {**os.environ, "GLOSSATOR_HOME": str(PLACE / "home")}
        screen = stack.enter_context(Screen(command, environment, started=started))
        screen.window("walked")
        _look(screen, heard[0])


def _look(screen: Screen, buses: Buses) -> None:
    def program() -> Node | None:
        return next((node for node in programs(buses) if node.name == "Glossator"), None)

    screen.until("the program on the accessibility bus", program)
    root = program()
    assert root is not None

    def text() -> Node | None:
        return next((node for node in root.walk() if node.role == "text" and node.name == TITLE), None)

    screen.until("the article's text in the tree", text)
    page = text()
    assert page is not None
    lines = [line for line in TEXT.split("\n") if line]
    screen.until("the paragraphs, one a line", lambda: page.text.split("\n") == lines)
    screen.until("the keys with the text", lambda: page.focused)
    nameless = [f"{node.role} in {parent.name or parent.role}" for parent, node in root.pairs() if _nameless(node)]
    if nameless:
        raise Stuck(f"every control having a name, which these have not: {', '.join(nameless)}")

    def after(keys: str, said: str, reached: Callable[[], object]) -> None:
        screen.press(keys)
        screen.until(said, reached)

    after("ctrl+Right", "the caret a word on", lambda: page.caret == len("Port "))
    after("shift+ctrl+Right", "a selection", lambda: page.selection == (len("Port "), len("Port towns")))
    heard = len(buses.said())
    after("2", "the tag said", lambda: "Tagged topic Grain corridor" in buses.said()[heard:])
    after("ctrl+z", "the undo said", lambda: "Undone: " in buses.said()[heard:])
    after("j", "the annotation said", lambda: "Selected actor Ines Okar, by Ada Lind" in buses.said()[heard:])
    if "TextCaretMoved" not in buses.said():
        raise Stuck("caret moves told")
    end = page.text.index("convinced")
    page.put_caret(end + 1)  # AT-SPI counts UTF-16 units here, Python characters: the ship is two of the former
    screen.until("the caret where the screen reader put it", lambda: page.caret == end + 1)
    nodes = sum(1 for _ in root.walk())
    screen.press("ctrl+q")
    status = screen.program.wait(30)
    if status != 0:
        raise Stuck(f"a clean end; the window ended with status {status}")
    print(f"Walked {nodes} objects over AT-SPI; text, caret, selection, gestures and names are told.")


def _nameless(node: Node) -> bool:
    return node.role in CONTROLS and not node.name and node.showing


def main() -> int:
    missing = [*missing_tools(), *missing_assistive()]
    if missing and not (install(missing) and not missing_tools() and not missing_assistive()):
        print(f"The tree can be walked with: sudo apt-get install {' '.join(missing)}", file=sys.stderr)
        return 1
    try:
        walk()
    except Stuck as error:
        print(f"The tree does not say what it should: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
