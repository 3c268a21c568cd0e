"""What the morgue prints: the way from each old address to where the page stands now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from dateline.morgue.models import OldAddress
from dateline.press import outbox, pages, routes
from dateline.press.models import Signpost
from dateline.record import takedowns
from dateline.record.models import Takedown
from dateline.stories.models import Story


def register() -> None:
    """Declare the ways."""
    routes.register(route)
    routes.register_forwarder(forward)
    pages.page_of("story:([-0-9a-f]+)", lambda key, at: _paths(at, uid=key[1]))
    pages.list_pages(_every)
    outbox.follow(OldAddress, lambda old: {f"path:{old.path}"})


def forward(path: str, at: datetime) -> str | None:
    """An old address leads to its story, where that is in print, or to the page that says that it
    was taken down. Three queries at most."""
    old = OldAddress.objects.filter(path=path).first()
    if old is None or old.uid is None:
        return old.target if old else None
    stories = Story.objects.in_print(at).filter(uid=old.uid)
    address = stories.values_list("address", flat=True).first()
    if address is None and (takedown := takedowns.standing(old.uid)) is not None:
        return takedown.address
    return address


def route(path: str) -> routes.Route | None:
    """An old address says that its story is gone (410), where that was taken out of print. One
    query."""
    removed = Signpost.objects.filter(uid=OuterRef("uid"), target="")
    there = Story.objects.in_print().filter(uid=OuterRef("uid"))
    down = Takedown.objects.standing().filter(uid=OuterRef("uid"))
    gone = OldAddress.objects.filter(Exists(removed), ~Exists(there), ~Exists(down), path=path)
    return routes.Route("gone", path) if gone.exists() else None


def _paths(at: datetime, **those: Any) -> list[str]:
    return list(OldAddress.objects.filter(**those).values_list("path", flat=True))


def _every(at: datetime) -> Iterable[str]:
    """Yield the old addresses at which something is said, those of the newest items first."""
    stands = Exists(Story.objects.in_print(at).filter(uid=OuterRef("uid")))
    removed = Exists(Signpost.objects.filter(uid=OuterRef("uid"), target=""))
    down = Exists(Takedown.objects.standing().filter(uid=OuterRef("uid")))
    rows = OldAddress.objects.filter(~Q(target="") | stands | removed | down)
    return rows.order_by("-pk").values_list("path", flat=True).iterator()
