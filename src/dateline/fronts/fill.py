"""Fills the slots of a front: by hand first, then by themselves, and no story twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from dateline.fronts.candidates import LIVE_FOR, OWN_SLOTS, Candidate, Source, sources
from dateline.fronts.plan import Kind, Plan, Slot

#: Kinds that do not lead a front by themselves.
NEVER_LEADS = frozenset({"brief", "sponsored", "letters", "opinion"})

Suits = Callable[[Candidate], bool]


def fill(
    plan: Plan,
    pools: Mapping[Source, Sequence[Candidate]],
    pinned: Mapping[UUID, Candidate],
    section: int | None,
    at: datetime,
) -> list[tuple[Candidate, ...]]:
    """Return what stands in each slot of `plan` on the front of `section` (None: home) at `at`.

    A pin keeps its place; a story that somebody pinned anywhere fills no other slot.
    """
    rows: list[list[Candidate | None]] = []
    taken: set[int] = set()
    for slot in plan.slots:
        row: list[Candidate | None] = [None] * slot.size
        for pin in slot.standing(at):
            story = pinned.get(pin.story)
            if story is not None and story.story not in taken:
                row[min(pin.place, slot.size - 1)] = story
                taken.add(story.story)
        rows.append(row)
    elsewhere = _kinds_elsewhere(plan)
    for slot, row in zip(plan.slots, rows, strict=True):
        pool = _pool(slot, pools, section)
        for suits in _preferences(slot, elsewhere, at):
            for place in (place for place, story in enumerate(row) if story is None):
                story = next((c for c in pool if c.story not in taken and suits(c)), None)
                if story is None:
                    break
                row[place] = story
                taken.add(story.story)
    return [tuple(story for story in row if story is not None) for row in rows]


def _pool(
    slot: Slot, pools: Mapping[Source, Sequence[Candidate]], section: int | None
) -> list[Candidate]:
    found = [c for source in sources(slot, section) for c in pools.get(source, ())]
    return sorted(found, key=lambda each: (each.printed_at, each.story), reverse=True)


def _kinds_elsewhere(plan: Plan) -> dict[Kind, frozenset[str]]:
    """Return for each kind of slot the kinds of story that have a slot of their own."""
    own = {kind: kinds for kind, kinds in OWN_SLOTS.items() if kind in {s.kind for s in plan.slots}}
    all_of_them = frozenset[str]().union(*own.values())
    return {kind: all_of_them.difference(own.get(kind, ())) for kind in Kind}


def _preferences(slot: Slot, elsewhere: Mapping[Kind, frozenset[str]], at: datetime) -> list[Suits]:
    """Return what a story of `slot` has to be, the best first."""
    passed = elsewhere[slot.kind]
    if slot.kind is Kind.LEAD:
        return [
            lambda c: c.pictured and c.kind not in NEVER_LEADS | passed,
            lambda c: c.kind not in NEVER_LEADS | passed,
            lambda c: c.kind not in NEVER_LEADS,
            lambda c: c.kind != "sponsored",
        ]
    if slot.kind is Kind.SECONDS:
        return [
            lambda c: c.kind not in passed | {"brief", "sponsored"},
            lambda c: c.kind not in passed,
        ]
    if slot.kind is Kind.LIVE:
        return [lambda c: c.kind == "live" and at - c.printed_at < LIVE_FOR]
    if slot.kind is Kind.OPINION:
        return [lambda c: c.kind in OWN_SLOTS[Kind.OPINION]]
    if slot.kind is Kind.PICTURES:
        return [lambda c: c.pictured and c.kind not in passed | {"sponsored", "obituary"}]
    return [lambda c: True]
