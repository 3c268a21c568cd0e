"""Proves that whoever follows an old address finds what stood there, or learns it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from dateline.press import routes, standing


@dataclass(frozen=True)
class Checked:
    """An old address and what it does: ``answers``, ``leads on`` (one redirect to a page), ``gone``
    (410); else ``missing`` (404) or ``lost on the way``, with a word on why."""

    address: str
    verdict: str
    why: str = ""

    @property
    def good(self) -> bool:
        """Whether a reader gets a page through one redirect at most, or learns that it is gone."""
        return self.verdict in {"answers", "leads on", "gone"}


def checked(address: str, at: datetime | None = None) -> Checked:
    """Return what `address` does at `at` (now): whole, or a path, with or without a query."""
    at = at or timezone.now()
    try:
        parts = urlsplit(address)
    except ValueError:
        return Checked(address, "missing", "is no address")
    path = unquote(parts.path) or "/"
    numbered = routes.numbered(path, parts.query) if parts.query else None
    way = routes.forwarded(numbered, at) if numbered else None
    if way is None:
        if parts.query:
            return Checked(address, "missing", "nothing in print has this number")
        found = standing.look(path, at)
        if found is None and not path.endswith("/"):
            found = standing.Elsewhere(f"{path}/")
        if found is None:
            return Checked(address, "missing")
        if isinstance(found, standing.Page):
            return Checked(address, "gone" if found.kind == "gone" else "answers")
        way = found.target
    end = standing.look(way, at)
    if isinstance(end, standing.Page):
        return Checked(address, "gone" if end.kind == "gone" else "leads on")
    why = f"leads to {way}, where nothing stands" if end is None else f"leads to {way} and further"
    return Checked(address, "lost on the way", why)
