"""Puts an article's text together from marked-up pieces: blocks joined by one line break, styles by offset."""

from __future__ import annotations

import re

from reader.core.article import Block, BlockKind, Style, StyleRun

_SPACES = re.compile(r"[ \t\n\r\f]+")
_REPLACED = re.compile("[\0\ud800-\udfff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")


def web_address(target: str) -> str:
    """`target` if it is an http(s) address, else "": other schemes (javascript:, file:, data:) are dropped."""
    target = target.strip()
    return target if _WEB.match(target) else ""


class Composer:
    """Takes pieces in reading order and gives text, blocks and styles; all offsets are code points.

    A block that would have nothing to see is not kept. A style that is open over a block's end goes on in the next.
    """

    def __init__(self) -> None:
        self.replaced = 0
        self._blocks: list[Block] = []
        self._styles: list[StyleRun] = []
        self._texts: list[str] = []
        self._begins = 0
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._pieces: list[str] = []
        self._length = 0
        self._visible = False
        self._space_due = False
        self._open: dict[Style, tuple[int, int, str]] = {}
        self._runs: list[StyleRun] = []

    def begin(self, kind: BlockKind, level: int = 0) -> None:
        """End the current block; what follows is a block of `kind`."""
        self._finish()
        self._kind, self._level = kind, level

    def add(self, text: str, *, collapse: bool = True) -> None:
        """Words of the current block; with `collapse`, white space is set as a browser does."""
        text, replaced = _REPLACED.subn("\ufffd", text)
        self.replaced += replaced
        if not collapse:
            if text:
                self._settle_space()
                self._append(text.replace("\r\n", "\n").replace("\r", "\n"))
            return
        text = _SPACES.sub(" ", text)
        words = text.strip(" ")
        self._space_due = self._space_due or text.startswith(" ")
        if words:
            self._settle_space()
            self._append(words)
            self._space_due = text.endswith(" ")

    def line_break(self) -> None:
        """A line break inside the block; two in a row begin another block of its kind."""
        self._space_due = False
        if self._pieces and self._pieces[-1] == "\n":
            self._finish()
        elif self._visible:
            self._append("\n")

    def cell(self) -> None:
        """The border between two cells of a row."""
        self._space_due = False
        self._append("\t")

    def open(self, style: Style, target: str = "") -> None:
        """Begin a style; one inside another of its kind adds nothing."""
        self._settle_space()
        depth, start, kept = self._open.get(style, (0, self._length, target))
        self._open[style] = (depth + 1, start, kept)

    def close(self, style: Style) -> None:
        """End the style that was opened last of its kind."""
        depth, start, target = self._open.pop(style)
        if depth > 1:
            self._open[style] = (depth - 1, start, target)
        else:
            self._run(style, start, target)

    def image(self, source: str, note: str) -> None:
        """An image's place, kept beside the text with its alternative text; nothing will load it unasked."""
        kept = "" if _SCHEME.match(source) and not web_address(source) else source
        self._runs.append(StyleRun(Style.IMAGE, self._length, self._length, kept, note))

    def result(self) -> tuple[str, tuple[Block, ...], tuple[StyleRun, ...]]:
        """The text, its blocks and its styles."""
        self._finish()
        text = "\n".join(self._texts)
        runs = (kept for run in self._styles if (kept := _clamp(run, 0, len(text))))
        return text, tuple(self._blocks), tuple(sorted(runs, key=lambda run: (run.start, run.end)))

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self._visible = self._visible or not text.isspace()

    def _settle_space(self) -> None:
        """A space is kept once the word after it comes, so that none hangs at a line's ends."""
        if self._space_due and self._pieces and self._pieces[-1][-1] not in " \n\t":
            self._append(" ")
        self._space_due = False

    def _run(self, style: Style, start: int, target: str) -> None:
        if start < self._length and (target or style is not Style.LINK):
            self._runs.append(StyleRun(style, start, self._length, target))

    def _finish(self) -> None:
        """Keep the current block if it has anything to see; open styles start anew in the next."""
        for style, (depth, start, target) in self._open.items():
            self._run(style, start, target)
            self._open[style] = (depth, 0, target)
        if self._visible:
            self._keep()
        else:
            here = self._begins
            images = (run for run in self._runs if run.style is Style.IMAGE)
            self._styles.extend(run._replace(start=here, end=here) for run in images)
        self._pieces, self._runs, self._length = [], [], 0
        self._visible = self._space_due = False

    def _keep(self) -> None:
        whole = "".join(self._pieces)
        text = whole.rstrip(" \n")
        if self._kind not in (BlockKind.ROW, BlockKind.CODE):
            text = text.lstrip(" \n")
        lead = len(whole.rstrip(" \n")) - len(text)
        self._blocks.append(Block(self._kind, self._begins, self._begins + len(text), self._level))
        for run in self._runs:
            if kept := _clamp(run, lead, lead + len(text)):
                shift = self._begins - lead
                self._styles.append(kept._replace(start=kept.start + shift, end=kept.end + shift))
        self._texts.append(text)
        self._begins += len(text) + 1


def _clamp(run: StyleRun, low: int, high: int) -> StyleRun | None:
    """`run` inside `[low, high]`, or None where nothing of it is left."""
    start, end = max(low, min(run.start, high)), max(low, min(run.end, high))
    if start == end and run.style is not Style.IMAGE:
        return None
    return run._replace(start=start, end=end)
