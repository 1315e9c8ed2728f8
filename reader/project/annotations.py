"""Annotations: added, changed, removed and found. Each write is one gesture, durable when the method returns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from reader.core.annotation import Annotation, Origin
from reader.core.codebook import Tag
from reader.core.errors import NotFound, Refused
from reader.core.spans import Span, joined, outer, reach
from reader.project.annotators import Round
from reader.project.history import History
from reader.project.lookup import find_uid
from reader.project.memos import Memos
from reader.project.progress import Progress
from reader.project.sqlite import Connection, Row
from reader.project.tags import Tags
from reader.project.texts import Texts
from reader.project.uid import new_uid

_COLUMNS = (
    'a.id, a.uid, a.article, a.text, a.tag, a.start, a."end", a.pieces, a.annotator, a.round, a.certainty,'
    " (SELECT group_concat(m.body, '; ') FROM live_memo AS m WHERE m.about = 'annotation' AND m.about_id = a.id),"
    " a.origin, a.created, a.modified"
)
_REACHES = json.dumps(list(range(1, 64)))


class Annotations:
    """The annotations of the present round, by everyone; new ones are the present annotator's."""

    def __init__(
        self,
        connection: Connection,
        history: History,
        texts: Texts,
        tags: Tags,
        progress: Progress,
        memos: Memos,
        current_round: Callable[[], Round],
    ) -> None:
        self._connection = connection
        self._history = history
        self._texts = texts
        self._tags = tags
        self._progress = progress
        self._memos = memos
        self._round = current_round

    # Changing

    def add(
        self,
        article_id: int,
        tag_id: int,
        spans: Sequence[Span] | Span | None,
        *,
        memo: str = "",
        certainty: float | None = None,
        origin: Origin = Origin.OWN,
    ) -> Annotation:
        """Tags a span, several pieces as one annotation, or (None) the whole article. Raises NotFound, Refused."""
        tag = self._tag(tag_id)
        memo = memo.strip()
        with self._history.gesture(f"Tag {tag.kind} “{tag.name}”"):
            assert self._history.annotator is not None
            self._tag(tag_id)  # another program may have removed it before this one had the lock
            text_id, length = self._texts.current(article_id)
            span, pieces = _placed(spans, length)
            uid, moment, annotator, round_ = (
                new_uid(),
                self._history.moment,
                self._history.annotator.id,
                self._round().id,
            )
            annotation_id = self._connection.execute(
                'INSERT INTO annotation (uid, article, text, tag, reach, start, "end", pieces, annotator, round, certainty,'
                " origin, codebook_version, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)",
                (
                    uid, article_id, text_id, tag_id, reach(len(span)) if span else 0, span and span.start, span and span.end,
                    _packed(pieces), annotator, round_, _checked(certainty), origin.value, moment, moment,
                ),
            ).lastrowid  # fmt: skip
            assert annotation_id is not None
            if memo:
                self._memos.set("annotation", annotation_id, memo)
            self._progress.begin(article_id)
        return Annotation(
            annotation_id,
            uid,
            article_id,
            text_id,
            tag_id,
            span,
            pieces,
            annotator,
            round_,
            certainty,
            memo,
            origin,
            moment,
            moment,
        )

    def retag(self, annotation_id: int, tag_id: int) -> Annotation:
        """Puts another tag in an annotation's place. Raises NotFound."""
        tag = self._tag(tag_id)
        with self._history.gesture(f"Change tag to {tag.kind} “{tag.name}”"):
            self._tag(tag_id)
            return self._change(annotation_id, "", tag=tag_id)

    def move(self, annotation_id: int, span: Span) -> Annotation:
        """Gives an annotation another span; pieces outside it are cut off. Raises NotFound, Refused."""
        old = self.get(annotation_id)
        _, length = self._texts.current(old.article)
        _placed(span, length)
        pieces: tuple[Span, ...] = ()
        if old.pieces and old.span is not None:
            parts = [Span(max(p.start, span.start), min(p.end, span.end)) for p in old.pieces if p.touches(span)]
            if parts:
                parts[0], parts[-1] = (
                    Span(span.start, parts[0].end),
                    Span(parts[-1].start if len(parts) > 1 else span.start, span.end),
                )
            pieces = parts if len(parts) > 1 else ()  # type: ignore[assignment]
        return self._change(
            annotation_id,
            f"Move {self._tag_name(old)}",
            reach=reach(len(span)),
            start=span.start,
            end=span.end,
            pieces=_packed(pieces),
        )

    def set_certainty(self, annotation_id: int, certainty: float | None) -> Annotation:
        """How sure the coder is, 0 to 1; None = not asked. Raises NotFound, Refused."""
        return self._change(
            annotation_id, f"Certainty of {self._tag_name(self.get(annotation_id))}", certainty=_checked(certainty)
        )

    def remove(self, annotation_ids: Sequence[int]) -> None:
        """Takes annotations and their memos away; undo puts them back. Raises NotFound."""
        found = [self.get(annotation_id) for annotation_id in annotation_ids]
        if not found:
            return
        name = f"Remove {self._tag_name(found[0])}" if len(found) == 1 else f"Remove {len(found)} annotations"
        ids = json.dumps([annotation.id for annotation in found])
        with self._history.gesture(name) as gesture:
            self._connection.execute(
                "UPDATE memo SET removed = ? WHERE removed IS NULL AND about = 'annotation'"
                " AND about_id IN (SELECT value FROM json_each(?))",
                (gesture, ids),
            )
            self._connection.execute(
                "UPDATE annotation SET removed = ? WHERE removed IS NULL AND id IN (SELECT value FROM json_each(?))",
                (gesture, ids),
            )

    def _change(self, annotation_id: int, name: str, **columns: object) -> Annotation:
        assignment = ", ".join(f'"{column}" = ?' for column in columns)
        differs = " OR ".join(f'"{column}" IS NOT ?' for column in columns)
        with self._history.gesture(name):
            self._connection.execute(
                f"UPDATE annotation SET {assignment}, modified = ? WHERE id = ? AND removed IS NULL AND ({differs})",
                (*columns.values(), self._history.moment, annotation_id, *columns.values()),
            )
            return self.get(annotation_id)

    def _tag_name(self, annotation: Annotation) -> str:
        tag = self._tags.codebook()[annotation.tag]
        return f"{tag.kind} “{tag.name}”"

    def _tag(self, tag_id: int) -> Tag:
        tag = self._tags.codebook().tags.get(tag_id)
        if tag is None:
            raise NotFound(f"The codebook has no tag with the number {tag_id}.")
        return tag

    # Finding

    def get(self, annotation_id: int) -> Annotation:
        """Raises NotFound."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM live_annotation AS a WHERE a.id = ?", (annotation_id,)
        ).fetchone()
        if row is None:
            raise NotFound(f"The project has no annotation with the number {annotation_id}.")
        return _annotation(row)

    def find(self, ending: str) -> Annotation:
        """The annotation whose global id is, or alone ends in, `ending`. Raises NotFound, Ambiguous."""
        return self.get(find_uid(self._connection, "annotation", ending))

    def touching(self, text_id: int, start: int, end: int) -> list[Annotation]:
        """Those that share a code point with `[start, end)`, by start, end, id. Costs by what it finds (spans.reach)."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM json_each(?) AS r CROSS JOIN live_annotation AS a"
            " ON a.text = ? AND a.reach = r.value AND a.start > ? - (1 << r.value) AND a.start < ?"
            ' WHERE a."end" > ? AND a.round = ?',
            (self._reaches(text_id), text_id, start, end, start, self._round().id),
        )
        return sorted((_annotation(row) for row in rows), key=_reading_order)

    def _reaches(self, text_id: int) -> str:
        """The reaches that spans of a text have, found by skipping through the index."""
        rows = self._connection.execute(
            "WITH RECURSIVE seen (r) AS (SELECT min(reach) FROM live_annotation WHERE text = :text AND reach > 0 UNION ALL"
            " SELECT (SELECT min(reach) FROM live_annotation WHERE text = :text AND reach > r) FROM seen WHERE r IS NOT NULL)"
            " SELECT json_group_array(r) FROM seen WHERE r IS NOT NULL",
            {"text": text_id},
        )
        return str(rows.fetchone()[0])

    def whole(self, article_id: int) -> list[Annotation]:
        """The annotations of the whole article, oldest first."""
        text_id, _ = self._texts.current(article_id)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM live_annotation AS a WHERE a.text = ? AND a.reach = 0 AND a.round = ? ORDER BY a.id",
            (text_id, self._round().id),
        )
        return [_annotation(row) for row in rows]

    def of_article(self, article_id: int) -> list[Annotation]:
        """All of an article: those of the whole first, then by start, end, id."""
        text_id, _ = self._texts.current(article_id)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM live_annotation AS a WHERE a.text = ? AND a.round = ?", (text_id, self._round().id)
        )
        return sorted((_annotation(row) for row in rows), key=_reading_order)

    def after(self, article_id: int, offset: int, annotation_id: int | None = None) -> Annotation | None:
        """The next annotation in reading order: behind `annotation_id` where given, else starting at `offset` or later."""
        return self._step(article_id, offset, annotation_id, forward=True)

    def before(self, article_id: int, offset: int, annotation_id: int | None = None) -> Annotation | None:
        """The annotation before `annotation_id` in reading order, else the last that starts before `offset`."""
        return self._step(article_id, offset, annotation_id, forward=False)

    def _step(self, article_id: int, offset: int, annotation_id: int | None, *, forward: bool) -> Annotation | None:
        text_id, _ = self._texts.current(article_id)
        here: tuple[int, int, int] = (offset, -1, -1)
        if annotation_id is not None:
            current = self.get(annotation_id)
            here = _reading_order(current)
        order, compare = ("ASC", ">") if forward else ("DESC", "<")
        best: Annotation | None = None
        for (width,) in self._connection.execute(
            "SELECT value FROM json_each(?)", (self._reaches(text_id),)
        ).fetchall():
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM live_annotation AS a WHERE a.text = ? AND a.reach = ? AND a.round = ?"
                f' AND (a.start, a."end", a.id) {compare} (?, ?, ?)'
                f' ORDER BY a.start {order}, a."end" {order}, a.id {order} LIMIT 1',
                (text_id, width, self._round().id, *here),
            ).fetchone()
            if row is None:
                continue
            found = _annotation(row)
            if best is None or (_reading_order(found) < _reading_order(best)) == forward:
                best = found
        return best

    def quote(self, annotation: Annotation) -> str:
        """The words from first to last, derived from the text it was made on; "" for a whole article."""
        span = annotation.span
        return self._texts.slice(annotation.text, span.start, span.end) if span else ""

    def all(self) -> Iterator[Annotation]:
        """Every annotation of the round, article by article, each in reading order."""
        for (article_id,) in self._connection.execute("SELECT id FROM live_article ORDER BY id").fetchall():
            yield from self.of_article(int(article_id))

    def count(self) -> int:
        rows = self._connection.execute(
            "SELECT sum(n) FROM tally WHERE subject = 'article' AND round = ?", (self._round().id,)
        )
        return int(rows.fetchone()[0] or 0)


def _placed(spans: Sequence[Span] | Span | None, length: int) -> tuple[Span | None, tuple[Span, ...]]:
    """The outer span and the pieces (none where there is just one). Raises Refused where it ends past the text."""
    if spans is None:
        return None, ()
    pieces = (spans,) if isinstance(spans, Span) else joined(spans)
    if not pieces:
        raise Refused("A passage must have at least one character.")
    span = outer(pieces)
    if span.end > length:
        raise Refused(
            f"The passage {span.start} to {span.end} ends past the end of the text, which has {length} characters."
        )
    return span, pieces if len(pieces) > 1 else ()


def _checked(certainty: float | None) -> float | None:
    if certainty is not None and not 0 <= certainty <= 1:
        raise Refused(f"Certainty goes from 0 to 1; {certainty:g} lies outside.")
    return certainty


def _packed(pieces: tuple[Span, ...]) -> str:
    return json.dumps([[piece.start, piece.end] for piece in pieces], separators=(",", ":")) if pieces else ""


def _annotation(row: Row) -> Annotation:
    id_, uid, article, text, tag, start, end, pieces, annotator, round_, certainty, memo, origin, *times = row
    created, modified = times
    span = None if start is None else Span(start, end)
    parts = tuple(Span(*piece) for piece in json.loads(str(pieces))) if pieces else ()
    made = Origin(origin)
    return Annotation(
        id_, uid, article, text, tag, span, parts, annotator, round_, certainty, memo or "", made, created, modified
    )


def _reading_order(annotation: Annotation) -> tuple[int, int, int]:
    span = annotation.span
    return (span.start, span.end, annotation.id) if span else (-1, -1, annotation.id)
