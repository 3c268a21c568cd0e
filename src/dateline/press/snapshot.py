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
        with _deferred(connection), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            try:
                yield
            finally:
                cursor.execute("PRAGMA query_only = OFF")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _deferred(connection: Any) -> Iterator[None]:
    """Have SQLite's transactions begin without the lock that all writers wait for."""
    connection.ensure_connection()
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode
