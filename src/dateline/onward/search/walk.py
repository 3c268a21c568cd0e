"""Walks through the index from the newest story on. The one module that differs by database.

Both ask the same terms of the same lines, so they find the same stories. Neither looks at the words
of a story that is not found, sorts all that match, or counts them:

- SQLite's FTS5 goes through the lists of its terms backwards, in the order of their places, and
  stops.
- PostgreSQL's GIN index has no order. A common word is found by reading the newest rows; where they
  have too little, the word is rare enough to gather all of its rows by the index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from dateline.onward.search.terms import EVERY

#: The places that there are, from the first to beyond the last.
FIRST, LAST = -(1 << 63), (1 << 63) - 1
#: How many of the newest rows PostgreSQL reads before it asks its index, and at the second time.
NEWEST_ROWS, MORE_ROWS = 500, 3_000
#: What share of the newest rows must have the terms for more of them to be read.
COMMON = 0.1
#: After how many milliseconds PostgreSQL gives a search up.
LONGEST = 3_000
_GIVEN_UP = "57014"


class TooLong(Exception):
    """The database gave the search up."""


def newest(
    every: Sequence[str],
    never: Sequence[str] = (),
    *,
    most: int,
    before: int = LAST,
    since: int = FIRST,
) -> list[int]:
    """Return the newest `most` places from `since` up to, not including, `before`, whose cards
    have `every` term and none of `never`; the newest first. One query, up to three on PostgreSQL.

    Terms are as `search.terms` makes them: nothing in them can be mistaken for syntax. Raises
    `TooLong`.
    """
    every = every or (EVERY,)
    if connection.vendor == "sqlite":
        return _sqlite(every, never, before, since, most)
    return _postgresql(every, never, before, since, most)


def _sqlite(
    every: Sequence[str], never: Sequence[str], before: int, since: int, most: int
) -> list[int]:
    asked = " AND ".join(f'"{term}"' for term in every)
    if never:
        unwanted = " OR ".join(f'"{term}"' for term in never)
        asked = f"({asked}) NOT ({unwanted})"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM dateline_onward_index WHERE dateline_onward_index MATCH %s"
            " AND rowid < %s AND rowid >= %s ORDER BY rowid DESC LIMIT %s",
            [asked, before, since, most],
        )
        return [row[0] for row in cursor.fetchall()]


def _postgresql(
    every: Sequence[str], never: Sequence[str], before: int, since: int, most: int
) -> list[int]:
    asked = " & ".join([*(f"'{term}'" for term in every), *(f"!'{term}'" for term in never)])
    size, found = NEWEST_ROWS, list[int]()
    with _bounded():
        while True:
            found, whole = _among_newest(asked, before, since, size)
            if whole or len(found) >= most:
                return found[:most]
            share = len(found) / size
            if size > NEWEST_ROWS or share < COMMON:
                break
            size = min(int(1.5 * most / share), MORE_ROWS)
        return _by_index(asked, before, since, most)


def _among_newest(asked: str, before: int, since: int, size: int) -> tuple[list[int], bool]:
    """Return which of the newest `size` rows are found, and whether there are no more rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, words @@ %s::tsquery FROM (SELECT place, words FROM"
            " dateline_onward_indexcard WHERE place < %s AND place >= %s ORDER BY place DESC"
            " LIMIT %s) AS newest ORDER BY place DESC",
            [asked, before, since, size],
        )
        rows = cursor.fetchall()
    return [place for place, found in rows if found], len(rows) < size


def _by_index(asked: str, before: int, since: int, most: int) -> list[int]:
    with connection.cursor() as cursor:
        # The planner takes reading all rows for cheap: it does not see that `words` stand apart.
        # "+ 0" has it use no other index than that of the words.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "SELECT place FROM dateline_onward_indexcard WHERE words @@ %s::tsquery"
            " AND place + 0 < %s AND place + 0 >= %s ORDER BY place + 0 DESC LIMIT %s",
            [asked, before, since, most],
        )
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
    return found


@contextmanager
def _bounded() -> Iterator[None]:
    """Let PostgreSQL give up after a while; compiling a query would take longer than the query."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {LONGEST}; SET LOCAL jit = off")
            yield
            cursor.execute("SET LOCAL statement_timeout TO DEFAULT; SET LOCAL jit TO DEFAULT")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == _GIVEN_UP:
            raise TooLong from error
        raise
