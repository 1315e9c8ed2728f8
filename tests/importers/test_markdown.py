"""Markdown: markers go, structure stays; links and images are kept beside the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Style
from reader.core.errors import UnreadableFile
from reader.importers import markdown
from tests.importers.articles import check, parts, styled

FRONT = """---
title: The port
date: 2025-03-01T09:00:00+03:00
author: [Ines Okar, Jo Bell]
lang: en
url: https://example.org/port
rubric: World
draft: true
---
"""
# fmt: off
PIECES = st.lists(
    st.sampled_from(
        [
        "# ", "## ", "> ", "- ", "1. ", "\n", "\n\n", "    ", "*", "**", "`", "```\n", "[a](", "http://e.org)",
        "![x](y)", "<b>", "</b>", "<div>", "<script>x</script>", "<br>", "|a|b|\n|-|-|\n|1|2|\n", "&#0;", "&#13;",
        "\\", "word", "é😀", "---\n", "title: x\n", "  \n", "[r]: http://e.org\n", "ي", "\t", "\xa0",
        ]
    ),
    max_size=40,
).map("".join)
# fmt: on


def test_structure_without_markers() -> None:
    source = (
        "# Port *stays* open\n\nThe **minister** said\nso.  \nYes.\n\n## Why\n\n> Because.\n\n- one\n- two\n  1. deep\n\n"
        "  more of two\n\n```\ncode\n  here\n```\n\n| Base | Men |\n|---|---|\n| Tartus | `400` |\n"
    )
    article = markdown.read(source.encode(), "port.md")
    assert parts(article) == [
        ("headline", "Port stays open"),
        ("paragraph", "The minister said so.\nYes."),
        ("heading", "Why"),
        ("quote", "Because."),
        ("item", "one"),
        ("item", "two"),
        ("item", "deep"),
        ("paragraph", "more of two"),
        ("code", "code\n  here"),
        ("row", "Base\tMen"),
        ("row", "Tartus\t400"),
    ]
    assert styled(article, Style.BOLD) == ["minister"]
    assert styled(article, Style.ITALIC) == ["stays"]
    assert styled(article, Style.CODE) == ["400"]
    assert [block.level for block in article.blocks if block.kind == "item"] == [1, 1, 2]
    assert article.metadata.title == "Port stays open"
    check(article)


def test_links_keep_only_web_targets_and_images_their_place() -> None:
    source = (
        "See [the *port*](https://e.org/a_b) and [this](javascript:alert(1)) ![The quay](https://r.example/q.png)now."
    )
    article = markdown.read(source.encode(), "a.md")
    assert article.text == "See the port and this now."
    assert [(run.style, run.start, run.target, run.note) for run in article.styles] == [
        (Style.LINK, 4, "https://e.org/a_b", ""),
        (Style.ITALIC, 8, "", ""),
        (Style.IMAGE, 22, "https://r.example/q.png", "The quay"),
    ]


def test_front_matter_is_metadata_as_printed() -> None:
    article = markdown.read((FRONT + "Text of the article.\n").encode(), "a.md")
    data = article.metadata
    assert parts(article) == [("headline", "The port"), ("paragraph", "Text of the article.")]
    assert (data.title, data.author, data.published) == ("The port", "Ines Okar; Jo Bell", "2025-03-01T09:00:00+03:00")
    assert (data.language, data.url) == ("en", "https://example.org/port")
    assert data.fields == {"rubric": "World", "draft": "true"}


def test_a_heading_in_the_body_is_not_repeated() -> None:
    article = markdown.read((FRONT + "# Port stays open\n\nText.\n").encode(), "a.md")
    assert parts(article) == [("headline", "Port stays open"), ("paragraph", "Text.")]
    assert article.metadata.title == "The port"


def test_toml_front_matter() -> None:
    article = markdown.read(b'+++\ntitle = "Port"\ndate = 2025-03-01\n+++\nText.\n', "a.md")
    assert (article.metadata.title, article.metadata.published) == ("Port", "2025-03-01")


def test_broken_front_matter_is_kept_and_said() -> None:
    article = markdown.read(b"---\ntitle: [unclosed\n---\nText.\n", "a.md")
    assert "title: [unclosed" in article.text
    assert article.provenance.notes == ("The front matter could not be read; it was kept as text.",)


def test_front_matter_makes_no_objects() -> None:
    source = b"---\ntitle: !!python/object/apply:os.system ['touch /tmp/never']\n---\nText.\n"
    assert "Text." in markdown.read(source, "a.md").text


def test_html_inside_becomes_words() -> None:
    source = "Before <b onclick='x()'>bold</b>.\n\n<div><p>Inside</p><script>alert(1)</script></div>\n\nAfter."
    article = markdown.read(source.encode(), "a.md")
    assert article.text == "Before bold.\nInside\nAfter."
    assert article.provenance.notes == ("HTML tags in the Markdown were left out; their words were kept.",)


def test_what_has_no_words_of_its_own_is_read_as_plain_text() -> None:
    article = markdown.read(b"[port]: https://example.org", "a.md")
    assert article.text == "[port]: https://example.org"
    assert article.provenance.notes == (
        "The Markdown has no words of its own, so the file was imported as plain text.",
    )


@given(PIECES)
def test_blocks_cover_any_markdown(source: str) -> None:
    try:
        article = markdown.read(source.encode(), "a.md")
    except UnreadableFile:
        assert not source.strip()
    else:
        check(article)
