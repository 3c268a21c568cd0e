"""``python -m dateline.cli.child ROLE``: one process of a served paper, under the supervisor.

``readers`` and ``newsroom`` hand pages out over HTTP; ``press`` prints them, ``follower`` brings
them here out of PostgreSQL, and ``worker`` does what else is to be done behind them. Settings come
by the environment that the supervisor gives.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from dateline.cli import lifeline, loading, logs

#: The roles of `dateline.cli.pressing`.
PRESSING = ("press", "follower")
_TO_STDERR = {
    "class": "logging.StreamHandler",
    "formatter": "generic",
    "stream": "ext://sys.stderr",
}


def main() -> int:
    """Run the role named on the command line until told to stop."""
    role = sys.argv[1]
    if parent := os.environ.get("DATELINE_SUPERVISOR"):
        lifeline.end_with(int(parent))
    # The press says of each publication what it printed and why.
    logs.to_stderr(logging.INFO if role in PRESSING else logging.WARNING)
    site = os.environ["DATELINE_SITE"]
    if site not in sys.path:
        sys.path.insert(0, site)
    if role == "worker":
        from dateline.cli.worker import work

        return work()
    if role in PRESSING:
        from dateline.cli.pressing import press

        return press(follow=role == "follower")
    _serve(role, os.environ["DATELINE_BIND"], int(os.environ["DATELINE_PORT"]))
    return 0


def _serve(role: str, host: str, port: int) -> None:
    os.environ["DATELINE_ROLE"] = role
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "dateline.conf.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("DATELINE_WORKERS", "1")),
        blocking_threads=int(os.environ.get("DATELINE_THREADS", "4")),
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig={"handlers": dict.fromkeys(("console", "access"), _TO_STDERR)},
        respawn_failed_workers=True,
        workers_kill_timeout=7,  # within the supervisor's grace
    )
    main_process = os.getpid()

    def load(target: str) -> Callable[..., Any]:
        """Load the application, in a process that the server has forked for it."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the server's own comes after loading
        lifeline.end_with(main_process)
        with loading.uncollected():
            from dateline.conf.wsgi import application

        return application

    server.serve(target_loader=load)


if __name__ == "__main__":
    sys.exit(main())
