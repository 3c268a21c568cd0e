"""Whatever dies, at whatever write: nothing acknowledged is lost, and readers never see half.

`make test` goes a sample of the writes; `make torture` goes them all.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
EVERY = bool(os.environ.get("DATELINE_TORTURE"))
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
) -> Path:
    """An empty database."""
    if connection.vendor != "sqlite":
        pytest.skip("every write of a file is a matter of SQLite")
    path = tmp_path_factory.mktemp("base") / "base.sqlite3"
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with closing(connection.Database.connect(str(path))) as copy:
            connection.connection.backup(copy)
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("mode", SAMPLE)
@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_acknowledged_is_lost_and_nothing_half_is_seen(
    deed: str, mode: str, base: Path, shim: Path, tmp_path: Path
) -> None:
    if not EVERY and mode != "kill" and deed != "publish":
        pytest.skip("make torture goes all of them")
    environment = {
        **os.environ,
        "DATELINE_SITE": str(tmp_path / "site"),
        "DATELINE_LOG_LEVEL": "CRITICAL",
        "LD_PRELOAD": str(shim),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    (tmp_path / "site").mkdir()
    every = "1" if EVERY else str(SAMPLE[mode])
    words = ["-m", "tests.press.torture.driver", str(base), str(shim), deed, mode, every]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False, timeout=3 * 3600 if EVERY else 300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    report = json.loads(done.stdout.splitlines()[-1])
    if EVERY:
        print(report)  # noqa: T201  the table of `make torture`
    assert report["faults"] == []
    assert report["writes"] > 50
