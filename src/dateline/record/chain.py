"""The hash chain over all versions: how a row is bound to the one before, and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from dateline.press.models import Outbox
from dateline.record.models import TAKEDOWN, Takedown, Version, moment

#: What the first row of a record is bound to.
GENESIS = "0" * 64


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold, and why. `row` is 0 for what is missing."""

    row: int
    what: str


def canonical(content: dict[str, Any]) -> str:
    """Return `content` as the one JSON text that is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_hash(text: str) -> str:
    """Return the SHA-256 of a canonical text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def row_hash(previous: str, uid: UUID, version: int, content: str, recorded_at: datetime) -> str:
    """Return the hash of a row: over its predecessor's hash and everything it says."""
    said = "\n".join((previous, str(uid), str(version), content, moment(recorded_at)))
    return hashlib.sha256(said.encode()).hexdigest()


def breaks() -> Iterator[Break]:
    """Yield every place where the record was altered. Reads all rows, one at a time."""
    previous, told = GENESIS, dict[tuple[UUID, int], str]()
    for row in Version.objects.order_by("pk").iterator(chunk_size=200):
        if row.previous_hash != previous:
            yield Break(row.pk, f"{row} does not follow the row before it")
        if content_hash(row.content) != row.content_hash:
            yield Break(row.pk, f"the content of {row} was altered")
        expected = row_hash(
            row.previous_hash, row.uid, row.version, row.content_hash, row.recorded_at
        )
        if expected != row.hash:
            yield Break(row.pk, f"what {row} says of itself was altered")
        previous = row.hash
        if row.content.startswith(TAKEDOWN):
            told[row.uid, row.version] = row.content
    for lost in _cut_off():
        yield Break(0, f"version {lost.record_version} of {lost.uid} is gone from the record")
    yield from _untold(told)


def _cut_off() -> Iterable[Outbox]:
    """Prints whose version is missing: no later row shows that the last ones were deleted."""
    kept = Version.objects.filter(uid=OuterRef("uid"), version=OuterRef("record_version"))
    told = Outbox.objects.filter(record_version__isnull=False)
    return told.exclude(Exists(kept)).order_by("pk")


def _untold(told: dict[tuple[UUID, int], str]) -> Iterator[Break]:
    """Takedowns that are other than `told` by the rows of the chain, or that are gone."""
    stand: dict[tuple[UUID, int], str] = {}
    for row in Takedown.objects.order_by("pk"):
        stand[row.uid, row.recorded_as] = canonical(row.said())
        if row.lifting_recorded_as is not None:
            stand[row.uid, row.lifting_recorded_as] = canonical(row.said_of_lifting())
        elif row.lifted_at is not None:
            yield Break(0, f"the {row} was lifted and the record does not tell of it")
    for uid, version in sorted(told.keys() | stand.keys()):
        if told.get((uid, version)) != stand.get((uid, version)):
            what = "is gone" if (uid, version) not in stand else "was altered"
            yield Break(0, f"the takedown of {uid} that version {version} tells of {what}")
