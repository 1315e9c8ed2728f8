"""A tag as its row has it: lists and mappings as JSON, everything else as it is."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping

from reader.core.codebook import Affiliation, LevelStatus, Tag, TagStatus
from reader.core.errors import Refused
from reader.core.text import storable

_FIELDS = Tag._fields
COLUMNS = ", ".join(f'"{name}"' for name in _FIELDS)
_LISTS = ("aliases", "examples")
_MAPPINGS = ("identifiers", "fields")
_TEXTS = ("code", "colour", "positive_means", "actor_type", "definition", "include", "exclude", "hotkey")
_EMPTY = {
    **dict.fromkeys(_TEXTS, ""),
    **dict.fromkeys((*_LISTS, "affiliations"), "[]"),
    **dict.fromkeys(_MAPPINGS, "{}"),
}


def encoded(values: Mapping[str, object]) -> dict[str, object]:
    """Fields of a Tag as columns; a new tag (one with a uid) gets every column. Raises Refused for one of a wrong type."""
    row: dict[str, object] = {"status": TagStatus.ACTIVE.value, **_EMPTY} if "uid" in values else {}
    for name, value in values.items():
        if name not in _FIELDS or name == "id":
            raise ValueError(f"a tag has no {name}")
        if name in _LISTS:
            row[name] = _json([_text(part) for part in _listed(name, value)])
        elif name == "affiliations":
            parts = [part for part in _listed(name, value) if isinstance(part, Affiliation)]
            row[name] = _json([{key: _text(said) for key, said in part._asdict().items()} for part in parts])
        elif name in _MAPPINGS:
            row[name] = _json({_text(key): _text(part) for key, part in dict(value).items()})  # type: ignore[call-overload]
        elif name in _TEXTS:
            row[name] = _text(value or "")
        elif name == "value":
            row[name] = None if value is None else _number(value)
        else:
            row[name] = str(value) if isinstance(value, str) else value
    return row


def decoded(row: Iterable[object]) -> Tag:
    """The Tag of a row that was read by COLUMNS."""
    values = dict(zip(_FIELDS, row, strict=True))
    for name in _LISTS:
        values[name] = tuple(json.loads(str(values[name]))) if values[name] != "[]" else ()
    for name in _MAPPINGS:
        values[name] = json.loads(str(values[name])) if values[name] != "{}" else {}
    values["affiliations"] = tuple(Affiliation(**part) for part in json.loads(str(values["affiliations"])))
    values["status"] = TagStatus(str(values["status"]))
    level = values["level_status"]
    values["level_status"] = LevelStatus(str(level)) if level else None
    return Tag(**values)  # type: ignore[arg-type]


def _listed(name: str, value: object) -> list[object]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise Refused(f"A tag's {name} must be a list.")
    return list(value)


def _number(value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Refused(f"“{value}” is no number for a stance level.")
    return number


def _text(value: object) -> str:
    return storable(str(value))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
