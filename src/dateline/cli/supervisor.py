"""Keeps a paper's processes running: starts them, restarts what dies, stops all of them.

Each process is the leader of a group of its own, so that what it started goes with it, and
each ends with this one (see `dateline.lib.lifeline`).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dateline.lib.signals import heard

#: What ends the supervisor, and what tells it that a process ended.
HEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
#: How long a process has, from the request to stop until it is killed, in seconds.
GRACE = 10.0
#: The first and the longest pause before a process that died is started again, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
#: A process that ran this long, in seconds, had come up; its next fault is a first one.
SETTLED = 60.0


@dataclass
class Child:
    """One process that is to run for as long as the paper is served."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    pause: float = FIRST_PAUSE

    def start(self) -> None:
        """Start it now."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment, "DATELINE_SUPERVISOR": str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt from the terminal reaches only the supervisor
        )

    def signal(self, number: int) -> None:
        """Send `number` to the process."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    def kill_group(self) -> None:
        """Kill the process and whatever it left behind."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Runs children until it is told to stop."""

    def __init__(
        self,
        children: list[Child],
        say: Callable[[str], None],
        on_start: Callable[[], object] = lambda: None,
    ) -> None:
        self.children = children
        self.say = say
        self.on_start = on_start
        self._wake = threading.Event()
        self._requests = 0

    def stop(self) -> None:
        """Ask the supervisor to stop; may be called from any thread."""
        self._requests += 1
        self._wake.set()

    def run(self) -> None:
        """Run all children until SIGINT, SIGTERM, SIGHUP or `stop`, then stop them."""
        with heard(HEARD, self._on_signal):
            try:
                self.on_start()
                while not self._requests:
                    self._wake.clear()
                    pause = self._look()
                    self._wake.wait(pause)
            finally:
                self._stop_all()

    def _on_signal(self, number: int) -> None:
        if number != signal.SIGCHLD:
            self._requests += 1
        self._wake.set()

    def _look(self) -> float:
        """Start what is due and note what has died; return the seconds until the next look."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._note_death(child, now)
            if child.process is None and child.due <= now:
                try:
                    child.start()
                except OSError as error:
                    self._postpone(child, now, f"cannot be started ({error.strerror})")
        waiting = [child.due - now for child in self.children if child.process is None]
        return max(0.05, min([1.0, *waiting]))

    def _note_death(self, child: Child, now: float) -> None:
        assert child.process is not None  # noqa: S101  the caller looked
        code = child.process.returncode
        child.kill_group()
        child.process = None
        if now - child.started >= SETTLED:
            child.pause = FIRST_PAUSE
        how = (
            f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        )
        self._postpone(child, now, how)

    def _postpone(self, child: Child, now: float, what: str) -> None:
        self.say(f"The {child.name} {what}; it is started again in {child.pause:g} s.")
        child.due = now + child.pause
        child.pause = min(child.pause * 2, LONGEST_PAUSE)

    def _stop_all(self) -> None:
        until = time.monotonic() + GRACE
        hurried = self._requests
        for child in self.children:
            child.signal(signal.SIGTERM)
        while any(c.process is not None and c.process.poll() is None for c in self.children):
            if time.monotonic() > until or self._requests > hurried:
                break
            self._wake.wait(0.05)
            self._wake.clear()
        for child in self.children:
            child.kill_group()
            if child.process is not None:
                child.process.wait()
                child.process = None
