"""A codebook as JSON: everything a tag has, lists as lists."""

from __future__ import annotations

import json
from collections.abc import Iterator

from reader.codebook_files.entries import VALUE_COLUMNS, CodebookRefused, Entry
from reader.core.codebook import KIND_NAMES, PATH_SEPARATOR, Codebook, Tag
from reader.exporters.codebook import colour_cell
from reader.exporters.table import number

FORMAT = "glossator-codebook"
_KNOWN = frozenset({*VALUE_COLUMNS, "id", "kind", "name", "path", "parent_id"})


def entries(data: bytes, file_name: str) -> Iterator[Entry]:
    """The tags of `{"format": "glossator-codebook", "tags": […]}`, or of a bare array. Raises CodebookRefused."""
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise CodebookRefused(file_name, [f"it is no sound JSON ({_reason(error)})"]) from error
    tags = content.get("tags") if isinstance(content, dict) else content
    if isinstance(content, dict) and content.get("format", FORMAT) != FORMAT:
        raise CodebookRefused(file_name, [f"it is no codebook: its format is not “{FORMAT}”"])
    if not isinstance(tags, list):
        raise CodebookRefused(file_name, ["it has no list of tags"])
    for number_, tag in enumerate(tags, 1):
        yield _entry(f"tag {number_}", tag, file_name)


def _entry(place: str, tag: object, file_name: str) -> Entry:
    if not isinstance(tag, dict):
        raise CodebookRefused(file_name, [f"{place}: it is no object"])
    unknown = [str(name) for name in tag if name not in _KNOWN]
    if unknown:
        raise CodebookRefused(
            file_name, [f"{place}: a tag has no “{unknown[0][:60]}”; a project's own go into “fields”"]
        )
    path = tag.get("path", [])
    parts = path.split(PATH_SEPARATOR) if isinstance(path, str) else path
    texts = {name: tag.get(name) or "" for name in ("id", "kind", "name", "parent_id")}
    if not isinstance(parts, list) or not all(isinstance(text, str) for text in (*parts, *texts.values())):
        raise CodebookRefused(file_name, [f"{place}: id, kind, name, path and parent_id must be text"])
    values = {name: value for name, value in tag.items() if name in VALUE_COLUMNS}
    return Entry(place, texts["kind"], texts["name"], tuple(parts), texts["id"], texts["parent_id"], values)


def written(codebook: Codebook) -> bytes:
    """The whole codebook, each parent before its children."""
    tags = [_tag(codebook, tag) for kind in KIND_NAMES for _, tag in codebook.walk(kind)]
    content = {"format": FORMAT, "version": 1, "tags": tags}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _tag(codebook: Codebook, tag: Tag) -> dict[str, object]:
    """One tag; what is empty is left out."""
    values: dict[str, object] = {
        "id": tag.uid,
        "kind": tag.kind,
        "path": [above.name for above in codebook.ancestors(tag.id)],
        "code": tag.code,
        "status": tag.status.value,
        "colour": colour_cell(tag),
        "value": number(tag.value),
        "level_status": tag.level_status.value if tag.level_status else "",
        "positive_means": tag.positive_means,
        "actor_type": tag.actor_type,
        "aliases": list(tag.aliases),
        "affiliations": [affiliation._asdict() for affiliation in tag.affiliations],
        "identifiers": dict(tag.identifiers),
        "definition": tag.definition,
        "include": tag.include,
        "exclude": tag.exclude,
        "examples": list(tag.examples),
        "hotkey": tag.hotkey,
        "fields": dict(tag.fields),
    }
    return {
        name: value
        for name, value in values.items()
        if value is not None and value != "" and value != [] and value != {}
    }


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _reason(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)
