"""Finding a row by its global id, or by an ending of it: beginnings are times and look alike."""

from __future__ import annotations

from reader.core.errors import Ambiguous, NotFound
from reader.project.sqlite import Connection

SHORTEST = 4


def checked_ending(ending: str) -> str:
    """The ending as global ids are written. Raises NotFound where it can't be one of an id."""
    wanted = ending.strip().lower()
    if len(wanted) < SHORTEST or not set(wanted) <= set("0123456789abcdef-"):
        raise NotFound(f"“{ending}” is no id: give the whole id or at least its last {SHORTEST} characters.")
    return wanted


def find_uid(connection: Connection, table: str, ending: str) -> int:
    """The integer key of the one live row of `table` (article, annotation, tag) whose uid ends in `ending`.

    Raises NotFound, Ambiguous.
    """
    wanted = checked_ending(ending)
    exact = connection.execute(f"SELECT id FROM live_{table} WHERE uid = ?", (wanted,)).fetchall()
    found = (
        exact
        or connection.execute(f"SELECT id FROM live_{table} WHERE uid LIKE '%' || ? LIMIT 2", (wanted,)).fetchall()
    )
    if not found:
        raise NotFound(f"The project has no {table} whose id ends in “{ending}”.")
    if len(found) > 1:
        raise Ambiguous(f"More than one {table} has an id that ends in “{ending}”: give more of it.")
    return int(found[0][0])
