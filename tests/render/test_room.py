"""Letters taller than the page's own get room; others change nothing."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QGuiApplication

from reader.core.article import BlockKind
from reader.render.faces import load_fonts
from reader.render.layout import ParagraphLayout
from reader.render.room import _reach
from reader.render.typography import Typography

THAI = "ผู้ใหญ่ที่นี่กล่าวว่า ปี่ ฟ้า ปู่ ญู ฐู " * 6
HINDI = "विद्यार्थी राष्ट्र्यी क्षत्रिय द्द्वि हृद्र्यू " * 6


@pytest.fixture(autouse=True)
def faces(qapp: QGuiApplication) -> None:
    load_fonts()


def laid_out(text: str, script: str = "latin", kind: BlockKind = BlockKind.PARAGRAPH) -> ParagraphLayout:
    return ParagraphLayout(text, 0, Typography(18, script).of(kind), 576, (), False)


@pytest.mark.parametrize("text", ["Plain words", "Élan vital, São Paulo", "Министр сказала", "外交部长表示", "שלום"])
def test_usual_letters_have_the_usual_leading(text: str) -> None:
    setting = Typography(18, "latin").of(BlockKind.PARAGRAPH)
    assert laid_out(text).setting == setting


@pytest.mark.parametrize("text", [THAI, HINDI, "قَالَتِ الوَزِيرَةُ إِنَّهُ اتِّفَاقٌ عَادِلٌّ " * 8])
@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.HEADING])
def test_no_letter_touches_another_line(text: str, kind: BlockKind) -> None:
    layout = laid_out(text, "arabic" if "ل" in text else "latin", kind)
    assert layout.line_count > 1
    above, below = _reach(layout._lines)
    assert above + below <= layout.setting.leading + 0.25 * layout.setting.size


def test_thai_is_given_more_and_marks_go_along() -> None:
    usual, thai = Typography(18, "latin").of(BlockKind.PARAGRAPH), laid_out(THAI).setting
    assert thai.leading > usual.leading
    assert thai.baseline > usual.baseline
    assert thai.lanes == usual.lanes
    assert laid_out(THAI).height == laid_out(THAI).line_count * thai.leading


def test_heaps_of_accents_are_bounded() -> None:
    layout = laid_out("x" + "\u0302" * 500 + " " + "g" + "\u0331" * 500)
    assert layout.setting.leading <= 6 * 18
