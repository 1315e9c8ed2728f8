"""The numbers beside the paragraphs are those of the export's column `paragraph`, whatever stands in the article."""

from __future__ import annotations

import pytest

from reader.core.spans import Span
from reader.exporters.annotations import COLUMNS, table
from reader.exporters.table import ExportOptions
from reader.importers import markdown, plain
from reader.project import Project

MARKDOWN = (
    "# Port towns\n\nFirst words.\n\n## A heading\n\n> A quote\n\n- one\n- two\n  - three\n\n"
    "| a | b |\n| --- | --- |\n| c | d |\n\n    code\n    more\n\n"
    + "Long words of it. " * 3000
    + "\n\nLast words.\n\n"
)
PLAIN = "Port towns\n\n\n\nFirst words.\nSecond line.\n\n" + "Long words of it. " * 3000 + "\n\nLast words."


def exported(project: Project) -> list[int]:
    place = [column.name for column in COLUMNS].index("paragraph")
    return [int(str(row[place])) for row in table(project, ExportOptions()).rows]


@pytest.mark.parametrize(
    "article",
    [markdown.read(MARKDOWN.encode(), "a.md"), plain.read(PLAIN.encode(), "a.txt")],
    ids=["Markdown", "plain"],
)
def test_gutter_and_export_agree(page, article) -> None:  # type: ignore[no-untyped-def]
    added = page.project.articles.add(article)
    page.show(added.id)
    document = page.view.scene.document
    tag = page.tags["Ines Okar"].id
    shown = []
    last = len(article.blocks)
    assert document.parts > last  # the long paragraph lies in several pieces
    for part in range(document.parts):
        paragraph = document.paragraph(part)
        if paragraph.end > paragraph.start:
            page.project.annotations.add(added.id, tag, [Span(paragraph.start, paragraph.start + 1)])
            shown.append(paragraph.number)
    assert exported(page.project) == shown
    assert shown[0] == 1  # the headline
    assert shown[-1] == last
    numbered = [part for part in range(document.parts) if not document.paragraph(part).continues]
    assert [document.paragraph(part).number for part in numbered] == list(range(1, last + 1))
