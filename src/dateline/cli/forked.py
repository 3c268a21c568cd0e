"""A child that is a copy of this process, and so has loaded all that this one has.

Loading Django takes each process more than a second of a processor. It must be forked while
this process has one thread: what another one holds would be held in the copy for ever.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)


def possible() -> bool:
    """Return whether this process can be forked: on Linux, and with one thread."""
    return sys.platform == "linux" and threading.active_count() == 1


class Forked:
    """A process that does `do` and ends with the code that it returns; like a `Popen` to others."""

    def __init__(self, do: Callable[[], int], environment: Mapping[str, str]) -> None:
        self.returncode: int | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        # A signal to the copy, before it has handlers of its own, would reach ours in it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            self.pid = os.fork()
            if self.pid == 0:
                _be(do, environment, before)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def poll(self) -> int | None:
        """Return its code, negative for a signal, or None while it runs."""
        return self._look(os.WNOHANG)

    def wait(self) -> int:
        """Wait until it has ended; return its code."""
        code = self._look(0)
        assert code is not None  # noqa: S101  waited for
        return code

    def send_signal(self, number: int) -> None:
        """Send it `number`, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def _look(self, options: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _be(
    do: Callable[[], int], environment: Mapping[str, str], mask: set[int | signal.Signals]
) -> None:
    """Be the copy: a session of its own, no input, no handlers of the process it was."""
    code = 1
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        signal.set_wakeup_fd(-1)
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.environ.update(environment)
        code = do()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  the last door of a process: told as Python would
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
