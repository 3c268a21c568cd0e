"""A press whose work is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from django.db import connection
from django.utils import timezone

from dateline.press import run
from dateline.press.database import DatabaseTables
from dateline.press.models import Outbox
from dateline.press.run import Press
from dateline.press.store import Store
from dateline.press.storing import Writer
from dateline.press.tables import SCHEMA


def settle(press: Press) -> None:
    """Let the press work until there is nothing to do but compressing."""
    Outbox.objects.filter(state=Outbox.State.CLAIMED).update(due=timezone.now())
    for _ in range(200):
        if not run.waiting() and not press.store.due(timezone.now().timestamp()):
            return
        press.turn()
    raise AssertionError("the press does not come to an end")


def text(store: Store, path: str) -> str:
    plate = store.find(path)
    assert plate is not None, path
    assert plate.forms is not None, plate
    return b"".join(plate.forms.segments()).decode()


def state(store: Store, path: str) -> str:
    plate = store.find(path)
    return plate.state if plate is not None else "nothing"


def forget_plates() -> None:
    """Take away what processes printed into the tests' own PostgreSQL, if that is where they do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


@contextmanager
def printing_into_the_database() -> Iterator[Writer]:
    """Have a store of plates in PostgreSQL, and none afterwards; skip where the tests have none."""
    if connection.vendor != "postgresql":
        pytest.skip("the press prints into a file of its own on SQLite, which nobody follows")
    with closing(DatabaseTables(write=True)) as tables:
        yield Writer(tables)
        tables.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
