"""Whatever dies, at whatever write: nothing acknowledged is lost, and readers never see half.

`make test` goes a sample of the writes; `make torture` goes them all.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.cli.sites import database_url

ROOT = Path(__file__).resolve().parents[2]
#: ``DATELINE_TORTURE=5`` tries every fifth write.
EVERY = int(os.environ.get("DATELINE_TORTURE", "0"))
DEEDS = ["publish", "unpublish", "move", "arrange"]
#: By mode: of how many writes one is tried in a sample.
SAMPLE = {"kill": 61, "full": 83, "power": 97}


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that stands before the C library."""
    if sys.platform != "linux" or shutil.which("gcc") is None:
        pytest.skip("needs Linux and gcc, to stand before the C library")
    made = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(__file__).parent / "torture" / "shim.c"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", made, source, "-ldl"], check=True)
    return made


@pytest.fixture(scope="module")
def base(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An empty database: the path of a file, or the name of a template on the server."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        if connection.vendor == "postgresql":
            name = f"{connection.settings_dict['NAME']}_torture"
            source = connection.settings_dict["NAME"]
            connections.close_all()  # nobody may look on while a database is copied
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}_base" WITH (FORCE)')
                cursor.execute(f'CREATE DATABASE "{name}_base" TEMPLATE "{source}"')
            yield f"{name}_base"
            with connection._nodb_cursor() as cursor:
                for ending in ("", "_base", "_prepared"):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{name}{ending}" WITH (FORCE)')
            return
        path = tmp_path_factory.mktemp("base") / "base.sqlite3"
        with closing(connection.Database.connect(str(path))) as copy:
            connection.connection.backup(copy)
    yield str(path)


def drive(base: str, shim: Path, folder: Path, *words: str, **more: str) -> dict[str, Any]:
    """Go a deed in a process of its own and return what was found."""
    environment = {
        **os.environ,
        "DATELINE_SITE": str(folder),
        "DATELINE_LOG_LEVEL": "CRITICAL",
        "LD_PRELOAD": str(shim),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        **more,
    }
    folder.mkdir()
    command = [sys.executable, "-m", "tests.press.torture.driver", base, str(shim), *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        timeout=3 * 3600 if EVERY else 300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(report)  # noqa: T201  the table of `make torture`
    return report


@pytest.mark.django_db
@pytest.mark.parametrize("mode", SAMPLE)
@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_acknowledged_is_lost_and_nothing_half_is_seen(
    deed: str, mode: str, base: str, shim: Path, tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("every write of a file is a matter of SQLite")
    if not EVERY and mode != "kill" and deed != "publish":
        pytest.skip("make torture goes all of them")
    every = str(EVERY or SAMPLE[mode])
    report = drive(base, shim, tmp_path / "site", deed, mode, every)
    assert report["faults"] == []
    assert report["writes"] > 50


@pytest.mark.django_db
@pytest.mark.parametrize("deed", DEEDS)
def test_the_same_at_random_moments_with_the_database_on_a_server(
    deed: str, base: str, shim: Path, tmp_path: Path
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite every write is tried")
    if not EVERY and deed != "publish":
        pytest.skip("make torture goes all of them")
    url = database_url(base.removesuffix("_base"))
    moments = "75" if EVERY else "6"
    report = drive(
        base, shim, tmp_path / "site", deed, "kill", moments,
        DATELINE_DATABASE_URL=url, DATELINE_TEST_DATABASE_URL=url,
    )  # fmt: skip
    assert report["faults"] == []
    assert report["died"] > 0  # the moments are drawn from as long as an unbroken run took
