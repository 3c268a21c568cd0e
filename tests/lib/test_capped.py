"""Work on what strangers sent: whatever happens to it, the caller is told and goes on."""

from __future__ import annotations

import os
import resource
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dateline.lib import capped
from dateline.lib.capped import Caps, Exceeded

WORK = "tests.lib.capped_work"
CAPS = Caps(memory=200_000_000, processor=15, clock=20, answer=1_000_000)


def do(job: str, data: bytes = b"", **caps: Any) -> bytes:
    return capped.run(WORK, job, data, Caps(**{**vars(CAPS), **caps}))


def test_the_answer_comes_back() -> None:
    assert do("echo", b"a picture" * 100_000) == b"a picture" * 100_000


def test_each_piece_of_work_has_a_process_of_its_own_and_one_that_is_warm() -> None:
    (warm, first), (same, second) = (do("say where").split() for _ in range(2))
    assert warm == same != str(os.getpid()).encode()
    assert first != second


def test_work_for_many_threads_goes_on_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: do("echo", bytes([n])), range(1, 40)))
    assert answers == [bytes([n]) for n in range(1, 40)]


@pytest.mark.parametrize(
    "job", ["fill memory", "shout", "crash", "fail", "open a file", "call home"]
)
def test_work_that_goes_too_far_ends_and_the_caller_is_told(job: str) -> None:
    with pytest.raises(Exceeded):
        do(job)
    assert do("echo", b"still here") == b"still here"


def test_what_is_within_the_caps_is_not_ended() -> None:
    assert do("fill memory", memory=900_000_000) == bytes(6)


def test_work_that_takes_the_processor_or_only_time_ends() -> None:
    began = time.monotonic()
    for job, caps in (("keep the processor busy", {"processor": 1}), ("sleep", {"clock": 0.5})):
        with pytest.raises(Exceeded):
            do(job, **caps)
    assert time.monotonic() - began < 15


def test_the_memory_of_the_work_is_not_the_callers() -> None:
    do("echo", b"warm")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert do("fill memory", memory=900_000_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_no_secret_is_in_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SECRET_KEY", "seven gulls")
    capped.close()
    told = do("tell secrets").decode()
    assert "SECRET" not in told
    assert "PYTHONPATH" in told


def test_a_warm_process_that_died_is_replaced() -> None:
    warm = int(do("say where").split()[0])
    os.kill(warm, signal.SIGKILL)
    assert int(do("say where").split()[0]) != warm


def test_a_module_that_cannot_start_is_told_as_such(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exceeded):
        capped.run("tests.lib.no_such_module", "echo", b"", CAPS)
    assert "no_such_module" in capfd.readouterr().err
