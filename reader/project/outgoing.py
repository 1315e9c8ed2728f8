"""Rows for exports: streamed, in order, as plain values. What a table of 100,000 annotations is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.project.sqlite import Connection


class Outgoing:
    """Reads only, of every round and annotator. An iterator that is open keeps its view of the project."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def annotated_texts(self) -> Iterator[tuple[str, str, str, str, str, str, str, int]]:
        """Texts with annotations, in order: uid, title, source, author, published, language, url, text id."""
        return self._connection.execute(
            "SELECT a.uid, a.title, a.source, a.author, a.published, a.language, a.url, t.id"
            " FROM live_article AS a CROSS JOIN article_text AS t ON t.article = a.id"
            " WHERE EXISTS (SELECT 1 FROM live_annotation AS n WHERE n.text = t.id) ORDER BY a.id, t.version"
        )

    def annotations(self, text_id: int) -> list[tuple[Any, ...]]:
        """Of one text, those of the whole article first, then by start, end, id.

        Each: uid, tag id, start, end (code points; None for the whole article), pieces as JSON pairs or "",
        annotator id, round id, certainty, origin, codebook version, created, modified, memo or None.
        """
        return self._connection.execute(
            'SELECT n.uid, n.tag, n.start, n."end", n.pieces, n.annotator, n.round, n.certainty, n.origin,'
            " n.codebook_version, n.created, n.modified,"
            " (SELECT group_concat(body, '; ') FROM live_memo WHERE about = 'annotation' AND about_id = n.id)"
            ' FROM live_annotation AS n WHERE n.text = ? ORDER BY n.start, n."end", n.id',
            (text_id,),
        ).fetchall()

    def chunks(self, text_id: int) -> Iterator[tuple[int, int, str, str]]:
        """A text in order: start (code points), whether its first block continues the last, blocks as stored, body."""
        return self._connection.execute(
            "SELECT start, continues, blocks, body FROM text_chunk WHERE text = ? ORDER BY position", (text_id,)
        )

    def articles(self) -> Iterator[tuple[Any, ...]]:
        """Id, uid, title, source, author, published, language, url, words, hash, own fields as JSON."""
        return self._connection.execute(
            "SELECT a.id, a.uid, a.title, a.source, a.author, a.published, a.language, a.url, t.words, t.hash, a.fields"
            " FROM live_article AS a CROSS JOIN article_text AS t ON t.article = a.id"
            " WHERE t.version = (SELECT max(version) FROM article_text WHERE article = a.id) ORDER BY a.id"
        )

    def counts(self, article_id: int) -> Iterator[tuple[int, int, int]]:
        """How many annotations an article has: annotator id, round id, number."""
        return self._connection.execute(
            "SELECT annotator, round, count(*) FROM live_annotation"
            " WHERE text IN (SELECT id FROM article_text WHERE article = ?) GROUP BY annotator, round",
            (article_id,),
        )

    def progress(self, article_id: int) -> Iterator[tuple[int, int, str, str | None, str]]:
        """How far each annotator has come: annotator id, round id, status, relevance, reason."""
        return self._connection.execute(
            "SELECT annotator, round, status, relevance, reason FROM progress WHERE article = ?"
            " ORDER BY round, annotator",
            (article_id,),
        )

    def own_fields(self) -> list[str]:
        """The names of the articles' own fields, by the alphabet."""
        rows = self._connection.execute(
            "SELECT DISTINCT e.key FROM live_article AS a, json_each(a.fields) AS e ORDER BY 1"
        )
        return [name for (name,) in rows]
