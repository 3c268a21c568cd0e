"""What the database holds: migrations, the newest record, a worker's signs of life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.cli.doctor.finding import Finding
from dateline.cli.doctor.machine import TOLERANCE

#: Seconds after which what was published ought to be printed.
UNPRINTED = 60
#: Pages that could not be printed and are told of one by one.
MOST_PAGES = 5


def check(folder: Path) -> Iterator[Finding]:
    """Yield what is found about the site's database; raises what the database raises."""
    from django.db import connection
    from django.utils import timezone

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        # Looked at any closer, there would be an empty one.
        yield Finding.fault(
            f"there is no database yet ({connection.settings_dict['NAME']})",
            "start the paper with dateline serve, which makes it",
        )
        return
    waiting = waiting_migrations(connection)
    if waiting:
        yield Finding.fault(
            f"{len(waiting)} migrations wait, the first is {waiting[0]}",
            "run dateline manage migrate, or start the paper with dateline serve",
        )
        return
    yield Finding.good(f"the database ({connection.display_name}) is up to date")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            yield from same_time(cursor.fetchone()[0], timezone.now())
    yield from newest_record(timezone.now())
    yield from worker(folder)
    yield from press(timezone.now())


def waiting_migrations(connection: Any) -> list[str]:
    """Return the migrations that have not been applied, in their order."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def same_time(there: datetime, here: datetime) -> Iterator[Finding]:
    """Yield a fault where the database's machine has another time than this one."""
    apart = (there - here).total_seconds()
    if abs(apart) > TOLERANCE:
        yield Finding.fault(
            f"the database's clock is {apart:+.0f} s off this machine's",
            "have both machines set their clocks: sudo timedatectl set-ntp true",
        )


def newest_record(now: datetime) -> Iterator[Finding]:
    """Yield a fault where something was recorded later than it is now."""
    from dateline.record.models import Version

    newest = Version.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    if newest is not None and newest > now + timedelta(seconds=TOLERANCE):
        yield Finding.fault(
            f"the newest published version is of {newest:%Y-%m-%d %H:%M:%S} UTC, later than now",
            "the clock went back: set it, sudo timedatectl set-ntp true",
        )


def worker(folder: Path) -> Iterator[Finding]:
    """Yield whether a worker is alive."""
    from dateline.cli import site
    from dateline.cli.heart import DEAD_AFTER, alive

    living = len(alive())
    if living:
        yield Finding.good(f"a worker is alive ({living})" if living > 1 else "a worker is alive")
    elif site.served_by(folder):
        yield Finding.fault(
            f"the paper is served, but no worker gave a sign of life for {DEAD_AFTER:g} s: "
            "nothing scheduled goes out, no mail is sent",
            "look at what dateline serve prints about the worker",
        )
    else:
        yield Finding.note("the paper is not being served here, no worker runs")


def press(now: datetime) -> Iterator[Finding]:
    """Yield whether what changed was printed, and which pages could not be."""
    from dateline.press import stores
    from dateline.press.models import Outbox

    left = Outbox.objects.exclude(state=Outbox.State.DONE).order_by("written_at")
    oldest = left.values_list("written_at", flat=True).first()
    if oldest is not None and now - oldest > timedelta(seconds=UNPRINTED):
        yield Finding.fault(
            f"what was published since {oldest:%Y-%m-%d %H:%M:%S} UTC is not printed",
            "look at what dateline serve prints about the press; dateline press run prints it now",
        )
    for path, fault, attempts in stores.faults()[:MOST_PAGES]:
        yield Finding.fault(
            f"{path} could not be printed, {attempts} times: {fault}",
            "mend the template or the story that the fault names; the press tries again by itself",
        )
