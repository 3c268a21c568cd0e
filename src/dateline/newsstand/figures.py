"""What the processes of a newsstand tell of themselves, and how Prometheus reads it.

Each writes its figures into a row of memory that all share; whoever is asked adds them up. A row
has one writer. Numbers of processes that ended stay: a counter never goes back.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

#: Bytes of a row.
_ROOM = 4_096


class Row:
    """The figures of one process; a process that takes its place goes on from them."""

    def __init__(self, memory: mmap.mmap, place: int) -> None:
        self._memory, self._at = memory, place * _ROOM
        self._before = {k: v for k, v in told(memory, place).items() if _is_counter(k)}

    def tell(self, figures: Mapping[str, float]) -> None:
        """Write `figures` down; those that only count up are added to what was told before."""
        new = {name: self._before.get(name, 0) + value for name, value in figures.items()}
        text = json.dumps({**self._before, **new}).encode()
        if len(text) + 8 > _ROOM:
            raise ValueError(f"figures of {len(text)} bytes in a row of {_ROOM}")
        # The length is written last, as one aligned word: who reads meanwhile sees an older
        # length, and text that may not be read: it is then read again.
        self._memory[self._at + 8 : self._at + 8 + len(text)] = text
        self._memory[self._at : self._at + 8] = len(text).to_bytes(8, "little")


def told(memory: mmap.mmap, place: int) -> dict[str, float]:
    """Return what was told last in the row at `place`."""
    at = place * _ROOM
    for _ in range(100):
        length = int.from_bytes(memory[at : at + 8], "little")
        if not length:
            return {}
        try:
            figures = json.loads(memory[at + 8 : at + 8 + length])
        except ValueError:
            continue  # it is being written
        return {str(name): float(value) for name, value in figures.items()}
    return {}


def memory(rows: int) -> mmap.mmap:
    """Return memory for `rows` rows that processes forked from this one share."""
    return mmap.mmap(-1, rows * _ROOM)


_GAUGES = {
    "connections": "Connections that are open.",
    "held": "Bytes of pages that are at hand.",
    "lite": "Whether the switch to lite is thrown.",
    "away": "Processes that cannot read the plates.",
    "newest": "When the newest page was printed, in seconds since 1970.",
}
_COUNTERS = {
    "connected": "Connections that there were.",
    "crowded": "Connections that were ended because there were too many.",
    "sent": "Bytes of bodies that were sent.",
    "composed": "Pages that were put together with their holes.",
    "asked": "Questions to the reader service.",
    "uncounted": "Reads that were not counted for want of room.",
    "unlogged": "Lines of the access log that were lost.",
}
#: Of these the processes are not added up.
_HIGHEST = {"lite", "newest"}


def _is_counter(name: str) -> bool:
    return name in _COUNTERS or name.startswith("status ")


class _Rows(Collector):
    def __init__(self, rows: list[dict[str, float]], now: float) -> None:
        self._rows, self._now = rows, now

    def collect(self) -> Iterator[Metric]:
        answers = CounterMetricFamily(
            "dateline_newsstand_answers", "Answers by status.", labels=["status"]
        )
        for status in sorted({n for row in self._rows for n in row if n.startswith("status ")}):
            value = sum(row.get(status, 0) for row in self._rows)
            answers.add_metric([status.removeprefix("status ")], value)
        yield answers
        for name, words in _COUNTERS.items():
            value = sum(row.get(name, 0) for row in self._rows)
            yield CounterMetricFamily(f"dateline_newsstand_{name}", words, value=value)
        for name, words in _GAUGES.items():
            values = [row.get(name, 0) for row in self._rows] or [0]
            value = max(values) if name in _HIGHEST else sum(values)
            yield GaugeMetricFamily(f"dateline_newsstand_{name}", words, value=value)
        newest = max((row.get("newest", 0) for row in self._rows), default=0)
        age = self._now - newest if newest else float("nan")
        words = "Seconds since the newest page was printed."
        yield GaugeMetricFamily("dateline_newsstand_content_age_seconds", words, value=age)


def exposed(shared: mmap.mmap, rows: int, now: float) -> bytes:
    """Return all figures at `now` as Prometheus reads them."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Rows([told(shared, place) for place in range(rows)], now))
    return generate_latest(registry)
