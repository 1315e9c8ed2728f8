"""The articles of a project: identity and metadata (which can be edited), and the full-text index kept in step."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.core.annotation import Relevance, Status
from reader.core.article import NO_FIELDS, Article, Provenance
from reader.core.errors import NotFound, Refused
from reader.core.prepared import Prepared, prepare
from reader.core.spans import Span
from reader.core.text import clean, fold, storable
from reader.project.annotators import Round
from reader.project.history import History
from reader.project.lookup import find_uid
from reader.project.sqlite import Connection, Row
from reader.project.texts import Chunk, Outline, Texts
from reader.project.uid import new_uid

METADATA = ("title", "source", "author", "published", "language", "url")
EDITABLE = (*METADATA, "fields")
_INDEX = "INSERT INTO article_index (rowid, title, details, body) VALUES (?, ?, ?, ?)"
_UNFINISHED = (
    "NOT EXISTS (SELECT 1 FROM progress AS p WHERE p.article = a.id AND p.annotator = :annotator AND p.round = :round"
    " AND (p.status = 'done' OR ifnull(p.relevance, 'relevant') <> 'relevant'))"
)


class AlreadyThere(Refused):
    """The project has this article already: same text, and no metadata that says otherwise."""

    def __init__(self, article: ArticleRow) -> None:
        super().__init__(f"“{article.title}” is in the project already.")
        self.article = article


class ArticleRow(NamedTuple):
    """One article without its text. `status`, `relevance` and `reason` are the present annotator's in this round."""

    id: int
    uid: str
    title: str
    source: str
    author: str
    published: str
    language: str
    url: str
    fields: Mapping[str, str] = NO_FIELDS
    words: int = 0
    hash: str = ""
    annotations: int = 0
    status: Status = Status.TODO
    relevance: Relevance | None = None
    reason: str = ""


_ROW = (
    "SELECT a.id, a.uid, a.title, a.source, a.author, a.published, a.language, a.url, a.fields, t.words, t.hash,"
    " ifnull(n.n, 0), p.status, p.relevance, p.reason FROM live_article AS a"
    " JOIN article_text AS t ON t.article = a.id AND t.version = (SELECT max(version) FROM article_text WHERE article = a.id)"
    " LEFT JOIN progress AS p ON p.article = a.id AND p.annotator = :annotator AND p.round = :round"
    " LEFT JOIN tally AS n ON n.subject = 'article' AND n.of = a.id AND n.round = :round"
)


def _row(values: Row) -> ArticleRow:
    fields, words, digest, annotations, status, relevance, reason = values[8:]
    own = json.loads(fields) if fields != "{}" else {}
    relevant = Relevance(relevance) if relevance else None
    row: Row = (*values[:8], own, words, digest, annotations, Status(status or Status.TODO), relevant, reason or "")
    return ArticleRow(*row)


class Articles:
    """Articles in the order they came in. Every write is one gesture, or part of the gesture that is open."""

    def __init__(
        self, connection: Connection, history: History, texts: Texts, current_round: Callable[[], Round]
    ) -> None:
        self._connection = connection
        self._history = history
        self._texts = texts
        self._round = current_round

    # Adding

    def add(self, article: Article) -> ArticleRow:
        """Stores an article and indexes its text. Raises AlreadyThere."""
        (result,) = self.add_many([prepare(article)])
        if isinstance(result, AlreadyThere):
            raise result
        return result

    def add_many(self, articles: Iterable[Prepared], *, group: str | None = None) -> list[ArticleRow | AlreadyThere]:
        """Stores articles in one gesture; what is there already is skipped and said so, what lies in the trash comes back."""
        batch = list(articles)
        name = "Import 1 article" if len(batch) == 1 else f"Import {len(batch)} articles"
        with self._history.gesture(name, group=group):
            to_index: list[tuple[int, str, str, str]] = []
            results = [self._add(prepared, to_index) for prepared in batch]
            # Together and last: each other statement makes FTS5 write out what it holds so far.
            self._connection.executemany(_INDEX, to_index)
            return results

    def _add(self, prepared: Prepared, to_index: list[tuple[int, str, str, str]]) -> ArticleRow | AlreadyThere:
        data = prepared.article.metadata
        copy_of = None
        for article_id, source, published, url, removed in self._connection.execute(
            "SELECT a.id, a.source, a.published, a.url, a.removed FROM article_text AS t"
            " JOIN article AS a ON a.id = t.article WHERE t.hash = ? ORDER BY a.removed IS NOT NULL, a.id",
            (prepared.hash,),
        ).fetchall():
            if (
                _says_otherwise(data.url, url)
                if data.url and url
                else (_says_otherwise(data.source, source) or _says_otherwise(data.published, published))
            ):
                copy_of = article_id if copy_of is None else copy_of
                continue
            if removed is None:
                return AlreadyThere(self.row(article_id))
            self._connection.execute("UPDATE article SET removed = NULL WHERE id = ?", (article_id,))
            return self.row(article_id)
        uid = new_uid()
        article_id = self._connection.execute(
            "INSERT INTO article (uid, title, source, author, published, language, url, fields, copy_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                uid, data.title, data.source, data.author, data.published, data.language, data.url,
                json.dumps(dict(data.fields), ensure_ascii=False) if data.fields else "{}", copy_of,
            ),
        ).lastrowid  # fmt: skip
        assert article_id is not None
        self._texts.add(article_id, prepared, self._history.moment)
        row = ArticleRow(
            article_id, uid, data.title, data.source, data.author, data.published, data.language, data.url,
            dict(data.fields), prepared.words, prepared.hash,
        )  # fmt: skip
        to_index.append((article_id, prepared.folded_title, _details(row), prepared.folded_text))
        return row

    # Reading

    def row(self, article_id: int) -> ArticleRow:
        """Raises NotFound."""
        found = self.rows([article_id])
        if not found:
            raise NotFound(f"The project has no article with the number {article_id}.")
        return found[0]

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The live articles among `ids`, in that order."""
        found = {
            row[0]: _row(row)
            for row in self._connection.execute(
                f"{_ROW} WHERE a.id IN (SELECT value FROM json_each(:ids))",
                {**self._who(), "ids": json.dumps(list(ids))},
            )
        }
        return [found[article_id] for article_id in ids if article_id in found]

    def all(self) -> Iterator[ArticleRow]:
        """Every live article, one at a time."""
        for row in self._connection.execute(f"{_ROW} ORDER BY a.id", self._who()):
            yield _row(row)

    def count(self) -> int:
        row = self._connection.execute("SELECT n FROM tally WHERE subject = 'articles'").fetchone()
        return int(row[0]) if row else 0

    def ids(self, *, words: str = "", status: Status | None = None, relevance: Relevance | None = None) -> list[int]:
        """Live articles as they came in. `words` must each begin a word of the text, the metadata or a tag used in it.

        `status` leaves out what was set aside as not relevant; `relevance` gives just that.
        """
        where, values = ["a.removed IS NULL"], dict[str, object](self._who())
        mine = "SELECT 1 FROM progress AS p WHERE p.article = a.id AND p.annotator = :annotator AND p.round = :round"
        aside = "ifnull(p.relevance, 'relevant') <> 'relevant'"
        if status is Status.TODO:
            where.append(f"NOT EXISTS ({mine} AND (p.status <> 'todo' OR {aside}))")
        elif status is not None:
            where.append(f"EXISTS ({mine} AND p.status = :status AND NOT {aside})")
            values["status"] = status
        if relevance is not None:
            where.append(f"EXISTS ({mine} AND p.relevance = :relevance)")
            values["relevance"] = relevance
        query = _match(words)
        if query:
            where.append(
                "(a.id IN (SELECT rowid FROM article_index WHERE article_index MATCH :match) OR a.id IN"
                " (SELECT article FROM live_annotation WHERE tag IN (SELECT value FROM json_each(:tags))))"
            )
            values["match"] = query
            folded = fold(words).strip()
            values["tags"] = json.dumps(
                [tag for tag, name in self._connection.execute("SELECT id, name FROM live_tag") if folded in fold(name)]
            )
        rows = self._connection.execute(
            f"SELECT a.id FROM article AS a WHERE {' AND '.join(where)} ORDER BY a.id", values
        )
        return [row[0] for row in rows]

    def find(self, ending: str) -> ArticleRow:
        """The article whose global id is, or alone ends in, `ending`. Raises NotFound, Ambiguous."""
        return self.row(find_uid(self._connection, "article", ending))

    def next_unfinished(self, after: int | None) -> int | None:
        """The next article that is neither done nor set aside, going round; None when all are."""
        row = self._connection.execute(
            f"SELECT id FROM (SELECT 0 AS lap, min(a.id) AS id FROM live_article AS a WHERE a.id > :after AND {_UNFINISHED}"
            f" UNION ALL SELECT 1, min(a.id) FROM live_article AS a WHERE a.id <= :after AND {_UNFINISHED})"
            " WHERE id IS NOT NULL ORDER BY lap LIMIT 1",
            {**self._who(), "after": after or 0},
        ).fetchone()
        return None if row is None else int(row[0])

    def sources(self) -> list[str]:
        """Every source named so far, for completion."""
        return self._distinct("source")

    def languages(self) -> list[str]:
        return self._distinct("language")

    def _distinct(self, column: str) -> list[str]:
        rows = self._connection.execute(f"SELECT DISTINCT {column} FROM live_article WHERE {column} <> '' ORDER BY 1")
        return [row[0] for row in rows]

    # Text

    def text(self, article_id: int) -> str:
        return self._texts.text(self._texts.current(article_id)[0])

    def passage(self, article_id: int, span: Span) -> str:
        """The words of a span; reads only the chunks it lies in."""
        return self._texts.slice(self._texts.current(article_id)[0], span.start, span.end)

    def outline(self, article_id: int) -> Outline:
        return self._texts.outline(article_id)

    def chunk(self, text_id: int, index: int) -> Chunk:
        return self._texts.chunk(text_id, index)

    def provenance(self, article_id: int) -> Provenance:
        return self._texts.provenance(self._texts.current(article_id)[0])

    # Changing

    def edit(self, article_ids: Sequence[int], **metadata: str | Mapping[str, str]) -> None:
        """Changes the named metadata (title, source, author, published, language, url, fields) of one or many articles."""
        unknown = metadata.keys() - set(EDITABLE)
        if unknown:
            raise ValueError(f"no such metadata: {', '.join(sorted(unknown))}")
        rows = self.rows(article_ids)
        if not rows or not metadata:
            return
        name = f"Edit metadata of “{rows[0].title}”" if len(rows) == 1 else f"Edit metadata of {len(rows)} articles"
        stored = {
            column: storable(value if isinstance(value, str) else json.dumps(dict(value), ensure_ascii=False))
            for column, value in metadata.items()
        }
        assignment = ", ".join(f"{column} = ?" for column in stored)
        differs = " OR ".join(f"{column} IS NOT ?" for column in stored)
        with self._history.gesture(name):
            for row in rows:
                self._connection.execute(
                    f"UPDATE article SET {assignment} WHERE id = ? AND ({differs})",
                    (*stored.values(), row.id, *stored.values()),
                )
                self._index_again(row.id)

    def _index_again(self, article_id: int) -> None:
        row = self.row(article_id)
        self._connection.execute("DELETE FROM article_index WHERE rowid = ?", (article_id,))
        self._connection.execute(_INDEX, (article_id, fold(row.title), _details(row), fold(self.text(article_id))))

    def index_reverted(self, gesture: int) -> None:
        """Brings the index in step with metadata that an undo or redo has changed, inside its gesture."""
        named = " OR ".join(
            f"json_extract(before, '$.{column}') IS NOT json_extract(after, '$.{column}')" for column in METADATA
        )
        rows = self._connection.execute(
            f"SELECT DISTINCT row FROM change WHERE id >= (SELECT first_change FROM gesture WHERE id = ?)"
            " AND subject = 'article' AND before IS NOT NULL"
            f" AND json_extract(after, '$.removed') IS NULL AND ({named})",
            (gesture,),
        ).fetchall()
        for (article_id,) in rows:
            self._index_again(article_id)

    def remove(self, article_ids: Sequence[int]) -> None:
        """Takes articles away with their annotations and memos; undo puts all of it back."""
        rows = self.rows(article_ids)
        name = f"Remove “{rows[0].title}”" if len(rows) == 1 else f"Remove {len(rows)} articles"
        ids = json.dumps([row.id for row in rows])
        of = "(SELECT value FROM json_each(:ids))"
        with self._history.gesture(name) as gesture:
            values = {"gesture": gesture, "ids": ids}
            annotations = f"(SELECT a.id FROM live_annotation AS a JOIN article_text AS t ON t.id = a.text WHERE t.article IN {of})"
            for statement in (
                f"UPDATE memo SET removed = :gesture WHERE removed IS NULL AND (about = 'article' AND about_id IN {of}"
                f" OR about = 'annotation' AND about_id IN {annotations})",
                f"UPDATE annotation SET removed = :gesture WHERE id IN {annotations}",
                f"UPDATE article SET removed = :gesture WHERE removed IS NULL AND id IN {of}",
            ):
                self._connection.execute(statement, values)

    def _who(self) -> dict[str, int | None]:
        annotator = self._history.annotator
        return {"annotator": annotator.id if annotator else None, "round": self._round().id}


def _says_otherwise(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _details(row: ArticleRow) -> str:
    return fold(f"{row.source} {row.author} {row.published} {row.language}")


def _match(words: str) -> str:
    """An FTS5 query that wants each word of `words` as the beginning of a word."""
    quoted = (word.replace('"', '""') for word in fold(clean(words)[0]).split())
    return " ".join(f'"{word}"*' for word in quoted if any(character.isalnum() for character in word))
