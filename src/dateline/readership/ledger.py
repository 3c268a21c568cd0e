"""What a store of reads does, whichever it is: SQLite (`store`) or Redis (`redis_store`)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

from dateline.readership.counting import Batch
from dateline.readership.windows import DAY, HOUR, MINUTE, Window, begins

#: Steps of a chart at most.
LONGEST_CHART = 2_000
#: Seconds that count as "now" on the board, which are compared with as many before.
NOW = 10 * MINUTE


class LedgerUnusable(RuntimeError):
    """The store of reads cannot be used. Says which, why, and what to do."""


class TooFine(LookupError):
    """Reads of that time are not kept in steps that small."""


@dataclass(frozen=True)
class Ranked:
    """A story's uid and its reads in a window."""

    uid: str
    reads: int


@dataclass(frozen=True)
class ReadNow:
    """A story's reads in the last `NOW` seconds, and in as many before."""

    uid: str
    reads: int
    before: int


@dataclass(frozen=True)
class Step:
    """The reads in a stretch of time that begins at `begins` (seconds since 1970)."""

    begins: int
    reads: int


class Ledger(Protocol):
    """A store of reads. Every method raises `LedgerUnusable` where it cannot be reached."""

    def hand_over(self, batch: Batch, at: float) -> bool:
        """Add `batch`, at `at`, all of it or nothing; False where it was added before."""

    def prune(self, at: float) -> None:
        """Forget a bounded part of what is kept no longer at `at`."""

    def top(
        self,
        window: Window,
        at: float,
        *,
        minimum: int = 1,
        most: int | None = None,
    ) -> tuple[Ranked, ...]:
        """Return the stories with at least `minimum` reads in `window`, the most read first; at
        most `most` of them. Of equals, no order is promised."""

    def over_time(self, uid: str, since: float, until: float, step: int) -> tuple[Step, ...]:
        """Return the reads of a story from the step in which `since` lies to that before `until`.

        `step` is a number of seconds: whole minutes, hours or days; those of UTC. Raises `TooFine`
        where reads of that time are not kept in steps that small, `ValueError` for other steps and
        for more than `LONGEST_CHART` of them.
        """

    def now(self, at: float, most: int = 20) -> tuple[ReadNow, ...]:
        """Return the stories that are read at `at`, the most read first."""

    def total(self, uid: str) -> int:
        """Return all reads of a story."""

    def close(self) -> None:
        """Give it back."""


def table_step(step: int) -> int:
    """Return of which kept steps one of `step` seconds is made. Raises `ValueError`."""
    for kept in (DAY, HOUR, MINUTE):
        if step > 0 and step % kept == 0:
            return kept
    raise ValueError(f"no steps of {step} s: whole minutes, hours or days")


def chart_steps(since: float, until: float, step: int) -> range:
    """Return when the steps of a chart begin. Raises `ValueError` for too many."""
    table_step(step)
    begun = range(begins(since, step), math.ceil(until), step)
    if len(begun) > LONGEST_CHART:
        raise ValueError(f"a chart of {len(begun)} steps; {LONGEST_CHART} at most")
    return begun
