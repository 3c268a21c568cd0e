"""The worker: does the rooms' duties and the queued tasks, one after the other, for ever."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from datetime import timedelta

from dateline.cli import loading

log = logging.getLogger(__name__)

#: Seconds between two looks at the queue when nothing is due.
LOOK_EVERY = 1.0
#: How many tasks are done before the duties are looked at again: making a picture's sizes takes
#: a second, and a story that is due must not wait for a score of pictures.
TASKS_AT_ONCE = 1
#: Seconds between two looks for the tasks of dead workers.
GIVE_BACK_EVERY = 10.0
#: For how many days the results of tasks are kept.
KEEP_RESULTS = 14
#: Seconds for which a letter that is being sent is waited for at the end.
FAREWELL = 5.0
#: The longest pause, in seconds, while the database is away.
LONGEST_PAUSE = 30.0


def work() -> int:
    """Work until SIGTERM or SIGINT; the task in hand is finished first."""
    loading.set_up()
    from dateline.lib import duties
    from dateline.lib.signals import heard

    stop = threading.Event()

    def on_signal(number: int) -> None:
        stop.set()
        duties.wake("")  # ends a rest at once; no duty has this name

    with heard((signal.SIGTERM, signal.SIGINT), on_signal):
        Worker().run(stop)
    return 0


class Worker:
    """One worker, with a name that no other has or had."""

    def __init__(self) -> None:
        from django.db import connections

        from dateline.cli.heart import give_back
        from dateline.lib.duties import Duty, Roster, duties

        self.name = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(6)}"
        own = (
            Duty("give tasks back", GIVE_BACK_EVERY, lambda: give_back(self.name)),
            Duty("forget old results", 86_400.0, forget_results),
        )
        self.roster = Roster((*duties(), *own), leave=connections.close_all)
        self._pause = 0.0

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set. A database that is away is waited for."""
        from dateline.cli.heart import Heart

        heart = Heart(self.name)
        heart.start()
        try:
            while not stop.is_set():
                if not self.turn(stop):
                    stop.wait(self._pause)
                elif not stop.is_set():
                    self.roster.rest(time.monotonic(), LOOK_EVERY)
            self.roster.finish(FAREWELL)
        finally:
            heart.stop()

    def turn(self, stop: threading.Event) -> bool:
        """Do what is due once; return False, and set a pause, where the database is away."""
        from django.db import DatabaseError, InterfaceError, close_old_connections, connection

        close_old_connections()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            self.roster.run_due(time.monotonic)
            while not stop.is_set() and run_tasks(self.name):
                self.roster.run_due(time.monotonic)
        except (DatabaseError, InterfaceError) as error:
            self._pause = min(max(1.0, self._pause * 2), LONGEST_PAUSE)
            lines = str(error).strip().splitlines() or [type(error).__name__]
            log.warning("the database is away (%s); next look in %g s", lines[0], self._pause)
            connection.close()
            return False
        self._pause = 0.0
        return True


def run_tasks(worker: str) -> bool:
    """Run up to `TASKS_AT_ONCE` queued tasks; return whether there were any."""
    from django_tasks_db.management.commands.db_worker import Worker as Queue
    from django_tasks_db.models import DBTaskResult

    # The queue locks the whole database to claim a task: only where there is one.
    if not DBTaskResult.objects.ready().filter(backend_name="default").exists():
        return False
    Queue(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=TASKS_AT_ONCE,
        worker_id=worker,
    ).run()
    return True


def forget_results() -> int:
    """Delete what became of tasks more than `KEEP_RESULTS` days ago; return how many rows."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    before = timezone.now() - timedelta(days=KEEP_RESULTS)
    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0]
