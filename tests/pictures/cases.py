"""Each case is a small article with annotations, drawn by the real page; `python -m tests.pictures` draws all anew.

Names in the margin and numbers in the gutter are in the system's face, which is another on each machine: their places
are compared, as flat rectangles, but not their letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.spans import Span
from reader.project import Project
from reader.render.faces import load_fonts
from reader.render.theme import THEMES
from reader.window.article_view.view import ArticleView

REFERENCES = Path(__file__).parent / "references"
SIZE = (880, 320)
SEEN = ("light", "sepia", "dark")
"""Themes."""
ENGLISH = (
    "Grain ships wait at three ports\n"
    "The transport minister, Ines Okar, said that her ministry would back a shared corridor. “We are ready to pay for "
    "it,” she told the harbour unions, which had asked for more.\n"
    "Tomas Rell of the farmers’ league called the plan too dear and too late. The unions have not answered yet."
)
ARABIC = (
    "سفن الحبوب تنتظر في ثلاثة موانئ\n"
    "قالت وزيرة النقل إيناس عكار (Ines Okar) إن وزارتها ستدعم ممرا مشتركا بمبلغ 450 مليونا في عام ٢٠٢٥. «نحن مستعدون»، "
    "أضافت الوزيرة أمام نقابات الموانئ.\n"
    "ووصف توماس ريل الخطة بأنها مكلفة ومتأخرة، ولم ترد النقابات بعد."
)
RUSSIAN = (
    "Зерновозы ждут в трёх портах\n"
    "Министр транспорта Инес Окар заявила, что её ведомство поддержит общий коридор. «Мы готовы платить», — сказала она "
    "портовым профсоюзам.\n"
    "Томас Релл назвал план слишком дорогим и запоздалым."
)
MIXED = (
    "Names in two scripts\n"
    "The paper \u2067الميناء\u2069 wrote that توماس ريل met Ines Okar (إيناس عكار) on 12 March; an override \u202eis shown\u202c as "
    "a sign. Combining: re\u0301sume\u0301, nai\u0308ve, a\u0302\u0301.\n"
    "A second paragraph ends with عربي."
)


class Mark(NamedTuple):
    """A tag on each of some words (several: pieces of one annotation)."""

    tag: str
    words: tuple[str, ...]


class Case(NamedTuple):
    """`selected` is the number of the mark that is selected, `hidden` a kind that is dimmed."""

    text: str
    marks: tuple[Mark, ...]
    language: str = "en"
    selected: int | None = None


def _marks(*marks: tuple[str, ...]) -> tuple[Mark, ...]:
    return tuple(Mark(tag, words) for tag, *rest in marks for words in [tuple(rest)])


_MINISTER = "The transport minister, Ines Okar, said that her ministry would back a shared corridor."
CASES = {
    "nested": Case(ENGLISH, _marks(("supports", _MINISTER), ("Ines Okar", "transport minister, Ines Okar"),
                                   ("Press", "Ines Okar"), ("Grain corridor", "a shared corridor"))),
    "crossing": Case(ENGLISH, _marks(("Ines Okar", "minister, Ines Okar, said that her"), ("Tomas Rell", "said that her ministry would"),
                                     ("supports", "her ministry would back a"), ("Grain corridor", "would back a shared corridor"))),
    "identical": Case(ENGLISH, _marks(*((tag, "a shared corridor") for tag in ("Ines Okar", "Tomas Rell", "supports", "Grain corridor", "Money")),
                                      *((tag, "harbour unions") for tag in ("Ines Okar", "Tomas Rell", "Press")))),
    "over_paragraphs": Case(ENGLISH, _marks(("Grain corridor", "which had asked for more.\nTomas Rell of the farmers’ league"),
                                            ("opposes", "for more.\nTomas Rell of the farmers’ league called the plan too dear"))),
    "adjacent": Case(ENGLISH, _marks(("Ines Okar", "The transport "), ("Ines Okar", "minister, "), ("Tomas Rell", "Ines Okar"),
                                     ("supports", "back "), ("opposes", "a shared"), ("Money", "pay "), ("Money", "for "))),
    "one_character": Case(ENGLISH, _marks(("Ines Okar", "T"), ("supports", ","), ("Money", "“"), ("Grain corridor", "."))),
    "pieces": Case(ENGLISH, _marks(("supports", "“We are ready to pay for it,”", "which had asked for more."),
                                   ("Money", "ready to pay", "too dear"))),
    "thirty": Case(ENGLISH, tuple(
        Mark(("Ines Okar", "supports", "Money", "Tomas Rell", "opposes", "Grain corridor")[number % 6], (ENGLISH[34 + number * 3 : 94 + number * 4],))
        for number in range(30))),
    "pile": Case(ENGLISH, tuple(
        Mark(("Ines Okar", "Tomas Rell", "Press")[number % 3], (ENGLISH[40 + 8 * number : 330 - 6 * number],)) for number in range(14))),
    "selected": Case(ENGLISH, _marks(("supports", _MINISTER), ("Ines Okar", "minister, Ines Okar, said"), ("Tomas Rell", "Ines Okar, said that"),
                                     ("Grain corridor", "shared corridor")), selected=1),
    "russian": Case(RUSSIAN, _marks(("Ines Okar", "Министр транспорта Инес Окар"), ("supports", "её ведомство поддержит общий коридор"),
                                    ("Grain corridor", "общий коридор"), ("opposes", "слишком дорогим и запоздалым")), "ru"),
    "arabic": Case(ARABIC, _marks(("Ines Okar", "إيناس عكار (Ines Okar)"), ("supports", "ستدعم ممرا مشتركا بمبلغ 450 مليونا في عام"),
                                  ("Money", "450"), ("Money", "٢٠٢٥"), ("Tomas Rell", "توماس ريل"), ("Grain corridor", "Okar) إن وزارتها")), "ar"),
    "mixed": Case(MIXED, _marks(("Press", "\u2067الميناء\u2069"), ("Tomas Rell", "توماس ريل met"), ("Ines Okar", "Okar (إيناس"),
                                ("Money", "\u202eis shown\u202c"), ("supports", "re\u0301sume\u0301, nai\u0308ve"), ("opposes", "a\u0302\u0301"))),
}  # fmt: skip
TAGS = (
    ("actor", "Ines Okar", None), ("actor", "Tomas Rell", None), ("actor", "Press", None), ("stance", "opposes", -2.0),
    ("stance", "supports", 2.0), ("topic", "Grain corridor", None), ("topic", "Money", None),
)  # fmt: skip


def project_of(folder: Path, case: Case) -> Project:
    """A new project with the case's article, coded."""
    project = Project.create(folder / "case.gloss", annotator="Leila Haddad")
    tags = {name: project.tags.add(kind, name, value=value) for kind, name, value in TAGS}
    row = project.articles.add(_article(case))
    for mark in case.marks:
        spans = [Span(start, start + len(words)) for words in mark.words for start in [case.text.index(words)]]
        project.annotations.add(row.id, tags[mark.tag].id, spans)
    return project


def _article(case: Case) -> Article:
    blocks: list[Block] = []
    start = 0
    for line in case.text.split("\n"):
        kind = BlockKind.PARAGRAPH if blocks else BlockKind.HEADLINE
        blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    return Article(case.text, tuple(blocks), Metadata(language=case.language), Provenance("plain", 1))


def drawn(project: Project, theme: str, selected: int | None = None) -> QImage:
    """What the page shows of the project's only article, with the system's letters covered."""
    load_fonts()
    view = ArticleView()
    view.set_theme(THEMES[theme])
    view.resize(*SIZE)
    article = project.articles.ids()[0]
    view.show_article(project, article, project.tags.codebook())
    view.viewport().grab()  # by now it has its size
    if selected is not None:
        view.select_annotation(project.annotations.of_article(article)[selected].id, scroll=False)
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for rect in _letters(view):
        painter.fillRect(rect, QColor("#ff00ff"))
    painter.end()
    return image


def _letters(view: ArticleView) -> Iterator[QRectF]:
    scene = view.scene
    assert scene is not None
    margin, page = scene.margin(), scene.page
    for label in (*margin.labels, *margin.more):
        yield label.rect
    side = page.text_right + 4 if page.mirrored else 0
    yield QRectF(side, 0, page.text_left - 4 if not page.mirrored else SIZE[0], SIZE[1])
