"""The table of the codebook: one row a tag, each parent before its children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.core.codebook import KIND_NAMES, SLOTS, Codebook, Tag
from reader.exporters.articles import own_column
from reader.exporters.choice import chosen_kinds
from reader.exporters.table import Cells, Column, ExportOptions, Row, Table, listed, number

if TYPE_CHECKING:
    from reader.project import Project

COLUMNS = (
    Column("tag_id", Cells.ID, 38),
    Column("kind", width=8),
    Column("name", width=24),
    Column("path", width=32),
    Column("parent_id", Cells.ID, 38),
    Column("code", width=10),
    Column("status", width=9),
    Column("colour", width=9),
    Column("value", Cells.NUMBER, 7),
    Column("level_status", width=11),
    Column("positive_means", width=30),
    Column("actor_type", width=13),
    Column("aliases", width=30),
    Column("definition", width=50),
    Column("include", width=40),
    Column("exclude", width=40),
    Column("examples", width=40),
    Column("hotkey", width=7),
    Column("annotations", Cells.NUMBER, 11),
    Column("statements", Cells.NUMBER, 11),
)


def table(project: Project, options: ExportOptions) -> Table:
    """The tags of the kinds that `options` choose, then their own fields."""
    codebook = project.tags.codebook()
    own = sorted({name for tag in codebook.tags.values() for name in tag.fields})
    standard = {column.name for column in COLUMNS}
    extra = tuple(Column(own_column(name, standard)) for name in own)
    kinds = chosen_kinds(options)
    return Table("codebook", (*COLUMNS, *extra), _rows(project, codebook, kinds, own))


def _rows(project: Project, codebook: Codebook, kinds: frozenset[str], own: list[str]) -> Iterator[Row]:
    uses = project.tags.uses(list(codebook.tags))
    for kind in KIND_NAMES:
        if kind not in kinds:
            continue
        for _, tag in codebook.walk(kind):
            parent = codebook.tags.get(tag.parent) if tag.parent is not None else None
            level = tag.level_status.value if tag.level_status else ""
            yield (
                tag.uid, tag.kind, tag.name, codebook.path(tag.id), parent.uid if parent else "", tag.code,
                tag.status.value, colour_cell(tag), number(tag.value), level,
                tag.positive_means, tag.actor_type, listed(tag.aliases), tag.definition, tag.include, tag.exclude,
                listed(tag.examples), tag.hotkey, uses.get(tag.id, 0), 0, *(tag.fields.get(name, "") for name in own),
            )  # fmt: skip


def colour_cell(tag: Tag) -> str:
    """The colour chosen for the tag itself: `#rrggbb`, or the name of a slot; empty where it takes its parent's."""
    return tag.colour or (SLOTS[tag.slot - 1] if tag.slot else "")
