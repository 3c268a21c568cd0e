"""What stands at a path of the paper: a page, a way to where it went, a word that it is gone.

Whoever hands pages out without plates and the press that prints them ahead both ask here.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from dateline.press import parts, routes
from dateline.press.models import Signpost
from dateline.press.render import NothingThere, Printed, render


@dataclass(frozen=True)
class Page:
    """A page that can be handed out; one of kind ``gone`` says what is no more (410)."""

    kind: str
    id: str
    printed: Printed


@dataclass(frozen=True)
class Elsewhere:
    """Readers find what they look for at `target`."""

    target: str


def look(path: str, at: datetime, *, query: str = "") -> Page | Elsewhere | None:
    """Return what stands at `path` at `at`, or None. Pages made for whoever asks take `query`."""
    if routes.CONTROL.search(path):
        return None
    route = routes.find(path)
    if route is not None:
        id = query if parts.kind_named(route.kind).live else route.id
        with suppress(NothingThere):  # a route may look at the path alone
            return Page(route.kind, id, render(route.kind, id, at))
    target = routes.forwarded(path, at)
    if target is not None:
        return Elsewhere(target)
    signpost = Signpost.objects.filter(path=path).first()
    if signpost is None:
        return None
    if signpost.target:
        return Elsewhere(signpost.target)
    return Page("gone", path, render("gone", path, at))
