"""Which pages there are and which parts stand on them.

Rooms register in ``AppConfig.ready`` (their ``plates.py``): a page kind says how its subject is
found and which template prints it; a part says what fills one slot of it. The press and the
request path both go through `dateline.press.render.render`, which knows no room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

#: A part that stands on every page is registered for this kind.
EVERY_PAGE = "*"


@dataclass(frozen=True)
class Built:
    """What was built: the context for a part's slot, or a whole body; and the keys of it."""

    context: Any
    keys: frozenset[str] = frozenset()
    #: From when on the same would be built otherwise by the clock alone; None: never.
    until: datetime | None = None


@dataclass(frozen=True)
class PageKind:
    """One kind of page.

    `find` returns the subject for an id at a moment, or None where there is none in print.
    `templates` names the candidates, specific before general.
    """

    name: str
    find: Callable[[str, datetime], Any | None]
    templates: Callable[[Any], Iterable[str]]
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    #: What its answers say beside their type.
    headers: tuple[tuple[str, str], ...] = ()
    #: Made for whoever asks, from the query of the address, which is its id; nobody may keep it.
    live: bool = False
    #: Its id is the uid of the story that is read here.
    read: bool = False
    #: Builds the whole body itself, as bytes (feeds, sitemaps); then no template is asked.
    write: Callable[[Any, datetime], Built] | None = None


@dataclass(frozen=True)
class Part:
    """What fills `slot` on pages of `kind`."""

    kind: str
    slot: str
    build: Callable[[Any, datetime], Built]


@dataclass
class _Registry:
    kinds: dict[str, PageKind] = field(default_factory=dict)
    parts: dict[tuple[str, str], Part] = field(default_factory=dict)


_registry = _Registry()


class UnknownKind(LookupError):
    """No room prints pages of this kind."""


def page_kind(
    name: str,
    *,
    find: Callable[[str, datetime], Any | None],
    templates: Callable[[Any], Iterable[str]] | str = "",
    status: int = 200,
    content_type: str = "text/html; charset=utf-8",
    headers: tuple[tuple[str, str], ...] = (),
    live: bool = False,
    read: bool = False,
    write: Callable[[Any, datetime], Built] | None = None,
) -> PageKind:
    """Register a page kind and return it. A later registration replaces an earlier one."""
    names = (lambda _: (templates,)) if isinstance(templates, str) else templates
    kind = PageKind(name, find, names, status, content_type, headers, live, read, write)
    _registry.kinds[name] = kind
    return kind


def part(kind: str, slot: str, build: Callable[[Any, datetime], Built]) -> Part:
    """Register what fills `slot` on pages of `kind` (`EVERY_PAGE`: on all of them)."""
    registered = Part(kind, slot, build)
    _registry.parts[(kind, slot)] = registered
    return registered


def kind_named(name: str) -> PageKind:
    """Return the page kind `name`. Raises `UnknownKind`."""
    try:
        return _registry.kinds[name]
    except KeyError:
        raise UnknownKind(f"no room prints pages of kind {name!r}") from None


def parts_of(kind: str) -> list[Part]:
    """Return the parts of pages of `kind`: those of every page first, its own win a slot."""
    slots = {p.slot: p for p in _registry.parts.values() if p.kind == EVERY_PAGE}
    slots |= {p.slot: p for p in _registry.parts.values() if p.kind == kind}
    return list(slots.values())


def kinds() -> tuple[PageKind, ...]:
    """Return all page kinds."""
    return tuple(_registry.kinds.values())
