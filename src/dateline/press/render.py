"""Renders one page: the only way by which anything public is made."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template import loader
from django.utils import translation

from dateline.lib import once
from dateline.press import holes, parts

#: The paper's own stylesheets in the head of a page: browsers are told of them before they have it,
#: also by a proxy in front that sends such hints ahead (RFC 8297).
_STYLESHEET = re.compile(r'<link rel="stylesheet" href="(/[^"/>][^">]*)"')
_HEAD = 20_000


class NothingThere(LookupError):
    """There is no page of that kind and id in print."""


@dataclass(frozen=True)
class Printed:
    """One printed page, which is another one from `until` on by the clock alone.

    `segments` are the bytes between the holes: one more than there are `holes`. `keys` say
    what the page was made from.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    segments: tuple[bytes, ...]
    holes: tuple[holes.Hole, ...]
    keys: frozenset[str]
    until: datetime | None = None

    def body(self, at: datetime) -> bytes:
        """Return the page as it is handed out at `at`, holes filled."""
        pieces = [self.segments[0]]
        for hole, segment in zip(self.holes, self.segments[1:], strict=True):
            pieces += [hole.at(at), segment]
        return b"".join(pieces)

    def etag(self, at: datetime) -> str:
        """Return the entity tag of the page as it is handed out at `at`."""
        return f'"{hashlib.sha256(self.body(at)).hexdigest()[:32]}"'


def render(kind: str, id: str, at: datetime) -> Printed:
    """Render the page of `kind` with `id` as an anonymous reader gets it at `at`.

    Only what is in print is found. Raises `NothingThere`, and `parts.UnknownKind`.
    """
    page = parts.kind_named(kind)
    with once.printing():
        subject = page.find(id, at)
        if subject is None:
            raise NothingThere(f"no {kind} {id} in print")
        return render_subject(kind, subject, at)


def render_subject(kind: str, subject: Any, at: datetime) -> Printed:
    """Render a page of `kind` about `subject`, which need not be in print: previews do so too."""
    with once.printing():
        return _print(parts.kind_named(kind), subject, at)


def _print(page: parts.PageKind, subject: Any, at: datetime) -> Printed:
    if page.write is not None:
        built = page.write(subject, at)
        headers = _headers(page)
        return Printed(page.status, headers, (built.context,), (), built.keys, built.until)
    context: dict[str, Any] = {}
    keys, until = frozenset[str](), None
    for part in parts.parts_of(page.name):
        built = part.build(subject, at)
        context[part.slot] = built.context
        keys |= built.keys
        if built.until is not None:
            until = min(until or built.until, built.until)
    marks = holes.Marks()
    context["hole_marks"] = marks
    language = getattr(context.get("paper"), "language", None)
    with translation.override(language or translation.get_language() or "en-gb"):
        html = loader.select_template(list(page.templates(subject))).render(context)
    segments, names = marks.split(html)
    filled = tuple(holes.fill(name, at) for name in names)
    return Printed(page.status, _headers(page, html), segments, filled, keys, until)


def _headers(page: parts.PageKind, html: str = "") -> tuple[tuple[str, str], ...]:
    headers = {"Content-Type": page.content_type, **dict(page.headers)}
    links = [f"<{path}>; rel=preload; as=style" for path in _STYLESHEET.findall(html[:_HEAD])]
    if links:
        headers["Link"] = ", ".join([headers["Link"], *links] if "Link" in headers else links)
    if page.live:
        headers["Cache-Control"] = "no-store"
    return tuple(headers.items())
