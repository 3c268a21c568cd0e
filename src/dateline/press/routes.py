"""From a path to the page that stands there.

Rooms register routes; the first that knows a path says what page that is. A route looks at the
path and at most at one row, so that a path nobody knows costs the same as any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Route:
    """The page that stands at a path."""

    kind: str
    id: str


#: No address of the paper has any, and PostgreSQL takes no NUL in a text.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

_NUMBER = re.compile(r"[A-Za-z][\w-]{0,19}=\d{1,12}", re.ASCII)


def numbered(path: str, query: str) -> str | None:
    """Return `path` with what its query begins with, where that is a number by name: older systems
    had such addresses (``/?p=12``). None for any other query."""
    first = query.partition("&")[0]
    return f"{path}?{first}" if _NUMBER.fullmatch(first) else None


Finder = Callable[[str], Route | None]
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Let `finder` say which page stands at a path. Usable as a decorator."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


Forwarder = Callable[[str, datetime], str | None]
_forwarders: list[Forwarder] = []


def register_forwarder(forwarder: Forwarder) -> Forwarder:
    """Let `forwarder` say where the page stands that a path is another name of."""
    if forwarder not in _forwarders:
        _forwarders.append(forwarder)
    return forwarder


def forwarded(path: str, at: datetime) -> str | None:
    """Return where readers of `path`, where no page stands, find it at `at`, or None."""
    for forwarder in _forwarders:
        target = forwarder(path, at)
        if target is not None:
            return target
    return None


def find(path: str) -> Route | None:
    """Return the page at `path`, or None. None stands at one with control characters."""
    if CONTROL.search(path):
        return None
    for finder in _finders:
        route = finder(path)
        if route is not None:
            return route
    return None
