"""The tables of the plate store in PostgreSQL, where the presses of several machines print.

They stand in a schema of their own, which a follower's role may read and nothing else. One
advisory lock is held to each commit: it is the fence between two presses, and it has the
numbers of `changes` come in the order of the commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DatabaseError, connections

from dateline.press.tables import LAYOUT, SCHEMA, statements

#: Changes that are kept for followers; one that is further behind compares all there is.
KEPT = 200_000
_LOCK = 0x706C6174  # "plat"
_OF_POSTGRES = {
    "blob": "BYTEA",
    "real": "DOUBLE PRECISION",
    "number": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    "by_key": "",
}
#: A row for each change of a plate, of the values of a hole, and of what releases files.
_CHANGES = (
    "CREATE TABLE changes (number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " what TEXT NOT NULL, name TEXT NOT NULL)",
    """
    CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE changed RECORD;
    BEGIN
        IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
        INSERT INTO changes (what, name)
            VALUES (TG_TABLE_NAME, to_jsonb(changed) ->> TG_ARGV[0]);
        RETURN NULL;
    END $$
    """,
)
_TRIGGERS = tuple(
    f"CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION note_change('{column}')"
    for table, column in (("plates", "path"), ("holes", "name"), ("files", "released_by"))
)


class DatabaseTables:
    """The tables in the newsroom's PostgreSQL, over a connection of their own."""

    def __init__(self, *, write: bool = False) -> None:
        """Connect. To `write`, make the tables where they are missing, and anew where they are of
        another layout. Raises `django.db.DatabaseError`, and `FileNotFoundError` where there are
        none to read."""
        self._connection = connections["default"].copy("plates")
        self.execute("SET search_path TO " + SCHEMA)
        if write:
            self._lay_out()
        elif not self._layout():
            self.close()
            raise FileNotFoundError(f"schema {SCHEMA}")

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Run `sql`, in which each ``?`` stands for one of `values`; return its cursor."""
        cursor = self._connection.cursor()
        cursor.execute(sql.replace("?", "%s"), values or None)
        return cursor

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run `sql` once for each of `rows`."""
        with self._connection.cursor() as cursor:
            cursor.executemany(sql.replace("?", "%s"), list(rows))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock of the one press that prints, and commit."""
        with self._transaction("BEGIN"):
            self.execute("SELECT pg_advisory_xact_lock(?)", (_LOCK,))
            yield
            query = "DELETE FROM changes WHERE number <= (SELECT max(number) FROM changes) - ?"
            self.execute(query, (KEPT,))

    @contextmanager
    def instant(self) -> Iterator[None]:
        """Read inside one transaction."""
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            with suppress(DatabaseError):  # where the connection is lost, so is what was done
                self.execute("ROLLBACK")
            raise

    def _layout(self) -> int:
        """Return the layout of the tables there are; 0 where there are none."""
        (tables,) = self.execute("SELECT to_regclass(?)", (f"{SCHEMA}.notes",)).fetchone()
        if tables is None:
            return 0
        row = self.execute("SELECT said FROM notes WHERE name = 'layout'").fetchone()
        return int(row[0]) if row else 0

    def _lay_out(self) -> None:
        if self._layout() == LAYOUT:
            return
        with self.writing():
            if self._layout() == LAYOUT:  # another press was first
                return
            self.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            self.execute(f"CREATE SCHEMA {SCHEMA}")
            for statement in (*_CHANGES, *statements(_OF_POSTGRES), *_TRIGGERS):
                self.execute(statement)
            # By this name a follower knows that what it followed was made anew.
            self.execute("INSERT INTO notes VALUES ('store', gen_random_uuid()::text)")
            self.execute("INSERT INTO notes VALUES ('layout', ?)", (str(LAYOUT),))
