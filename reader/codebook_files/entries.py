"""What every codebook file comes down to: entries, checked one by one and as trees, and turned into drafts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from reader.core.article import NO_FIELDS
from reader.core.codebook import (
    HOTKEYS,
    KIND_NAMES,
    PATH_SEPARATOR,
    SLOTS,
    Affiliation,
    Codebook,
    LevelStatus,
    TagDraft,
    TagStatus,
)
from reader.core.errors import GlossatorError
from reader.core.text import clean

MOST = 100_000
DEEPEST = 64
LONGEST_NAME = 1_000
"""Tags in a file, levels of a tree, characters of a name: far above any codebook, far below what hangs a program."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class CodebookRefused(GlossatorError):
    """A codebook file that was not taken in; `reasons` has a sentence for each row that is wrong."""

    def __init__(self, file_name: str, reasons: Sequence[str]) -> None:
        self.reasons = tuple(f"“{file_name}”: {reason}." for reason in reasons)
        more = f" ({len(reasons) - 1} more rows are wrong)" if len(reasons) > 1 else ""
        super().__init__(f"“{file_name}” was not taken in: {reasons[0]}{more}.")


class Entry(NamedTuple):
    """One tag as a file has it. `place` names its row for a person; `path` is from the root; `parent` is a uid.

    `values` are Tag's fields by the names of the export's columns, only those given; cells may still be text.
    """

    place: str
    kind: str
    name: str
    path: tuple[str, ...] = ()
    uid: str = ""
    parent: str = ""
    values: Mapping[str, object] = NO_FIELDS


class Wrong(Exception):
    """What is wrong with one entry; becomes a reason."""


def drafts_of(entries: Iterable[Entry], file_name: str) -> list[TagDraft]:
    """Checked drafts, parents before children, else in the file's order. Raises CodebookRefused with all reasons."""
    reasons: list[str] = []
    sound: list[Entry] = []
    for number, entry in enumerate(entries):
        if number >= MOST:
            raise CodebookRefused(file_name, [f"it has more than {MOST:,} tags"])
        try:
            sound.append(_checked(entry))
        except Wrong as wrong:
            reasons.append(f"{entry.place}: {wrong}")
    trees = _Trees(sound)
    drafts: dict[tuple[str, tuple[str, ...]], TagDraft] = {}
    hotkeys: dict[object, str] = {}
    for entry in sound:
        try:
            path = trees.path(entry)
            key = (entry.kind, path)
            if key in drafts:
                raise Wrong(f"there are two {entry.kind} tags “{PATH_SEPARATOR.join(path)}”")
            hotkey = entry.values.get("hotkey")
            if hotkey and hotkeys.setdefault(hotkey, entry.place) != entry.place:
                raise Wrong(f"the hotkey {hotkey} is taken by {hotkeys[hotkey]}")
            drafts[key] = TagDraft(entry.kind, path, entry.uid, entry.values)
        except Wrong as wrong:
            reasons.append(f"{entry.place}: {wrong}")
    if reasons:
        raise CodebookRefused(file_name, reasons)
    for kind, path in list(drafts):
        for depth in range(1, len(path)):
            drafts.setdefault((kind, path[:depth]), TagDraft(kind, path[:depth]))
    return sorted(drafts.values(), key=lambda draft: len(draft.path))


def settled(drafts: Iterable[TagDraft], codebook: Codebook) -> list[TagDraft]:
    """The drafts, with lists that the project has word for word already left as they are there.

    A cell parts its values by "; ", so an alias or example that holds one comes back in two parts.
    """
    by_uid = {tag.uid: tag for tag in codebook.tags.values()}
    by_path = {(tag.kind, codebook.path(tag.id)): tag for tag in codebook.tags.values()}
    result: list[TagDraft] = []
    for draft in drafts:
        tag = by_uid.get(draft.uid) or by_path.get((draft.kind, PATH_SEPARATOR.join(draft.path)))
        values = dict(draft.values)
        for name in ("aliases", "examples"):
            given = values.get(name)
            if tag is not None and isinstance(given, tuple) and "; ".join(given) == "; ".join(getattr(tag, name)):
                values[name] = getattr(tag, name)
        result.append(draft._replace(values=values))
    return result


class _Trees:
    """Paths of the entries: by parent where one is named (ids outlive a rename), else by path, else the name alone."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_uid: dict[str, Entry] = {}
        self._doubles: set[str] = set()
        for entry in entries:
            if entry.uid and self._by_uid.setdefault(entry.uid, entry) is not entry:
                self._doubles.add(entry.uid)

    def path(self, entry: Entry) -> tuple[str, ...]:
        """Raises Wrong for a cycle, a parent of another kind or that isn't there, and trees too deep."""
        if entry.uid in self._doubles:
            raise Wrong(f"the id {entry.uid} is given to more than one tag")
        below: list[str] = []
        seen = {entry.uid}
        step = entry
        while step.parent and step.parent in self._by_uid:
            below.append(step.name)
            step = self._by_uid[step.parent]
            if step.uid in seen:
                raise Wrong(f"“{entry.name}” stands below itself")
            if step.kind != entry.kind:
                raise Wrong(f"“{entry.name}” is a {entry.kind} and can't stand under the {step.kind} “{step.name}”")
            seen.add(step.uid)
            if len(below) > DEEPEST:
                raise Wrong(f"“{entry.name}” stands more than {DEEPEST} levels deep")
        if step.parent and not step.path:
            raise Wrong(f"the parent of “{step.name}”, {step.parent}, is not in the file")
        above = (*step.path[:-1], step.name)
        if len(above) + len(below) > DEEPEST:
            raise Wrong(f"“{entry.name}” stands more than {DEEPEST} levels deep")
        return (*above, *reversed(below))


def _checked(entry: Entry) -> Entry:
    """The entry with its names and values in the types of Tag. Raises Wrong."""
    kind = entry.kind.strip().lower()
    if kind not in KIND_NAMES:
        raise Wrong(f"“{entry.kind}” is no kind; the kinds are {', '.join(KIND_NAMES)}")
    name = _name(entry.name or (entry.path[-1] if entry.path else ""))
    path = tuple(_name(part) for part in entry.path)
    if len(path) > DEEPEST:
        raise Wrong(f"“{name}” stands more than {DEEPEST} levels deep")
    values: dict[str, object] = {}
    for column, value in entry.values.items():
        values.update(_VALUES[column](value) if column in _VALUES else {column: value})
    if kind != "stance" and (values.get("value") is not None or values.get("level_status") is not None):
        raise Wrong(f"“{name}” is a {kind}; only a stance has a number or a level status")
    if kind != "actor" and values.get("actor_type"):
        raise Wrong(f"“{name}” is a {kind}; only an actor has a type")
    if values.get("value") is not None and values.get("level_status") not in (None, LevelStatus.VALID):
        raise Wrong(f"“{name}” is {values['level_status']} and has a number; only a valid level has one")
    if kind == "stance" and "level_status" in values and values["level_status"] is None:
        values["level_status"] = LevelStatus.VALID
    return Entry(entry.place, kind, name, path, _uid(entry.uid), _uid(entry.parent), values)


def _name(text: str) -> str:
    name = " ".join(clean(text)[0].split())
    if not name:
        raise Wrong("a tag needs a name")
    if len(name) > LONGEST_NAME:
        raise Wrong(f"the name “{name[:40]}…” is longer than {LONGEST_NAME:,} characters")
    if ">" in name.split():
        raise Wrong(f"“{name}” can't be a name: “>” parts the names of a path")
    if any(ord(character) < 32 or 127 <= ord(character) < 160 for character in name):
        raise Wrong(f"the name {name!r} holds control characters")
    return name


def _uid(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return str(UUID(text.strip()))
    except ValueError:
        raise Wrong(f"“{text[:60]}” is no id") from None


def _text(column: str) -> Callable[[object], dict[str, object]]:
    return lambda value: {column: clean(_string(column, value))[0].strip()}


def _list(column: str) -> Callable[[object], dict[str, object]]:
    """A list, or one cell that parts its values by "; "."""

    def parsed(value: object) -> dict[str, object]:
        parts = value.split("; ") if isinstance(value, str) else value
        if not isinstance(parts, (list, tuple)):
            raise Wrong(f"{column} must be a list")
        cleaned = (clean(_string(column, part))[0].strip() for part in parts)
        return {column: tuple(dict.fromkeys(part for part in cleaned if part))}

    return parsed


def _mapping(column: str) -> Callable[[object], dict[str, object]]:
    def parsed(value: object) -> dict[str, object]:
        if not isinstance(value, Mapping):
            raise Wrong(f"{column} must be an object with names and texts")
        return {column: {clean(str(key))[0]: clean(_string(column, part))[0] for key, part in value.items()}}

    return parsed


def _affiliations(value: object) -> dict[str, object]:
    if not isinstance(value, list) or not all(
        isinstance(part, Mapping) and part.keys() <= {"to", "start", "end"} for part in value
    ):
        raise Wrong("affiliations must be a list of objects with to, start and end")
    texts = [{key: clean(_string("affiliations", text))[0] for key, text in part.items()} for part in value]
    if not all(part.get("to") for part in texts):
        raise Wrong("an affiliation needs to")
    return {"affiliations": tuple(Affiliation(**part) for part in texts)}


def _number(value: object) -> dict[str, object]:
    if value is None or value == "":
        return {"value": None}
    try:
        number = (
            float(value)
            if isinstance(value, (int, float)) and not isinstance(value, bool)
            else float(_string("value", value))
        )
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise Wrong(f"“{str(value)[:60]}” is no number for a stance level")
    return {"value": number}


def _level(value: object) -> dict[str, object]:
    text = _string("level_status", value or "").strip().lower()
    if text and text not in tuple(LevelStatus):
        raise Wrong(f"“{text[:60]}” is no level status; use {', '.join(LevelStatus)}")
    return {"level_status": LevelStatus(text) if text else None}


def _status(value: object) -> dict[str, object]:
    text = _string("status", value or "").strip().lower() or TagStatus.ACTIVE.value
    if text not in tuple(TagStatus):
        raise Wrong(f"“{text[:60]}” is no status of a tag; use {', '.join(TagStatus)}")
    return {"status": TagStatus(text)}


def _colour(value: object) -> dict[str, object]:
    """A slot by name, or a colour of one's own; an empty cell leaves the colour as it is."""
    text = _string("colour", value or "").strip()
    if not text:
        return {}
    if text.lower() in SLOTS:
        return {"slot": SLOTS.index(text.lower()) + 1, "colour": ""}
    if _COLOUR.fullmatch(text):
        return {"slot": None, "colour": text.lower()}
    raise Wrong(f"“{text[:60]}” is no colour; use #rrggbb or one of {', '.join(SLOTS)}")


def _hotkey(value: object) -> dict[str, object]:
    text = _string("hotkey", value or "").strip()
    if text and (len(text) != 1 or text not in HOTKEYS):
        raise Wrong(f"“{text[:60]}” can't be a hotkey; use 1 to 9")
    return {"hotkey": text}


def _string(column: str, value: object) -> str:
    if not isinstance(value, str):
        raise Wrong(f"{column} must be text")
    return value


_TEXTS = ("code", "positive_means", "actor_type", "definition", "include", "exclude")
_VALUES: Mapping[str, Callable[[object], dict[str, object]]] = {
    **{column: _text(column) for column in _TEXTS},
    "aliases": _list("aliases"),
    "examples": _list("examples"),
    "fields": _mapping("fields"),
    "identifiers": _mapping("identifiers"),
    "affiliations": _affiliations,
    "value": _number,
    "level_status": _level,
    "status": _status,
    "colour": _colour,
    "hotkey": _hotkey,
}
VALUE_COLUMNS = tuple(_VALUES)
