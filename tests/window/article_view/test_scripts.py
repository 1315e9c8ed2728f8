"""Every script on the page: places, caret, words, selection shapes; no character is ever cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from reader.core import boundaries, dictionary

Key = Qt.Key
Shift, Control, Alt = (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
FAMILY, FLAG, HAND = "👨‍👩‍👧‍👦", "🇩🇪", "👍🏽"
TEXTS = {
    "emoji": f"Port towns {FAMILY}{FLAG}{FLAG} weigh {HAND} a plan 1️⃣ e\u0301te\u0301",
    "devanagari": "परिवहन मंत्री ने कहा कि सरकार क्षत्रिय राष्ट्र का समर्थन करेगी।",
    "thai": "รัฐมนตรีกล่าวว่าจะสนับสนุน ที่นี่ น้ำท่วม กำลัง",
    "hangul": "한국 정부는 \u1112\u1161\u11ab\u1100\u1173\u11af 지지한다",
    "arabic": "قالت وزيرة النقل إيناس عكار (Ines Okar) إن 250 عاملًا يرفضون في 14/03/2025 رَفْضًا.",
    "hebrew": "שר התחבורה Ines Okar אמר ב־14.3.2025 כי \u05d5\u05b7\u05d9\u05bc\u05b9\u05d0\u05de\u05b6\u05e8 250 עובדים",
    "persian": "او می‌رود و کتاب‌های (Port News) را می‌خواند؛ ۲۵۰ نفر.",
    "chinese": "外交部长王毅在北京表示支持。他说：“我们支持。”",
    "tibetan": "བོད་སྐད་བརྒྱུད་པ།",
    "controls": "mark\u200e and \u200f \u2067אב\u2069 \u202eabc\u202c \u061c end",
}


def clusters(text: str) -> set[int]:
    places = {0}
    while max(places) < len(text):
        places.add(boundaries.next_grapheme(text, max(places)))
    return places


@pytest.fixture(params=TEXTS)
def script(request, page):  # type: ignore[no-untyped-def]
    page.open(f"Headline\n\n{TEXTS[request.param]}\n\nThe end.")
    page.begin = page.text.index(TEXTS[request.param])
    page.words = TEXTS[request.param]
    return page


def test_arrows_visit_every_character_once_and_cut_none(script) -> None:  # type: ignore[no-untyped-def]
    view, begin, words = script.view, script.begin, script.words
    whole = {begin + place for place in clusters(words)}
    layout = view.scene.document.paragraph_at(begin).layout
    right_to_left = layout.right_to_left
    for key, back in ((Key.Key_Right, Key.Key_Left), (Key.Key_Left, Key.Key_Right)):
        on = (key == Key.Key_Right) != right_to_left
        start, stop = (begin, begin + len(words)) if on else (begin + len(words), begin)
        view.set_caret(start)
        seen = [view.caret]
        while view.caret != stop and len(seen) <= len(words) + 2:
            script.press(key)
            seen.append(view.caret)
        assert seen[-1] == stop
        assert set(seen) <= whole
        assert len(seen) == len(set(seen))
        hanging = {place for place in whole - set(seen) if script.text[place] == " "}
        assert len(seen) == len(whole - hanging)
        assert len(hanging) < layout.line_count
        for place in reversed(seen[:-1]):
            script.press(back)
            assert view.caret == place


def test_the_mouse_cuts_no_character(script) -> None:  # type: ignore[no-untyped-def]
    view, begin, words = script.view, script.begin, script.words
    whole = {begin + place for place in clusters(words)}
    scene = view.scene
    y = script.place(begin).y()
    found = {scene.offset_at(QPointF(x, y))[0] for x in range(scene.page.text_left, scene.page.text_right, 2)}
    assert found <= whole
    script.drag(QPointF(scene.page.text_left + 31, y), QPointF(scene.page.text_left + 141, y), Shift)
    assert all({span.start, span.end} <= whole for span in view.selection())
    script.drag(QPointF(scene.page.text_left + 31, y), QPointF(scene.page.text_left + 141, y))
    assert all({span.start, span.end} <= whole for span in view.selection())


def test_words_and_their_ends_cut_no_character(script) -> None:  # type: ignore[no-untyped-def]
    view, begin, words = script.view, script.begin, script.words
    whole = {begin + place for place in clusters(words)}
    for modifiers in ((Control,), (Control, Shift)):
        view.set_caret(begin)
        forward = Key.Key_Left if view.scene.document.paragraph_at(begin).layout.right_to_left else Key.Key_Right
        while view.caret < begin + len(words):
            before = view.caret
            script.press(forward, *modifiers)
            assert view.caret > before
            assert view.caret in whole or view.caret > begin + len(words)


def test_ends_of_an_annotation_are_moved_by_whole_characters(script) -> None:  # type: ignore[no-untyped-def]
    view, begin, words = script.view, script.begin, script.words
    whole = sorted(begin + place for place in clusters(words))
    annotation = script.project.annotations.add(
        view.article_id, script.tags["Ines Okar"].id, [_span(whole[1], whole[3])]
    )
    view.refresh([annotation.span])
    view.select_annotation(annotation.id)
    for right in (1, -1):
        span = view.moved_end(right, by_character=True)
        assert span is None or {span.start, span.end} <= set(whole)


def _span(start: int, end: int):  # type: ignore[no-untyped-def]
    from reader.core.spans import Span

    return Span(start, end)


def test_what_is_selected_is_where_its_letters_are(script) -> None:  # type: ignore[no-untyped-def]
    """The shape of a selection covers the shapes of its characters, and no other character's."""
    layout = script.view.scene.document.paragraph_at(script.begin).layout
    begin, words = script.begin, script.words
    places = sorted(clusters(words))
    shapes = [layout.fragments(begin + a, begin + b) for a, b in pairwise(places)]
    for first, last in ((0, len(shapes)), (2, 6), (len(shapes) // 2, len(shapes) // 2 + 3)):
        chosen = layout.fragments(begin + places[first], begin + places[min(last, len(shapes))])
        area = sum(fragment.right - fragment.left for fragment in chosen)
        parts = sum(piece.right - piece.left for shape in shapes[first:last] for piece in shape)
        assert area == pytest.approx(parts, abs=2.0 * max(len(shapes[first:last]), 1) if "ا" in words else 2.5)
        for shape in shapes[first:last]:
            for piece in shape:
                assert any(
                    one.left - 1 <= piece.left and piece.right <= one.right + 1
                    for one in chosen
                    if one.line == piece.line
                )


def test_arrows_leave_the_end_of_every_line(page) -> None:  # type: ignore[no-untyped-def]
    """Also from before the space that hangs over the end of an Arabic line, where a click may put the caret."""
    page.open(f"Headline\n\n{TEXTS['arabic'] * 4}\n\nThe end.")
    begin = page.text.index("قالت")
    layout = page.view.scene.document.paragraph_at(begin).layout
    assert layout.line_count > 3
    for line in range(layout.line_count - 1):
        _, end = layout.line_bounds(line)
        assert page.text[end - 1] == " "
        for key in (Key.Key_Left, Key.Key_Right):
            page.view.set_caret(end - 1)
            page.press(key)
            assert layout.line_bounds(line)[0] < page.view.caret < layout.line_bounds(line + 1)[1]
            assert page.view.caret != end - 1


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("外交部长王毅在北京表示支持。", "北京", "北京"),
        ("รัฐมนตรีจะสนับสนุน", "สนับสนุน", "สนับสนุน"),
        ("東京都は計画を発表した。", "発表", "発表"),
        ("او می‌رود و نمی‌رود", "می‌رود", "می‌رود"),
        ("हिन्दी में राष्ट्र का", "राष्ट्र", "राष्ट्र"),
    ],
)
def test_a_double_click_takes_a_word_of_the_script(page, text: str, at: str, word: str) -> None:  # type: ignore[no-untyped-def]
    if dictionary.words("字") is None and not text.isascii() and at in ("北京", "発表", "สนับสนุน"):
        pytest.skip("no ICU here")
    page.open(f"Headline\n\n{text}")
    page.double_click(page.inside(at))
    assert page.selected == [word]


def test_a_sentence_of_chinese_and_of_urdu(page) -> None:  # type: ignore[no-untyped-def]
    page.open("标题\n\n他来了。她说：“我们支持。”然后走了。\n\nوزیر نے کہا۔ کیا وہ جائیں گے؟ ہاں۔")
    page.view.set_caret(page.text.index("她"))
    page.press(Key.Key_Down, Control, Shift)
    assert page.selected == ["她说：“我们支持。”"]
    page.view.set_caret(page.text.index("کیا"))
    page.press(Key.Key_Down, Control, Shift)
    assert page.selected == ["کیا وہ جائیں گے؟"]


def test_tagging_moves_no_line_in_any_script(script) -> None:  # type: ignore[no-untyped-def]
    before = script.place(len(script.text))
    script.tag("Ines Okar", script.words[: max(clusters(script.words[:4]))])
    assert script.place(len(script.text)) == before


def test_letters_are_not_clipped_when_a_part_is_painted_anew(script) -> None:  # type: ignore[no-untyped-def]
    """What is repainted by itself looks as if all had been painted at once."""
    view = script.view
    whole = script.picture()
    scene = view.scene
    for paragraph, y in scene.scrolling.visible():
        view.viewport().repaint(scene.text_area(paragraph, y))
        QApplication.processEvents()
    assert script.picture() == whole
