"""One article coded with the keyboard alone, as a list of key presses and of what must have come of them.

`tour.py` presses them in a window of its own process, `bundle_test.py` through a virtual screen into any program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reader.core.annotation import Annotation
from reader.core.codebook import Codebook

ARTICLE = Path(__file__).parent / "tour" / "ferry-returns.txt"
EXPECTED = Path(__file__).parent / "tour" / "ferry-returns.csv"


@dataclass(frozen=True, slots=True)
class Press:
    """Keys one after another, parted by spaces, each as xdotool names it: `a`, `ctrl+shift+Right`, `Return`."""

    keys: str


@dataclass(frozen=True, slots=True)
class Type:
    """Letters into what has the focus."""

    text: str


@dataclass(frozen=True, slots=True)
class Until:
    """Go on when the article's annotations, as the project file has them, are so."""

    reached: Callable[[Codebook, list[Annotation]], bool]
    said: str


Step = Press | Type | Until


def count(number: int) -> Until:
    return Until(lambda _, found: len(found) == number, f"{number} annotations")


def tag(key: str, typed: str, number: int, take: str = "Return") -> tuple[Step, ...]:
    """The palette of a kind, a few letters, Enter: the article then has `number` annotations."""
    return (Press(key), Type(typed), Press(take), count(number))


def quotes(words: str) -> Until:
    """An annotation of exactly so many characters as `words`: how a moved end shows."""
    return Until(lambda _, found: any(len(each.span or ()) == len(words) for each in found), f"“{words}”")


CODING: tuple[Step, ...] = (
    # The speaker of the first sentence under the headline.
    Press("ctrl+Home Down Home ctrl+shift+Right ctrl+shift+Right"),
    *tag("a", "okar", 1),
    # The whole sentence, overlapping: a topic that the codebook lacks, so Enter alone would not make it.
    Press("Escape Home ctrl+shift+Down"),
    *tag("t", "Island ferry", 2, take="ctrl+Return"),
    # The next sentence: a stance.
    Press("Escape Right ctrl+shift+Down"),
    *tag("s", "supp", 3),
    # The next paragraph: a second actor and stance, whose end is then moved by a word.
    Press("Escape Down Home ctrl+shift+Right ctrl+shift+Right"),
    *tag("a", "harb", 4),
    Press("Escape ctrl+Right ctrl+shift+Right"),
    *tag("s", "oppo", 5),
    Press("alt+Right alt+Right"),
    quotes("oppose the plan"),
    # The article as a whole.
    *tag("w", "public", 6),
    # A hotkey, taken back and done again.
    Press("Escape ctrl+Down ctrl+shift+Right ctrl+shift+Right 2"),
    count(7),
    Press("ctrl+z"),
    count(6),
    Press("ctrl+shift+z"),
    count(7),
)
AFTER_ONE_MORE = 8
ONE_MORE: tuple[Step, ...] = (
    Press("Escape ctrl+Down ctrl+shift+Right ctrl+shift+Right 3"),
    count(AFTER_ONE_MORE),
)
TAKEN_BACK: tuple[Step, ...] = (Press("ctrl+z"), count(AFTER_ONE_MORE - 1))
