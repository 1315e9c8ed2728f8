"""`glossator show`: an article with its annotations, for a terminal."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reader.core.annotation import Annotation
    from reader.core.codebook import Codebook
    from reader.core.spans import Span
    from reader.project import Project
    from reader.project.articles import ArticleRow

COLOURS = {"actor": "magenta", "stance": "blue", "topic": "yellow"}
INDENT = "    "
WIDEST = 100
"""Cells of a line at most: longer lines are hard to read on any terminal."""


@click.command("show")
@click.argument("project")
@click.argument("article")
def show_command(project: str, article: str) -> None:
    """Print ARTICLE with its annotations under each paragraph; tagged words are underlined where the terminal can."""
    from reader.cli.opening import reading

    width = min(WIDEST, max(20, shutil.get_terminal_size().columns))
    with reading(project) as opened:
        row = opened.articles.find(article)
        for line in _lines(opened, row, width, marked=sys.stdout.isatty()):
            click.echo(line)


def _lines(project: Project, row: ArticleRow, width: int, *, marked: bool) -> Iterator[str]:
    codebook = project.tags.codebook()
    names = {annotator.id: annotator.name for annotator in project.annotators.all()}
    annotations = project.annotations.of_article(row.id)
    if not project.articles.text(row.id).lstrip().startswith(row.title):
        yield from _wrapped(printable(row.title), width)
    about = (row.source, row.author, row.published, row.language, row.url)
    yield from _wrapped(" · ".join(printable(part) for part in about if part), width)
    yield f"{row.uid}  {row.status.value}"
    for annotation in annotations:
        if annotation.span is None:
            yield from _note(codebook, annotation, names, "whole article", "", width, coloured=marked)
    placed = [(annotation.span, annotation) for annotation in annotations if annotation.span is not None]
    covered = [span for annotation in annotations for span in annotation.covers] if marked else []
    following = 0
    for start, end, text in _paragraphs(project, row.id):
        yield ""
        yield from _set(text, start, covered, width)
        while following < len(placed) and placed[following][0].start < end:
            span, annotation = placed[following]
            quote = project.annotations.quote(annotation)
            yield from _note(codebook, annotation, names, f"{span.start}–{span.end}", quote, width, coloured=marked)
            following += 1


def _paragraphs(project: Project, article_id: int) -> Iterator[tuple[int, int, str]]:
    """Start, where the next begins, and text of each paragraph."""
    outline = project.articles.outline(article_id)
    held: list[tuple[int, str]] = []
    for place in outline.chunks:
        chunk = project.articles.chunk(outline.text, place.number)
        for number, block in enumerate(chunk.blocks):
            text = chunk.text[block.start - chunk.start : block.end - chunk.start]
            if number == 0 and chunk.continues and held:
                held[-1] = (held[-1][0], held[-1][1] + text)
                continue
            if held:
                yield held[-1][0], block.start, held[-1][1]
            held = [(block.start, text)]
    if held:
        yield held[-1][0], outline.length, held[-1][1]


def _note(
    codebook: Codebook,
    annotation: Annotation,
    names: dict[int, str],
    place: str,
    quote: str,
    width: int,
    *,
    coloured: bool,
) -> Iterator[str]:
    """One annotation, in one or a few lines."""
    tag = codebook[annotation.tag]
    head = f"{tag.kind} {printable(codebook.path(tag.id))}"
    rest = [place]
    if quote:
        rest.append(f"“{_short(printable(' '.join(quote.split())))}”")
    rest.append(printable(names[annotation.annotator]))
    if annotation.memo:
        rest.append(f"memo: {printable(' '.join(annotation.memo.split()))}")
    lines = list(_wrapped(f"{head}  {'  '.join(rest)}", width - len(INDENT)))
    if coloured and lines and lines[0].startswith(head):
        lines[0] = click.style(head, fg=COLOURS.get(tag.kind), bold=True) + lines[0][len(head) :]
    for number, line in enumerate(lines):
        yield INDENT + (INDENT if number else "") + line


def _short(quote: str, most: int = 60) -> str:
    return quote if len(quote) <= most else f"{quote[: most - 1]}…"


def _wrapped(text: str, width: int) -> Iterator[str]:
    for start, end in line_breaks(text, width):
        yield text[start:end].rstrip()


def _set(text: str, offset: int, covered: Sequence[Span], width: int) -> Iterator[str]:
    """A paragraph in lines; words that `covered` (article offsets) marks are underlined."""
    shown = printable(text)
    for start, end in line_breaks(shown, width):
        line, done = "", start
        end -= len(shown[start:end]) - len(shown[start:end].rstrip())
        for left, right in _stretches(covered, offset + start, offset + end):
            line += shown[done : left - offset] + click.style(shown[left - offset : right - offset], underline=True)
            done = right - offset
        yield line + shown[done:end]


def _stretches(covered: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `[start, end)` that are covered, joined and in order."""
    from reader.core.spans import joined

    for span in joined(span for span in covered if span.start < end and span.end > start):
        yield max(start, span.start), min(end, span.end)


def line_breaks(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Lines as `[start, end)`, broken after spaces and at line breaks, none wider than `width` cells of a terminal."""
    start = position = cells = 0
    after_space = start
    for position, character in enumerate(text):
        if character == "\n":
            yield start, position
            start = after_space = position + 1
            cells = 0
            continue
        cells += cell_width(character)
        if cells > width and character != " ":
            end = after_space if after_space > start else position
            if end > start:
                yield start, end
                start = after_space = end
                cells = sum(map(cell_width, text[start : position + 1]))
        if character in " \t-":
            after_space = position + 1
    if start < len(text) or not text:
        yield start, len(text)


def cell_width(character: str) -> int:
    """Cells of a terminal: 0 for marks and joiners, 2 for wide East Asian characters, else 1."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(text: str) -> str:
    """`text`, as long as before, without control characters, which a terminal would obey."""
    return "".join(
        "\ufffd" if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cs") else character
        for character in text
    )
