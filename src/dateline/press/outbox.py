"""Writing the outbox and the signposts, inside the transaction that changes what is in print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

from dateline.press.models import Outbox, Signpost, Spoil

#: How long a press has for what it claimed before another takes it up.
LEASE = timedelta(seconds=10)
#: Rows that one statement names: SQLite takes so many values.
AT_ONCE = 500


def write(
    uid: UUID,
    action: Outbox.Action,
    *,
    old_address: str = "",
    new_address: str = "",
    record_version: int | None = None,
    revision: int | None = None,
    keys: Iterable[str] = (),
) -> Outbox:
    """Add a row. Must run in the transaction of the change it tells of.

    `keys` are those of the lists that the story stands on from now on.
    The press looks for rows twenty times a second: nobody need wake it, and nothing is lost.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an outbox row is written in the transaction of its change")
    row = Outbox.objects.create(
        uid=uid,
        action=action,
        old_address=old_address,
        new_address=new_address,
        record_version=record_version,
        revision=revision,
        keys=sorted(keys),
    )
    return row


def spoil(keys: Iterable[str], why: str) -> None:
    """Have the pages that `keys` tell of printed anew. Must run in the transaction of the change
    that `why` names in a word or two (``Section 3``)."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("what a change spoils is written in the transaction of the change")
    Spoil.objects.create(keys=sorted(set(keys)), why=why[:80])


def follow(
    model: type[models.Model],
    keys: Callable[[Any], Iterable[str]],
    *,
    unseen: frozenset[str] = frozenset(),
) -> None:
    """Whenever a row of `model` is saved or deleted, spoil the `keys` of it.

    A save that names nothing but `unseen` fields spoils nothing. Code that changes rows without
    saving them one by one says so with `spoil`.
    """

    def changed(instance: Any, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
        if raw or (update_fields is not None and unseen.issuperset(update_fields)):
            return
        with transaction.atomic():
            if spoiled := set(keys(instance)):
                spoil(spoiled, f"{model.__name__} {instance.pk}")

    name = f"dateline.press.follow.{model._meta.label}"
    post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"{name}.saved")
    post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"{name}.deleted")


def last_of(uid: UUID) -> Outbox | None:
    """Return the latest row about `uid`: what is in print of it, as far as was ever said."""
    return Outbox.objects.filter(uid=uid).order_by("-pk").first()


def hold_last(uid: UUID) -> Outbox | None:
    """Return the latest row about `uid`; nobody claims it to the end of the transaction."""
    return Outbox.objects.select_for_update().filter(uid=uid).order_by("-pk").first()


def claim(at: datetime, *, all: bool = False) -> int:
    """Claim the rows that nobody works on at `at`, and return how many these are.

    A claim holds for `LEASE`; of `all`, also those are taken that another claimed and may still
    hold: a press that begins knows that the one before it ended.
    """
    free = models.Q(state=Outbox.State.WAITING, due__lte=at)
    claimed = models.Q(state=Outbox.State.CLAIMED)
    free |= claimed if all else claimed & models.Q(due__lte=at)
    if not Outbox.objects.filter(free).exists():  # asked often: without the lock that writing takes
        return 0
    with transaction.atomic():
        rows = Outbox.objects.filter(free)
        if transaction.get_connection().features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        numbers = list(rows.values_list("pk", flat=True))
        for start in range(0, len(numbers), AT_ONCE):
            Outbox.objects.filter(pk__in=numbers[start : start + AT_ONCE]).update(
                state=Outbox.State.CLAIMED, due=at + LEASE, attempts=models.F("attempts") + 1
            )
    return len(numbers)


def finish(rows: Sequence[int], spoils: Sequence[int]) -> None:
    """The pages of these rows of `Outbox` and of `Spoil` are printed."""
    with transaction.atomic():
        for start in range(0, len(rows), AT_ONCE):
            done = Outbox.objects.filter(pk__in=rows[start : start + AT_ONCE])
            done.update(state=Outbox.State.DONE)
        for start in range(0, len(spoils), AT_ONCE):
            Spoil.objects.filter(pk__in=spoils[start : start + AT_ONCE]).delete()


def put_up_signpost(path: str, *, uid: UUID | None = None, target: str = "") -> None:
    """Say at `path` where its page went, or (without `target`) that it was removed.

    `uid` is that of the story that stood there; other pages have none.
    """
    said: dict[str, str | UUID] = {"target": target} | ({"uid": uid} if uid else {})
    with transaction.atomic():
        Signpost.objects.update_or_create(path=path, defaults=said)
        spoil([f"path:{path}"], "Signpost")


def lead_on(old: str, new: str) -> None:
    """The page at `old` stands at `new` now: lead there, also from wherever led to `old`."""
    with transaction.atomic():
        take_down_signpost(new)
        led = Signpost.objects.filter(target=old)
        spoil([f"path:{path}" for path in led.values_list("path", flat=True)], "Signpost")
        led.update(target=new)
        put_up_signpost(old, target=new)


def take_down_signpost(path: str) -> None:
    """The page stands at `path` again."""
    with transaction.atomic():
        if Signpost.objects.filter(path=path).delete()[0]:
            spoil([f"path:{path}"], "Signpost")
