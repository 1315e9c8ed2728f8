"""Who codes, and in which pass over the articles."""

from __future__ import annotations

from typing import NamedTuple

from reader.core.errors import NotFound, Refused
from reader.core.text import storable
from reader.project.sqlite import Connection
from reader.project.uid import new_uid

MAIN_ROUND = "main"


class Annotator(NamedTuple):
    """A person who codes. `stored` turns true with their first gesture in the project; until then `id` is 0."""

    id: int
    uid: str
    name: str
    stored: bool = True

    def as_stored(self) -> Annotator:
        return self if self.stored else self._replace(stored=True)


class Round(NamedTuple):
    id: int
    uid: str
    name: str


class Annotators:
    """The people and the rounds of a project."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Annotator]:
        rows = self._connection.execute("SELECT id, uid, name FROM annotator ORDER BY id")
        return [Annotator(*row) for row in rows]

    def get(self, annotator_id: int) -> Annotator:
        """Raises NotFound."""
        row = self._connection.execute("SELECT id, uid, name FROM annotator WHERE id = ?", (annotator_id,)).fetchone()
        if row is None:
            raise NotFound(f"The project has no annotator with the number {annotator_id}.")
        return Annotator(*row)

    def named(self, name: str) -> Annotator:
        """The annotator of that name; one who has not coded here yet is stored with their first gesture."""
        name = " ".join(storable(name).split())
        if not name:
            raise Refused("An annotator needs a name.")
        row = self._connection.execute("SELECT id, uid, name FROM annotator WHERE name = ?", (name,)).fetchone()
        if row is not None:
            return Annotator(*row)
        return Annotator(0, new_uid(), name, stored=False)

    def numbered(self, name: str) -> Annotator:
        """As `named`, under the write lock: one who is new gets the next free number, to be stored with."""
        annotator = self.named(name)
        if annotator.stored:
            return annotator
        (newest,) = self._connection.execute("SELECT ifnull(max(id), 0) FROM annotator").fetchone()
        return annotator._replace(id=int(newest) + 1)

    def store(self, annotator: Annotator, moment: str) -> None:
        """Writes a new annotator's row, inside their first gesture."""
        self._connection.execute(
            "INSERT INTO annotator (id, uid, name, created) VALUES (?, ?, ?, ?)",
            (annotator.id, annotator.uid, annotator.name, moment),
        )

    def rounds(self) -> list[Round]:
        rows = self._connection.execute("SELECT id, uid, name FROM round ORDER BY id")
        return [Round(*row) for row in rows]

    def round(self, name: str) -> Round:
        """The round of that name. Raises NotFound."""
        for found in self.rounds():
            if found.name == name:
                return found
        raise NotFound(f"The project has no round “{name}”.")
