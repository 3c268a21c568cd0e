"""An import of an archive that is killed at any moment, and run again, ends as if never disturbed.

``DATELINE_TEST_KILLS=100 DATELINE_TEST_ITEMS=200`` tries it as long as one likes.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import Cast
from tests.cli.sites import make_site
from tests.morgue.test_archive_commands import HEAD, ITEM
from tests.morgue.test_killed import _compared
from tests.shared import ROOT

# A database under a transaction cannot be copied.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ground")]

KILLS = int(os.environ.get("DATELINE_TEST_KILLS", "5"))
ITEMS = int(os.environ.get("DATELINE_TEST_ITEMS", "24"))
RUN = """
import sys
from dateline.cli import site
site.open_site(sys.argv[1])
from dateline.cli.main import main
print("begun", flush=True)
code = main(["import", "wordpress", sys.argv[2], "--publish", "--site", sys.argv[1]])
from tests.morgue.conftest import rows
for name, row in sorted(rows().items()):
    print(name, row)
sys.exit(code)
"""


def test_killed_anywhere_and_run_again_it_gives_the_same_paper(
    ground: None, cast: Cast, tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("each run needs a database of its own; SQLite's is a file to copy")
    export = _export(tmp_path / "export.xml")
    site = make_site(tmp_path / "paper")
    clean = tmp_path / "clean"
    shutil.copytree(site, clean)
    began = time.monotonic()
    whole = _finished(site, export)
    took = time.monotonic() - began
    assert len(whole) > 10 * ITEMS
    dice = random.Random(29)
    for kill in range(KILLS):
        shutil.rmtree(site)
        shutil.copytree(clean, site)
        process = _started(site, export)
        time.sleep(dice.uniform(0, took))
        process.kill()
        process.communicate()
        assert _finished(site, export) == whole, kill


def _export(path: Path) -> Path:
    items = (
        ITEM.format(
            title=f"Story {n}", body=f"Number {n}.\n\n[gallery]", status="publish", kind="post",
            number=n,
        ).replace(f"2009-05-0{n} ", f"2009-05-{1 + n % 28:02} ")
        for n in range(1, ITEMS + 1)
    )  # fmt: skip
    path.write_text(f"{HEAD}{''.join(items)}</channel></rss>")
    return path


def _started(site: Path, export: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(site), str(export)],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def _finished(site: Path, export: Path) -> list[str]:
    process = _started(site, export)
    told, faults = process.communicate(timeout=600)
    assert process.returncode == 0, faults
    return _compared(told)
