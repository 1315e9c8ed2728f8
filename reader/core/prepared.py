"""An article with what is worked out from its text before it is stored, so that a child process can do that work."""

from __future__ import annotations

from typing import NamedTuple

from reader.core.article import Article
from reader.core.text import fold, text_hash, word_count


class Prepared(NamedTuple):
    """An article ready to be stored: `hash` is the text's sha256, the folded texts are for the full-text index."""

    article: Article
    hash: str
    folded_title: str
    folded_text: str
    words: int


def prepare(article: Article) -> Prepared:
    """Everything that storing `article` needs, in one pass over its text a figure."""
    return Prepared(
        article,
        text_hash(article.text),
        fold(article.metadata.title),
        fold(article.text),
        word_count(article.text),
    )
