"""What counting costs: reads replayed, and recounted by brute force.

``python benchmarks/readership.py --reads 10000000`` lets eight days of readers pass: stories appear
all day, are read much at first and little later; one reader in a hundred is a machine that asks for
one story over and over. Two newsstands count and hand over, the file forgets, lists are made. In
the end every list of every window has to be what a recount of all reads, one by one, says it is.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
import uuid
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from dateline.readership.counting import PER_NETWORK, Counter  # noqa: E402
from dateline.readership.store import Store  # noqa: E402
from dateline.readership.windows import (  # noqa: E402
    DAY,
    HOUR,
    LAST_DAY,
    LAST_HOUR,
    LAST_WEEK,
    MINUTE,
    Window,
)

#: Monday, 22 June 2026, in UTC.
BEGIN = 1_782_086_400
WINDOWS = {"1 h": LAST_HOUR, "24 h": LAST_DAY, "7 d": LAST_WEEK}


class Replay:
    """Reads in the order of time: story, second and network of each."""

    def __init__(self, reads: int, days: int, stories: int) -> None:
        dice = np.random.default_rng(1)
        self.uids = [
            str(uuid.UUID(int=int(n), version=4)) for n in dice.integers(1, 2**62, stories)
        ]
        seconds = dice.integers(0, days * DAY, reads, dtype=np.int64)
        # Most readers come by day, and most come for what is new.
        night = (seconds % DAY < 6 * HOUR) & (dice.random(reads) < 0.8)
        seconds[night] += 10 * HOUR
        self.seconds = np.sort(seconds % (days * DAY))
        newest = self.seconds * stories // (days * DAY)
        age = np.minimum(dice.pareto(0.5, reads) * 5, stories).astype(np.int64)
        self.stories = np.maximum(newest - age, 0)
        self.networks = dice.integers(0, 2**20, reads, dtype=np.int64)
        machine = dice.random(reads) < 0.01
        self.networks[machine] = 7
        self.stories[machine] = stories // 2

    def recount(self, since: int, until: int) -> dict[str, int]:
        """Return what was read of each story from `since` up to `until` (seconds from the start):
        one by one, with the limit for a network in a minute at each of the two newsstands."""
        within = (self.seconds >= since) & (self.seconds < until)
        minutes, stories = self.seconds[within] // MINUTE, self.stories[within]
        networks, stand = self.networks[within], np.flatnonzero(within) % 2
        key = ((minutes * len(self.uids) + stories) * 2**20 + networks) * 2 + stand
        pairs, reads = np.unique(key, return_counts=True)
        story = pairs // 2**21 % len(self.uids)
        sums = np.bincount(story, np.minimum(reads, PER_NETWORK // 2), len(self.uids))
        return {self.uids[n]: int(sums[n]) for n in np.flatnonzero(sums)}


def resident() -> int:
    """Return the bytes of memory that this process has."""
    said = Path("/proc/self/statm").read_text().split()
    return int(said[1]) * 4096


def main() -> None:
    """Replay, recount and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reads", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=8)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=30, help="seconds between two hand-overs")
    args = parser.parse_args()
    replay = Replay(args.reads, args.days, args.stories)
    with tempfile.TemporaryDirectory() as folder:
        run(replay, Path(folder) / "reads.db", args.days * DAY, args.every)


def run(replay: Replay, path: Path, length: int, every: int) -> None:
    """Let the reads pass, and print what they cost."""
    store, counters = Store(path), [Counter(sharers=2) for _ in range(2)]
    gc.collect()
    before, peak = resident(), 0
    reading, handing, forgetting = 0.0, [], 0.0
    lists: list[float] = []
    began = time.perf_counter()
    ends = np.searchsorted(replay.seconds, np.arange(every, length + every, every))
    start = 0
    for turn, end in enumerate(ends.tolist(), start=1):
        reading += _read(replay, counters, start, end)
        start, at = end, BEGIN + turn * every - 0.001
        for counter in counters:
            clock = time.perf_counter()
            while batch := counter.batch():
                store.hand_over(batch, at)
                if turn % 50 == 0:
                    store.hand_over(batch, at)  # the answer was lost
                counter.settled(batch)
            handing.append(time.perf_counter() - clock)
        clock = time.perf_counter()
        store.prune(at)
        forgetting += time.perf_counter() - clock
        if turn % 200 == 0:
            lists += _lists(store, replay, at)
            peak = max(peak, resident() - before)
    took = time.perf_counter() - began
    at = BEGIN + length - 0.001
    clock = time.perf_counter()
    cold = Store(path)
    cold.top(LAST_WEEK, at, most=20)
    cold_ms = (time.perf_counter() - clock) * 1000
    wrong = _check(store, replay, length, at)
    handed = sorted(handing)
    reads = len(replay.seconds)
    print(f"{reads:,} reads of {len(replay.uids):,} stories in {length // DAY} days: {took:.0f} s")
    print(f"  lists and totals that differ from the recount: {wrong}")
    print(f"  a read costs {reading / reads * 1e6:.2f} µs; in a rush {_rush(replay.uids):.2f} µs")
    print(
        f"  a hand-over: median {handed[len(handed) // 2] * 1000:.1f} ms, p99"
        f" {handed[int(len(handed) * 0.99)] * 1000:.1f} ms; forgetting"
        f" {forgetting / len(ends) * 1000:.1f} ms"
    )
    lists.sort()
    print(
        f"  a list: median {lists[len(lists) // 2]:.2f} ms, slowest {lists[-1]:.1f} ms of"
        f" {len(lists)}; in a process that has just begun {cold_ms:.1f} ms"
    )
    print(f"  memory above the reads themselves: {peak / 1e6:.0f} MB at most")
    refused = sum(counter.refused for counter in counters)
    print(f"  the file: {path.stat().st_size / 1e6:.0f} MB; refused for want of room: {refused}")
    store.close()
    cold.close()
    sys.exit(bool(wrong))


def _read(replay: Replay, counters: list[Counter], start: int, end: int) -> float:
    """Count the reads from number `start` to `end`; return the seconds that took."""
    uids = replay.uids
    reads: list[list[tuple[str, float, bytes]]] = [[], []]
    rows = zip(
        replay.stories[start:end].tolist(),
        replay.seconds[start:end].tolist(),
        replay.networks[start:end].tolist(),
        strict=True,
    )
    for number, (story, second, network) in enumerate(rows, start=start):
        reads[number % 2].append((uids[story], float(BEGIN + second), network.to_bytes(3, "big")))
    clock = time.perf_counter()
    for counter, each in zip(counters, reads, strict=True):
        count = counter.read
        for uid, at, prefix in each:
            count(uid, at, prefix)
    return time.perf_counter() - clock


def _rush(uids: list[str]) -> float:
    """Return the microseconds of a read where 500,000 readers come within two minutes."""
    dice = np.random.default_rng(2)
    stories = np.minimum(dice.pareto(0.6, 500_000), 499).astype(int).tolist()
    networks = [int(n).to_bytes(3, "big") for n in dice.integers(0, 20_000, 500_000)]
    reads = [
        (uids[story], BEGIN + number * 120 / 500_000, network)
        for number, (story, network) in enumerate(zip(stories, networks, strict=True))
    ]
    count = Counter().read
    clock = time.perf_counter()
    for uid, at, prefix in reads:
        count(uid, at, prefix)
    return (time.perf_counter() - clock) / len(reads) * 1e6


def _lists(store: Store, replay: Replay, at: float) -> list[float]:
    """Make the lists of paper and section; return the milliseconds of each."""
    section = set(replay.uids[::10])
    took = []
    for window in WINDOWS.values():
        for among in (None, section):
            clock = time.perf_counter()
            store.top(window, at, most=20, among=among)
            took.append((time.perf_counter() - clock) * 1000)
    return took


def _check(store: Store, replay: Replay, length: int, at: float) -> int:
    """Return how many lists and totals are not what the recount says, now and later."""
    wrong = 0
    for later in (0, 30 * MINUTE, 7 * HOUR, DAY):
        for window in (*WINDOWS.values(), Window(72 * HOUR)):
            since, last = window.reach(at + later)
            told = {each.uid: each.reads for each in store.top(window, at + later)}
            wrong += told != replay.recount(since - BEGIN, last + window.step - BEGIN)
    everything = replay.recount(0, length)
    wrong += sum(store.total(uid) != reads for uid, reads in everything.items())
    return wrong


if __name__ == "__main__":
    main()
