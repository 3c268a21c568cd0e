"""Work on files from strangers, each in a process of its own: capped, with nothing to steal.

A warm process has the modules ready and forks for each piece of work: a hundredth of a second,
where starting Python anew takes a tenth and more. Its environment is empty but for where modules
are; it gets its input and gives its answer as open files, and once a fork has confined itself it
opens no other file and no connection. Whatever the input does to it, the caller is told in one
exception. The warm process itself never reads input, and goes when it has nothing to do.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import structlog

log = structlog.get_logger(__name__)

#: Seconds after which a warm process without work goes.
IDLE = 60.0
#: How much of what failed work complained of is logged, in bytes.
COMPLAINT = 2_000


@dataclass(frozen=True)
class Caps:
    """What a piece of work may use: bytes of memory beyond what its modules take, seconds of
    processor, seconds by the clock, and bytes of answer."""

    memory: int
    processor: int
    clock: float
    answer: int


class Exceeded(Exception):
    """The work ended without an answer: it ran into one of its caps, or crashed."""


# The caller's side.


def run(module: str, job: str, data: bytes, caps: Caps) -> bytes:
    """Have `module` do `job` with `data`; return its answer, at least a byte. Raises `Exceeded`.

    ``python -m module`` must come to `serve`. Threads may ask at once; each has its own process.
    """
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaint,
    ):
        given.write(data)
        given.seek(0)
        order = json.dumps({"caps": asdict(caps), "job": job}).encode()
        files = [given.fileno(), answer.fileno(), complaint.fileno()]
        warm = _warm(module)
        if not _done(warm, order, files, caps.clock):  # it may have gone in this very moment
            warm.close()
            _done(warm, order, files, caps.clock)
        answer.seek(0)
        made = answer.read(caps.answer)
        complaint.seek(0)
        said = complaint.read(COMPLAINT).decode(errors="replace").strip()
    if said or not made:
        log.warning("capped.failed", module=module, said=said)
        raise Exceeded("the work ended without an answer")
    return made


def _done(warm: _Warm, order: bytes, files: list[int], clock: float) -> bool:
    """Wait until the work is over; return False where nobody took it. Raises `Exceeded`."""
    deadline = time.monotonic() + clock
    ours, theirs = os.pipe()
    try:
        try:
            warm.send(order, [*files, theirs])
        except OSError:
            return False
        finally:
            os.close(theirs)
        waiting = select.poll()
        waiting.register(ours, select.POLLIN)
        # Written before the work has seen any input: what comes later is not believed.
        worker = os.read(ours, 20) if waiting.poll(clock * 1000) else b""
        if not worker:
            return False
        while waiting.poll(max(deadline - time.monotonic(), 0) * 1000):
            if not os.read(ours, 1024):
                return True
        os.kill(int(worker), signal.SIGKILL)  # it holds the other end: the number is still its own
        raise Exceeded(f"the work took more than {clock:g} seconds")
    finally:
        os.close(ours)


class _Warm:
    """The warm process of one module, started when it is needed."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None

    def send(self, order: bytes, files: list[int]) -> None:
        """Hand an order over. Raises `OSError` where the process has just gone."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            assert self._socket is not None  # noqa: S101
            socket.send_fds(self._socket, [len(order).to_bytes(4)], files)
            self._socket.sendall(order)

    def _start(self) -> None:
        self._close()
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-S", "-s", "-P", "-m", self._module, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={
                    "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                    "MALLOC_ARENA_MAX": "1",  # each would count as 64 MB of address space
                },
                cwd="/",
                start_new_session=True,
            )

    def _close(self) -> None:
        if self._socket is not None:
            self._socket.close()  # at this it goes
        if self._process is not None:
            self._process.wait()

    def close(self) -> None:
        """Let the process go."""
        with self._lock:
            self._close()
            self._process = self._socket = None


_processes: dict[str, _Warm] = {}


def _warm(module: str) -> _Warm:
    return _processes.setdefault(module, _Warm(module))


@atexit.register
def close() -> None:
    """Let all warm processes go. They start again when they are needed."""
    for process in _processes.values():
        process.close()


#: Those that a fork of this process must leave alone: they are its parent's.
_not_ours: list[_Warm] = []


def _leave_to_parent() -> None:
    _not_ours.extend(_processes.values())
    _processes.clear()


os.register_at_fork(after_in_child=_leave_to_parent)

# The warm process, and its forks.


def serve(ready: Callable[[str], None], work: Callable[[str, IO[bytes], IO[bytes]], None]) -> None:
    """Fork for every order that comes in, until the caller or `IDLE` ends it.

    In a fork `ready` is called with the job while modules can still be loaded, then `work` with
    the job, its input and where its answer goes.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    with socket.socket(fileno=int(sys.argv[1])) as orders:
        orders.settimeout(IDLE)
        while True:
            try:
                length, files, _flags, _from = socket.recv_fds(orders, 4, 4)
            except TimeoutError:
                return
            if len(length) < 4:
                return
            order = json.loads(_exactly(orders, int.from_bytes(length)))
            if os.fork() == 0:
                orders.close()
                _fork(order, files, ready, work)
            for file in files:
                os.close(file)


def _exactly(orders: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length and (part := orders.recv(length - len(parts))):
        parts += part
    return bytes(parts)


def _fork(
    order: dict[str, object],
    files: list[int],
    ready: Callable[[str], None],
    work: Callable[[str, IO[bytes], IO[bytes]], None],
) -> None:
    given, answer, complaint, alive = files
    code = 1
    try:
        os.write(alive, str(os.getpid()).encode())
        job = str(order["job"])
        ready(job)
        with os.fdopen(given, "rb") as file, os.fdopen(answer, "wb") as made:
            confine(Caps(**order["caps"]))  # type: ignore[arg-type]
            work(job, file, made)
        code = 0
    except BaseException:  # noqa: BLE001  it ends here, and may not go on as another warm process
        os.write(complaint, traceback.format_exc()[-COMPLAINT:].encode())
    finally:
        os._exit(code)


def confine(caps: Caps) -> None:
    """Take from this process, for good, what its work does not need."""
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: caps.processor,
        resource.RLIMIT_FSIZE: caps.answer,
        resource.RLIMIT_NOFILE: 0,  # those that are open stay so; a socket is a file, too
    }
    if sys.platform == "linux":  # elsewhere it is not kept
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limits[resource.RLIMIT_AS] = pages * resource.getpagesize() + caps.memory
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))
