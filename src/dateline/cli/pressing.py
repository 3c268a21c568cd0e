"""The press as a process of its own under the supervisor."""

from __future__ import annotations

import signal
import threading

from dateline.cli import loading


def press() -> int:
    """Print until SIGTERM or SIGINT; the publication in hand is finished first."""
    loading.set_up()
    from dateline.press import loop

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    loop.run(stop)
    return 0
