"""Every process of Dateline has one SQLite, and it is a safe one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.lib import sqlite
from dateline.lib.sqlite import SAFE_VERSION, UnsafeSQLite, refuse_unsafe

SOURCE = Path(sqlite.__file__).parents[2]


def python(program: str) -> str:
    """Run `program` in a fresh interpreter and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_a_version_that_can_lose_data_is_refused_with_what_to_do(version: tuple[int, ...]) -> None:
    with pytest.raises(UnsafeSQLite, match="pip install 'pysqlite3") as caught:
        refuse_unsafe(version)
    assert "\n" not in str(caught.value)
    assert ".".join(map(str, version)) in str(caught.value)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_a_safe_version_is_taken(version: tuple[int, ...]) -> None:
    refuse_unsafe(version)


def test_importing_dateline_gives_the_whole_process_a_safe_sqlite() -> None:
    printed = python(
        "import dateline, sqlite3, sqlite3.dbapi2 as api\n"
        "found = sqlite3.connect(':memory:').execute('select sqlite_version()').fetchone()[0]\n"
        "print(found, sqlite3.sqlite_version, api.sqlite_version)"
    )
    running, module, api = printed.split()
    assert tuple(map(int, running.split("."))) >= SAFE_VERSION
    assert running == module == api


def test_django_opens_its_database_with_that_sqlite() -> None:
    printed = python(
        "import dateline, sqlite3\n"
        "from django.db.backends.sqlite3 import base\n"
        "print(base.Database is sqlite3.dbapi2, base.Database.sqlite_version)"
    )
    same, version = printed.split()
    assert same == "True"
    assert tuple(map(int, version.split("."))) >= SAFE_VERSION


def test_installing_twice_changes_nothing() -> None:
    assert (
        python(
            "from dateline.lib import sqlite\n"
            "import sqlite3 as first; sqlite.install(); import sqlite3 as second\n"
            "print(first is second)"
        )
        == "True"
    )


@pytest.mark.parametrize(
    ("version", "outcome"), [("(3, 40, 1)", "refused"), ("(3, 51, 3)", "taken")]
)
def test_without_the_package_python_s_own_sqlite_counts(version: str, outcome: str) -> None:
    assert outcome == python(
        "import sqlite3, sys\n"
        f"sqlite3.sqlite_version_info = {version}\n"
        "sys.modules['pysqlite3'] = None\n"
        "try: import dateline\n"
        "except RuntimeError: print('refused')\n"
        "else: print('taken')"
    )


def test_the_safe_sqlite_can_search_text() -> None:
    assert (
        python(
            "import dateline, sqlite3\n"
            "db = sqlite3.connect(':memory:')\n"
            "db.execute('create virtual table t using fts5(x)')\n"
            "db.close(); print('fts5')"
        )
        == "fts5"
    )
