"""Copies a whole database out and in, while the paper goes on: SQLite and PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from dateline.cli.errors import Refused
from dateline.press.tables import SCHEMA


def dump(folder: Path) -> Path:
    """Write a copy of the site's database, as of one moment, into `folder`; return its file."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return _dump_sqlite(folder / "newsroom.sqlite3", connection)
    return _dump_postgres(folder / "newsroom.pgdump", connection.settings_dict)


def dump_file(source: Path, folder: Path) -> Path:
    """Write a copy of the SQLite file `source`, as of one moment, into `folder`; return it."""
    with contextlib.closing(sqlite3.connect(source)) as database:
        return _copy(database, folder / source.name)


def _dump_sqlite(target: Path, connection: Any) -> Path:
    connection.ensure_connection()
    return _copy(connection.connection, target)


def _copy(database: sqlite3.Connection, target: Path) -> Path:
    with contextlib.closing(sqlite3.connect(target)) as copy:
        # All pages in one step: one read transaction, which writers neither wait for nor disturb.
        database.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    check_sqlite(target)
    return target


def check_sqlite(path: Path) -> None:
    """Raise `Refused` if the SQLite database at `path` is not sound."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as database:
            faults = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
            loose = database.execute("PRAGMA foreign_key_check").fetchmany(3)
    except sqlite3.DatabaseError as error:
        raise Refused(f"the copy of the database is not sound: {error}") from error
    if faults != ["ok"]:
        raise Refused(f"the copy of the database is not sound: {faults[0]}")
    if loose:
        raise Refused(f"the copy of the database is not sound: a row of {loose[0][0]} hangs loose")


def _dump_postgres(target: Path, settings: dict[str, Any]) -> Path:
    whole = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    # What is printed can be printed again, and is as large as all the rest.
    _run(["pg_dump", *whole, f"--exclude-schema={SCHEMA}"], settings)
    _run(["pg_restore", "--list", str(target)], settings)  # it can be read again
    return target


def load_postgres(source: Path, settings: dict[str, Any]) -> None:
    """Put the dump `source` into the database of `settings`, all of it or nothing."""
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
    whole = ["--single-transaction", "--exit-on-error"]
    name = f"--dbname={settings['NAME']}"
    # Printed from what was there before. It goes first: should the dump not go in, it is printed
    # again, while a fault after the dump went in could no longer be undone.
    drop = f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"
    _run(["psql", "--quiet", "--no-psqlrc", f"--command={drop}", settings["NAME"]], settings)
    _run(["pg_restore", *options, *whole, name, str(source)], settings)


def _run(command: list[str], settings: dict[str, Any]) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, never by the arguments."""
    if shutil.which(command[0]) is None:
        raise Refused(f"{command[0]} is missing: run sudo apt-get install postgresql-client")
    named = {
        "PGHOST": settings.get("HOST"),
        "PGPORT": settings.get("PORT"),
        "PGUSER": settings.get("USER"),
        "PGPASSWORD": settings.get("PASSWORD"),
        "PGDATABASE": settings.get("NAME"),
    }
    environment = {**os.environ, **{key: str(value) for key, value in named.items() if value}}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise Refused(f"{command[0]} failed: {lines[0] if lines else done.returncode}")
