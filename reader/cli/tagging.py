"""`glossator tag`, `annotations` and `remove`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reader.cli.listing import json_option, print_rows
from reader.core.codebook import KIND_NAMES, PATH_SEPARATOR
from reader.core.errors import NotFound, Refused
from reader.core.spans import Span

if TYPE_CHECKING:
    from reader.core.annotation import Annotation
    from reader.core.codebook import Codebook
    from reader.project import Project

KIND = click.Choice(KIND_NAMES)


@click.command("tag")
@click.argument("project")
@click.argument("article")
@click.argument("kind", type=KIND)
@click.argument("tag")
@click.option("--quote", help="The words to tag, exactly as in the text.")
@click.option("--nth", type=click.IntRange(min=1), help="Which occurrence of --quote, counted from 1.")
@click.option("--start", type=int, help="First code point of the passage.")
@click.option("--end", type=int, help="The code point after its last.")
@click.option("--whole", is_flag=True, help="Tag the article as a whole.")
@click.option("--annotator", help="Whose annotation this is.")
@click.option("--round", "round_name", default="main", show_default=True, help="The pass over the articles.")
@click.option("--memo", default="", help="A note on the annotation.")
@click.option("--certainty", type=click.FloatRange(0, 1), help="How sure the coder is, 0 to 1.")
@click.option("--strict", is_flag=True, help="Fail if the codebook lacks the tag, instead of making it.")
def tag_command(
    project: str, article: str, kind: str, tag: str, annotator: str | None, strict: bool, **chosen: Any
) -> None:
    """Tag a passage of ARTICLE, or all of it; prints the annotation's id.

    ARTICLE is an id or its unambiguous ending; TAG a name, path, alias or code. Give one of --quote, --start and --end,
    or --whole.
    """
    from reader.cli.opening import writing

    _check_place(chosen)
    with writing(project, annotator) as opened:
        opened.annotators.round(chosen["round_name"])
        row = opened.articles.find(article)
        span = _span(opened.articles.text(row.id), chosen)
        with opened.gesture(f"Tag {kind} “{tag.rpartition(PATH_SEPARATOR)[2]}”"):
            tag_id = _tag_id(opened, kind, tag, strict=strict)
            made = opened.annotations.add(row.id, tag_id, span, memo=chosen["memo"], certainty=chosen["certainty"])
    click.echo(made.uid)


def _check_place(chosen: dict[str, Any]) -> None:
    ways = (chosen["quote"] is not None, chosen["start"] is not None or chosen["end"] is not None, chosen["whole"])
    if sum(ways) != 1:
        raise click.UsageError("Give one of --quote, --start and --end, or --whole.")
    if (chosen["start"] is None) != (chosen["end"] is None):
        raise click.UsageError("--start and --end go together.")
    if chosen["nth"] and chosen["quote"] is None:
        raise click.UsageError("--nth says which occurrence of --quote; without --quote it has no meaning.")


def _span(text: str, chosen: dict[str, Any]) -> Span | None:
    """The passage asked for; None is the whole article. Says so where a quote stands more than once."""
    if chosen["whole"]:
        return None
    if chosen["quote"] is None:
        return Span(chosen["start"], chosen["end"])
    quote, nth = chosen["quote"], chosen["nth"]
    if not quote:
        raise Refused("--quote is empty; a passage must have at least one character.")
    start = -1
    for found in range(nth or 1):
        start = text.find(quote, start + 1)
        if start < 0:
            times = "isn't in the article" if not found else f"is in the article only {found} time{'s' * (found > 1)}"
            raise NotFound(f"“{quote}” {times}.")
    if nth is None and text.find(quote, start + 1) >= 0:
        click.echo(
            f"“{quote}” is in the article more than once; the first was tagged. --nth chooses another.", err=True
        )
    return Span(start, start + len(quote))


def _tag_id(project: Project, kind: str, text: str, *, strict: bool) -> int:
    """The tag that `text` names; made, with what its path lacks, if there is none."""
    *above, name = text.split(PATH_SEPARATOR)
    if not all(part.strip() for part in (*above, name)):
        raise Refused("A tag needs a name.")
    try:
        return project.tags.codebook().find(kind, text).id
    except NotFound:
        if strict:
            raise
    parent: int | None = None
    for step, ancestor in enumerate(above):
        siblings = project.tags.codebook().children(kind, parent)
        found = next((sibling.id for sibling in siblings if sibling.name == ancestor), None)
        if found is None and step == 0:
            found = _named(project.tags.codebook(), kind, ancestor)
        parent = found if found is not None else project.tags.add(kind, ancestor, parent=parent).id
    return project.tags.add(kind, name, parent=parent).id


def _named(codebook: Codebook, kind: str, text: str) -> int | None:
    try:
        return codebook.find(kind, text).id
    except NotFound:
        return None


@click.command("annotations")
@click.argument("project")
@click.argument("article", required=False)
@click.option("--kind", type=KIND, help="Only of this kind.")
@click.option("--tag", help="Only under this tag (name, path, alias or code), not under those below it.")
@click.option("--annotator", help="Only by this annotator.")
@json_option
def annotations_command(
    project: str, article: str | None, kind: str | None, tag: str | None, annotator: str | None, as_json: bool
) -> None:
    """List the annotations of PROJECT or of one ARTICLE: id, article, kind, tag, start, end, quote, annotator."""
    from reader.cli.opening import reading

    with reading(project) as opened:
        tags = _chosen_tags(opened.tags.codebook(), kind, tag)
        names = {known.id: known.name for known in opened.annotators.all()}
        if annotator is not None and annotator not in names.values():
            raise NotFound(f"The project has no annotator “{annotator}”.")
        rows = [opened.articles.find(article)] if article else opened.articles.all()
        found = (
            _line(opened, row.uid, annotation, names)
            for row in rows
            for annotation in opened.annotations.of_article(row.id)
            if annotation.tag in tags and annotator in (None, names[annotation.annotator])
        )
        print_rows(found, as_json=as_json)


def _chosen_tags(codebook: Codebook, kind: str | None, tag: str | None) -> set[int]:
    kinds = (kind,) if kind else KIND_NAMES
    if tag is None:
        return {known.id for known in codebook.tags.values() if known.kind in kinds}
    found: set[int] = set()
    for each in kinds:
        named = _named(codebook, each, tag)
        if named is not None:
            found.add(named)
    if not found:
        raise NotFound(f"The codebook has no {'tag' if kind is None else kind} “{tag}”.")
    return found


def _line(project: Project, article: str, annotation: Annotation, names: dict[int, str]) -> dict[str, object]:
    codebook = project.tags.codebook()
    tag = codebook[annotation.tag]
    span = annotation.span
    return {
        "id": annotation.uid,
        "article": article,
        "kind": tag.kind,
        "tag": codebook.path(tag.id),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": project.annotations.quote(annotation) if span else "",
        "annotator": names[annotation.annotator],
    }


@click.command("remove")
@click.argument("project")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--annotator", help="Whose gesture this is.")
def remove_command(project: str, ids: tuple[str, ...], annotator: str | None) -> None:
    """Take annotations away, all or none; `undo` brings them back. ID is an id or its unambiguous ending."""
    from reader.cli.opening import writing

    with writing(project, annotator) as opened:
        opened.annotations.remove(list(_found(opened, ids)))


def _found(project: Project, ids: tuple[str, ...]) -> Iterator[int]:
    seen: set[int] = set()
    for ending in ids:
        annotation = project.annotations.find(ending)
        if annotation.id not in seen:
            seen.add(annotation.id)
            yield annotation.id
