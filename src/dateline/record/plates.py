"""What the record prints: the page in the place of a story that was taken down."""

from __future__ import annotations

from datetime import datetime

from dateline.press import pages, parts, routes
from dateline.press.parts import Built
from dateline.record.contexts import takedown_context
from dateline.record.models import Takedown

#: RFC 7725: who blocks the page names itself. It is the paper.
BLOCKED_BY = ("Link", '</>; rel="blocked-by"')


def register() -> None:
    """Declare the page, which stands at the story's address."""
    parts.page_kind(
        "takedown",
        find=find,
        templates="dateline/record/takedown.html",
        status=451,
        headers=(BLOCKED_BY,),
    )
    parts.part("takedown", "takedown", build)
    routes.register(route)
    pages.list_pages(
        lambda at: Takedown.objects.standing().values_list("address", flat=True).iterator()
    )


def route(path: str) -> routes.Route | None:
    """At the address of a story that was taken down. One indexed query for what looks like one."""
    if path.count("/") != 6:
        return None
    pk = Takedown.objects.standing().filter(address=path).values_list("pk", flat=True).first()
    return routes.Route("takedown", str(pk)) if pk else None


def find(pk: str, at: datetime) -> Takedown | None:
    """Return the takedown `pk` if it stands."""
    return Takedown.objects.standing().filter(pk=pk).first()


def build(takedown: Takedown, at: datetime) -> Built:
    """When and why it was taken down."""
    return Built(takedown_context(takedown), frozenset({f"story:{takedown.uid}"}))
