"""The press at work: looks twenty times a second whether anything was published, for ever."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from dateline.press.handout import plates_path
from dateline.press.run import Press
from dateline.press.storing import Writer

log = structlog.get_logger(__name__)

#: Seconds between two looks. The newsroom is another process, which can wake nobody here.
LOOK_EVERY = 0.05
#: Seconds between two looks after a fault: of the database, or of the disk.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0


def run(stop: threading.Event) -> None:
    """Print until `stop` is set. A database that is away, or a full disk, is waited for."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            close_old_connections()
            with closing(Writer(plates_path())) as store:
                press = Press(store)
                press.begin()
                while not stop.is_set():
                    if not press.turn():
                        stop.wait(LOOK_EVERY)
                    pause = FIRST_PAUSE
        except (DatabaseError, InterfaceError, sqlite3.Error, OSError) as error:
            said = (str(error).strip().splitlines() or [type(error).__name__])[0]
            log.warning("press.waits", fault=said, again_in=pause)
            connection.close()
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        except Exception:
            log.exception("press.failed", again_in=pause)
            connection.close()
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
