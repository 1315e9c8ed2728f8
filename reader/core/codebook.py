"""The codebook: all tags of a project, as trees, one a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from reader.core.article import NO_FIELDS
from reader.core.errors import Ambiguous, NotFound
from reader.core.text import fold

PATH_SEPARATOR = " > "
SLOTS = ("violet", "rose", "amber", "cyan", "green", "red", "magenta", "lime", "blue", "teal", "orange", "indigo")
"""Names of the tag colours; a tag stores a slot from 1 to 12, and each theme has its own ink and tint for it."""
HOTKEYS = "123456789"


class TagStatus(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    ARCHIVED = "archived"


class LevelStatus(StrEnum):
    """Four different things; only valid levels with a number enter means (coding-model: Stance)."""

    VALID = "valid"
    MIXED = "mixed"
    UNCLEAR = "unclear"
    NONE = "none"


class ActorType(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    MEDIUM = "medium"


class Kind(NamedTuple):
    """What a tag is about. `lane` is its line style on the page, `glyph` its sign beside names, `key` opens its palette."""

    name: str
    plural: str
    lane: str
    glyph: str
    key: str


KINDS = (
    Kind("actor", "actors", "solid", "●", "A"),
    Kind("stance", "stances", "dashed", "◆", "S"),
    Kind("topic", "topics", "dotted", "■", "T"),
)
KIND_NAMES = tuple(kind.name for kind in KINDS)


class Affiliation(NamedTuple):
    """Where an actor belonged, from `start` to `end` (dates as printed, "" where open)."""

    to: str
    start: str = ""
    end: str = ""


class Tag(NamedTuple):
    """One entry in the codebook.

    `id` is the project's integer key and gives the order, `uid` the global id. `slot` (1 to 12) or `colour` (`#rrggbb`)
    is set only where chosen; see `Codebook.slot` for what is shown. `value` is a stance level's number.
    """

    id: int
    uid: str
    kind: str
    name: str
    parent: int | None = None
    code: str = ""
    status: TagStatus = TagStatus.ACTIVE
    slot: int | None = None
    colour: str = ""
    value: float | None = None
    level_status: LevelStatus | None = None
    positive_means: str = ""
    actor_type: str = ""
    aliases: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    identifiers: Mapping[str, str] = NO_FIELDS
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    hotkey: str = ""
    fields: Mapping[str, str] = NO_FIELDS


class Codebook:
    """The live tags of a project, with what follows from their trees. Immutable; made anew after a change."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        self.tags: dict[int, Tag] = {tag.id: tag for tag in tags}
        self._children: dict[tuple[str, int | None], list[Tag]] = {}
        self.by_hotkey: dict[str, Tag] = {}
        for tag in self.tags.values():
            parent = tag.parent if tag.parent in self.tags else None
            self._children.setdefault((tag.kind, parent), []).append(tag)
            if tag.hotkey:
                self.by_hotkey[tag.hotkey] = tag

    def __len__(self) -> int:
        return len(self.tags)

    def __getitem__(self, tag_id: int) -> Tag:
        return self.tags[tag_id]

    def children(self, kind: str, parent: int | None = None) -> list[Tag]:
        """The tags right below `parent` (None: the roots of the kind), in codebook order."""
        return self._children.get((kind, parent), [])

    def walk(self, kind: str, parent: int | None = None, depth: int = 0) -> Iterator[tuple[int, Tag]]:
        """Depth and tag of every tag of a kind (below `parent`), each parent before its children; ends also in a cycle."""
        stack = [(depth, tag) for tag in reversed(self.children(kind, parent))]
        passed = {parent}
        while stack:
            level, tag = stack.pop()
            if tag.id in passed:
                continue
            passed.add(tag.id)
            yield level, tag
            stack.extend((level + 1, child) for child in reversed(self.children(kind, tag.id)))

    def branch(self, tag_id: int) -> list[Tag]:
        """The tag and all below it."""
        tag = self.tags[tag_id]
        return [tag, *(below for _, below in self.walk(tag.kind, tag_id))]

    def ancestors(self, tag_id: int) -> list[Tag]:
        """From the root down to the tag itself; it ends also where a damaged project has tags in a cycle."""
        line: list[Tag] = []
        step: int | None = tag_id
        while step is not None and step in self.tags and len(line) < len(self.tags):
            line.append(self.tags[step])
            step = self.tags[step].parent
        return line[::-1]

    def path(self, tag_id: int) -> str:
        """Names from the root, parted by " > "."""
        return PATH_SEPARATOR.join(tag.name for tag in self.ancestors(tag_id))

    def slot(self, tag_id: int) -> int:
        """The colour slot shown: the tag's own, else its nearest ancestor's, else 1."""
        return next((tag.slot for tag in reversed(self.ancestors(tag_id)) if tag.slot), 1)

    def colour(self, tag_id: int) -> str:
        """A colour of the user's own (`#rrggbb`) on the tag or inherited before any slot, else ""."""
        for tag in reversed(self.ancestors(tag_id)):
            if tag.colour:
                return tag.colour
            if tag.slot:
                break
        return ""

    def find(self, kind: str, text: str) -> Tag:
        """The one tag that `text` names: its name, path, alias or code, or a uid.

        Exact names win over aliases and codes; case and marks are folded only if nothing matches exactly.
        Raises NotFound, or Ambiguous with the paths that it could be.
        """
        of_kind = [tag for tag in self.tags.values() if tag.kind == kind]
        tests: tuple[Callable[[Tag], bool], ...] = (
            lambda tag: text in (tag.uid, self.path(tag.id)),
            lambda tag: text == tag.name,
            lambda tag: text == tag.code or text in tag.aliases,
            lambda tag: fold(text) in {fold(name) for name in (tag.name, tag.code, *tag.aliases) if name},
        )
        for test in tests:
            found = [tag for tag in of_kind if test(tag)]
            if len(found) == 1:
                return found[0]
            if found:
                paths = ", ".join(f"“{self.path(tag.id)}”" for tag in found)
                raise Ambiguous(f"“{text}” names {len(found)} {kind} tags: {paths}. Give the whole path.")
        raise NotFound(f"The codebook has no {kind} “{text}”.")


def next_slot(codebook: Codebook, kind: str) -> int:
    """The slot for a new root tag: least used by its kind, then by all kinds, then the first in order.

    So the first actor, stance and topic, which often overlap, do not look alike.
    """
    own, everywhere = [0] * len(SLOTS), [0] * len(SLOTS)
    for tag in codebook.tags.values():
        if tag.slot:
            everywhere[tag.slot - 1] += 1
            own[tag.slot - 1] += tag.kind == kind and tag.parent is None
    return 1 + min(range(len(SLOTS)), key=lambda place: (own[place], everywhere[place]))


class TagDraft(NamedTuple):
    """A tag as a codebook file gives it. `path` has the names from the root; `values` are Tag's fields by name, only those given."""

    kind: str
    path: tuple[str, ...]
    uid: str = ""
    values: Mapping[str, object] = NO_FIELDS
