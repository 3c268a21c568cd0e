"""A process that dies after any commit, or a database that fails at any change, leaves a paper
in which print, outbox and record agree, and the way can be gone again.

`make test` goes a sample of the ways, one of each machinery; `make torture` goes them all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.stories import races, ways

ROOT = Path(__file__).resolve().parents[2]
EVERY = bool(os.environ.get("DATELINE_TORTURE"))
NAMES = [way.name for way in ways.WAYS]
#: Ways whose every change fails once: one of each machinery.
FAILING = [
    "create and publish",
    "an embargo on an update of a live story",
    "approve with an edit in the form",
    "delete",
    "move",
    "publish an older revision in code",
    "the plan comes due",
    "publish a live entry",
]
#: Ways that are refused, or have nothing to do.
CHANGING_NOTHING = {
    "ask for an alias",
    "Wagtail's own command on an embargoed story",
    "unpublish its section alone",
    "unpublish its section with its stories",
}
#: A handful, also for the database on which each case is dear.
A_HANDFUL = [
    "create and publish",
    "create with a plan",
    "approve while a newer draft exists",
    "bulk move",
    "the plan comes due",
    "delete",
]
SAMPLE = [name for name in NAMES if name in {*FAILING, *A_HANDFUL}]


def drive(base: str, url: str, killed: list[str], failed: list[str]) -> dict[str, dict[str, Any]]:
    """Go the ways of these names on the database at `url` and return what was found of each."""
    environment = {
        **os.environ,
        "DATELINE_DATABASE_URL": url,
        "DATELINE_LOG_LEVEL": "CRITICAL",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    environment.pop("DATELINE_TEST_DATABASE_URL", None)
    if url.startswith("postgres"):
        environment["DATELINE_TEST_DATABASE_URL"] = url
    command = [sys.executable, "-m", "tests.stories.driver", base]
    command += [word for name in killed for word in ("-k", name)]
    command += [word for name in failed for word in ("-f", name)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    reports = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {report["way"]: report for report in reports}


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    """Go ways once per commit and once per change, and tell what was found."""
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            return _on_postgres()
        return _on_sqlite(tmp_path_factory.mktemp("kills"))


def _on_sqlite(folder: Path) -> dict[str, dict[str, Any]]:
    base = folder / "empty.sqlite3"
    connection.ensure_connection()
    copy = connection.Database.connect(str(base))
    connection.connection.backup(copy)
    copy.close()
    return drive(str(base), f"sqlite:///{folder}/case.sqlite3", NAMES if EVERY else SAMPLE, FAILING)


def _on_postgres() -> dict[str, dict[str, Any]]:
    given = connection.settings_dict
    who = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
    name = f"{given['NAME']}_kills"
    url = f"postgres://{who}@{given['HOST']}:{given['PORT'] or 5432}/{name}"
    connections.close_all()  # nobody may look on while a database is copied
    try:
        return drive(given["NAME"], url, NAMES if EVERY else A_HANDFUL, [])
    finally:
        with connection._nodb_cursor() as cursor:
            for ending in ("", "_base", "_prepared"):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}{ending}" WITH (FORCE)')


@pytest.mark.django_db
def test_a_way_may_be_cut_off_anywhere_and_two_may_go_at_once(
    found: dict[str, dict[str, Any]], subtests: pytest.Subtests
) -> None:
    """One test: two workers would go the ways twice."""
    gone = NAMES if EVERY else A_HANDFUL if connection.vendor == "postgresql" else SAMPLE
    assert found.keys() == {*gone, *(race.name for race in races.RACES)}
    for name, report in found.items():
        with subtests.test(name):
            assert report["faults"] == []
            if name in ways.BY_NAME:
                assert report["kills"] >= (name not in CHANGING_NOTHING)
                assert report.get("fails", 1) >= 1
    for race in races.RACES:
        with subtests.test(race.name):
            assert race.versions in (None, found[race.name]["versions"])
