"""Press and follower at work: they look twenty times a second whether there is anything to do."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from dateline.press import stores
from dateline.press.database import DatabaseTables
from dateline.press.following import Follower
from dateline.press.run import Press
from dateline.press.tables import FileTables

log = structlog.get_logger(__name__)

#: Seconds between two looks. The newsroom is another process, which can wake nobody here.
LOOK_EVERY = 0.05
#: Seconds between two looks after a fault: of the database, or of the disk.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0

#: Does what is most urgent; returns whether there was anything.
Turn = Callable[[], object]


def run(stop: threading.Event) -> None:
    """Print until `stop` is set. A database that is away, or a full disk, is waited for."""
    _work(stop, "press", _pressing)


def follow(stop: threading.Event) -> None:
    """Bring what is printed in PostgreSQL to this machine's file until `stop` is set. A database
    that is away, one in which nothing was printed yet, or a full disk, is waited for."""
    _work(stop, "follower", following)


@contextmanager
def _pressing() -> Iterator[Turn]:
    with stores.printing() as store:
        press = Press(store)
        press.begin()
        yield press.turn


@contextmanager
def following() -> Iterator[Turn]:
    """Return what brings to this machine what was printed since, each time it is called."""
    with (
        closing(DatabaseTables()) as press,
        closing(FileTables(stores.plates_path(), write=True)) as file,
    ):
        yield Follower(press, file).turn


def _work(
    stop: threading.Event, name: str, beginning: Callable[[], AbstractContextManager[Turn]]
) -> None:
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            close_old_connections()
            with beginning() as turn:
                while not stop.is_set():
                    if not turn():
                        stop.wait(LOOK_EVERY)
                    pause = FIRST_PAUSE
        except (DatabaseError, InterfaceError, sqlite3.Error, OSError) as error:
            said = (str(error).strip().splitlines() or [type(error).__name__])[0]
            log.warning(f"{name}.waits", fault=said, again_in=pause)
        except Exception:
            log.exception(f"{name}.failed", again_in=pause)
        else:
            return
        connection.close()
        stop.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
