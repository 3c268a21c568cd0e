"""The worker: tasks of dead workers, a database that is away, results that are old."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dateline.cli import heart
from dateline.cli.models import Heartbeat
from dateline.cli.worker import Worker, forget_results, run_tasks
from dateline.lib import duties

done: list[str] = []


@task()
def note(word: str) -> None:
    """Remember that the task ran."""
    done.append(word)


@task()
def stumble() -> None:
    """Fail."""
    raise RuntimeError("no")


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


def _running(worker: str, attempts: int = 1) -> DBTaskResult:
    note.enqueue("late")
    row = DBTaskResult.objects.get()
    for _ in range(attempts):
        row.claim(worker)
    return row


@pytest.mark.django_db(transaction=True)
def test_queued_tasks_are_run_and_a_failing_one_stops_no_other() -> None:
    stumble.enqueue()
    note.enqueue("after it")
    while run_tasks("w1"):
        pass
    assert done == ["after it"]
    states = set(DBTaskResult.objects.values_list("status", flat=True))
    assert states == {TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED}


@pytest.mark.django_db(transaction=True)
def test_the_task_of_a_worker_that_was_killed_is_done_by_the_next() -> None:
    row = _running("killed")
    assert not run_tasks("next")
    assert heart.give_back("next") == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
    assert run_tasks("next")
    assert done == ["late"]


@pytest.mark.django_db
def test_the_task_of_a_living_worker_is_left_alone() -> None:
    row = _running("busy")
    heart.beat("busy")
    assert heart.give_back("other") == 0
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=heart.DEAD_AFTER + 1))
    assert heart.give_back("other") == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY


@pytest.mark.django_db
def test_a_worker_takes_up_what_it_failed_to_finish_itself() -> None:
    _running("me")
    heart.beat("me")
    assert heart.give_back("me") == 1


@pytest.mark.django_db
def test_a_task_that_kills_its_workers_is_given_up() -> None:
    row = _running("victim", attempts=heart.MOST_ATTEMPTS)
    assert heart.give_back("next") == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert "3 workers died" in row.traceback


@pytest.mark.django_db
def test_old_results_are_forgotten_and_new_ones_kept() -> None:
    _running("w1")
    row = DBTaskResult.objects.get()
    row.set_successful(None)
    assert forget_results() == 0
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=15))
    assert forget_results() == 1


@pytest.mark.django_db(transaction=True)
def test_a_turn_does_duties_and_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    duty = duties.Duty("count", 60.0, lambda: ran.append("duty"))
    monkeypatch.setattr(duties, "duties", lambda: (duty,))
    note.enqueue("task")
    assert Worker().turn(threading.Event())
    assert ran == ["duty"]
    assert done == ["task"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worker, stop = Worker(), threading.Event()

    def away(*args: Any) -> None:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", away)
        assert not worker.turn(stop)
        assert not worker.turn(stop)
    assert "the database is away (connection refused); next look in 2 s" in caplog.text
    assert worker.turn(stop)


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_alive_while_it_runs_and_leaves_no_sign_when_it_stops() -> None:
    from dateline.cli.heart import alive

    worker, stop = Worker(), threading.Event()
    seen: list[set[str]] = []

    def turn(event: threading.Event) -> bool:
        if worker.name in alive():
            seen.append(alive())
            event.set()
        return True

    worker.turn = turn  # type: ignore[method-assign]
    worker.roster = duties.Roster(())
    threading.Timer(20, stop.set).start()
    worker.run(stop)
    assert seen == [{worker.name}]
    assert not alive()
