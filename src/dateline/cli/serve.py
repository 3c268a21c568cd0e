"""``dateline serve``: runs a paper, first run included: readers' side, newsroom, worker, press."""

from __future__ import annotations

import argparse
import http.client
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from dateline.cli import counts, site
from dateline.cli.errors import Refused
from dateline.cli.ports import Ports, add_port_arguments, chosen, require_free
from dateline.cli.supervisor import Child, Supervisor

NAME = "serve"
HELP = "Run the paper: readers' side, newsroom, worker, press. Sets it up the first time."

#: Seconds that both servers may take until they answer.
PATIENCE = 120.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the site, the ports and the number of readers' processes."""
    site.add_site_argument(parser)
    add_port_arguments(parser)
    parser.add_argument("--workers", metavar="N", help="processes that serve readers (default: 1)")


def run(args: argparse.Namespace) -> int:
    """Prepare the site, serve it until stopped."""
    from dateline.cli import first_run

    folder = site.find(args.site)
    site.read_env(folder)
    ports, workers = chosen(args), counts.workers(args.workers)
    counts.threads()
    with site.held(folder):
        require_free(ports)
        site.open_site(folder)
        require_secret()
        follow_ports(ports)
        first_run.prepare(folder, say)
        first_run.first_user(say)
        supervised(folder, ports, lambda: _announce(ports), workers=workers).run()
    return 0


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


def require_secret() -> None:
    """Raise `Refused`, with the doctor's words, where the open site has no secret key worth it."""
    from django.conf import settings

    from dateline.cli.doctor.settings import secret_key

    for found in secret_key(settings.SECRET_KEY):
        raise Refused(f"{found.what}: {found.do}")


def follow_ports(ports: Ports) -> None:
    """Have the paper's own addresses follow `ports`, unless environment or settings name them."""
    from django.conf import settings

    for role in ("readers", "newsroom"):
        name = f"{role.upper()}_URL"
        if name not in settings.DATELINE:
            os.environ.setdefault(f"DATELINE_{name}", ports.address(role))
    from dateline.conf.options import option

    settings.WAGTAILADMIN_BASE_URL = option("NEWSROOM_URL")


def newsroom_address(ports: Ports) -> str:
    """Return where somebody at this machine finds the newsroom."""
    from dateline.conf.options import option

    return f"{option('NEWSROOM_URL')}/"


def _announce(ports: Ports) -> None:
    from dateline.conf.options import option

    say(f"Readers:  {option('READERS_URL')}/")
    say(f"Newsroom: {newsroom_address(ports)}")
    say("Stop with Ctrl-C.")


def supervised(
    folder: Path, ports: Ports, on_ready: Callable[[], object], workers: int = 1
) -> Supervisor:
    """Return a supervisor of the processes of the site `folder`, to be run.

    It calls `on_ready`, in a thread, once readers get the front page and the newsroom answers. The
    site must be open and its database prepared.
    """
    from django.db import connections

    connections.close_all()  # the children open their own
    waiter = threading.Thread(target=_wait_until_ready, args=(ports, on_ready), daemon=True)
    return Supervisor(_children(folder, ports, workers), say, on_start=waiter.start)


def _children(folder: Path, ports: Ports, workers: int) -> list[Child]:
    from django.conf import settings

    from dateline.cli import newsstand
    from dateline.press import stores

    command = [sys.executable, "-m", "dateline.cli.child"]
    common = {"DATELINE_SITE": str(folder), "DJANGO_SETTINGS_MODULE": site.SETTINGS}
    where = {"DATELINE_BIND": ports.host}
    stand = where | {"DATELINE_PORT": str(ports.readers), "DATELINE_WORKERS": str(workers)}
    service = {"DATELINE_SOCKET": newsstand.service(Path(settings.VAR)), "DATELINE_WORKERS": "1"}
    newsroom = where | {"DATELINE_PORT": str(ports.newsroom), "DATELINE_WORKERS": "1"}
    children = [
        Child("newsstand", [*command, "newsstand"], common | stand),
        Child("reader service", [*command, "readers"], common | service),
        Child("newsroom's server", [*command, "newsroom"], common | newsroom),
        Child("worker", [*command, "worker"], common),
        Child("press", [*command, "press"], common),
    ]
    if stores.in_database():
        children.append(Child("follower", [*command, "follower"], common))
    return children


def _wait_until_ready(ports: Ports, on_ready: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    waiting = ["readers", "newsroom"]
    while waiting:
        waiting = [role for role in waiting if not answers(ports, role)]
        if time.monotonic() > until:
            say(f"No answer from {' and '.join(waiting)} in {PATIENCE:g} s; still trying.")
            until += PATIENCE
        if waiting:
            time.sleep(0.2)
    on_ready()


def answers(ports: Ports, role: str) -> bool:
    """Return whether the server of `role` has on its port what is asked of it: readers, a page."""
    from dateline.conf.options import option

    where = urlsplit(ports.address(role))
    named = urlsplit(option(f"{role.upper()}_URL")).netloc
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=10)
    try:
        health = "/readyz" if role == "readers" else "/healthz"
        connection.request("GET", health, headers={"Host": named})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
