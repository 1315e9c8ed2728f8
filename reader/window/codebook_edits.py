"""What is done to tags in the window: each a single gesture of the project, with what is said after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from reader.core.codebook import Tag

if TYPE_CHECKING:
    from reader.project import Project
    from reader.project.tags import Cost
    from reader.window.main_window import MainWindow
    from reader.window.session import Session


def main_window_of(widget: QWidget) -> MainWindow:
    """The main window that a widget belongs to, also from a dock that floats."""
    from reader.window.main_window import MainWindow

    step: QWidget | None = widget
    while step is not None and not isinstance(step, MainWindow):
        step = step.parentWidget()
    if step is None:
        raise RuntimeError("this widget stands in no main window")
    return step


def tag_selection(widget: QWidget, session: Session, tag: Tag) -> None:
    """Puts a tag on the passage that is selected on the page."""
    from reader.window import coding

    window = main_window_of(widget)
    if coding.target(window) is None:
        session.say(f"Select a passage first, then Enter tags it {tag.kind} {tag.name}.")
    else:
        coding.tag_with(window, tag.id)


def add(session: Session, kind: str, name: str, parent: int | None, then: Callable[[Tag], None]) -> None:
    session.do(lambda project: project.tags.add(kind, name, parent=parent), then)


def change(session: Session, tag: Tag, **fields: Any) -> None:
    """Changes what differs from what the tag has."""
    new = {name: value for name, value in fields.items() if getattr(tag, name) != value}
    if new:
        session.do(lambda project: project.tags.change(tag.id, **new))


def change_many(session: Session, tags: Sequence[int], **fields: Any) -> None:
    """The same change of several tags, in one gesture."""
    if len(tags) == 1:
        change(session, session.codebook[tags[0]], **fields)
        return

    def job(project: Project) -> None:
        with project.gesture(f"Change {counted(len(tags), 'tag')}"):
            for tag in tags:
                project.tags.change(tag, **fields)

    if tags:
        session.do(job)


def nest(session: Session, tags: Sequence[int], parent: int | None) -> None:
    """Puts tags below `parent` (None: at the root), all in one gesture."""
    codebook = session.codebook
    moved = [codebook[tag] for tag in tags if codebook[tag].parent != parent and tag != parent]
    if not moved:
        return
    names = moved[0].name if len(moved) == 1 else f"{len(moved)} tags"
    where = f"Nest {names} under {codebook[parent].name}" if parent is not None else f"Take {names} out"

    def job(project: Project) -> None:
        with project.gesture(where):
            for tag in moved:
                project.tags.change(tag.id, parent=parent)

    session.do(job)


def merge(session: Session, tag: Tag, into: Tag) -> None:
    def job(project: Project) -> int:
        count = project.tags.uses([tag.id]).get(tag.id, 0)
        project.tags.merge(tag.id, into.id)
        return count

    def say(count: int) -> None:
        along = f", {counted(count, 'annotation')} went along" if count else ""
        session.say(f"{tag.name} merged into {into.name}{along}", undo=True)

    session.do(job, say)


def remove(session: Session, tags: Sequence[int]) -> None:
    """Removes tags with the tags below and their annotations; the toast says how much, and takes it back."""
    name = session.codebook[tags[0]].name

    def job(project: Project) -> Cost:
        cost = project.tags.cost_of_removing(tags)
        project.tags.remove(tags)
        return cost

    def say(cost: Cost) -> None:
        what = name if cost.tags == 1 else f"{name} and {counted(cost.tags - 1, 'more tag')}"
        along = f" with {counted(cost.annotations, 'annotation')}" if cost.annotations else ""
        where = f" in {counted(cost.articles, 'article')}" if cost.annotations else ""
        session.say(f"{what} removed{along}{where}", undo=True)

    session.do(job, say)


def counted(number: int, noun: str) -> str:
    """ "1 annotation", "3 annotations"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
