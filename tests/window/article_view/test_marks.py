"""What the page shows of annotations: tints, lanes, brackets, labels, and what changes them. Pixels are looked at."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QApplication

from reader.core.article import BlockKind
from reader.core.shown import ALL, Shown
from reader.core.spans import Span
from reader.render.theme import THEMES, ink_of
from reader.render.typography import Typography
from tests.window.article_view.conftest import ARABIC, TEXT, Page, found
from tests.window.conftest import Painted

LIGHT = THEMES["light"]


def ink(page: Page, name: str):  # type: ignore[no-untyped-def]
    return ink_of(LIGHT, page.project.tags.codebook(), page.tags[name])


def above(place: QPointF) -> QPointF:
    """Just under the upper edge of the tint, where no letter is."""
    return QPointF(place.x(), place.y() - 9)


def colours_between(page: Page, words: str, top: float, bottom: float) -> set[str]:
    """Colours seen `top` to `bottom` below the baseline of some words."""
    span = found(page.text, words)
    first, last = page.place(span.start + 1), page.place(span.end - 2)
    scene = page.view.scene
    assert scene is not None
    setting = scene.document.paragraph_at(span.start).layout.setting
    baseline = scene.caret_rect(span.start).top() + 2 - setting.tint_top
    picture = page.picture()
    return {
        picture.pixelColor(x, y).name().upper()
        for x in range(int(first.x()), int(last.x()))
        for y in range(round(baseline + top), round(baseline + bottom))
    }


def test_the_shortest_annotation_gives_the_tint(page: Page) -> None:
    page.open()
    page.tag("supports", "would back a shared grain corridor")
    page.tag("Grain corridor", "shared grain")
    assert page.colour_at(above(page.inside("shared grain"))) == ink(page, "Grain corridor").tint
    assert page.colour_at(above(page.inside("would back"))) == ink(page, "supports").tint
    assert page.colour_at(above(page.inside("eastern"))) == LIGHT.page


def test_the_selected_annotation_wins(page: Page) -> None:
    page.open()
    long = page.tag("supports", "would back a shared grain corridor")
    page.tag("Grain corridor", "shared grain")
    page.view.select_annotation(long.id)
    assert page.colour_at(above(page.inside("shared grain"))) == ink(page, "supports").tint


def test_each_kind_has_its_lane(page: Page) -> None:
    page.open()
    for name in ("Harbour unions", "opposes", "Port tariffs"):
        page.tag(name, "shared grain corridor")
    first, second, third = (typography_lane(number) for number in range(3))
    assert colours_between(page, "shared grain corridor", *first) == {ink(page, "Harbour unions").ink}
    assert ink(page, "opposes").ink in colours_between(page, "shared grain corridor", *second)
    assert LIGHT.page in colours_between(page, "shared grain corridor", *second), "dashes have gaps"
    assert ink(page, "Port tariffs").ink in colours_between(page, "shared grain corridor", *third)


def typography_lane(number: int) -> tuple[float, float]:
    setting = Typography(18, "latin").of(BlockKind.PARAGRAPH)
    return setting.lanes[number], setting.lanes[number] + 2


def test_two_of_a_kind_share_a_lane_as_half_strokes_and_three_are_one_in_text_colour(page: Page) -> None:
    page.open()
    page.tag("Harbour unions", "shared grain corridor")
    page.tag("Tomas Rell", "shared grain corridor")
    top, bottom = typography_lane(0)
    assert colours_between(page, "shared grain", top, top + 1) == {ink(page, "Harbour unions").ink}
    assert colours_between(page, "shared grain", bottom - 1, bottom) == {ink(page, "Tomas Rell").ink}
    page.tag("Ines Okar", "shared grain corridor")
    assert colours_between(page, "shared grain", top, bottom) == {LIGHT.text}


def test_tagging_moves_no_line(page: Page) -> None:
    page.open()
    before = [page.place(offset).y() for offset in range(40, len(TEXT), 20)]
    for name in page.tags:
        page.tag(name, "shared grain corridor")
    assert [page.place(offset).y() for offset in range(40, len(TEXT), 20)] == before


def test_marks_measures_are_those_of_look_and_feel() -> None:
    latin = Typography(18, "latin")
    setting = latin.of(BlockKind.PARAGRAPH)
    assert (latin.measure, setting.leading, setting.above) == (576, 30, 15)
    assert (setting.tint_top, setting.tint_bottom, setting.lanes) == (-15, 5, (6, 9, 12))
    assert Typography(18, "cyrillic").measure == 666
    arabic = Typography(18, "arabic")
    assert (arabic.measure, arabic.of(BlockKind.PARAGRAPH).leading) == (522, 39)
    for size in range(14, 33):
        for script in ("latin", "arabic"):
            own = Typography(size, script).of(BlockKind.PARAGRAPH)
            lowest = own.lanes[-1] + own.stroke
            assert lowest <= own.leading + own.tint_top + 1, "lanes stay clear of the next line's tint"


def test_pieces_leave_the_words_between_them(page: Page) -> None:
    page.open()
    page.tag("opposes", "We have been promised", "Tomas Rell")
    assert page.colour_at(above(page.inside("promised"))) == ink(page, "opposes").tint
    assert page.colour_at(above(page.inside("spokesman"))) == LIGHT.page
    assert page.colour_at(above(page.inside("Tomas"))) == ink(page, "opposes").tint


def test_hidden_marks_leave_the_text_alone(page: Page) -> None:
    page.open()
    page.tag("Grain corridor", "shared grain")
    page.view.set_marks_hidden(True)
    assert page.colour_at(above(page.inside("shared grain"))) == LIGHT.page
    assert page.view.margin_at(page.inside("shared grain")) == ()
    page.view.set_marks_hidden(False)
    assert page.colour_at(above(page.inside("shared grain"))) == ink(page, "Grain corridor").tint


def test_a_dimmed_kind_has_no_tint_but_stays_in_the_margin(page: Page) -> None:
    page.open()
    page.tag("Grain corridor", "shared grain")
    page.view.set_shown(Shown(kinds=frozenset({"topic"})))
    assert page.colour_at(above(page.inside("shared grain"))) == LIGHT.page
    assert page.view.scene is not None
    assert len(page.view.scene.margin().brackets) == 1
    page.view.set_shown(ALL)
    assert page.colour_at(above(page.inside("shared grain"))) == ink(page, "Grain corridor").tint


def test_selection_is_in_the_accent_and_stays_without_focus(page: Page) -> None:
    page.open()
    page.view.select(found(TEXT, "shared grain"))
    page.view.clearFocus()
    assert page.colour_at(above(page.inside("shared grain"))) == LIGHT.accent


def test_another_theme_repaints_everything(page: Page) -> None:
    page.open()
    page.tag("Grain corridor", "shared grain")
    dark = THEMES["dark"]
    page.view.set_theme(dark)
    tint = ink_of(dark, page.project.tags.codebook(), page.tags["Grain corridor"]).tint
    assert page.colour_at(above(page.inside("shared grain"))) == tint
    assert page.colour_at(QPointF(3, 3)) == dark.page


def test_a_removed_annotation_is_gone_and_no_longer_selected(page: Page, signals) -> None:  # type: ignore[no-untyped-def]
    page.open()
    annotation = page.tag("Grain corridor", "shared grain")
    page.view.select_annotation(annotation.id)
    currents = signals("currentChanged")
    page.project.annotations.remove([annotation.id])
    assert annotation.span is not None
    page.view.refresh([annotation.span])
    assert (page.view.current, currents) == (None, [(None,)])
    assert page.colour_at(above(page.inside("shared grain"))) == LIGHT.page


def test_labels_name_the_tag_with_its_number(page: Page) -> None:
    page.open()
    page.tag("opposes", "shared grain")
    scene = page.view.scene
    assert scene is not None
    found_ink = scene.inks.of(page.tags["opposes"].id)
    assert found_ink is not None
    assert found_ink.label == "opposes −2"


def test_thirty_overlaps_are_all_in_the_margin(page: Page) -> None:
    page.open()
    assert page.view.article_id is not None
    names = list(page.tags)
    for number in range(30):
        start = TEXT.index("The transport") + number * 3
        span = Span(start, start + 60)
        page.project.annotations.add(page.view.article_id, page.tags[names[number % len(names)]].id, span)
    page.view.refresh([Span(0, len(TEXT))])
    scene = page.view.scene
    assert scene is not None
    margin = scene.margin()
    assert len(margin.brackets) == 30
    assert margin.dense
    assert len(margin.labels) + sum(len(label.ids) for label in margin.more) == 30
    rects = [label.rect for label in (*margin.labels, *margin.more)]
    assert not any(one.intersects(other) for one in rects for other in rects if one is not other)


def test_right_to_left_articles_have_their_margin_on_the_left(page: Page) -> None:
    page.open(ARABIC, language="ar")
    page.tag("Ines Okar", "إيناس عكار (Ines Okar)")
    scene = page.view.scene
    assert scene is not None
    assert scene.page.mirrored
    assert scene.page.margin_left < scene.page.text_left
    bracket = next(iter(scene.margin().brackets.values()))
    assert scene.page.column_x(bracket.column) < scene.page.text_left
    assert page.place(ARABIC.index("قالت")).x() > scene.page.text_right - 4
    for name in ("إيناس", "Ines Okar"):
        assert page.colour_at(above(page.inside(name))) == ink(page, "Ines Okar").tint


def test_the_margin_folds_before_lines_get_shorter_than_45_characters(page: Page) -> None:
    page.open()
    page.tag("Grain corridor", "shared grain")
    scene = page.view.scene
    assert scene is not None
    for width in range(940, 330, -20):
        page.view.resize(width, 700)
        sheet = scene.page
        if not sheet.folded:
            assert sheet.text_width >= Typography(18, "latin").width_of(45)
            assert sheet.margin_width >= 120
        assert sheet.padding >= 24
    assert scene.page.folded
    assert scene.margin().labels == []
    assert scene.margin().brackets


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_tag_changes_is_repainted_and_nothing_else_need_be(page: Page, data: st.DataObject) -> None:
    if page.view.article_id is None:
        page.open()
    assert page.view.article_id is not None
    view, tags = page.view, [tag.id for tag in page.tags.values()]
    before = view.viewport().grab().toImage()
    spans = []
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(TEXT) - 2))
        spans.append(Span(start, data.draw(st.integers(start + 1, min(start + 150, len(TEXT))))))
        page.project.annotations.add(view.article_id, data.draw(st.sampled_from(tags)), spans[-1])
    painted = Painted(view.viewport())
    view.refresh(spans)
    QApplication.processEvents()
    view.viewport().removeEventFilter(painted)
    after = view.viewport().grab().toImage()
    for image in (before, after):
        painter = QPainter(image)
        painter.setClipRegion(painted.region)
        painter.fillRect(image.rect(), Qt.GlobalColor.black)
        painter.end()
    assert not (QRegion(view.viewport().rect()) - painted.region).isEmpty()
    assert before == after
