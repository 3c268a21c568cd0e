"""``python -m dateline.cli.child ROLE``: one process of a served paper, under the supervisor.

``newsstand`` hands pages out to readers, ``readers`` makes for it what is not printed, at a Unix
socket, and ``newsroom`` serves editors; ``press`` prints pages, ``follower`` brings them here out
of PostgreSQL, and ``worker`` does what else is to be done behind them. Settings come by the
environment that the supervisor gives.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.cli import loading
from dateline.lib import lifeline, logs

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
    if role == "newsstand":
        from dateline.cli import newsstand

        os.environ["DATELINE_ROLE"] = "readers"
        workers = int(os.environ.get("DATELINE_WORKERS", "1"))
        newsstand.become(os.environ["DATELINE_BIND"], int(os.environ["DATELINE_PORT"]), workers)
    _serve(role)
    return 0


def _serve(role: str) -> None:
    os.environ["DATELINE_ROLE"] = role
    where: dict[str, Any]
    if socket := os.environ.get("DATELINE_SOCKET"):
        Path(socket).unlink(missing_ok=True)  # one that a killed process left
        where = {"uds": Path(socket), "uds_permissions": 0o600}
    else:
        where = {"address": os.environ["DATELINE_BIND"], "port": int(os.environ["DATELINE_PORT"])}
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "dateline.conf.wsgi:application",
        **where,
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
