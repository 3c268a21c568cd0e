"""What the machine gives: SQLite, room on the disk, permission to write, the time."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from dateline.cli.doctor.finding import Finding
from dateline.lib.sqlite import SAFE_VERSION

#: Free megabytes below which the disk is a note, and a fault.
LITTLE_ROOM, NO_ROOM = 2000, 300
#: Seconds by which two clocks may differ.
TOLERANCE = 5.0
#: Dateline is not older than this; a clock before it is wrong.
EARLIEST_YEAR, LATEST_YEAR = 2026, 2100


def sqlite_version() -> Iterator[Finding]:
    """Yield whether the SQLite in use is one that loses nothing."""
    found = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < SAFE_VERSION:
        wanted = ".".join(map(str, SAFE_VERSION))
        yield Finding.fault(
            f"SQLite {found} can lose committed data ({wanted} or later does not)",
            "run pip install 'pysqlite3>=0.6.1'",
        )
    else:
        yield Finding.good(f"SQLite {found}")


def check(folder: Path) -> Iterator[Finding]:
    """Yield what is found about folders, disk and clock."""
    from django.conf import settings

    yield from writable(folder / "var")
    yield from writable(Path(settings.MEDIA_ROOT))
    yield from room(folder)
    yield from clock(folder / "var", time.time())


def writable(folder: Path) -> Iterator[Finding]:
    """Yield whether `folder` can be written, by writing into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError as error:
        yield Finding.fault(
            f"{folder} cannot be written: {error.strerror or error}",
            f"give it to the user who runs the paper: sudo chown -R $USER {folder}",
        )
    else:
        yield Finding.good(f"{folder} can be written")


def room(folder: Path) -> Iterator[Finding]:
    """Yield whether there is room on the disk of `folder`."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < NO_ROOM:
        yield Finding.fault(f"only {free} MB free on the disk of {folder}", "make room there")
    elif free < LITTLE_ROOM:
        yield Finding.note(f"{free} MB free on the disk of {folder}", "make room before long")
    else:
        yield Finding.good(f"{free / 1000:.0f} GB free on the disk")


def clock(folder: Path, now: float) -> Iterator[Finding]:
    """Yield whether `now` (seconds since 1970) is a sane time and the file system's time too."""
    moment = datetime.fromtimestamp(now, UTC)
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        yield Finding.fault(
            f"the clock says {moment:%Y-%m-%d}: stories would be dated so",
            "set it: sudo timedatectl set-ntp true",
        )
        return
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
        written = Path(file.name).stat().st_mtime
    if abs(written - now) > TOLERANCE:
        yield Finding.fault(
            f"the file system of {folder} is {written - now:+.0f} s off the clock",
            "have both machines set their clocks: sudo timedatectl set-ntp true",
        )
    else:
        yield Finding.good(f"the clock says {moment:%Y-%m-%d %H:%M:%S} UTC")
