"""Signs of direction and links as they are seen: drawn, named by the mouse's rest, and out of the way of the marks."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance, Style, StyleRun
from reader.render.links import underlines
from reader.render.theme import THEMES
from reader.window.article_view.hints import hint_at

SIGNS = "Title\n\nThe mark\u200e and the \u2067isolate\u2069 and \u202eoverride\u202c here."


def test_each_sign_is_drawn_and_named_and_no_letter_moves(page) -> None:  # type: ignore[no-untyped-def]
    bare = SIGNS.replace("\u200e", "").replace("\u2069", "\u2069")
    page.open(bare)
    before = page.place(bare.index(" and the")).x()
    page.open(SIGNS)
    assert page.place(SIGNS.index(" and the")).x() == before
    scene = page.view.scene
    for sign, words in (
        ("\u200e", "left-to-right mark"),
        ("\u2067", "right-to-left isolate"),
        ("\u202e", "does nothing"),
    ):
        hint = hint_at(scene, page.place(SIGNS.index(sign)) - QPointF(0, 3))
        assert words in hint
        assert f"U+{ord(sign):04X}" in hint
    assert hint_at(scene, page.inside("Title")) == ""


def test_arrows_of_overrides_take_the_colours_of_another_theme(page) -> None:  # type: ignore[no-untyped-def]
    page.open(SIGNS)
    for name in ("light", "dark", "sepia"):
        page.view.set_theme(THEMES[name])
        picture, place = page.picture(), page.place(SIGNS.index("\u202e"))
        near = [picture.pixelColor(int(place.x()) + x, int(place.y()) + y) for x in range(20) for y in range(-14, 14)]
        warning = QColor(THEMES[name].warn)
        assert min(sum(abs(a - b) for a, b in zip(one.getRgb(), warning.getRgb(), strict=True)) for one in near) < 90  # type: ignore[arg-type]


def test_the_hairline_of_a_link_lies_in_the_tint_and_above_all_lanes(page) -> None:  # type: ignore[no-untyped-def]
    text = "Title\n\nThe minister, Ines Okar, said no to all of it."
    start = text.index("Ines Okar")
    link = StyleRun(Style.LINK, start, start + 9, "https://example.org")
    blocks = (Block(BlockKind.HEADLINE, 0, 5), Block(BlockKind.PARAGRAPH, 7, len(text)))
    article = Article(text, blocks, Metadata(title="Title"), Provenance("markdown", 1), (link,))
    page.text = text
    page.show(page.project.articles.add(article).id)
    paragraph = page.view.scene.document.paragraph_at(start)
    (line,) = underlines(paragraph)
    setting = paragraph.layout.setting
    assert setting.baseline < line.top() < line.bottom() < setting.baseline + setting.tint_bottom
    assert line.bottom() < setting.baseline + setting.lanes[0]
    assert (line.left(), line.right()) == (paragraph.layout.caret_x(start), paragraph.layout.caret_x(start + 9))
    before = page.picture()
    page.view.set_theme(THEMES["dark"])
    page.view.set_theme(THEMES["light"])
    assert page.picture() == before
