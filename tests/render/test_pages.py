"""Pages: each line once and in order, whole, none left alone; headings stay with what they are the head of."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.article import BlockKind
from reader.render.document import Document
from reader.render.pages import Leaf, leaves
from tests.render.printed import printed_document, printed_project

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = "The minister said that her government would back a grain corridor through the eastern ports, come what may. "
KINDS = [kind for kind in BlockKind if kind is not BlockKind.HEADLINE]
BLOCKS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 2500).map(lambda length: (WORDS * 25)[:length].strip() or "One.")),
    min_size=1,
    max_size=12,
)


def check(document: Document, pages: list[Leaf], height: int) -> None:
    expected = [
        (part, line) for part in range(document.parts) for line in range(document.paragraph(part).layout.line_count)
    ]
    found = [(p.part, line) for page in pages for p in page.pieces for line in range(p.first, p.last)]
    assert found == expected
    for page in pages:
        below = 0
        for piece in page.pieces:
            leading = document.paragraph(piece.part).layout.setting.leading
            assert piece.y >= below
            below = piece.y + (piece.last - piece.first) * leading
            assert below <= height
            lines = document.paragraph(piece.part).layout.line_count
            if lines >= 4 and height >= 6 * leading:
                assert piece.last - piece.first >= 2
        assert page.bottom == below
        last = page.pieces[-1]
        kinds = [document.paragraph(piece.part).block.kind for piece in page.pieces]
        if last.part + 1 < document.parts and any(kind is not BlockKind.HEADING for kind in kinds):
            assert kinds[-1] is not BlockKind.HEADING


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=BLOCKS, height=st.integers(120, 1200))
def test_every_line_is_whole_and_stands_once(blocks: list[tuple[BlockKind, str]], height: int) -> None:
    with printed_project(blocks) as project:
        document = printed_document(project)
        check(document, list(leaves(document, height, 0)), height)


def paragraph(lines: int) -> tuple[BlockKind, str]:
    return BlockKind.PARAGRAPH, "\u2028".join("Line" for _ in range(lines))


def pages_of(blocks: list[tuple[BlockKind, str]], height: int, front: int = 0) -> list[list[tuple[int, int, int]]]:
    with printed_project(blocks) as project:
        document = printed_document(project)
        return [[piece[:3] for piece in page.pieces] for page in leaves(document, height, front)]


def test_a_paragraph_is_split_between_lines() -> None:
    assert pages_of([paragraph(9)], 5 * 30) == [[(0, 0, 5)], [(0, 5, 9)]]


def test_no_line_is_left_alone() -> None:
    assert pages_of([paragraph(6)], 5 * 30) == [[(0, 0, 4)], [(0, 4, 6)]]
    assert pages_of([paragraph(3), paragraph(4)], 3 * 30 + 15 + 30) == [[(0, 0, 3)], [(1, 0, 4)]]
    assert pages_of([paragraph(3), paragraph(3)], 3 * 30 + 15 + 60) == [[(0, 0, 3)], [(1, 0, 3)]]


def test_a_heading_goes_with_what_follows() -> None:
    heading = (BlockKind.HEADING, "Head")
    height = 3 * 30 + 25 + 35 + 15 + 30
    assert pages_of([paragraph(3), heading, paragraph(4)], height) == [[(0, 0, 3)], [(1, 0, 1), (2, 0, 4)]]
    taller = pages_of([paragraph(3), heading, paragraph(4)], height + 30)
    assert taller == [[(0, 0, 3), (1, 0, 1), (2, 0, 2)], [(2, 2, 4)]]


def test_the_first_row_of_a_table_goes_with_the_second() -> None:
    rows = [(BlockKind.ROW, "Year\tTonnes"), (BlockKind.ROW, "2024\t12,000"), (BlockKind.ROW, "2025\t14,000")]
    found = pages_of([paragraph(3), *rows], 3 * 30 + 50)
    assert [[piece[0] for piece in page] for page in found] == [[0], [1, 2, 3]]
    assert [[piece[0] for piece in page] for page in pages_of([paragraph(3), *rows], 3 * 30 + 90)] == [[0, 1, 2], [3]]


def test_front_matter_stands_below_the_headline_else_above_the_text() -> None:
    with printed_project([(BlockKind.HEADLINE, "Head"), paragraph(2)]) as project:
        (page,) = leaves(printed_document(project), 500, 60)
        assert page.front == 36
        assert page.pieces[1].y == 36 + 60 + 15
    with printed_project([paragraph(2)]) as project:
        (page,) = leaves(printed_document(project), 500, 60)
        assert (page.front, page.pieces[0].y) == (0, 76)
        first, second = leaves(printed_document(project), 100, 60)
        assert (first.pieces, first.front, second.front) == ((), 0, None)
