"""What holds of every imported article, whatever it came from."""

from __future__ import annotations

from reader.core.article import Article, BlockKind, Style
from reader.core.text import clean


def check(article: Article) -> None:
    """Asserts the text rule, exact blocks and styles, and that blocks cover all but line breaks and blank lines."""
    text = article.text
    assert clean(text) == (text, 0) or text.startswith("\ufeff")
    end = -1
    for block in article.blocks:
        assert end < block.start < block.end <= len(text)
        between = text[max(end, 0) : block.start]
        assert not between.strip()
        assert "\n" in between or end == -1
        assert not text[block.start : block.end].isspace()
        end = block.end
    assert article.blocks
    assert not text[end:].strip()
    assert all(block.kind is not BlockKind.HEADLINE for block in article.blocks[1:])
    for run in article.styles:
        assert 0 <= run.start <= run.end <= len(text)
        assert run.start < run.end or run.style is Style.IMAGE
        assert run.style is not Style.LINK or run.target.lower().startswith(("http://", "https://"))
        assert "javascript:" not in run.target.lower()
    for value in (article.metadata.title, article.metadata.author, article.provenance.file_name):
        value.encode()


def parts(article: Article) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]


def styled(article: Article, style: Style) -> list[str]:
    """The words under each run of a style."""
    return [article.text[run.start : run.end] for run in article.styles if run.style is style]
