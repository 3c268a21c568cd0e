"""The processes of a newsstand on one port, and the one that looks after them.

SIGTERM and SIGINT end them, once what was asked is answered. SIGHUP reads the setup anew: new
processes take over before the old ones end, so that nobody is turned away.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import os
import signal
import socket
import sys
import threading
import time
from mmap import mmap
from pathlib import Path
from typing import NoReturn

import structlog
import uvloop

from dateline.lib import lifeline
from dateline.newsstand import figures, setup
from dateline.newsstand.figures import Row
from dateline.newsstand.server import GRACE, serve
from dateline.newsstand.setup import BadSetup, Setup

log = structlog.get_logger(__name__)

#: Connections that wait to be taken.
BACKLOG = 1_024
#: Seconds between two looks at the processes: one that died is started again.
PAUSE = 0.5
#: Processes at most.
MOST = 64


class Workers:
    """The processes that serve readers by the setup in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._setup = setup.read(path)
        self._memory = figures.memory(MOST)
        self._places: dict[int, int] = {}  # of each process, by its id
        self._ending: dict[int, float] = {}
        self._stopping = self._reload = False

    def run(self) -> None:
        """Run until SIGTERM or SIGINT."""
        for number, handler in (
            (signal.SIGTERM, self._stop),
            (signal.SIGINT, self._stop),
            (signal.SIGHUP, self._hang_up),
        ):
            signal.signal(number, handler)
        # A port that cannot be had is told at once. Nobody may inherit this socket, or it would
        # take connections that nobody answers.
        listener(self._setup).close()
        self._fork_missing()
        _expose(self._setup.metrics, self._memory)
        while not self._stopping:
            self._look()
            self._fork_missing()
            if self._reload:
                self._take_over()
            time.sleep(PAUSE)
        for process in [*self._places, *self._ending]:
            _signal(process, signal.SIGTERM)
        until = time.monotonic() + GRACE + 1
        while (self._places or self._ending) and time.monotonic() < until:
            self._look()
            time.sleep(0.05)
        for process in [*self._places, *self._ending]:
            _signal(process, signal.SIGKILL)

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _hang_up(self, *_: object) -> None:
        self._reload = True

    def _look(self) -> None:
        """Take note of processes that ended, and end those that take too long to."""
        with contextlib.suppress(ChildProcessError):
            while True:
                process, status = os.waitpid(-1, os.WNOHANG)
                if not process:
                    break
                if self._ending.pop(process, None) is None and not self._stopping:
                    log.error(
                        "worker.ended", process=process, code=os.waitstatus_to_exitcode(status)
                    )
                self._places.pop(process, None)
        for process, until in self._ending.items():
            if time.monotonic() > until:
                _signal(process, signal.SIGKILL)

    def _take_over(self) -> None:
        self._reload = False
        try:
            self._setup = setup.read(self._path)
        except BadSetup as error:
            log.error("setup.kept", fault=str(error))
            return
        old, self._places = self._places, {}
        self._ending |= dict.fromkeys(old, time.monotonic() + GRACE + 1)
        taken = set(old.values())
        self._fork_missing(taken)
        time.sleep(PAUSE)  # until they listen
        for process in old:
            _signal(process, signal.SIGTERM)
        log.info("setup.read_anew", workers=self._setup.workers)

    def _fork_missing(self, taken: set[int] | frozenset[int] = frozenset()) -> None:
        while len(self._places) < self._setup.workers:
            used = {*self._places.values(), *taken}
            place = next(place for place in range(MOST) if place not in used)
            parent, process = os.getpid(), os.fork()
            if not process:
                _be_worker(self._setup, self._memory, place, parent)
            self._places[process] = place


def listener(setup: Setup) -> socket.socket:
    """Return a socket that shares the setup's port with those of the other processes."""
    family = socket.AF_INET6 if ":" in setup.host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    sock.bind((setup.host, setup.port))
    sock.listen(BACKLOG)
    sock.setblocking(False)
    return sock


def _be_worker(setup: Setup, shared: mmap, place: int, parent: int) -> NoReturn:
    """Serve, and end this process; it ends when process `parent` does, too."""
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the server's own comes with its loop
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells when it is over
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        lifeline.end_with(parent)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(setup, listener(setup), Row(shared, place)))
        code = 0
    except BaseException:
        log.exception("worker.failed")
    finally:
        sys.stdout.flush()
        os._exit(code)


def _signal(process: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, number)


def _expose(address: str, shared: mmap) -> None:
    """Let Prometheus read the figures at `address`, where one is named."""
    if not address:
        return

    class Figures(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = figures.exposed(shared, MOST, time.time())
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: it is asked every few seconds."""

    host, _, port = address.rpartition(":")
    server = http.server.ThreadingHTTPServer((host or "127.0.0.1", int(port)), Figures)
    threading.Thread(target=server.serve_forever, daemon=True).start()
