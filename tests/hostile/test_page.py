"""hostile-input.md, rows 1 to 7, 24, 30 and 33, on the page: what is imported is shown, scrolled, selected, marked.

Bounds are counts (what was laid out, what is kept), not times: those are for `make bench`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core import boundaries
from reader.core.article import Article
from reader.core.spans import Span
from reader.importers import pasted
from reader.importers.batch import FileRead, read_paths
from reader.project import Project
from reader.render.document import CHUNKS_KEPT, PARAGRAPHS_KEPT
from reader.render.faces import load_fonts
from reader.render.theme import CONTRAST, THEMES
from reader.window.article_view import ArticleView

Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MEGABYTE = 1_000_000
ON_SCREEN = 200
"""Paragraphs laid out for one screenful, at most."""


class Shown:
    """A project's page, and the text of the article on it."""

    def __init__(self, project: Project, view: ArticleView) -> None:
        self.project, self.view, self.text = project, view, ""
        self.tag = project.tags.add("actor", "Ines Okar")

    def show(self, article: Article) -> None:
        added = self.project.articles.add(article)
        self.text = article.text
        self.view.show_article(self.project, added.id, self.project.tags.codebook())
        self.paint()

    def paint(self) -> QImage:
        QApplication.processEvents()
        return self.view.viewport().grab().toImage()

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        together = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            together |= modifier
        QTest.keyClick(self.view, key, together)

    def place(self, offset: int) -> QPointF:
        scene = self.view.scene
        assert scene is not None
        return scene.caret_rect(offset).center()

    def double_click(self, place: QPointF) -> None:
        viewport = self.view.viewport()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
            QApplication.sendEvent(viewport, QMouseEvent(kind, place, viewport.mapToGlobal(place), left, left, none))

    @property
    def selected(self) -> list[str]:
        return [self.text[span.start : span.end] for span in self.view.selection()]

    def check_bounds(self) -> None:
        """No more is in memory than what is shown needs."""
        assert self.view.scene is not None
        document = self.view.scene.document
        assert len(document._paragraphs) <= PARAGRAPHS_KEPT + ON_SCREEN
        assert len(document._held) <= CHUNKS_KEPT

    def walk(self, steps: int = 12) -> None:
        """Over the article by the scroll bar, by pages and to its end, painted each time."""
        bar = self.view.verticalScrollBar()
        for step in range(steps):
            bar.setValue(bar.maximum() * step // steps)
            assert not blank(self.paint())
            self.check_bounds()
        self.press(Key.Key_End, Control)
        assert self.view.caret == len(self.text.rstrip("\n"))
        assert 0 <= self.place(self.view.caret).y() < self.view.viewport().height()
        for _ in range(3):
            self.press(Key.Key_PageUp)
            self.paint()
        self.check_bounds()

    def check_offsets(self, start: int, count: int) -> None:
        """Carets and clicks agree, and what Shift and the arrow select is one character of the text."""
        for offset in range(start, min(start + count, len(self.text))):
            paragraph = self.view.scene.document.paragraph_at(offset)  # type: ignore[union-attr]
            inside = offset - paragraph.start
            if not 0 <= inside < len(paragraph.text):
                continue
            floor = paragraph.start + boundaries.grapheme_floor(paragraph.text, inside)
            self.view.set_caret(offset)
            assert self.view.caret == floor
            end = paragraph.start + boundaries.next_grapheme(paragraph.text, inside)
            self.view.select(Span(floor, end))
            assert self.selected == [self.text[floor:end]]


def blank(picture: QImage, left: int = 60) -> bool:
    """Nothing but the page to be seen where its first words should be."""
    width, height = min(picture.width() - left, 300), min(picture.height(), 200)
    return len({picture.pixel(left + x, y) for x in range(0, width, 2) for y in range(0, height, 2)}) == 1


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:
    load_fonts()
    with Project.create(tmp_path / "hostile.gloss", annotator="Leila H.") as project:
        view = ArticleView()
        qtbot.addWidget(view)
        view.set_theme(THEMES["light"])
        view.resize(940, 700)
        view.show()
        qtbot.waitExposed(view)
        yield Shown(project, view)
        view.clear()


@pytest.fixture
def imported(page: Shown, tmp_path: Path) -> Callable[[str, bytes], Shown]:
    """Shows what the importers make of a file."""

    def show(name: str, data: bytes) -> Shown:
        (tmp_path / name).write_bytes(data)
        (answer,) = read_paths([tmp_path / name])
        assert isinstance(answer, FileRead), answer
        page.show(answer.prepared.article)
        return page

    return show


def test_row_1_one_line_of_10_megabytes(imported: Callable[[str, bytes], Shown]) -> None:
    page = imported("line.txt", b"The minister said no. " * (10 * MEGABYTE // 22))
    page.walk()
    middle = page.text.index("minister", 5 * MEGABYTE)
    page.view.set_caret(middle + 3)
    page.double_click(page.place(middle + 3))
    assert page.view.selection() == (Span(middle, middle + 8),)
    for _ in range(1_000):  # over where the line is cut for storing: a sentence that goes on there is one
        page.press(Key.Key_Down, Control)
        assert page.text.startswith("The minister", page.view.caret)


def test_row_1_a_million_lines_of_one_character(imported: Callable[[str, bytes], Shown]) -> None:
    page = imported("lines.txt", b"x\n" * MEGABYTE)
    page.walk()
    page.view.set_caret(MEGABYTE)
    for _ in range(5):
        page.press(Key.Key_Down)
    assert page.view.caret == MEGABYTE + 10
    assert page.view.scene is not None
    assert page.view.scene.document.paragraph_at(MEGABYTE).number == MEGABYTE // 2 + 1


@pytest.mark.parametrize(
    ("encoding", "text", "word"),
    [
        ("utf-8-sig", "Порт готовится\n\nМинистр заявил, что тарифы вырастут.", "Министр"),
        ("utf-16-le", "Порт готовится\n\nМинистр заявил, что тарифы вырастут.", "тарифы"),
        ("utf-16", "港口\n\n外交部长表示支持。", "支持"),
        ("windows-1251", "Порт готовится к новым тарифам\n\nМинистр заявил, что тарифы вырастут.", "вырастут"),
    ],
)
def test_row_2_encodings(imported: Callable[[str, bytes], Shown], encoding: str, text: str, word: str) -> None:
    bom = "\ufeff" if encoding == "utf-16-le" else ""
    page = imported("encoded.txt", f"{bom}{text}".encode(encoding))
    assert page.text == text
    page.double_click(page.place(text.rindex(word) + 1))
    assert page.selected[0] in text
    assert word in page.selected[0] or page.selected[0] in word


ODD = (
    "NUL \0 bell \x07 escape \x1b[31m delete \x7f C1 \x85\x9b\n\n"
    "line\u2028paragraph\u2029form\x0cfeed tab\tvertical\x0btab\n\n"
    "soft\u00adhyphen zero\u200bwidth non\u200cjoiner joiner\u200d no\ufeffbreak word\u2060joiner\n\n"
    "lone \ud83d surrogate \ufffe \uffff \U0010ffff \ufdd0 private \ue000 tag \U000e0041 end"
)


def test_row_3_odd_characters_have_their_places(page: Shown) -> None:
    page.show(pasted(ODD.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"), _metadata()))
    assert "\0" not in page.text
    assert "\ud83d" not in page.text
    assert page.text.count("\ufffd") == 2
    page.check_offsets(0, len(page.text))
    page.view.set_caret(0)
    seen = [0]
    while page.view.caret < len(page.text) and len(seen) < len(page.text) + 2:
        page.press(Key.Key_Right)
        assert page.view.caret > seen[-1]
        seen.append(page.view.caret)
    assert page.view.caret == len(page.text)


def _metadata():  # type: ignore[no-untyped-def]
    from reader.core.article import Metadata

    return Metadata(title="Odd", language="en")


def test_row_4_line_ends(imported: Callable[[str, bytes], Shown]) -> None:
    page = imported("ends.txt", b"One\r\ntwo\rthree\n\r\nfour\r\r\nfive")
    assert "\r" not in page.text
    page.check_offsets(0, len(page.text))
    page.view.set_caret(0)
    page.press(Key.Key_End, Control, Shift)
    assert "".join(page.selected) == page.text


def test_row_5_composed_and_decomposed_words_are_selected_alike(page: Shown) -> None:
    text = "Title\n\nLe caf\u00e9 de Sa\u0303o Paulo, le cafe\u0301 de S\u00e3o Paulo; \uac01 \u1100\u1161\u11a8"
    page.show(pasted(text, _metadata()))
    for word in ("caf\u00e9", "cafe\u0301", "Sa\u0303o", "S\u00e3o", "\uac01", "\u1100\u1161\u11a8"):
        page.double_click(page.place(text.index(word)) + QPointF(4, 0))
        assert page.selected == [word]
    page.check_offsets(0, len(text))


def test_row_6_what_is_selected_by_character_is_what_is_exported(page: Shown) -> None:
    clusters = ["👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "e\u0301", "\u1112\u1161\u11ab", "क्षि", "ที่", "1️⃣"]
    text = "Title\n\n" + " ".join(clusters)
    page.show(pasted(text, _metadata()))
    for cluster in clusters:
        page.view.set_caret(text.index(cluster))
        page.press(Key.Key_Right, Shift)
        assert page.selected == [cluster]
        article = page.view.article_id
        assert article is not None
        page.project.annotations.add(article, page.tag.id, page.view.selection())
    rows = _exported(page.project)
    assert [row["quote"] for row in rows] == clusters
    assert all(text[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


def _exported(project: Project) -> list[dict[str, str]]:
    from reader.exporters.annotations import COLUMNS, table
    from reader.exporters.table import ExportOptions

    names = [column.name for column in COLUMNS]
    return [dict(zip(names, map(str, row), strict=True)) for row in table(project, ExportOptions()).rows]


def test_row_7_overrides_are_seen_and_do_nothing(page: Shown) -> None:
    plain = "Title\n\nThe minister said exe.gpj to all."
    spoofed = plain.replace("exe.gpj", "\u202eexe.gpj\u202c")
    page.show(pasted(plain, _metadata()))
    before = page.paint()
    page.show(pasted(spoofed, _metadata()))
    assert page.paint() != before
    assert page.text == spoofed
    places = [page.place(spoofed.index("exe.gpj") + step).x() for step in range(7)]
    assert places == sorted(places)


def test_row_7_right_to_left_and_mixed_text(page: Shown) -> None:
    text = "عنوان\n\nقالت الوزيرة (Ines Okar) إن 250 عاملًا يرفضون.\n\nשר התחבורה אמר: no.\n\nاو می‌رود."
    page.show(pasted(text, _metadata()._replace(language="ar")))
    page.check_offsets(0, len(text))
    assert page.place(text.index("Ines") + 1).x() < page.place(text.index("Okar") + 2).x()
    assert page.place(text.index("قالت")).x() > page.place(text.index("يرفضون")).x()


@pytest.mark.parametrize("spread", [10 * MEGABYTE // 10, 3_000], ids=["1 MB", "3 KB"])
def test_row_24_an_article_with_many_annotations(page: Shown, spread: int) -> None:
    count = 100_000 if spread > 3_000 else 10_000
    rng = random.Random(24)
    text = ("The minister said that the unions would not agree. " * (spread // 51 + 1))[:spread]
    body = "\n\n".join(text[start : start + 600] for start in range(0, len(text), 600))
    page.show(pasted(f"Title\n\n{body}", _metadata()))
    article, length = page.view.article_id, len(page.text)
    assert article is not None
    with page.project.gesture("Annotations"):
        for _ in range(count):
            start = rng.randrange(length - 60)
            page.project.annotations.add(article, page.tag.id, [Span(start, start + rng.randrange(1, 60))])
    page.view.show_article(page.project, article, page.project.tags.codebook())
    page.walk(4)
    scene = page.view.scene
    assert scene is not None
    held = sum(len(each.annotations or ()) for each in scene.document._paragraphs.values())
    assert held < count / 3 or spread == 3_000
    page.view.step_annotation(1)
    page.view.step_annotation(-1)
    page.paint()


def test_row_30_what_is_kept_does_not_grow_with_the_gestures(page: Shown) -> None:
    """Two thousand gestures here; twenty thousand, with memory and pixels compared, are `make soak`."""
    rng = random.Random(30)
    body = "\n\n".join("The minister said that the unions would not agree. " * 6 for _ in range(2_000))
    page.show(pasted(f"Title\n\n{body}", _metadata()))
    article = page.view.article_id
    assert article is not None
    made: list[int] = []
    for gesture in range(2_000):
        place = rng.randrange(len(page.text) - 100)
        match gesture % 4:
            case 0:
                page.view.set_caret(place)
            case 1:
                span = Span(place, place + rng.randrange(1, 80))
                made.append(page.project.annotations.add(article, page.tag.id, [span]).id)
                page.view.refresh([span])
            case 2:
                page.project.history.undo()
                page.view.refresh([span])
            case 3:
                page.view.scroll_by(rng.uniform(-3000, 3000))
        if gesture % 50 == 0:
            page.paint()
            page.check_bounds()
    page.check_bounds()


@pytest.mark.parametrize("theme", [*THEMES.values(), *CONTRAST.values()], ids=lambda theme: theme.name)
def test_row_33_every_theme_and_a_window_larger_than_the_screen(page: Shown, theme) -> None:  # type: ignore[no-untyped-def]
    page.show(pasted("Title\n\n" + "The minister said no. " * 60, _metadata()))
    article = page.view.article_id
    assert article is not None
    page.project.annotations.add(article, page.tag.id, [Span(7, 19)])
    page.view.set_theme(theme)
    page.view.refresh([Span(7, 19)])
    for width, height in ((9000, 6000), (200, 120), (640, 400)):
        page.view.resize(width, height)
        picture, scene = page.paint(), page.view.scene
        assert scene is not None
        assert not blank(picture, scene.page.text_left)
        assert scene.page.text_width >= 80
        assert scene.page.text_left >= 0
    page.view.move(-5000, -5000)  # as when the screen that it was on is gone
    assert page.paint() == picture


AT_200 = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from reader.core.article import Metadata
from reader.core.spans import Span
from reader.importers import pasted
from reader.project import Project
from reader.render.theme import THEMES
from reader.window.article_view import ArticleView
from reader.render.faces import load_fonts

application = QApplication([])
load_fonts()
with Project.create(Path(sys.argv[1]) / "scaled.gloss", annotator="Ada") as project:
    row = project.articles.add(pasted("Title\\n\\n" + "The minister said no. " * 40, Metadata(title="T", language="en")))
    tag = project.tags.add("actor", "Ines Okar")
    project.annotations.add(row.id, tag.id, [Span(7, 19)])
    view = ArticleView()
    view.set_theme(THEMES["light"])
    view.resize(940, 700)
    view.show()
    view.show_article(project, row.id, project.tags.codebook())
    application.processEvents()
    picture = view.viewport().grab().toImage()
    rect = view.scene.caret_rect(10)
    ratio = picture.devicePixelRatio()
    colours = {picture.pixelColor(int(x * ratio / 2), int(rect.center().y() * ratio)).name() for x in range(0, 1400)}
    print(ratio, picture.width(), len(colours) > 3, view.scene.page.text_width)
    view.clear()
"""


def test_row_33_at_200_percent(tmp_path: Path) -> None:
    environment = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", AT_200, str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    ratio, width, coloured, text_width = run.stdout.split()
    assert (float(ratio), coloured, text_width) == (2.0, "True", "576")
    assert int(width) > 1800
