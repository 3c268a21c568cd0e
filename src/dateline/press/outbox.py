"""Writing the outbox and the signposts, inside the transaction that changes what is in print."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from dateline.lib import duties
from dateline.press.models import Outbox, Signpost


def write(
    uid: UUID,
    action: Outbox.Action,
    *,
    old_address: str = "",
    new_address: str = "",
    record_version: int | None = None,
    revision: int | None = None,
) -> Outbox:
    """Add a row. Must run in the transaction of the change it tells of.

    The worker is only woken after the commit; were that lost, it finds the row by itself.
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
    )
    transaction.on_commit(lambda: duties.wake("press"), robust=True)
    return row


def last_of(uid: UUID) -> Outbox | None:
    """Return the latest row about `uid`: what is in print of it, as far as was ever said."""
    return Outbox.objects.filter(uid=uid).order_by("-pk").first()


def hold_last(uid: UUID) -> Outbox | None:
    """Return the latest row about `uid`; nobody claims it to the end of the transaction."""
    return Outbox.objects.select_for_update().filter(uid=uid).order_by("-pk").first()


def put_up_signpost(path: str, *, uid: UUID | None = None, target: str = "") -> None:
    """Say at `path` where its page went, or (without `target`) that it was removed.

    `uid` is that of the story that stood there; other pages have none.
    """
    said: dict[str, str | UUID] = {"target": target} | ({"uid": uid} if uid else {})
    Signpost.objects.update_or_create(path=path, defaults=said)


def lead_on(old: str, new: str) -> None:
    """The page at `old` stands at `new` now: lead there, also from wherever led to `old`."""
    take_down_signpost(new)
    Signpost.objects.filter(target=old).update(target=new)
    put_up_signpost(old, target=new)


def take_down_signpost(path: str) -> None:
    """The page stands at `path` again."""
    Signpost.objects.filter(path=path).delete()
