"""The tables of the plate store, and a connection to those in an SQLite file.

What `dateline.press.store` and `dateline.press.storing` say in SQL, SQLite and PostgreSQL
understand alike; all that they differ in stands here and in `dateline.press.database`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from dateline.lib import wal

#: The layout of the tables. Those of another layout are made anew: nothing in them is unique.
LAYOUT = 2
#: Where they stand in PostgreSQL.
SCHEMA = "dateline_plates"
#: Seconds that anybody waits for a writer.
PATIENCE = 30.0

_TABLES = """
CREATE TABLE plates (
    path TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('plate', 'stub', 'moved', 'gone', 'live')),
    kind TEXT NOT NULL DEFAULT '',
    status INTEGER NOT NULL DEFAULT 0,
    headers TEXT NOT NULL DEFAULT '[]',
    target TEXT NOT NULL DEFAULT '',
    holes TEXT NOT NULL DEFAULT '[]',
    runs {blob},
    brotli {blob},
    quality INTEGER NOT NULL DEFAULT 0,
    digest TEXT NOT NULL DEFAULT '',
    edition INTEGER NOT NULL,
    printed_at {real} NOT NULL,
    story TEXT NOT NULL DEFAULT ''
);
CREATE INDEX plates_story ON plates (story) WHERE story != '';
CREATE INDEX plates_edition ON plates (edition);
CREATE INDEX plates_rough ON plates (edition) WHERE quality BETWEEN 1 AND 10;
CREATE TABLE keys (
    key TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (key, path)
) {by_key};
CREATE INDEX keys_path ON keys (path);
CREATE TABLE due (
    number {number},
    path TEXT NOT NULL UNIQUE,
    at {real} NOT NULL,
    fault TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX due_at ON due (at DESC, number);
CREATE TABLE files (
    name TEXT NOT NULL,
    released_by TEXT NOT NULL,
    PRIMARY KEY (name, released_by)
) {by_key};
CREATE INDEX files_released_by ON files (released_by);
CREATE TABLE holes (
    name TEXT NOT NULL,
    begins {real} NOT NULL,
    ends {real} NOT NULL,
    html {blob} NOT NULL,
    PRIMARY KEY (name, begins)
) {by_key};
CREATE TABLE notes (name TEXT PRIMARY KEY, said TEXT NOT NULL) {by_key};
"""
_OF_SQLITE = {
    "blob": "BLOB",
    "real": "REAL",
    "number": "INTEGER PRIMARY KEY",
    "by_key": "WITHOUT ROWID",
}


class Tables(Protocol):
    """A connection to the tables of a plate store. Serves one thread; commits each statement."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Run `sql`, in which each ``?`` stands for one of `values`; return its cursor."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run `sql` once for each of `rows`."""
        ...

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let all that is done while this lasts be done at one instant, and by nobody else."""
        ...

    @contextmanager
    def instant(self) -> Iterator[None]:
        """Let all that is read while this lasts be of one instant."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...


def statements(words: dict[str, str]) -> list[str]:
    """Return what makes the tables, in the `words` of one database."""
    return wal.statements(_TABLES.format(**words))


class FileTables:
    """The tables in an SQLite file."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        """Open `path`. To `write`, make it where it is missing, and anew where it is of another
        layout; to read, raise `FileNotFoundError` where there is none."""
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.is_file():
            raise FileNotFoundError(path)
        # A read-only connection cannot open a file in WAL mode whose writer is gone.
        self._db = wal.connect(path, PATIENCE)
        self.execute = self._db.execute
        self.close = self._db.close
        if not write:
            self.execute("PRAGMA query_only = ON")
            return
        wal.keep(self._db)
        self._lay_out()

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run `sql` once for each of `rows`."""
        self._db.executemany(sql, rows)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock of the file's one writer, and commit."""
        with wal.writing(self._db):
            yield

    @contextmanager
    def instant(self) -> Iterator[None]:
        """Read inside one transaction."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("ROLLBACK")

    def _lay_out(self) -> None:
        with self.writing():
            (layout,) = self.execute("PRAGMA user_version").fetchone()
            if layout == LAYOUT:
                return
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sql%'"
            for (name,) in self.execute(tables).fetchall():
                self.execute(f'DROP TABLE "{name}"')
            for statement in statements(_OF_SQLITE):
                self.execute(statement)
            self.execute(f"PRAGMA user_version = {LAYOUT}")
