"""Press and follower as processes of their own, under the supervisor or alone."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

from dateline.cli import loading
from dateline.lib.signals import heard


def press(*, follow: bool) -> int:
    """Print, or `follow` what is printed in PostgreSQL, until SIGTERM or SIGINT; the publication in
    hand is finished first."""
    loading.set_up()
    from dateline.press import loop

    return until_stopped(loop.follow if follow else loop.run)


def until_stopped(work: Callable[[threading.Event], None]) -> int:
    """Let `work` go on until SIGTERM or SIGINT."""
    stop = threading.Event()
    with heard((signal.SIGTERM, signal.SIGINT), lambda _: stop.set()):
        work(stop)
    return 0
