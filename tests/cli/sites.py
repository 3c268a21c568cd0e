"""Sites for tests: real folders whose database is a copy of the tests' own, set up and filled."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from dateline.cli.start import write_site


def make_site(folder: Path, settings: dict[str, str] | None = None) -> Path:
    """Write a site whose database holds what the tests' database holds now."""
    if connection.vendor == "sqlite":
        write_site(folder, settings)
        (folder / "var").mkdir(exist_ok=True)
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(folder / "var" / "newsroom.sqlite3")) as copy:
            connection.connection.backup(copy)
    else:
        write_site(folder, {"DATELINE_DATABASE_URL": database_url(), **(settings or {})})
    return folder


def database_url(name: str = "") -> str:
    """Return the address of the tests' PostgreSQL database, or of database `name` beside it."""
    told = connection.settings_dict
    login = told["USER"] + (f":{told['PASSWORD']}" if told["PASSWORD"] else "")
    return f"postgres://{login}@{told['HOST']}:{told['PORT'] or 5432}/{name or told['NAME']}"


@contextlib.contextmanager
def empty_database() -> Iterator[str]:
    """Make an empty PostgreSQL database, yield its address, and drop it."""
    name = f"dateline_drill_{os.getpid()}"
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield database_url(name)
    finally:
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def dateline(
    command: list[str], environment: dict[str, str], *words: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run ``dateline`` with `words` in a process of its own."""
    done = subprocess.run(
        [*command, *map(str, words)], env=environment, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def contents(command: list[str], environment: dict[str, str], site: Path) -> dict[str, object]:
    """Return every row of every table of a site, as Django writes them, by its own process."""
    done = subprocess.run(
        [*command, "manage", "--site", str(site), "dumpdata", "--skip-checks"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(done.stderr)
    rows = json.loads(done.stdout)
    return {f"{row['model']} {row['pk']}": row for row in rows}
