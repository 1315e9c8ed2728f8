"""The gestures of the Code menu: what would be tagged, and the one call of the project that tags, changes or removes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from reader.core.annotation import Annotation
from reader.core.spans import Span

if TYPE_CHECKING:
    from reader.core.codebook import Tag
    from reader.project import Project
    from reader.window.main_window import MainWindow

_COPIED_AT_ONCE = 100_000
"""Code points that are read without the window being felt to wait."""


def selected(window: MainWindow) -> Annotation | None:
    """The annotation selected on the page, if no passage is selected."""
    page = window.page
    if page.current is None or page.selection():
        return None
    return window.session.view.annotations.get(page.current)


def target(window: MainWindow) -> tuple[Span, ...] | None:
    """The spans that a tag would be put on: the selection, else the selected annotation's; () is the whole article."""
    if window.session.article_id is None:
        return None
    spans = window.page.selection()
    if spans:
        return spans
    annotation = selected(window)
    return annotation.covers if annotation else None


def open_palette(window: MainWindow, kind: str) -> None:
    """The tag palette at the selection; on a selected annotation of this kind it changes the tag."""
    annotation = selected(window)
    retag = annotation.id if annotation and _kind(window, annotation) == kind else None
    window.tags_whole = False
    window.tag_palette().open(kind, retag=retag)


def open_whole_palette(window: MainWindow) -> None:
    """The palette for a tag of the whole article."""
    window.tags_whole = True
    window.tag_palette().open("topic", whole=True)


def chosen(window: MainWindow, tag_id: int, stay: bool) -> None:
    """A row was picked in the palette; `stay`: it is still open, for another tag on the same passage."""
    if window.tags_whole:
        tag_whole(window, tag_id)
    else:
        tag_with(window, tag_id, stay=stay)


def tag_by_hotkey(window: MainWindow, digit: str) -> None:
    tag = window.session.codebook.by_hotkey.get(digit)
    if tag is None:
        window.session.say(f"No tag has the key {digit}. It can be given one in the codebook.")
        return
    tag_with(window, tag.id)


def hotkey_title(window: MainWindow, digit: str) -> str:
    """What the digit does in this project: "Tag actor Ines Okar"."""
    tag = window.session.codebook.by_hotkey.get(digit) if window.session.is_open else None
    return f"Tag {tag.kind} {tag.name}" if tag else f"Tag with key {digit}"


def tag_again(window: MainWindow) -> None:
    tag_with(window, window.last_tag)


def tag_with(window: MainWindow, tag_id: int, *, stay: bool = False) -> None:
    """Tags the selection; on a selected annotation of the same kind, changes its tag. `stay` keeps the selection."""
    tag = window.session.codebook[tag_id]
    annotation = selected(window)
    if annotation is not None and _kind(window, annotation) == tag.kind:
        _retag(window, annotation, tag)
        return
    spans = target(window)
    if spans is not None:
        _add(window, tag, spans or None, stay=stay)


def tag_whole(window: MainWindow, tag_id: int) -> None:
    session, tag = window.session, window.session.codebook[tag_id]
    me, article = session.view.annotator, session.article_id
    if article is not None and any(
        one.tag == tag_id and me is not None and one.annotator == me.id
        for one in session.view.annotations.whole(article)
    ):
        session.say(f"The whole article is tagged with {tag.kind} {tag.name} already.")
        return
    _add(window, tag, None, stay=True)


def make_tag(window: MainWindow, kind: str, name: str, *, whole: bool = False, stay: bool = False) -> None:
    """A new tag and its first annotation, in one gesture (Ctrl+Enter in the palette)."""
    article = window.session.article_id
    annotation = None if whole else selected(window)
    retag = annotation.id if annotation and _kind(window, annotation) == kind else None
    spans = None if whole else target(window)
    if article is None or (spans is None and not whole):
        return

    def job(project: Project) -> Annotation:
        with project.gesture(f"New {kind} {name}"):
            tag = project.tags.add(kind, name)
            if retag is not None:
                project.annotations.retag(retag, tag.id)
                return project.annotations.get(retag)
            return project.annotations.add(article, tag.id, spans or None)

    window.session.do(job, partial(_tagged, window, was=window.page.selection(), stay=False))


def move_end(window: MainWindow, direction: int, by_character: bool) -> None:
    annotation, span = (
        window.page.current,
        window.page.moved_end(direction, by_character),
    )
    if annotation is not None and span is not None:
        move_to(window, annotation, span)


def move_to(window: MainWindow, annotation: int, span: Span) -> None:
    window.session.do(lambda project: project.annotations.move(annotation, span), lambda _: _moved(window, span))


def _moved(window: MainWindow, span: Span) -> None:
    from reader.window.article_view.accessible import screen_reading

    if (reading := screen_reading(window.page)) is not None:
        reading.moved(span)


def remove(window: MainWindow) -> None:
    annotation = window.page.current
    if annotation is None:
        return
    window.session.do(
        lambda project: project.annotations.remove([annotation]),
        lambda _: window.session.say("1 annotation removed", undo=True),
    )


def copy_passage(window: MainWindow) -> None:
    """The words of the selection, or of the selected annotation, to the clipboard; a long passage is there a moment later."""
    spans, article = target(window), window.session.article_id
    if article is None or not spans:
        return

    def words(project: Project) -> str:
        return " … ".join(project.articles.passage(article, span) for span in spans)

    if sum(map(len, spans)) <= _COPIED_AT_ONCE:
        QGuiApplication.clipboard().setText(words(window.session.view))
    else:
        window.session.read("copy", words, QGuiApplication.clipboard().setText)


def open_memo(window: MainWindow) -> None:
    """The memo of the selected annotation, else of the article."""
    from reader.window.dialogs.memo import MemoDialog

    annotation = window.page.current
    if annotation is not None:
        MemoDialog(window.session, "annotation", annotation, window).open()
    elif window.session.article_id is not None:
        MemoDialog(window.session, "article", window.session.article_id, window).open()


def _kind(window: MainWindow, annotation: Annotation) -> str:
    return window.session.codebook[annotation.tag].kind


def _add(window: MainWindow, tag: Tag, spans: tuple[Span, ...] | None, *, stay: bool) -> None:
    article = window.session.article_id
    if article is None:
        return
    window.last_tag = tag.id
    window.session.do(
        lambda project: project.annotations.add(article, tag.id, spans),
        partial(_tagged, window, was=window.page.selection(), stay=stay),
    )


def _retag(window: MainWindow, annotation: Annotation, tag: Tag) -> None:
    def job(project: Project) -> Annotation:
        project.annotations.retag(annotation.id, tag.id)
        return project.annotations.get(annotation.id)

    window.session.do(job, partial(_tagged, window, was=window.page.selection(), stay=False))


def _tagged(window: MainWindow, annotation: Annotation, *, was: tuple[Span, ...], stay: bool) -> None:
    """The new annotation is selected, so that Alt+arrows, M and Delete act on it; the selection gives way to its mark,
    unless the person has gone on meanwhile (`was`: what was selected when the key was pressed).
    """
    window.last_tag = annotation.tag
    page = window.page
    if annotation.span is not None and not stay:
        if page.article_id == annotation.article and page.selection() == was:
            page.set_caret(annotation.span.end)
            page.select_annotation(annotation.id, scroll=False, lift=False)
    elif annotation.span is None:
        tag = window.session.codebook[annotation.tag]
        window.session.say(f"The whole article is tagged with {tag.kind} {tag.name}", undo=True)
    from reader.window.article_view.accessible import screen_reading

    if page.article_id == annotation.article and (reading := screen_reading(page)) is not None:
        reading.tagged(annotation)
