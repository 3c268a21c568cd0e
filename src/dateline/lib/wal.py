"""SQLite files that several processes read while one writes, in which nothing committed is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """Open `path`, waiting up to `patience` seconds for a writer; each statement commits."""
    return sqlite3.connect(path, timeout=patience, isolation_level=None)


def keep(database: sqlite3.Connection) -> None:
    """Have what is committed reach the disk, and the log beside the file stay small."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA journal_size_limit = 16777216")


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """Hold the lock of the file's one writer, and commit; of what fails, nothing is done."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            with suppress(sqlite3.Error):  # what went wrong first is what is told
                database.execute("ROLLBACK")
        raise


def statements(script: str) -> list[str]:
    """Return the statements of `script`, each of which ends with ``;`` at the end of a line."""
    return [each for each in script.split(";\n") if each.strip()]
