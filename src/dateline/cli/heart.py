"""A worker's signs of life, and what becomes of the tasks of one that has none left.

The task queue marks a task as running and never looks again: killed with its worker, it would
run for ever. So each worker writes a heartbeat, and gives the tasks of dead ones back.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import DatabaseError, connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dateline.cli.models import Heartbeat

log = logging.getLogger(__name__)

#: Seconds between two signs of life, and after how many without one a worker counts as dead.
BEAT_EVERY, DEAD_AFTER = 5.0, 30.0
#: A task that has taken this many workers down with it is given up.
MOST_ATTEMPTS = 3


class Heart(threading.Thread):
    """Writes the heartbeat of `worker` from a thread of its own: a long task must not stop it."""

    def __init__(self, worker: str) -> None:
        super().__init__(name="heart", daemon=True)
        self.worker = worker
        self._stopped = threading.Event()

    def run(self) -> None:
        """Beat until stopped."""
        while not self._stopped.is_set():
            try:
                beat(self.worker)
            except DatabaseError as error:
                log.warning("no heartbeat could be written: %s", str(error).strip())
            finally:
                connections.close_all()
            self._stopped.wait(BEAT_EVERY)

    def stop(self) -> None:
        """Stop beating and leave no sign behind, where the database allows it."""
        self._stopped.set()
        self.join(timeout=2)
        try:
            Heartbeat.objects.filter(worker=self.worker).delete()
        except DatabaseError as error:
            log.warning("the heartbeat could not be taken away: %s", str(error).strip())


def beat(worker: str) -> None:
    """Write one sign of life of `worker`."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": timezone.now()})


def alive() -> set[str]:
    """Return the workers that gave a sign of life within `DEAD_AFTER` seconds."""
    since = timezone.now() - timedelta(seconds=DEAD_AFTER)
    return set(Heartbeat.objects.filter(at__gte=since).values_list("worker", flat=True))


def give_back(own: str) -> int:
    """Give back the tasks that dead workers left running, and return how many.

    To be called by worker `own` between two tasks: what is marked as running under its own
    name is not. A task that has had `MOST_ATTEMPTS` workers is marked as failed instead.
    """
    living = alive() - {own}
    given = 0
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if row.worker_ids and row.worker_ids[-1] in living:
            continue
        mine = DBTaskResult.objects.filter(
            pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
        )
        if len(row.worker_ids) >= MOST_ATTEMPTS:
            log.error("task %s is given up: its worker died %d times", row.id, MOST_ATTEMPTS)
            given += mine.update(
                status=TaskResultStatus.FAILED,
                finished_at=timezone.now(),
                traceback=f"Given up: {MOST_ATTEMPTS} workers died while running it.",
            )
        else:
            given += mine.update(status=TaskResultStatus.READY, started_at=None)
    Heartbeat.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
    return given
