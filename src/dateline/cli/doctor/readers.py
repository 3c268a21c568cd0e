"""What readers get: the plates of this machine, the reads that are counted, the switch to lite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dateline.cli.doctor.finding import Finding


def check(folder: Path) -> Iterator[Finding]:
    """Yield what is found about what readers get."""
    from django.conf import settings

    from dateline.conf.options import option
    from dateline.newsroom.views.lite import switch
    from dateline.press.stores import plates_path

    yield from plates(plates_path())
    yield from reads(Path(settings.VAR), option("READS_REDIS"))
    yield from lite(switch())


def plates(path: Path) -> Iterator[Finding]:
    """Yield whether the plates at `path` can be handed out. None are there before the first run."""
    from dateline.press.store import opened

    if not path.is_file():
        return
    try:
        with opened(path) as store:
            front = store.find("/")
    except sqlite3.Error as error:
        yield Finding.fault(
            f"the plates in {path} cannot be read ({error})",
            "stop the paper, remove that file and start it: everything is printed anew",
        )
        return
    if front is None or front.state != "plate":
        yield Finding.note("the front page is not printed yet", "start the paper, or wait")
    else:
        yield Finding.good("readers get the front page")


def reads(var: Path, redis_url: str) -> Iterator[Finding]:
    """Yield whether reads can be counted."""
    from dateline.readership import opening
    from dateline.readership.ledger import LedgerUnusable

    if not opening.is_there(var, redis_url):
        return
    try:
        with closing(opening.open_ledger(var, redis_url)):
            yield Finding.good("reads are counted")
    except LedgerUnusable as error:
        yield Finding.fault(f"reads cannot be counted: {error}", "see the message")


def lite(switch: Path) -> Iterator[Finding]:
    """Yield that the switch to lite is thrown, where it is."""
    if switch.exists():
        yield Finding.note(
            "the paper is in lite mode: the search is closed, what moves by the clock stands still",
            f"rm {switch} when that is over",
        )
