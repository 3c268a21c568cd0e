"""Readers for the tests: each from a network of its own, unless said otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from dateline.readership.counting import Counter
from dateline.readership.ledger import Ledger
from dateline.readership.windows import DAY, HOUR, LAST_DAY, MINUTE, Window

MONDAY = datetime(2026, 6, 22, 0, 30, tzinfo=UTC).timestamp()

__all__ = ["DAY", "HOUR", "LAST_DAY", "MINUTE", "MONDAY", "Desk", "flush"]


def flush(counter: Counter, ledger: Ledger, at: float) -> None:
    """Hand over all that waits."""
    while batch := counter.batch():
        ledger.hand_over(batch, at)
        counter.settled(batch)


class Desk:
    """Reads stories and tells what was counted."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.counter = Counter()
        self._networks = count()

    def read(self, uid: str, times: int = 1, *, at: float, network: bytes | None = None) -> None:
        """Read a story `times` times at `at`, and hand it over."""
        for _ in range(times):
            prefix = network or next(self._networks).to_bytes(4, "big")
            self.counter.read(uid, at, prefix)
        flush(self.counter, self.ledger, at)

    def top(self, window: Window = LAST_DAY, *, at: float) -> dict[str, int]:
        """Return what was read in the window, the most read first."""
        return {each.uid: each.reads for each in self.ledger.top(window, at)}
