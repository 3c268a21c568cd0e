"""One process that serves readers: its event loop, its connections, what it does every second."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import resource
import signal
import socket
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

import structlog

from dateline.newsstand.answers import Answer
from dateline.newsstand.connection import Connection
from dateline.newsstand.figures import Row
from dateline.newsstand.journal import Journal
from dateline.newsstand.requests import Head
from dateline.newsstand.setup import Setup
from dateline.newsstand.stand import Stand
from dateline.readership import handing
from dateline.readership.counting import Counter
from dateline.readership.handing import Clerk
from dateline.readership.opening import open_ledger

log = structlog.get_logger(__name__)

#: Heads of requests that are remembered; when there are more, all are forgotten.
MOST_HEADS = 2_048
#: Connections that are held open; one more ends the one that has been idle longest.
MOST_CONNECTIONS = 20_000
#: Connections that are taken in one turn of the event loop.
ACCEPTED = 64
#: Seconds between two writes of the access log, and between two looks at the switch to lite.
WRITE_EVERY, LOOK_EVERY = 0.25, 2
#: Seconds between two turns of the event loop that are taken note of, and after which one is late.
TURN_EVERY, LATE = 0.05, 0.1
#: Seconds from the request to stop until connections are cut off.
GRACE = 8.0


class Server:
    """What the connections of one process share."""

    def __init__(self, setup: Setup, row: Row, clock: Callable[[], float] = time.time) -> None:
        self.loop = asyncio.get_running_loop()
        self.counter = Counter(setup.reads_per_network, setup.workers)
        self.stand = Stand(setup, self.counter, clock)
        self.journal = Journal(setup.access_log)
        self.heads: dict[bytes, Head] = {}
        self.date = b""
        #: Requests that were answered at once, with a page or with 304; bytes of bodies; how many
        #: connections there were, and how many too many. Other answers are counted by status.
        self.quick = self.quick_unchanged = self.sent = self.connected = self.crowded = 0
        self.statuses: dict[int, int] = {}
        self.connections: dict[Connection, None] = {}
        #: The moment from which on the event loop has not come to its timers for too long, and the
        #: connections that rest until it does.
        self.late = 0.0
        self.resting: list[Connection] = []
        self._stopping = False
        self._opening: set[asyncio.Task[object]] = set()
        self._row, self._seconds = row, 0
        self._most = min(MOST_CONNECTIONS, _open_files() - 200)

    def start(self) -> None:
        """Begin with what is done by the clock."""
        self.stand.look_at_switch()
        self._second()
        self._write()
        self._turn()

    def connection(self) -> Connection:
        """Return the protocol of a new connection."""
        return Connection(self)

    def accept_from(self, listener: socket.socket) -> None:
        """Take the connections that come to `listener`.

        Many at a time: libuv by itself takes one in each turn of the event loop, and turns are long
        when much is asked.
        """
        if not self._stopping:
            self.loop.add_reader(listener, self._accept, listener)

    def _accept(self, listener: socket.socket) -> None:
        for _ in range(ACCEPTED):
            try:
                accepted, _ = listener.accept()
            except BlockingIOError:
                return
            except ConnectionError:
                continue  # gone before its turn
            except OSError as error:  # no more files: those that end make room
                log.warning("connections.refused", fault=str(error))
                self.loop.remove_reader(listener)
                self.loop.call_later(1, self.accept_from, listener)
                return
            accepted.setblocking(False)
            opening = self.loop.create_task(
                self.loop.connect_accepted_socket(self.connection, accepted)
            )
            self._opening.add(opening)
            opening.add_done_callback(self._settled)

    def _settled(self, opening: asyncio.Task[object]) -> None:
        """Forget a connection that was opened, or that had gone before it was."""
        self._opening.discard(opening)
        if not opening.cancelled():
            opening.exception()  # taken note of, and nobody is left to be told

    # What connections say.

    def opened(self, connection: Connection) -> None:
        """Take note of a connection."""
        self.connected += 1
        if len(self.connections) >= self._most:
            self.crowded += 1
            longest = max(self.connections, key=lambda each: each.idle)
            longest.abort()
        self.connections[connection] = None

    def closed(self, connection: Connection) -> None:
        """Take note that a connection has ended."""
        self.connections.pop(connection, None)

    def noted(self, answer: Answer, head: bool) -> None:
        """Take note of an answer; of one to a HEAD, its body was not sent."""
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        if not head:
            self.sent += answer.size

    def remember(self, fields: bytes, head: Head) -> None:
        """Remember what the `fields` of a request say."""
        if len(self.heads) >= MOST_HEADS:
            self.heads.clear()
        self.heads[fields] = head

    # What is done by the clock.

    def _second(self) -> None:
        self.date = f"date: {formatdate(usegmt=True)}\r\n\r\n".encode()
        for connection in list(self.connections):
            connection.second()
        self._seconds += 1
        if self._seconds % LOOK_EVERY == 0:
            self.stand.look_at_switch()
        self._tell()
        self.loop.call_later(1 - time.time() % 1 + 0.001, self._second)

    def _turn(self) -> None:
        """Take note that the event loop comes to its timers, and wake who rests."""
        self.late = self.stand.clock() + LATE
        resting, self.resting = self.resting, []
        for connection in resting:
            connection.wake()
        self.loop.call_later(TURN_EVERY, self._turn)

    def _write(self) -> None:
        self.journal.write()
        self.loop.call_later(WRITE_EVERY, self._write)

    def _tell(self) -> None:
        """Write this process's figures down where all processes of the newsstand see them."""
        shelf, stand = self.stand.shelf, self.stand
        told = {
            "connections": len(self.connections),
            "connected": self.connected,
            "crowded": self.crowded,
            "sent": self.sent,
            "held": shelf.size,
            "composed": shelf.composed,
            "asked": stand.asked,
            "uncounted": self.counter.refused,
            "unlogged": self.journal.dropped,
            "newest": shelf.newest,
            "lite": float(stand.lite),
            "away": float(bool(shelf.fault)),
        }
        for status, quick in ((200, self.quick), (304, self.quick_unchanged)):
            told[f"status {status}"] = quick
        for status, count in self.statuses.items():
            told[f"status {status}"] = told.get(f"status {status}", 0) + count
        self._row.tell(told)

    # The end.

    def close(self, listener: socket.socket) -> None:
        """Take no more connections."""
        self._stopping = True
        self.loop.remove_reader(listener)
        listener.close()

    async def finish(self) -> None:
        """Answer what was asked, and end all connections within `GRACE` seconds."""
        until = self.loop.time() + GRACE
        for connection in list(self.connections):
            connection.finish()
        while self.connections and self.loop.time() < until:
            await asyncio.sleep(0.05)
        for connection in list(self.connections):
            connection.abort()
        self.journal.write()
        self._tell()
        self.stand.shelf.close()


async def serve(setup: Setup, listener: socket.socket, row: Row) -> None:
    """Serve readers who come to `listener`, until SIGTERM."""
    server, loop = Server(setup, row), asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    server.start()
    end_clerk = start_clerk(server.counter, setup)
    server.accept_from(listener)
    gc.collect()
    gc.freeze()
    await stop.wait()
    server.close(listener)
    await server.finish()
    await loop.run_in_executor(None, end_clerk)


def start_clerk(counter: Counter, setup: Setup) -> Callable[[], None]:
    """Hand reads over in a thread; return what ends it, after a last hand-over."""
    clerk = Clerk(counter, lambda: open_ledger(Path(setup.var), setup.reads_redis))
    return handing.start(clerk)


def _open_files() -> int:
    """Return how many files this process may have open: as many as it can be given."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        return hard
    return soft
