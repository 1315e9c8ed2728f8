"""What the mouse's rest on the page says of it: where a link leads, and what a sign of direction stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QToolTip, QWidget

from reader.core.article import StyleRun
from reader.render.links import link_at, underlines
from reader.render.marks import tint_rect
from reader.render.signs import described, sign_box

if TYPE_CHECKING:
    from reader.window.article_view.scene import Scene

_LONGEST = 300
"""Characters of an address that are shown."""


def shortened(target: str, longest: int = _LONGEST) -> str:
    """An address with its middle left out where it is too long: host and ending stay. What shows nothing of itself in it
    (an override could make it read otherwise) is written out."""
    target = "".join(each if each.isprintable() else quote(each) for each in target)
    return target if len(target) <= longest else f"{target[: longest * 2 // 3]}…{target[-longest // 3 :]}"


def link_at_caret(scene: Scene, caret: int) -> StyleRun | None:
    """The link that the caret is in or at the end of."""
    return link_at(scene.document.paragraph_at(caret), caret) if scene.document.parts else None


def hint_at(scene: Scene, place: QPointF) -> str:
    """What there is to say of a point of the view; "" where nothing."""
    for paragraph, corner in scene.text_corners() if scene.document.parts else ():
        inside = place - corner
        if not 0 <= inside.y() < paragraph.layout.height:
            continue
        layout = paragraph.layout
        for placed in layout.placed_signs():
            if sign_box(placed, layout.setting.size).contains(inside):
                return described(placed.sign)
        if underlines(paragraph):
            offset, _ = layout.offset_at(inside.x(), inside.y())
            link = link_at(paragraph, offset)
            if link is not None and any(
                tint_rect(layout, fragment).contains(inside) for fragment in layout.fragments(link.start, link.end)
            ):
                return f"Link to {shortened(link.target)}"
    return ""


def show_hint(viewport: QWidget, place: QPoint, words: str) -> None:
    """Shown as plain words, whatever an address holds."""
    if words:
        from html import escape

        QToolTip.showText(viewport.mapToGlobal(place), f"<qt>{escape(words)}</qt>", viewport)
    else:
        QToolTip.hideText()
