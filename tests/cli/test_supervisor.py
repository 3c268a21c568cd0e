"""The supervisor: restarts what dies, stops everything, leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAM = """
import os, sys
from dateline.cli import supervisor
supervisor.GRACE = 1.0
children = [
    supervisor.Child(name, [sys.executable, "-c", code])
    for name, code in zip(sys.argv[1::2], sys.argv[2::2])
]
supervisor.Supervisor(children, lambda line: print(line, flush=True)).run()
print("stopped", flush=True)
"""
#: Notes its process id in a file and sleeps, for as long as its supervisor lives.
OBEDIENT = """
import os, time
from pathlib import Path
from dateline.lib.lifeline import end_with
end_with(int(os.environ["DATELINE_SUPERVISOR"]))
with Path({note!r}).open("a") as file:
    file.write(f"{{os.getpid()}}\\n")
time.sleep(60)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + OBEDIENT


@pytest.fixture
def supervise() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def run(*names_and_code: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *names_and_code],
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _eventually(what: Callable[[], bool], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.05)
    return what()


def _pids(note: Path) -> list[int]:
    return [int(line) for line in note.read_text().split()] if note.exists() else []


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_what_dies_is_started_again(
    supervise: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    note = tmp_path / "pids"
    process = supervise("worker", OBEDIENT.format(note=str(note)))
    assert _eventually(lambda: len(_pids(note)) == 1)
    os.kill(_pids(note)[0], signal.SIGKILL)
    assert _eventually(lambda: len(_pids(note)) == 2)
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=10)
    assert "The worker was ended by SIGKILL; it is started again in 0.5 s." in told
    assert told.endswith("stopped\n")
    assert not any(_alive(pid) for pid in _pids(note))


def test_a_child_that_cannot_run_is_tried_again_and_again_ever_later(
    supervise: Callable[..., subprocess.Popen[str]],
) -> None:
    process = supervise("readers' server", "raise SystemExit(3)")
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(3)]
    assert [line.rpartition("again in ")[2] for line in lines] == ["0.5 s.\n", "1 s.\n", "2 s.\n"]
    assert lines[0].startswith("The readers' server ended with code 3")
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_one_that_does_not_stop_when_asked_is_killed(
    supervise: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    note = tmp_path / "pids"
    process = supervise("worker", STUBBORN.format(note=str(note)))
    assert _eventually(lambda: len(_pids(note)) == 1)
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert time.monotonic() - begun >= 0.9
    assert not _alive(_pids(note)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's signal is Linux's")
def test_children_end_when_the_supervisor_is_killed_outright(
    supervise: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    note = tmp_path / "pids"
    process = supervise(
        "one", OBEDIENT.format(note=str(note)), "two", OBEDIENT.format(note=str(note))
    )
    assert _eventually(lambda: len(_pids(note)) == 2)
    process.kill()
    process.wait()
    assert _eventually(lambda: not any(_alive(pid) for pid in _pids(note)), seconds=5)
