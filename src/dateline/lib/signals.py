"""Signals taken note of where locks may be taken.

A signal handler of Python's runs in the main thread, between any two instructions of what that is
doing. If it sets the very event that the main thread is about to wait for, it may come while the
main thread holds that event's lock, and then both wait for ever.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator

#: What tells the listener to end: no signal has this number.
ENOUGH = b"\0"


@contextlib.contextmanager
def heard(numbers: Iterable[int], do: Callable[[int], object]) -> Iterator[None]:
    """Have `do` called for each signal of `numbers`, in a thread of its own, while this is open.

    To be opened in the main thread. Signals that come to a process forked meanwhile are ignored
    there: they are no matter of this one.
    """
    owner = os.getpid()
    told, telling = os.pipe()

    def tell(number: int, frame: object) -> None:
        if os.getpid() == owner:
            os.write(telling, bytes([number]))

    def listen() -> None:
        while (number := os.read(told, 1)) != ENOUGH:
            do(number[0])

    listener = threading.Thread(target=listen, name="signals", daemon=True)
    listener.start()
    before = {number: signal.signal(number, tell) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.write(telling, ENOUGH)  # closing would not do: who was forked has it open still
        listener.join()
        os.close(telling)
        os.close(told)
