"""A press whose work is looked at."""

from __future__ import annotations

from django.utils import timezone

from dateline.press import run
from dateline.press.models import Outbox
from dateline.press.run import Press
from dateline.press.store import Store


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
