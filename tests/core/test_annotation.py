"""What an annotation covers, and values that a project file depends on."""

from __future__ import annotations

import inspect

from reader.core import errors
from reader.core.annotation import Annotation, Origin
from reader.core.article import BlockKind
from reader.core.spans import Span


def annotation(span: Span | None, *pieces: Span) -> Annotation:
    return Annotation(1, "u", 1, 1, 1, span, pieces, 1, 1, None, "", Origin.OWN, "", "")


def test_what_an_annotation_covers() -> None:
    assert annotation(None).covers == ()
    assert annotation(Span(0, 9)).covers == (Span(0, 9),)
    assert annotation(Span(0, 9), Span(0, 2), Span(5, 9)).covers == (Span(0, 2), Span(5, 9))


def test_the_order_of_block_kinds_is_part_of_the_file_format() -> None:
    assert [kind.value for kind in BlockKind] == [
        "paragraph", "headline", "dek", "byline", "heading", "quote", "item", "row", "caption", "code"
    ]  # fmt: skip


def test_every_error_is_one_that_is_shown_as_a_sentence() -> None:
    for _, kind in inspect.getmembers(errors, inspect.isclass):
        assert issubclass(kind, errors.GlossatorError)
        assert str(kind("A sentence.")) == "A sentence."
        assert kind.__doc__
