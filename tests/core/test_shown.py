"""What is dimmed, by kind, tag, annotator, memo, or all but some tags."""

from __future__ import annotations

from reader.core.annotation import Annotation, Origin
from reader.core.shown import ALL, Shown
from reader.core.spans import Span


def annotation(tag: int = 1, annotator: int = 1, memo: str = "") -> Annotation:
    return Annotation(1, "uid", 1, 1, tag, Span(0, 5), (), annotator, 1, None, memo, Origin.OWN, "", "")


def test_nothing_is_dimmed_at_first() -> None:
    assert not ALL.dims(annotation(), "actor")


def test_each_reason_dims_by_itself() -> None:
    assert Shown(kinds=frozenset({"actor"})).dims(annotation(), "actor")
    assert not Shown(kinds=frozenset({"actor"})).dims(annotation(), "topic")
    assert Shown(tags=frozenset({1, 3})).dims(annotation(tag=3), "topic")
    assert not Shown(tags=frozenset({1, 3})).dims(annotation(tag=2), "topic")
    assert Shown(annotators=frozenset({2})).dims(annotation(annotator=2), "actor")
    assert not Shown(annotators=frozenset({2})).dims(annotation(annotator=1), "actor")
    assert Shown(without_memo=True).dims(annotation(), "actor")
    assert not Shown(without_memo=True).dims(annotation(memo="why"), "actor")


def test_only_some_tags_goes_before_every_other_reason() -> None:
    shown = Shown(frozenset({"actor"}), frozenset({1}), frozenset({1}), True, only=frozenset({1}))
    assert not shown.dims(annotation(tag=1), "actor")
    assert shown.dims(annotation(tag=2, annotator=2, memo="why"), "topic")
    assert Shown(only=frozenset()).dims(annotation(), "actor")
