"""How many processes and threads serve a paper: read and checked before anything is started."""

from __future__ import annotations

import os

from dateline.cli.errors import Refused

#: The most processes that serve readers, and the most requests that each answers side by side.
MOST_WORKERS, MOST_THREADS = 64, 256


def workers(given: str | None) -> int:
    """Return how many processes serve readers; `given` is what ``--workers`` says, if it does.

    Raises `Refused` for what is no number of processes.
    """
    return whole("1" if given is None else given, "--workers", MOST_WORKERS)


def threads() -> int:
    """Return how many requests a process answers side by side. Raises `Refused`."""
    return whole(os.environ.get("DATELINE_THREADS", "4"), "DATELINE_THREADS", MOST_THREADS)


def whole(raw: str, name: str, most: int) -> int:
    """Return `raw` as a number from 1 to `most`; `name` is where it was said. Raises `Refused`."""
    # A number of thousands of digits is refused by its length: it takes long to read.
    fits = raw.isascii() and raw.isdigit() and len(raw.lstrip("0")) <= len(str(most))
    if not fits or not 1 <= int(raw) <= most:
        told = raw if len(raw) <= 20 else f"{raw[:20]}…"
        raise Refused(f"{name} is {told!r}; give a number from 1 to {most}")
    return int(raw)
