"""Puts a safe SQLite in place of the one that Python was built with.

SQLite 3.7.0 to 3.51.2 can silently drop committed pages in WAL mode (the WAL-reset bug,
fixed in 3.51.3). Debian 12 and most Python builds ship an older one, so Dateline brings
its own through ``pysqlite3``. One process must never hold two SQLite libraries on one file
(their POSIX locks cancel each other), so the swap is made once, for the whole process.
"""

from __future__ import annotations

import sys

#: The first SQLite release without the WAL-reset bug.
SAFE_VERSION = (3, 51, 3)


class UnsafeSQLite(RuntimeError):
    """The SQLite library at hand is older than `SAFE_VERSION`."""


def install() -> None:
    """Make ``import sqlite3`` give ``pysqlite3`` in this process.

    Raises `UnsafeSQLite` where ``pysqlite3`` is missing and Python's own SQLite is too old.
    Calling it again does nothing.
    """
    try:
        import pysqlite3
        from pysqlite3 import dbapi2
    except ImportError:
        import sqlite3

        refuse_unsafe(sqlite3.sqlite_version_info)
        return
    refuse_unsafe(pysqlite3.sqlite_version_info)
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2


def refuse_unsafe(version: tuple[int, ...]) -> None:
    """Raise `UnsafeSQLite` if `version` has the WAL-reset bug."""
    if version < SAFE_VERSION:
        found = ".".join(map(str, version))
        wanted = ".".join(map(str, SAFE_VERSION))
        raise UnsafeSQLite(
            f"SQLite {found} can lose committed data; Dateline needs {wanted} or later. "
            "Install it with: pip install 'pysqlite3>=0.6.1'"
        )
