"""An import whose process is killed, and run again, ends as one that was never disturbed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import Cast
from tests.cli.sites import make_site
from tests.morgue.test_demo_stories import DAY0, STORIES, copy_of_the_paper
from tests.shared import ROOT

# A database under a transaction cannot be copied.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ground")]

#: Imports a folder into a site; dies, unasked, after the given number of calls of a method.
RUN = f"""
import os, sys
from datetime import date
from pathlib import Path
from dateline.cli import site
folder, paper, where, number = sys.argv[1:]
site.open_site(folder)
from dateline.cli.import_ import import_markdown
from dateline.morgue.load import Loader
if where:
    calls, doing = [], getattr(Loader, where)
    def dying(self, *args, **kwargs):
        done = doing(self, *args, **kwargs)
        calls.append(1)
        if len(calls) == int(number):
            os._exit(9)
        return done
    setattr(Loader, where, dying)
day = date.fromisoformat({DAY0.isoformat()!r})
account = import_markdown(Path(paper), day=day, publish=True, say=lambda line: None)
print([item.state for item in account.items if item.kind == "story"])
from tests.morgue.conftest import rows
for name, row in sorted(rows().items()):
    print(name, row)
"""
#: What the clock or the dice decide.
RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"  # random uids, not derived
    r"|(?<=Rendition )\d+|(?<=PrintedFile )\d+"  # made side by side, put in by random names
    r'|(?<=rendition", "pk": )\d+|(?<=printedfile", "pk": )\d+'
    r"|[0-9a-f]{32,64}"  # names of files, and the chain over them
    r"|20(?:2[6-9]|[3-9]\d)-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d+(?:Z|[+-]\d\d:\d\d)?"  # moments of now
)


def test_killed_and_run_again_it_gives_the_same_paper(
    ground: None, cast: Cast, tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("each run needs a database of its own; SQLite's is a file to copy")
    paper = copy_of_the_paper(tmp_path / "paper", STORIES[3:])
    undisturbed, killed = (make_site(tmp_path / name) for name in ("undisturbed", "killed"))
    assert _run(killed, paper, "reserve", 2).returncode == 9
    assert _run(killed, paper, "_fill", 2).returncode == 9
    assert _run(killed, paper, "_rows", 1).returncode == 9
    last = _run(killed, paper)
    assert "['unchanged', 'imported', 'imported']" in last.stdout, last.stderr
    whole = _run(undisturbed, paper)
    assert "['imported', 'imported', 'imported']" in whole.stdout, whole.stderr
    assert _compared(last.stdout) == _compared(whole.stdout)
    assert len(_compared(whole.stdout)) > 100


def _run(site: Path, paper: Path, where: str = "", number: int = 0) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", RUN, str(site), str(paper), where, str(number)],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _compared(said: str) -> list[str]:
    """The rows that were printed, without what differs between any two runs."""
    lines = (line for line in said.splitlines() if line.startswith(("da", "wa")))
    return sorted(RANDOM.sub("…", line) for line in lines)
