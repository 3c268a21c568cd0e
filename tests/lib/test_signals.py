"""Signals are taken note of without two ends of one lock waiting for each other."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time

from dateline.lib.signals import heard

#: A main thread that does nothing but wait for the event that each signal sets.
BUSY = """
import random, signal, sys, threading, time
from dateline.lib.signals import heard
wake, count = threading.Event(), 0
def note(number):
    global count
    count += 1
    wake.set()
    signal.setitimer(signal.ITIMER_REAL, random.uniform(0.00002, 0.0003))
until = time.monotonic() + float(sys.argv[1])
signal.signal(signal.SIGALRM, signal.SIG_IGN)  # for the last one, after all
with heard([signal.SIGALRM], note):
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    while time.monotonic() < until:
        wake.wait(0.0001)
        wake.clear()
print(count)
"""


def test_a_signal_at_any_instant_stops_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUSY, "3"], capture_output=True, text=True, timeout=60, check=True
    )
    assert int(done.stdout) > 1000


def test_each_signal_is_told_in_order_outside_the_main_thread() -> None:
    told: list[tuple[int, str]] = []
    before = signal.getsignal(signal.SIGUSR1)
    with heard(
        [signal.SIGUSR1, signal.SIGUSR2],
        lambda number: told.append((number, threading.current_thread().name)),
    ):
        sent = random.Random(4).choices([signal.SIGUSR1, signal.SIGUSR2], k=40)
        for count, number in enumerate(sent, start=1):
            os.kill(os.getpid(), number)
            until = time.monotonic() + 10
            while len(told) < count and time.monotonic() < until:
                time.sleep(0.001)
    assert [number for number, _ in told] == sent
    assert {name for _, name in told} == {"signals"}
    assert signal.getsignal(signal.SIGUSR1) == before


def test_a_process_forked_meanwhile_keeps_its_signals_to_itself() -> None:
    told: list[int] = []
    with heard([signal.SIGUSR1], told.append):
        process = os.fork()
        if not process:
            time.sleep(0.5)  # ended early by nobody: the signal is not the default's here
            os._exit(7)
        os.kill(process, signal.SIGUSR1)
    # It has the pipe open still, and nobody waited for it.
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 7
    assert told == []
