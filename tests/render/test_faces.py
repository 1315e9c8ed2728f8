"""Further faces are loaded once, when their letters first occur, and then have those letters."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QGuiApplication

from reader.core.article import BlockKind
from reader.files import resource
from reader.render import faces
from reader.render.layout import ParagraphLayout
from reader.render.typography import CARRIED, FACES, Typography

SCRIPTS = {
    "Literata": "Port, порт, λιμάνι",
    "Noto Naskh Arabic": "قالت الوزيرة، می‌رود، پاکستان",
    "Noto Serif Hebrew": "שר התחבורה",
    "Noto Serif Devanagari": "परिवहन मंत्री क्षत्रिय",
    "Noto Sans Thai": "รัฐมนตรีกล่าวว่า",
}


@pytest.fixture(autouse=True)
def loaded(qapp: QGuiApplication) -> None:
    faces.load_fonts()


@pytest.mark.parametrize("family", SCRIPTS)
@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.HEADLINE])
def test_no_letter_of_these_scripts_is_an_empty_box(family: str, kind: BlockKind) -> None:
    """Whatever the platform has: the letters come from our own faces."""
    layout = ParagraphLayout(SCRIPTS[family], 0, Typography(18, "latin").of(kind), 576, (), False)
    runs = [run for line in layout._lines for run in line.glyphRuns()]
    assert runs
    assert all(glyph != 0 for run in runs for glyph in run.glyphIndexes())
    assert any(run.rawFont().familyName().startswith(family) for run in runs)


def test_a_face_is_read_once_and_only_when_needed() -> None:
    faces._load.cache_clear()
    faces.load_faces_for("Latin, кириллица, العربية, 漢字")
    assert faces._load.cache_info().misses == 0
    for _ in range(3):
        faces.load_faces_for("हिन्दी and ไทย")
    assert faces._load.cache_info().misses == 2


def test_every_face_falls_back_on_what_we_carry() -> None:
    from reader.render.typography import families

    for face in FACES:
        assert set(CARRIED) <= set(families(face))


def test_code_is_set_with_letters_of_one_width() -> None:
    """Also where the system's name for them is an alias."""
    layout = ParagraphLayout("iiiiWWWW", 0, Typography(18, "latin").of(BlockKind.CODE), 576, (), False)
    assert layout.caret_x(4) * 2 == pytest.approx(layout.caret_x(8), abs=1)


def test_deep_lists_leave_room_for_their_words() -> None:
    typography = Typography(18, "latin")
    assert typography.of(BlockKind.ITEM, 2).indent > typography.of(BlockKind.ITEM, 1).indent
    assert typography.of(BlockKind.ITEM, 20).indent < 0.3 * typography.measure


def test_each_face_has_its_licence_beside_it() -> None:
    folder = {entry.name for entry in resource("fonts", "scripts").iterdir()}
    for name in faces._FURTHER:
        assert {f"{name}-OFL.txt", f"{name}_400Regular.ttf", f"{name}_600SemiBold.ttf"} <= folder
