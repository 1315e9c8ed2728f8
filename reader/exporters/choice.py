"""Whose coding goes out: the annotators, rounds and kinds that the options name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.codebook import KIND_NAMES
from reader.core.errors import NotFound
from reader.exporters.table import ExportOptions

if TYPE_CHECKING:
    from reader.project import Project


def chosen_annotators(project: Project, options: ExportOptions) -> dict[int, str]:
    """Names by id. Raises NotFound for a name that nobody in the project has."""
    names = {annotator.id: annotator.name for annotator in project.annotators.all()}
    return _chosen(names, options.annotators, "annotator")


def chosen_rounds(project: Project, options: ExportOptions) -> dict[int, str]:
    """Names by id; the round main unless others are named. Raises NotFound."""
    names = {round_.id: round_.name for round_ in project.annotators.rounds()}
    return _chosen(names, options.rounds, "round")


def chosen_kinds(options: ExportOptions) -> frozenset[str]:
    """Raises NotFound for a kind that isn't one."""
    for kind in options.kinds:
        if kind not in KIND_NAMES:
            raise NotFound(f"There is no kind “{kind}”; the kinds are {', '.join(KIND_NAMES)}.")
    return frozenset(options.kinds or KIND_NAMES)


def _chosen(names: dict[int, str], wanted: tuple[str, ...], what: str) -> dict[int, str]:
    for name in wanted:
        if name not in names.values():
            known = ", ".join(f"“{known}”" for known in names.values()) or "nobody yet"
            raise NotFound(f"The project has no {what} “{name}”; it has {known}.")
    return {key: name for key, name in names.items() if not wanted or name in wanted}
