from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImage, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

import reader.window
from reader.files import resource
from reader.render.faces import load_fonts
from reader.render.theme import THEMES, Theme
from reader.window.commands import COMMANDS
from reader.window.resources import application_icon, icon
from reader.window.style import apply_theme, palette_of, style_sheet

THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def colours_in(image: QImage) -> set[str]:
    """Colours of the pixels that are drawn in full."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


def drawn(image: QImage) -> set[tuple[int, int]]:
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 127}


@THEME
def test_style_sheet_is_short_and_names_no_colour_but_the_themes(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert len(sheet.strip().splitlines()) <= 60
    tokens = {getattr(theme, token) for token in Theme.__slots__ if isinstance(getattr(theme, token), str)}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= tokens | {theme.chosen, theme.hovered}


@THEME
def test_qt_understands_the_whole_sheet(theme: Theme, qapp: QApplication, capfd: pytest.CaptureFixture[str]) -> None:
    apply_theme(qapp, theme)
    button = QPushButton("Export…")
    button.ensurePolished()
    assert "parse" not in capfd.readouterr().err
    assert qapp.style().metaObject().className() == "QStyleSheetStyle"
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(theme.page)


@THEME
def test_palette_greys_what_is_disabled(theme: Theme) -> None:
    palette = palette_of(theme)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(theme.disabled)
    assert palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Text) == QColor(theme.text)
    assert palette.color(QPalette.ColorRole.Highlight) == QColor(theme.accent)


@THEME
def test_focused_button_shows_a_ring_of_two_dp_in_the_accent(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, theme)
    button = QPushButton("Export…")
    qtbot.addWidget(button)
    button.resize(120, 30)
    with qtbot.waitExposed(button):
        button.show()
    before = button.size()
    button.setFocus()
    image = button.grab().toImage()
    row = image.height() // 2
    assert [image.pixelColor(x, row).name().upper() for x in (0, 1)] == [theme.accent] * 2
    assert image.pixelColor(3, row) == QColor(theme.raised)
    assert button.size() == before


@THEME
def test_checked_box_holds_a_mark_in_the_themes_colour(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, theme)
    box = QCheckBox("Columns")
    qtbot.addWidget(box)
    box.setChecked(True)
    colours = colours_in(box.grab().toImage())
    assert {theme.accent, theme.on_accent} <= colours


def test_rows_of_lists_are_high_enough_to_hit(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, THEMES["light"])
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.addItems(["Ines Okar", "Tomas Rell"])
    with qtbot.waitExposed(rows):
        rows.show()
    first, second = (rows.visualItemRect(rows.item(number)) for number in (0, 1))
    assert second.top() - first.top() == first.height() >= 24


@THEME
def test_icon_is_drawn_in_the_themes_text_and_greyed_when_disabled(theme: Theme, qapp: QApplication) -> None:
    drawing = icon("panel-left", theme)
    assert colours_in(drawing.pixmap(QSize(48, 48)).toImage()) == {theme.text}
    assert colours_in(drawing.pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()) == {theme.disabled}


def test_icon_is_drawn_anew_for_a_dense_screen(qapp: QApplication) -> None:
    pixmap = icon("undo-2", THEMES["light"]).pixmap(QSize(16, 16), 2.0)
    assert pixmap.width() == 32
    assert pixmap.devicePixelRatio() == 2


def test_arrows_turn_round_in_a_right_to_left_window(qapp: QApplication) -> None:
    before = icon("chevron-right", THEMES["light"]).pixmap(QSize(64, 64)).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = icon("chevron-right", THEMES["light"]).pixmap(QSize(64, 64)).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    turned, as_it_was = drawn(after), {(63 - x, y) for x, y in drawn(before)}
    assert len(turned & as_it_was) > 0.9 * len(turned | as_it_was) > 50
    assert len(turned & drawn(before)) < 0.5 * len(turned)


def test_only_icons_that_the_window_names_travel_and_all_of_those(qapp: QApplication) -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(reader.window.__file__).parent.rglob("*.py")]
    called = {name for source in sources for name in re.findall(r'\bicon\("([a-z0-9-]+)"', source)}
    assert called | {command.icon for command in COMMANDS if command.icon} == set(icon_names())


def icon_names() -> list[str]:
    return [entry.name.removesuffix(".svg") for entry in resource("icons").iterdir() if entry.name.endswith(".svg")]


def test_every_icon_of_ours_can_be_drawn(qapp: QApplication) -> None:
    for name in icon_names():
        assert THEMES["dark"].text in colours_in(icon(name, THEMES["dark"]).pixmap(QSize(48, 48)).toImage()), name


def test_reading_faces_are_loaded_with_their_weights_and_scripts(qapp: QApplication) -> None:
    assert {"Literata", "Noto Naskh Arabic"} <= set(load_fonts())
    for family, text in (("Literata", "Grain, зерно, σίτος"), ("Noto Naskh Arabic", "ممر الحبوب پیمان ٹ")):
        face = QRawFont.fromFont(QFont(family))
        assert face.familyName() == family
        assert all(face.supportsCharacter(ord(character)) for character in text if character.isalpha())
    assert QFontDatabase.italic("Literata", "Italic")
    assert QFontDatabase.bold("Literata", "Bold")


def test_licences_travel_with_fonts_and_icons() -> None:
    for parts in (("fonts", "Literata-OFL.txt"), ("fonts", "NotoNaskhArabic-OFL.txt"), ("icons", "LICENSE")):
        assert "Copyright" in resource(*parts).read_text(encoding="utf-8")


def test_control_drawings_carry_the_colours_of_their_theme() -> None:
    for theme in THEMES.values():
        for name, token in (("check", "on_accent"), ("dot", "on_accent"), ("down", "text"), ("up", "text")):
            drawing = resource("controls", f"{name}-{theme.name}.svg").read_text(encoding="utf-8")
            assert f'stroke="{getattr(theme, token)}"' in drawing


def test_application_icon_has_every_size(qapp: QApplication) -> None:
    sizes = {size.width() for size in application_icon().availableSizes()}
    assert sizes == {16, 24, 32, 48, 64, 128, 256, 512}
