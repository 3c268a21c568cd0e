"""Fronts of a small paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from dateline.fronts.contexts import FrontContext
from dateline.fronts.plan import Plan, Slot
from dateline.fronts.plates import build_front, find_home
from dateline.stories.models import Story
from tests.cast import Cast
from tests.readers.paper import put_in_print

NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)


def home_page(at: datetime | None = None) -> FrontContext:
    """The front page as readers get it at `at` (default: now)."""
    at = at or timezone.now()
    context: FrontContext = build_front(find_home("home", at), at).context
    return context


def headlines(cards: Iterable[Any]) -> list[str]:
    return [card.headline for card in cards]


def shown(front: FrontContext) -> list[str]:
    """The uid of every story on `front`, as often as it stands there."""
    cards = [front.lead, front.live.card if front.live else None, *front.seconds, *front.river]
    cards += [card for strip in front.strips for card in strip.cards]
    return [card.uid for card in cards if card is not None]


def some(cast: Cast, count: int, **fields: Any) -> list[Story]:
    """Stories of City and Sea in turn, each newer than the one before."""
    sections = [fields.pop("section")] * 2 if "section" in fields else [cast.city, cast.sea]
    return [
        put_in_print(
            cast,
            f"Story {number}",
            at=NOON + timedelta(minutes=number),
            section=sections[number % 2],
            **fields,
        )
        for number in range(count)
    ]


def plan_of(*slots: Slot, **fields: Any) -> Plan:
    return Plan(tuple(slots), **fields)
