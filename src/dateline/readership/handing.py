"""Hands over what a process counted, every few seconds, from a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog

from dateline.readership.counting import MOST_IN_BATCH, Batch, Counter
from dateline.readership.ledger import Ledger, LedgerUnusable

log = structlog.get_logger(__name__)

#: Seconds between two hand-overs: with the time that one takes, a kill loses at most five.
EVERY = 4.0


class Clerk:
    """Brings the batches of one counter to a ledger. `turn` and `run` belong to one thread.

    While the ledger cannot be used, the counter counts on within its bounds; the ledger is opened
    anew each time, and the batch that was under way is brought again, the same.
    """

    def __init__(
        self,
        counter: Counter,
        open_ledger: Callable[[], Ledger],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._counter = counter
        self._open = open_ledger
        self._clock = clock
        self._ledger: Ledger | None = None
        self._fault = ""
        self._brought: Batch | None = None

    def turn(self) -> bool:
        """Hand over all that waits. False where the ledger cannot be used."""
        try:
            self._hand_over()
        except LedgerUnusable as error:
            self.close()
            if str(error) != self._fault:
                self._fault = str(error)
                log.error("reads.kept_in_memory", fault=self._fault)
            return False
        if self._fault:
            self._fault = ""
            log.info("reads.handed_over_again")
        return True

    def _hand_over(self) -> None:
        at = self._clock()
        self._counter.forget_networks(at)
        while batch := self._counter.batch():
            again, self._brought = batch is self._brought, batch
            self._opened().hand_over(batch, self._clock())
            self._counter.settled(batch)
            if not again and len(batch.counts) < MOST_IN_BATCH:
                break  # that was all; what has come in meanwhile can wait for the next turn
        self._opened().prune(at)

    def _opened(self) -> Ledger:
        if self._ledger is None:
            self._ledger = self._open()
        return self._ledger

    def run(self, stop: threading.Event) -> None:
        """Hand over every `EVERY` seconds until `stop` is set, and then once more."""
        while not stop.wait(EVERY):
            self.turn()
        self.turn()
        self.close()

    def close(self) -> None:
        """Give the ledger back."""
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None


def start(clerk: Clerk) -> Callable[[], None]:
    """Let `clerk` work in a thread; return what ends it, after a last hand-over."""
    stop = threading.Event()
    thread = threading.Thread(target=clerk.run, args=(stop,), name="reads", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join()

    return end
