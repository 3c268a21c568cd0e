"""Where the plate store of this paper is written: its own file, or its PostgreSQL.

Readers are handed out the file either way: `dateline.press.following` brings there what stands
in PostgreSQL, on as many machines as there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from dateline.press.database import DatabaseTables
from dateline.press.store import Store
from dateline.press.storing import Writer
from dateline.press.tables import FileTables


def plates_path() -> Path:
    """Return where the file lies that readers of this machine are handed out."""
    return Path(settings.VAR) / "plates.db"


def in_database() -> bool:
    """Whether the press prints into the database, and a follower brings that here."""
    return connection.vendor == "postgresql"


@contextmanager
def printing() -> Iterator[Writer]:
    """Open the store that the press prints into; make it where it is missing."""
    tables = DatabaseTables(write=True) if in_database() else FileTables(plates_path(), write=True)
    with closing(Writer(tables)) as writer:
        yield writer


@contextmanager
def printed() -> Iterator[Store]:
    """Open the store that the press prints into, to read. Raises `FileNotFoundError`."""
    tables = DatabaseTables() if in_database() else FileTables(plates_path())
    with closing(Store(tables)) as store:
        yield store


def faults() -> list[tuple[str, str, int]]:
    """Return path, fault and attempts of the pages that could not be printed."""
    try:
        with printed() as store:
            return store.faults()
    except (FileNotFoundError, sqlite3.Error, DatabaseError):
        return []
