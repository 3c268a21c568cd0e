"""Where a story stood on a front by hand, and when: as far as arrangements tell.

An arrangement says what was pinned. What a front filled by itself is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from wagtail.models import Page

from dateline.fronts.models import Arrangement
from dateline.fronts.plan import Plan, Slot
from dateline.fronts.queries import in_force

#: Arrangements that are looked at, the newest.
MOST = 500


@dataclass(frozen=True)
class Stood:
    """A stretch of time in which a story was pinned to one place."""

    since: datetime
    until: datetime
    slot: Slot
    #: From 1.
    place: int


@dataclass(frozen=True)
class History:
    """The stretches, the newest first, and from when on they are known."""

    stood: tuple[Stood, ...]
    known_since: datetime


def history(story: UUID, front: Page, since: datetime, until: datetime) -> History:
    """Return where `story` was pinned on `front` from `since` to `until`. Two queries."""
    latest = Arrangement.objects.of(front).counting().filter(stands_from__lte=until)
    rows = list(latest.filter(stands_from__gt=since)[:MOST])
    if len(rows) == MOST:
        since = _from(rows[-1])
    elif (standing := in_force(front, since)) is not None:
        rows.append(standing)
    plans = [(max(_from(row), since), row.plan) for row in reversed(rows)]
    return History(tuple(reversed(stretches(story, plans, until))), since)


def stretches(
    story: UUID, plans: Iterable[tuple[datetime, Plan]], until: datetime
) -> tuple[Stood, ...]:
    """Return where `story` is pinned by `plans`, each with the moment from which it stands, the
    oldest first; what goes on from one to the next is one stretch."""
    found: list[Stood] = []
    for each in _pins(story, [*plans, (until, Plan())]):
        last = found[-1] if found else None
        if last and (last.until, last.slot, last.place) == (each.since, each.slot, each.place):
            found[-1] = replace(last, until=each.until)
        else:
            found.append(each)
    return tuple(found)


def _pins(story: UUID, plans: list[tuple[datetime, Plan]]) -> Iterator[Stood]:
    for (since, plan), (until, _next) in pairwise(plans):
        for slot in plan.slots:
            for pin in slot.pins:
                end = min(until, pin.until or until)
                if pin.story == story and since < end:
                    # Where, without what else was pinned there.
                    yield Stood(since, end, replace(slot, pins=()), pin.place + 1)


def _from(row: Arrangement) -> datetime:
    assert row.stands_from is not None  # noqa: S101  drafts do not count
    return row.stands_from
