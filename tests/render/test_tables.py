"""Columns of tables, and rows laid out in them."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QGuiApplication

from reader.core.article import BlockKind
from reader.render.faces import load_fonts
from reader.render.layout import ParagraphLayout
from reader.render.tables import Columns, columns_of
from reader.render.typography import LineSetting, Typography

ROWS = (
    "Port\tTonnes\tWhat the harbour master said",
    "Harbour East\t12,400\tInspections stay in local hands, and the night shift will be paid as it was before",
    "Old Quay\t980\tNothing",
    "Northern Terminal\t1,250,000\t",
)
WIDTH = 576


@pytest.fixture(autouse=True)
def faces(qapp: QGuiApplication) -> None:
    load_fonts()


def setting() -> LineSetting:
    return Typography(18, "latin").of(BlockKind.ROW)


def columns(rows: tuple[str, ...] = ROWS, width: int = WIDTH, rtl: bool = False) -> Columns:
    found = columns_of(rows, setting(), width, rtl)
    assert found is not None
    return found


def row(text: str, shared: Columns) -> ParagraphLayout:
    return ParagraphLayout(text, 100, setting(), WIDTH, (), False, shared)


def test_cells_of_one_column_begin_under_each_other() -> None:
    shared = columns()
    for column in (0, 2):
        lefts = set()
        for text in ROWS[:3]:
            offset = 100 + len("\t".join(text.split("\t")[:column])) + (1 if column else 0)
            lefts.add(round(row(text, shared).caret_x(offset)))
        assert len(lefts) == 1


def test_numbers_end_under_each_other() -> None:
    shared = columns()
    assert [column.numbers for column in shared.columns] == [False, True, False]
    ends = {round(row(text, shared).caret_x(100 + text.rindex("\t"))) for text in ROWS[:3]}
    assert max(ends) - min(ends) <= 1


def test_a_long_cell_wraps_in_its_column_and_no_short_word_is_cut() -> None:
    shared = columns()
    layout = row(ROWS[1], shared)
    assert layout.line_count > 1
    assert layout.height == layout.line_count * layout.setting.leading
    last = shared.columns[-1]
    for fragment in layout.fragments(100 + ROWS[1].index("Inspections"), 100 + len(ROWS[1])):
        assert last.left - 1 <= fragment.left
        assert fragment.right <= WIDTH + 1
    assert all(row(text, shared).line_count == 1 for text in (ROWS[2],))
    assert sum(column.width for column in shared.columns) <= WIDTH


def test_every_place_is_found_again_where_it_is_seen() -> None:
    shared = columns()
    for text in ROWS:
        layout = row(text, shared)
        for place in range(len(text) + 1):
            x = layout.caret_x(100 + place)
            y = (layout.line_of(100 + place) + 0.5) * layout.setting.leading
            offset, upstream = layout.offset_at(x, y)
            assert (round(layout.caret_x(offset, upstream)), layout.line_of(offset, upstream)) == (
                round(x), layout.line_of(100 + place)
            )  # fmt: skip


def test_a_mark_over_two_cells_does_not_cover_the_space_between() -> None:
    layout = row(ROWS[1], columns())
    start = ROWS[1].index("East\t12,400")
    fragments = layout.fragments(100 + start, 100 + start + len("East\t12,400"))
    assert len(fragments) == 2
    assert fragments[0].right < fragments[1].left
    assert [fragment.closes for fragment in fragments] == [0, 1]


def test_right_to_left_tables_run_from_the_right() -> None:
    rows = ("الميناء\tالأطنان", "الميناء الشرقي\t12,400", "Old Quay\t980")
    shared = columns(rows)
    assert shared.right_to_left
    first, second = shared.columns
    assert first.left > second.left
    assert first.left + first.width == WIDTH
    layout = row(rows[2], shared)
    assert layout.right_to_left
    assert layout.caret_x(100 + len(rows[2])) < layout.caret_x(100 + 3)


def test_a_single_cell_has_the_whole_width() -> None:
    words = "A heading over all columns of this table that is far too long for the first of them"
    layout = row(words, columns((words, *ROWS)))
    assert layout.line_count == 2


def test_more_columns_than_can_be_told_apart_are_none() -> None:
    assert columns_of(["\t".join("abc" for _ in range(60))], setting(), WIDTH, False) is None
    assert columns_of(["one cell", "another"], setting(), WIDTH, False) is None
    layout = ParagraphLayout("a\tb\tc", 0, setting(), WIDTH, (), False, None)
    assert layout.line_count == 1


@pytest.mark.parametrize("text", ["\t\t", "\t", "a\t", "\tb", "a\tb\tc", ""])
def test_ragged_and_empty_cells(text: str) -> None:
    layout = row(text, columns())
    places = [(layout.line_of(100 + place), layout.caret_x(100 + place)) for place in range(len(text) + 1)]
    assert layout.line_count == 1
    assert [x for _, x in places] == sorted(x for _, x in places)
    assert layout.line_bounds(0) == (100, 100 + len(text))
