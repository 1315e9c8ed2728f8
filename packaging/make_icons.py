"""Draws what is made from SVG: the application icon's PNGs, and the check marks and arrows of each theme's controls.

Run it from the top of the tree after changing a drawing in resources/icon or the colour table.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from reader.render.theme import CONTRAST, THEMES

RESOURCES = Path(__file__).parent.parent / "resources"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
SMALL = 32
"""Up to this size the simpler drawing is used, whose edges fall on pixels."""

CONTROL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
    'stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round">{shape}</svg>\n'
)
CONTROLS = {
    # name: token of the colour, stroke, shape
    "check": ("on_accent", 3, '<path d="M20 6 9 17l-5-5"/>'),
    "dot": ("on_accent", 8, '<path d="M12 12v0.01"/>'),
    "down": ("text", 3, '<path d="m6 9 6 6 6-6"/>'),
    "up": ("text", 3, '<path d="m18 15-6-6-6 6"/>'),
}


def draw_application_icon() -> None:
    for size in SIZES:
        source = "glossator-small.svg" if size <= SMALL else "glossator.svg"
        renderer = QSvgRenderer(str(RESOURCES / "icon" / source))
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(RESOURCES / "icon" / f"glossator-{size}.png"))


def draw_controls() -> None:
    folder = RESOURCES / "controls"
    folder.mkdir(exist_ok=True)
    for theme in (*THEMES.values(), *CONTRAST.values()):
        for name, (token, width, shape) in CONTROLS.items():
            drawing = CONTROL.format(colour=getattr(theme, token), width=width, shape=shape)
            (folder / f"{name}-{theme.name}.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    application = QGuiApplication([])
    draw_application_icon()
    draw_controls()
