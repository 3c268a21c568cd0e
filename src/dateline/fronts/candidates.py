"""What stories there are for the slots of a front: the newest of each kind, by their indexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from dateline.fronts.plan import Kind, Plan, Slot
from dateline.photodesk.contexts import FIRST_SPECS
from dateline.photodesk.models import Rendition
from dateline.stories.models import Listing, Story

#: Kinds of story that stand in a slot of their own where a front has it.
OWN_SLOTS = {Kind.OPINION: ("opinion", "letters"), Kind.LIVE: ("live",)}
#: For how long after its first publication live coverage counts as live by itself.
LIVE_FOR = timedelta(hours=36)


@dataclass(frozen=True)
class Candidate:
    """A story as far as a slot has to know it."""

    story: int
    uid: UUID
    section: int | None
    kind: str
    pictured: bool
    printed_at: datetime


@dataclass(frozen=True)
class Source:
    """Where stories come from: one index, walked from its newest end."""

    #: ``paper``, ``section``, ``kind`` or ``topic``.
    of: str
    value: int | str | None = None


#: What a story's columns are called here. A picture counts once it has sizes that pages show.
_SIZE = Rendition._meta.db_table
_PLAIN = ", ".join(f"'{each}'" for each in FIRST_SPECS)
_SIZED = (
    f'EXISTS (SELECT 1 FROM "{_SIZE}" AS size'  # noqa: S608  own words
    f" WHERE size.image_id = story.lead_picture_id AND size.filter_spec IN ({_PLAIN}))"
)
_COLUMNS = f"story.page_ptr_id, story.uid, story.section_id, story.kind, {_SIZED}, story.printed_at"


def sources(slot: Slot, section: int | None) -> tuple[Source, ...]:
    """Return where the stories of `slot` come from, on the front of `section` (None: home)."""
    if slot.kind is Kind.STRIP:
        return (Source("section", slot.section),)
    if slot.kind is Kind.TOPIC:
        return (Source("topic", slot.topic),)
    if section is not None:
        return (Source("section", section),)
    if slot.kind in OWN_SLOTS:
        return tuple(Source("kind", kind) for kind in OWN_SLOTS[slot.kind])
    return (Source("paper"),)


def pools(
    plan: Plan, section: int | None, at: datetime, *, more: int = 0
) -> dict[Source, list[Candidate]]:
    """Return the newest stories of each source that `plan` needs: as many as the page has room
    for, and on a section's front `more` besides.

    One query, a walk into one index for each source.
    """
    own = [Source("section", section)] if section is not None else []
    wanted = [*own, *(source for slot in plan.slots for source in sources(slot, section))]
    return walk(dict.fromkeys(wanted), more + sum(slot.size for slot in plan.slots), at)


def walk(wanted: Iterable[Source], most: int, at: datetime) -> dict[Source, list[Candidate]]:
    """Return the `most` newest stories in print of each of `wanted`. One query.

    Written by hand, since Django gives no limit to the parts of a union on SQLite.
    """
    by_number = dict(enumerate(wanted))
    story, listing = Story._meta.db_table, Listing._meta.db_table
    moment = connection.ops.adapt_datetimefield_value(at)
    parts, values = [], []
    for number, source in by_number.items():
        tables, where, order = f'"{story}" AS story', "story.in_print", "story"
        if source.of == "topic":
            tables = f'"{listing}" AS listing JOIN {tables} ON story.page_ptr_id = listing.story_id'
            where, order = "story.in_print AND listing.topic_id = %s", "listing"
        elif source.of != "paper":
            column = {"section": "section_id", "kind": "kind"}[source.of]
            where = f"story.in_print AND story.{column} = %s"
        key = "story_id" if order == "listing" else "page_ptr_id"
        parts.append(
            f"SELECT * FROM (SELECT {number} AS source, {_COLUMNS} FROM {tables} WHERE {where}"  # noqa: S608  own words
            " AND (story.embargo_until IS NULL OR story.embargo_until <= %s)"
            f" ORDER BY {order}.printed_at DESC, {order}.{key} DESC LIMIT %s) AS walked"
        )
        values += [*([] if source.of == "paper" else [source.value]), moment, most]
    found: dict[Source, list[Candidate]] = {source: [] for source in by_number.values()}
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for number, *columns in cursor.fetchall():
                found[by_number[number]].append(_candidate(*columns))
    for candidates in found.values():
        candidates.sort(key=lambda each: (each.printed_at, each.story), reverse=True)
    return found


def named(uids: Iterable[UUID], at: datetime) -> dict[UUID, Candidate]:
    """Return those of `uids` that are in print at `at`. One query."""
    rows = Story.objects.in_print(at).filter(uid__in=list(uids))
    sized = Rendition.objects.filter(image=OuterRef("lead_picture"), filter_spec__in=FIRST_SPECS)
    rows = rows.annotate(pictured=Exists(sized))
    columns = ("pk", "uid", "section_id", "kind", "pictured", "printed_at")
    return {row[1]: _candidate(*row) for row in rows.values_list(*columns)}


def _candidate(
    pk: int, uid: Any, section: int | None, kind: str, pictured: Any, printed_at: Any
) -> Candidate:
    """Return a row as a candidate: SQLite gives texts for uids and for moments, in UTC."""
    uid = uid if isinstance(uid, UUID) else UUID(str(uid))
    moment = datetime.fromisoformat(printed_at) if isinstance(printed_at, str) else printed_at
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Candidate(pk, uid, section, kind, bool(pictured), moment)
