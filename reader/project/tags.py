"""The codebook in the file: tags of every kind, added, changed, merged and removed. Each method is one gesture."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.core.codebook import (
    HOTKEYS,
    KIND_NAMES,
    PATH_SEPARATOR,
    SLOTS,
    Codebook,
    LevelStatus,
    Tag,
    TagDraft,
    TagStatus,
    next_slot,
)
from reader.core.errors import NotFound, Refused
from reader.core.text import storable
from reader.project.annotators import Round
from reader.project.history import History
from reader.project.sqlite import Connection
from reader.project.tag_rows import COLUMNS, decoded, encoded
from reader.project.uid import new_uid

RECENT_ANNOTATIONS = 2_000
"""How far back `recent` looks, so that it costs the same in a large project."""


class Cost(NamedTuple):
    """What goes along when tags are removed, the tags themselves among them."""

    tags: int
    annotations: int
    articles: int


class TakenIn(NamedTuple):
    """What importing a codebook did: how many tags were added, changed, and there already just so."""

    added: int
    changed: int
    same: int


class Tags:
    """The codebook. Names are unique among siblings of a kind and hold no " > "; a hotkey belongs to one tag."""

    def __init__(self, connection: Connection, history: History, current_round: Callable[[], Round]) -> None:
        self._connection = connection
        self._history = history
        self._round = current_round
        self._codebook = Codebook(())
        self._revision = (-1, 0)

    def codebook(self) -> Codebook:
        """All live tags; read anew only after one changed, here or in another program."""
        row = self._connection.execute("SELECT n FROM tally WHERE subject = 'codebook'").fetchone()
        revision = (int(row[0]) if row else 0, self._history.rollbacks)
        if revision != self._revision:
            rows = self._connection.execute(f"SELECT {COLUMNS} FROM live_tag ORDER BY kind, position, id")
            self._codebook = Codebook(decoded(row) for row in rows)
            self._revision = revision
        return self._codebook

    # Changing

    def add(self, kind: str, name: str, *, parent: int | None = None, **fields: object) -> Tag:
        """A new tag, last among its siblings. `fields` are those of core Tag. Raises Refused."""
        if kind not in KIND_NAMES:
            raise Refused(f"“{kind}” is no kind of tag: {', '.join(KIND_NAMES)}.")
        name = _named(name)
        if kind == "stance":
            fields.setdefault("level_status", LevelStatus.VALID)
        with self._history.gesture(f"Add {kind} “{name}”"):
            if parent is not None and self._get(parent).kind != kind:
                raise Refused(f"The {kind} “{name}” can't stand under a tag of another kind.")
            self._check_place(kind, name, parent)
            if parent is None and fields.get("slot") is None and not fields.get("colour"):
                fields["slot"] = next_slot(self.codebook(), kind)
            values = encoded(
                {**fields, "kind": kind, "name": name, "parent": parent, "uid": fields.get("uid") or new_uid()}
            )
            self._check_values(None, values)
            (values["position"],) = self._connection.execute(
                "SELECT ifnull(max(position), 0) + 1 FROM live_tag WHERE kind = ? AND parent IS ?", (kind, parent)
            ).fetchone()
            columns = ", ".join(f'"{column}"' for column in values)
            marks = ", ".join("?" for _ in values)
            tag_id = self._connection.execute(
                f"INSERT INTO tag ({columns}) VALUES ({marks})", tuple(values.values())
            ).lastrowid
            assert tag_id is not None
            return self.codebook()[tag_id]

    def change(self, tag_id: int, **fields: object) -> Tag:
        """Changes the named fields of a tag; a parent moves it with all below. Raises NotFound, Refused."""
        tag = self._get(tag_id)
        if not fields:
            return tag
        with self._history.gesture(f"Change {tag.kind} “{tag.name}”"):
            tag = self._get(tag_id)
            if "name" in fields or "parent" in fields:
                parent = fields.get("parent", tag.parent)
                assert parent is None or isinstance(parent, int)
                self._check_parent(tag, parent)
                name = fields["name"] = _named(str(fields.get("name", tag.name)))
                self._check_place(tag.kind, name, parent, itself=tag_id)
            values = encoded(fields)
            self._check_values(tag_id, values)
            assignment = ", ".join(f'"{column}" = ?' for column in values)
            differs = " OR ".join(f'"{column}" IS NOT ?' for column in values)
            self._connection.execute(
                f"UPDATE tag SET {assignment} WHERE id = ? AND ({differs})",
                (*values.values(), tag_id, *values.values()),
            )
        return self.codebook()[tag_id]

    def merge(self, tag_id: int, into: int) -> None:
        """Gives `tag_id`'s annotations, sub-tags and memos to `into`; its name and aliases become aliases there.

        The merged tag is kept as removed and remembers where it went. Raises NotFound, Refused.
        """
        name = f"Merge {self._get(tag_id).kind} “{self._get(tag_id).name}” into “{self._get(into).name}”"
        with self._history.gesture(name) as gesture:
            tag, target = self._get(tag_id), self._get(into)
            if tag.kind != target.kind or tag in self.codebook().ancestors(into):
                raise Refused(
                    f"“{tag.name}” can't be merged into “{target.name}”: that is another kind, or the tag or one below it."
                )
            aliases = list(dict.fromkeys((*target.aliases, tag.name, *tag.aliases)))
            taken = {child.name for child in self.codebook().children(tag.kind, into)}
            for child in self.codebook().children(tag.kind, tag_id):
                if child.name in taken:
                    raise Refused(f"Both tags have a tag “{child.name}” below them: merge or rename these first.")
            moment = self._history.moment
            for statement, values in (
                (
                    "UPDATE annotation SET tag = ?, modified = ? WHERE tag = ? AND removed IS NULL",
                    (into, moment, tag_id),
                ),
                ("UPDATE tag SET parent = ? WHERE parent = ? AND removed IS NULL", (into, tag_id)),
                *_memos_joined(tag_id, into, gesture, moment),
                ("UPDATE tag SET removed = ?, merged_into = ?, hotkey = '' WHERE id = ?", (gesture, into, tag_id)),
                (
                    "UPDATE tag SET aliases = ? WHERE id = ?",
                    (json.dumps([a for a in aliases if a != target.name], ensure_ascii=False), into),
                ),
            ):
                self._connection.execute(statement, values)

    def remove(self, tag_ids: Sequence[int]) -> None:
        """Takes tags away, with the tags below them and all their annotations and memos; undo puts all of it back."""
        if not tag_ids:
            return
        first = self._get(tag_ids[0])
        name = f"Remove {first.kind} “{first.name}”" if len(tag_ids) == 1 else f"Remove {len(tag_ids)} tags"
        of = "(SELECT value FROM json_each(:ids))"
        with self._history.gesture(name) as gesture:
            values = {"ids": json.dumps(self._branches(tag_ids))}
            for statement in (
                f"UPDATE memo SET removed = :gesture WHERE removed IS NULL AND (about = 'tag' AND about_id IN {of}"
                f" OR about = 'annotation' AND about_id IN (SELECT id FROM live_annotation WHERE tag IN {of}))",
                f"UPDATE annotation SET removed = :gesture WHERE removed IS NULL AND tag IN {of}",
                f"UPDATE tag SET removed = :gesture WHERE removed IS NULL AND id IN {of}",
            ):
                self._connection.execute(statement, {**values, "gesture": gesture})

    def take_in(self, drafts: Iterable[TagDraft]) -> TakenIn:
        """Adds or changes tags as a codebook file has them: by global id, else by kind and path. One gesture.

        A tag that lies in the trash comes back. Raises Refused, and nothing is changed then.
        """
        added = changed = same = 0
        with self._history.gesture("Import codebook"):
            by_uid = {tag.uid: tag.id for tag in self.codebook().tags.values()}
            by_path = {(tag.kind, self.codebook().path(tag.id)): tag.id for tag in self.codebook().tags.values()}
            trash = dict(self._connection.execute("SELECT uid, id FROM tag WHERE removed IS NOT NULL"))
            for draft in sorted(drafts, key=lambda draft: len(draft.path)):
                path = PATH_SEPARATOR.join(draft.path)
                above = PATH_SEPARATOR.join(draft.path[:-1])
                if above and (draft.kind, above) not in by_path:
                    raise Refused(f"The {draft.kind} “{path}” has no “{above}” to stand under.")
                parent = by_path[draft.kind, above] if above else None
                known = by_uid.get(draft.uid) or by_path.get((draft.kind, path))
                if known is None and draft.uid in trash:
                    known = trash[draft.uid]
                    self._check_place(draft.kind, draft.path[-1], parent)
                    self._connection.execute(
                        "UPDATE tag SET removed = NULL, merged_into = NULL, name = ?, parent = ?,"
                        " hotkey = iif(hotkey IN (SELECT hotkey FROM live_tag), '', hotkey) WHERE id = ?",
                        (draft.path[-1], parent, known),
                    )
                    self.change(known, **draft.values)
                    added += 1
                elif known is None:
                    uid = {"uid": draft.uid} if draft.uid else {}
                    known = self.add(draft.kind, draft.path[-1], parent=parent, **uid, **draft.values).id
                    added += 1
                else:
                    before = self.codebook()[known]
                    now = self.change(known, **{**draft.values, "name": draft.path[-1], "parent": parent})
                    changed, same = changed + (now != before), same + (now == before)
                by_path[draft.kind, path] = known
        return TakenIn(added, changed, same)

    # Reading

    def uses(self, tag_ids: Iterable[int]) -> dict[int, int]:
        """How many annotations of this round each tag has; the counts are kept in rows."""
        ids = list(tag_ids)
        rows = self._connection.execute(
            "SELECT of, n FROM tally WHERE subject = 'tag' AND round = ? AND of IN (SELECT value FROM json_each(?))",
            (self._round().id, json.dumps(ids)),
        )
        found = {int(tag): int(n) for tag, n in rows}
        return {tag_id: found.get(tag_id, 0) for tag_id in ids}

    def cost_of_removing(self, tag_ids: Sequence[int]) -> Cost:
        """What `remove` would take along."""
        tags = self._branches(tag_ids)
        annotations, articles = self._connection.execute(
            "SELECT count(*), count(DISTINCT article) FROM live_annotation WHERE tag IN (SELECT value FROM json_each(?))",
            (json.dumps(tags),),
        ).fetchone()
        return Cost(len(tags), int(annotations), int(articles))

    def recent(self, kind: str, limit: int = 50) -> list[int]:
        """Tags of a kind that the present annotator used last, newest first."""
        if self._history.annotator is None:
            return []
        rows = self._connection.execute(
            "SELECT a.tag FROM (SELECT id, tag FROM live_annotation WHERE annotator = ? ORDER BY id DESC LIMIT ?) AS a"
            " JOIN live_tag AS t ON t.id = a.tag WHERE t.kind = ? GROUP BY a.tag ORDER BY max(a.id) DESC LIMIT ?",
            (self._history.annotator.id, RECENT_ANNOTATIONS, kind, limit),
        )
        return [int(row[0]) for row in rows]

    # Checks

    def _get(self, tag_id: int) -> Tag:
        tag = self.codebook().tags.get(tag_id)
        if tag is None:
            raise NotFound(f"The codebook has no tag with the number {tag_id}.")
        return tag

    def _branches(self, tag_ids: Sequence[int]) -> list[int]:
        return list(dict.fromkeys(tag.id for tag_id in tag_ids for tag in self.codebook().branch(self._get(tag_id).id)))

    def _check_place(self, kind: str, name: str, parent: int | None, itself: int | None = None) -> None:
        if any(tag.name == name and tag.id != itself for tag in self.codebook().children(kind, parent)):
            raise Refused(f"There is a {kind} “{name}” in that place already.")

    def _check_parent(self, tag: Tag, parent: int | None) -> None:
        if parent is None:
            return
        above = self._get(parent)
        if above.kind != tag.kind:
            raise Refused(f"“{tag.name}” is a {tag.kind} and can't stand under the {above.kind} “{above.name}”.")
        if tag in self.codebook().ancestors(parent):
            raise Refused(f"“{tag.name}” can't stand under itself or a tag below it.")

    def _check_values(self, tag_id: int | None, values: Mapping[str, object]) -> None:
        """Refuses values outside their sets; a hotkey that another tag has moves over to this one."""
        slot, hotkey, colour = values.get("slot"), values.get("hotkey"), str(values.get("colour") or "")
        if slot is not None and slot not in range(1, len(SLOTS) + 1):
            raise Refused(f"{slot} is no colour: there are {len(SLOTS)}.")
        if colour and not (
            len(colour) == 7 and colour[0] == "#" and set(colour[1:].lower()) <= set("0123456789abcdef")
        ):
            raise Refused(f"“{colour}” is no colour: write it as #rrggbb.")
        if values.get("status") is not None and values["status"] not in tuple(TagStatus):
            raise Refused(f"“{values['status']}” is no status of a tag: {', '.join(TagStatus)}.")
        if values.get("level_status") is not None and values["level_status"] not in tuple(LevelStatus):
            raise Refused(f"“{values['level_status']}” is no status of a stance level: {', '.join(LevelStatus)}.")
        if hotkey:
            if str(hotkey) not in tuple(HOTKEYS):
                raise Refused(f"“{hotkey}” can't be a hotkey: use 1 to 9.")
            self._connection.execute(
                "UPDATE tag SET hotkey = '' WHERE hotkey = ? AND removed IS NULL AND id IS NOT ?", (hotkey, tag_id)
            )


def _memos_joined(tag_id: int, into: int, gesture: int, moment: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    """A memo is one a person each: who wrote one on both tags has both in one."""
    on = "about = 'tag' AND about_id = ? AND removed IS NULL"
    both = f"annotator IN (SELECT annotator FROM memo WHERE {on})"
    yield (
        "UPDATE memo SET modified = ?, body = body || char(10, 10) || (SELECT group_concat(m.body, char(10, 10))"
        " FROM live_memo AS m WHERE m.about = 'tag' AND m.about_id = ? AND m.annotator = memo.annotator)"
        f" WHERE {on} AND {both}",
        (moment, tag_id, into, tag_id),
    )
    yield f"UPDATE memo SET removed = ? WHERE {on} AND {both}", (gesture, tag_id, into)
    yield f"UPDATE memo SET about_id = ? WHERE {on}", (into, tag_id)


def _named(name: str) -> str:
    """A tag's name as it is stored: without needless spaces. Raises Refused where it is none."""
    name = " ".join(storable(name).split())
    if not name:
        raise Refused("A tag needs a name.")
    if PATH_SEPARATOR.strip() in name.split():
        raise Refused(f"“{name}” can't be a tag's name: “{PATH_SEPARATOR.strip()}” parts the names of a path.")
    return name
