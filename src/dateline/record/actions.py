"""Adding to the record, in the transaction that publishes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from dateline.record import chain
from dateline.record.models import Version
from dateline.stories.content import content_of
from dateline.stories.models import Story

#: PostgreSQL's advisory lock under which the chain grows: one row at a time, to the commit.
_LOCK = 0x64617465  # "date"


def record(story: Story, may_be_same: bool = False) -> int:
    """Append `story` as it is now to the record and return the version's number.

    With `may_be_same` nothing is appended where its last version says the same already.
    Must run in the transaction that publishes it: then either both stand or neither.
    """
    return append(story.uid, lambda: content_of(story), may_be_same)


def append(uid: UUID, say: Callable[[], dict[str, Any]], may_be_same: bool = False) -> int:
    """Append what `say` returns of the story `uid` to the chain; return the row's version.

    It is asked once the chain is held. Must run in the transaction of what the row tells.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a version is recorded in the transaction that publishes it")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    text = chain.canonical(say())
    digest = chain.content_hash(text)
    of_story = Version.objects.filter(uid=uid).order_by("-version")
    version, said = of_story.values_list("version", "content_hash").first() or (0, "")
    if may_be_same and said == digest:
        return int(version)
    version += 1
    last = Version.objects.order_by("-pk").only("hash").first()
    previous = last.hash if last else chain.GENESIS
    now = timezone.now()
    Version.objects.create(
        uid=uid,
        version=version,
        content=text,
        content_hash=digest,
        previous_hash=previous,
        hash=chain.row_hash(previous, uid, version, digest, now),
        recorded_at=now,
    )
    return version
