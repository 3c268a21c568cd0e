"""What stands in the holes, by the clock."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.press.store import Filling

NEVER = float("inf")


@dataclass(frozen=True)
class Filled:
    """What stands in some holes from `begins` up to, not including, `until`."""

    values: tuple[bytes, ...]
    begins: float
    until: float


class Fillings:
    """The values of all holes of a paper, in the order of time."""

    def __init__(self, holes: Mapping[str, Sequence[Filling]]) -> None:
        self.holes = {name: tuple(values) for name, values in holes.items()}
        self._begins = {
            name: [value.begins for value in values] for name, values in self.holes.items()
        }

    def at(self, names: Sequence[str], moment: float) -> Filled:
        """Return what stands in the holes `names` at `moment`, and how long that holds.

        Outside its values a hole is empty.
        """
        values, begins, until = [], -NEVER, NEVER
        for name in names:
            value, since, end = self._one(name, moment)
            values.append(value)
            begins, until = max(begins, since), min(until, end)
        return Filled(tuple(values), begins, until)

    def _one(self, name: str, moment: float) -> tuple[bytes, float, float]:
        values = self.holes.get(name, ())
        place = bisect_right(self._begins.get(name, ()), moment)
        following = values[place].begins if place < len(values) else NEVER
        if not place:
            return b"", -NEVER, following
        last = values[place - 1]
        if moment < last.ends:
            return last.html, last.begins, min(last.ends, following)
        return b"", last.ends, following
