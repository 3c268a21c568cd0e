"""Reading the newsroom's database as it stands at one instant, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Whatever is read inside was so at one and the same instant; nothing can be written.

    Nobody waits for it. Raises `RuntimeError` inside a transaction, which would show its own
    half-done work, and what the database raises for a write.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a snapshot is not taken inside a transaction")
    if connection.vendor == "sqlite":
        with _reading_only(connection), transaction.atomic():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _reading_only(connection: Any) -> Iterator[None]:
    """Let SQLite's transactions begin without the lock that all writers wait for, and write
    nothing. Asked of SQLite itself: Django asks nothing more of a transaction that failed."""
    connection.ensure_connection()
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    connection.connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.connection.execute("PRAGMA query_only = OFF")
        connection.transaction_mode = mode
