"""The twelve colours of tags as the theme shows them, for menus and boxes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QMenu, QWidget

from reader.core.codebook import SLOTS, Tag
from reader.render.theme import Ink, Theme, ink_of

if TYPE_CHECKING:
    from reader.window.session import Session

_SIDE = 16


def swatch(ink: Ink, ratio: float = 2.0) -> QIcon:
    """A square of the tint, edged and dotted with the ink, so that it shows both."""
    pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(ink.ink), 1.5))
    painter.setBrush(QColor(ink.tint))
    painter.drawRoundedRect(QRectF(1, 1, _SIDE - 2, _SIDE - 2), 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink.ink))
    painter.drawEllipse(QRectF(5, 5, 6, 6))
    painter.end()
    return QIcon(pixmap)


def colour_menu(parent: QWidget, session: Session, tag: Tag, choose: Callable[..., object]) -> QMenu:
    """`choose` is called with slot= and colour= as `Tag` has them."""
    menu = QMenu("Colour", parent)
    theme, codebook = session.theme, session.codebook
    for slot, name in enumerate(SLOTS, 1):
        action = menu.addAction(swatch(theme.slots[slot - 1]), name.capitalize())
        action.triggered.connect(partial(_choose, choose, slot, ""))
        action.setIconVisibleInMenu(True)
        if not tag.colour and tag.slot == slot:
            font = action.font()
            font.setBold(True)
            action.setFont(font)
    menu.addSeparator()
    if tag.parent is not None:
        above = codebook[tag.parent]
        inherit = menu.addAction(swatch(ink_of(theme, codebook, above)), f"As {above.name}")
        inherit.triggered.connect(partial(_choose, choose, None, ""))
        inherit.setIconVisibleInMenu(True)
    own = menu.addAction("Own colour…")
    own.triggered.connect(lambda: own_colour(parent.window(), theme, tag.colour, choose))
    return menu


def _choose(choose: Callable[..., object], slot: int | None, colour: str, _checked: bool = False) -> None:
    choose(slot=slot, colour=colour)


def own_colour(window: QWidget, theme: Theme, colour: str, choose: Callable[..., object]) -> None:
    """Asks for a colour of the person's own; each theme shows a tint of its hue."""
    dialog = QColorDialog(QColor(colour or theme.accent), window)
    dialog.setWindowTitle("Own colour")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.colorSelected.connect(lambda chosen: choose(slot=None, colour=chosen.name()))
    dialog.open()
