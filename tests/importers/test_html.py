"""Web pages: main text, headline once, metadata as the page states it; nothing is fetched or run."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Style
from reader.core.errors import UnreadableFile
from reader.importers import html
from tests.importers.articles import check, parts, styled

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Port stays open - Daily News</title>
<meta property="og:site_name" content="Daily News"><meta name="author" content="Ines Okar">
<meta property="article:published_time" content="2025-11-12T23:30:00+03:00">
<link rel="canonical" href="https://news.example/2025/port"><link rel="stylesheet" href="https://remote.example/a.css">
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Port stays open</h1>
<p>The <b>foreign minister</b> said on Tuesday that the <a href="https://example.org/port">port of Tartus</a> would stay
open, and that <em>talks</em> would go on until the end of the year, as had been agreed.<br><br>After two line breaks
comes another paragraph with several words of its own.</p>
<h2>What comes next</h2><blockquote><p>“We will stay,” he said to those who had come to hear him.</p></blockquote>
<ul><li>First point</li><li>Second point<ul><li>Nested point</li></ul></li></ul>
<figure><img src="https://remote.example/a.jpg" alt="Ships"><figcaption>The quay at dawn</figcaption></figure>
<table><tr><th>Base</th><th>Men</th></tr><tr><td>Tartus</td><td>400</td></tr></table>
<p>The last paragraph has a <a href="javascript:alert(1)">bad link</a> and some words after it, so that it is long.</p>
</article><script>alert(1)</script><iframe src="https://remote.example"></iframe></body></html>"""
# fmt: off
PIECES = st.lists(
    st.sampled_from(
        [
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ul>",
        "</ul>", "<br>", "<h1>Head</h1>", "<h2>Two</h2>", "<pre>\n a\n b</pre>", "<a href='https://e.org'>", "</a>",
        "<img src=x alt=y>", "<script>bad()</script>", "<title>T</title>", "<blockquote>", "</blockquote>", "word ",
        " some words", "&nbsp;", "&#13;", "&#0;", "é😀", "\n", "\t", "<a href=javascript:x()>", "<!-- c -->", "<", ">",
        "</body>", "A sentence. " * 30,
        ]
    ),
    max_size=40,
).map("".join)
# fmt: on


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an importer asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_main_text_with_its_structure() -> None:
    article = html.read(PAGE.encode(), "port.html")
    assert [kind for kind, _ in parts(article)] == (
        ["headline", "paragraph", "paragraph", "heading", "quote", "item", "item", "item", "row", "row", "paragraph"]
    )
    assert article.text.count("Port stays open") == 1
    assert parts(article)[2][1].startswith("After two line breaks comes")
    assert parts(article)[8] == ("row", "Base\tMen")
    assert styled(article, Style.BOLD) == ["foreign minister"]
    assert styled(article, Style.ITALIC) == ["talks"]
    assert styled(article, Style.LINK) == ["port of Tartus"]
    assert [(run.target, run.note) for run in article.styles if run.style is Style.IMAGE] == [
        ("https://remote.example/a.jpg", "Ships – The quay at dawn")
    ]
    assert "alert" not in article.text
    assert "Home" not in article.text
    check(article)


def test_metadata_as_the_page_states_it() -> None:
    data = html.read(PAGE.encode(), "port.html").metadata
    assert (data.title, data.source, data.author) == ("Port stays open", "Daily News", "Ines Okar")
    assert (data.published, data.language) == ("2025-11-12T23:30:00+03:00", "en")
    assert data.url == "https://news.example/2025/port"


def test_a_page_without_a_main_text_is_imported_whole() -> None:
    source = (
        "<body><h1>Short</h1><div>Some <b>text</b> in a div<br>and more<div>inner</div>tail</div><script>x</script>"
    )
    article = html.read(source.encode(), "short.html")
    assert parts(article) == [
        ("headline", "Short"),
        ("paragraph", "Some text in a div\nand more"),
        ("paragraph", "inner"),
        ("paragraph", "tail"),
    ]
    assert article.provenance.notes == ("No main text stood out on the page, so all its words were imported.",)


def test_tables_that_lay_out_the_page_are_no_rows() -> None:
    source = "<table><tr><td>Menu</td><td><p>One.</p><p>Two.</p><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    article = html.read(source.encode(), "old.html")
    assert parts(article) == [("paragraph", "Menu"), ("paragraph", "One."), ("paragraph", "Two."), ("row", "a\tb")]


def test_the_declared_encoding_is_used() -> None:
    source = (
        "<html><head><meta charset='windows-1251'><title>Порт</title></head><body><p>Порт открыт.</p></body></html>"
    )
    article = html.read(source.encode("cp1251"), "a.html")
    assert article.provenance.encoding == "windows-1251"
    assert "Порт открыт." in article.text


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^“a\.html” is a page without words\.$"):
        html.read(b"<html><body><script>x</script><img src=a></body></html>", "a.html")


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_blocks_cover_any_page(source: str) -> None:
    for read in (html.read, html.read_simply):
        try:
            article = read(source.encode(), "a.html")
        except UnreadableFile:
            continue
        check(article)
        assert "bad()" not in article.text
