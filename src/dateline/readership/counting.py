"""Counts reads in memory, for one process of the newsstand. Needs neither Django nor a database.

`Counter.read` is called for each read and has to cost next to nothing. What was counted waits to
be handed over (`dateline.readership.handing`) as numbered batches: a batch is the same until the
store has it, so that trying again never counts twice.

One thread reads; one other may take batches. There is no lock: each number has one writer.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from dateline.readership.windows import MINUTE, SWAY, begins

#: Reads of a story that one network may add in a minute.
PER_NETWORK = 5
#: Pairs of story and network that are told apart in a minute, and stories that are.
MOST_PAIRS, MOST_STORIES = 250_000, 20_000
#: Counts (story and minute) that wait to be handed over while no store takes them.
MOST_WAITING = 100_000
#: Counts in a batch: a hand-over is a short transaction.
MOST_IN_BATCH = 5_000

#: A story's uid, when the minute begins (seconds since 1970), and how many reads it had.
Count = tuple[str, int, int]


class _Tally(dict[bytes, int]):
    """The reads of a story in a minute by network, as far as they count."""

    __slots__ = ("counted", "handed")

    def __init__(self) -> None:
        self.counted = 0  # written by the thread that reads
        self.handed = 0  # written by the thread that hands over


@dataclass(frozen=True)
class Batch:
    """What one process counted and no store has yet."""

    #: Which process: random, new with each start.
    newsstand: str
    #: Higher than that of all batches before it.
    sequence: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, eq=False)
class _Minute:
    begins: int
    stories: dict[str, _Tally] = field(default_factory=dict)


class Counter:
    """Counts reads by story and minute.

    A network adds at most `most` reads of a story a minute; where `sharers` processes share the
    readers, each takes its part of that, and one at least. Networks are forgotten with the minute.

    Memory is bounded whatever comes: above `MOST_PAIRS` and `MOST_STORIES` in a minute, and above
    `MOST_WAITING` while no store takes what was counted, what is new is not counted (`refused`
    tells how often). It errs towards too few reads: nobody can be lifted by flooding.
    """

    def __init__(self, most: int = PER_NETWORK, sharers: int = 1) -> None:
        self.newsstand = secrets.token_hex(16)
        #: Reads that were not counted for want of room.
        self.refused = 0
        self._most = max(1, most // max(1, sharers))
        self._from = self._until = 0.0
        self._minutes: list[_Minute] = []
        self._stories: dict[str, _Tally] = {}
        self._pairs = self._new = 0
        self._sequence = 0
        self._pending: Batch | None = None
        self._marks: list[tuple[_Tally, int]] = []

    def read(self, uid: str, at: float, prefix: bytes) -> None:
        """Count a read of story `uid` at `at` (seconds since 1970) from the network `prefix`."""
        if not self._from <= at < self._until:
            self._turn(at)
        tally = self._stories.get(uid)
        if tally is None:
            if not self._new:
                self.refused += 1
                return
            self._new -= 1
            tally = self._stories[uid] = _Tally()
        seen = tally.get(prefix, 0)
        if seen < self._most:
            if not seen:
                if not self._pairs:
                    self.refused += 1
                    return
                self._pairs -= 1
            tally[prefix] = seen + 1
            tally.counted += 1

    def _turn(self, at: float) -> None:
        """Begin the minute of `at`, and forget the networks of the last one.

        A clock that goes back a little stays in its minute, or a network would count anew in it.
        """
        if self._from - SWAY <= at < self._from:
            self._from = at
            return
        for tally in self._stories.values():
            tally.clear()
        minute = _Minute(begins(at, MINUTE))
        waiting = sum(len(each.stories) for each in list(self._minutes))
        self._pairs, self._new = MOST_PAIRS, max(0, min(MOST_STORIES, MOST_WAITING - waiting))
        self._from, self._until = minute.begins, minute.begins + MINUTE
        self._minutes.append(minute)
        self._stories = minute.stories

    def batch(self) -> Batch | None:
        """Return what is to be handed over next, or None. The same until it is `settled`."""
        if self._pending is None:
            counts, marks = self._waiting()
            if not counts:
                self._forget()
                return None
            self._sequence += 1
            self._pending = Batch(self.newsstand, self._sequence, tuple(counts))
            self._marks = marks
        return self._pending

    def _waiting(self) -> tuple[list[Count], list[tuple[_Tally, int]]]:
        counts: list[Count] = []
        marks = []
        for minute in list(self._minutes):
            for uid, tally in list(minute.stories.items()):
                counted = tally.counted
                if counted > tally.handed:
                    counts.append((uid, minute.begins, counted - tally.handed))
                    marks.append((tally, counted))
                    if len(counts) == MOST_IN_BATCH:
                        return counts, marks
        return counts, marks

    def settled(self, batch: Batch) -> None:
        """Take note that the store has `batch`."""
        if self._pending is None or batch.sequence != self._pending.sequence:
            return
        for tally, counted in self._marks:
            tally.handed = counted
        self._pending, self._marks = None, []
        self._forget()

    def forget_networks(self, at: float) -> None:
        """Forget who read in the minute that is over at `at`, though nobody has read since."""
        if at >= self._until + MINUTE:
            for tally in list(self._stories.values()):
                tally.clear()

    def _forget(self) -> None:
        """Let go of minutes that are over and handed over."""
        for minute in list(self._minutes)[:-1]:
            if all(tally.counted == tally.handed for tally in list(minute.stories.values())):
                self._minutes.remove(minute)
