"""What a worker does over and over, without knowing what it is.

Rooms register duties when they start; the worker runs a `Roster` of them. A duty that fails is
tried again, later each time, and never stops another one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger(__name__)

#: The longest pause, in seconds, after a duty failed again and again.
LONGEST_PAUSE = 300.0
#: Faults after which the pause no longer doubles; beyond it the number itself would overflow.
MOST_DOUBLINGS = 20


@dataclass(frozen=True)
class Duty:
    """Something to do every `every` seconds. `run` may say how much it did.

    One that waits for somebody else's machine is done `aside`, in a thread of its own, so that
    nothing of the paper's own waits with it. It never runs twice at once.
    """

    name: str
    every: float
    run: Callable[[], int | None]
    aside: bool = False


_duties: dict[str, Duty] = {}
_wanted: set[str] = set()
_woken = threading.Event()


def register(
    name: str, every: float, run: Callable[[], int | None], *, aside: bool = False
) -> Duty:
    """Register a duty of this process. The same one registered again takes the new `every`.

    Raises `ValueError` where `name` is taken by another duty, or `every` is no time at all.
    """
    if every <= 0:
        raise ValueError(f"Duty {name!r}: every {every} seconds is no pause; give more than 0.")
    taken = _duties.get(name)
    if taken is not None and taken.run != run:
        raise ValueError(f"Duty {name!r} is taken by {taken.run!r}; choose another name.")
    duty = Duty(name, float(every), run, aside)
    _duties[name] = duty
    return duty


def duties() -> tuple[Duty, ...]:
    """Return all registered duties."""
    return tuple(_duties.values())


def wake(name: str) -> None:
    """Have duty `name` run at once, if a worker runs in this process. Never fails.

    A duty woken while it runs will run once more, since it may have looked already.
    """
    _wanted.add(name)
    _woken.set()


@dataclass
class Roster:
    """When each duty is due, by a clock that only goes forward (seconds)."""

    duties: tuple[Duty, ...]
    #: What a thread does at its end: giving its connections back.
    leave: Callable[[], None] = lambda: None
    _aside: dict[str, threading.Thread] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)
    _faults: dict[str, int] = field(default_factory=dict)

    def due(self, at: float) -> list[Duty]:
        """Return the duties that are due at `at`: never run, their time come, or woken."""
        return [
            duty
            for duty in self.duties
            if not self._under_way(duty)
            and (duty.name in _wanted or at >= self._next.get(duty.name, at))
        ]

    def run_due(self, clock: Callable[[], float]) -> int:
        """Run what is due by `clock` and return how many duties ran."""
        _woken.clear()
        due = self.due(clock())
        for duty in due:
            _wanted.discard(duty.name)
            if duty.aside:
                thread = threading.Thread(
                    target=self._run_aside, args=(duty, clock), name=duty.name, daemon=True
                )
                self._aside[duty.name] = thread
                thread.start()
            else:
                self._run(duty, clock)
        return len(due)

    def finish(self, timeout: float) -> None:
        """Wait up to `timeout` seconds for each duty that is done aside."""
        for thread in self._aside.values():
            thread.join(timeout)

    def _under_way(self, duty: Duty) -> bool:
        thread = self._aside.get(duty.name)
        return thread is not None and thread.is_alive()

    def _run_aside(self, duty: Duty, clock: Callable[[], float]) -> None:
        try:
            self._run(duty, clock)
        finally:
            self.leave()

    def _run(self, duty: Duty, clock: Callable[[], float]) -> None:
        pause = duty.every
        try:
            duty.run()
            self._faults.pop(duty.name, None)
        except Exception:  # a duty that fails stops no other
            faults = self._faults[duty.name] = self._faults.get(duty.name, 0) + 1
            pause = min(duty.every * 2 ** min(faults, MOST_DOUBLINGS), LONGEST_PAUSE)
            log.exception("duty.failed", duty=duty.name, faults=faults, again_in=pause)
        self._next[duty.name] = clock() + pause

    def rest(self, at: float, longest: float) -> None:
        """Wait until a duty is due or woken, `longest` seconds at most."""
        resting = [duty.name for duty in self.duties if not self._under_way(duty)]
        next_due = min((self._next.get(name, at) for name in resting), default=at + longest)
        _woken.wait(max(0.0, min(next_due - at, longest)))
