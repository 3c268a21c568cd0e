"""Arranges a paper's fronts as its folder says, once the stories are in."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from dateline.fronts import plan as plans
from dateline.fronts.models import Arrangement
from dateline.fronts.plan import BadPlan, Plan
from dateline.masthead.models import Home, Section
from dateline.morgue import places
from dateline.morgue.account import Item
from dateline.morgue.copy import Inside, story_uid
from dateline.morgue.markdown.errors import MarkdownError
from dateline.morgue.markdown.fronts import FrontCopy, SlotCopy, read_fronts
from dateline.stories.models import Story, Topic


def load_fronts(
    folder: Path, *, coming: Container[str] = (), dry_run: bool = False
) -> Iterator[Item]:
    """Arrange the fronts that `folder` tells of and yield an item for each.

    A front that somebody arranged already stays as it is. `dry_run` stores nothing; `coming` are
    the slugs of the stories that would be in.
    """
    for copy in read_fronts(folder):
        if isinstance(copy, MarkdownError):
            yield Item(kind="front", source_id="fronts.yaml", reason=str(copy))
        else:
            item = Item(kind="front", source_id=copy.name)
            try:
                if dry_run:
                    _foretell(copy, item, coming)
                else:
                    _arrange(copy, item)
            except BadPlan as refusal:
                item.state, item.reason = "lost", str(refusal)
            yield item


def _foretell(copy: FrontCopy, item: Item, coming: Container[str]) -> None:
    """Say what would become of `copy`, as far as that is known before its stories are in."""
    front = _front(copy.name)
    arranged = front is not None and Arrangement.objects.of(front).exists()
    item.state = "unchanged" if arranged else "imported"
    for slug in (slug for slot in copy.slots for slug in slot.stories):
        if slug not in coming and not _known(slug):
            item.inside.append(Inside("story", "lost", f"no story {slug} comes in"))


def _known(slug: str) -> bool:
    return Story._base_manager.filter(uid=story_uid("markdown", slug)).exists()


def _arrange(copy: FrontCopy, item: Item) -> None:
    front = _front(copy.name)
    if front is None:
        raise BadPlan(f"no section is called {copy.name}")
    if Arrangement.objects.of(front).exists():
        item.state, item.reason = "unchanged", "somebody arranged it already"
        return
    plan = _plan(copy, item)
    with transaction.atomic():
        Arrangement.objects.create(front=front, content=plan.as_json(), stands_from=timezone.now())
    item.state = "imported"


def _front(name: str) -> Page | None:
    if name == "home":
        return Home.objects.first()
    return Section.objects.filter(slug=name).first()


def _plan(copy: FrontCopy, item: Item) -> Plan:
    """Return the plan. Raises `BadPlan`; stories and topics that are not there are told."""
    slots = [told for slot in copy.slots if (told := _slot(slot, item)) is not None]
    return plans.read({"layout": copy.layout, "slots": slots})


def _slot(copy: SlotCopy, item: Item) -> dict[str, Any] | None:
    pins = []
    for number, slug in enumerate(copy.stories):
        if _known(slug):
            pins.append({"story": str(story_uid("markdown", slug)), "place": number})
        else:
            item.inside.append(Inside("story", "lost", f"no story {slug} came in"))
    told: dict[str, Any] = {"kind": copy.kind, "heading": copy.heading, "pins": pins}
    if copy.section:
        section = places.known_section(copy.section)
        if section is None:
            item.inside.append(Inside("strip", "lost", f"no section is called {copy.section}"))
            return None
        told["section"] = section.pk
    if copy.topic:
        topic = Topic.objects.filter(name__iexact=copy.topic).first()
        if topic is None:
            item.inside.append(Inside("strip", "lost", f"no story is about {copy.topic}"))
            return None
        told["topic"] = topic.pk
    return told
