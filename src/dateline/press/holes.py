"""Holes: places in a page that are filled when it is handed out, by the clock alone.

A hole's values carry the whole piece, heading included, so that a hole that runs dry leaves
nothing behind. In a template: ``{% load press %}{% hole "today" %}``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dateline.lib import once


@dataclass(frozen=True)
class Value:
    """What fills a hole from `start` up to, not including, `end` (both aware)."""

    html: bytes
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Hole:
    """A named place and its values in the order of time."""

    name: str
    values: tuple[Value, ...]

    def at(self, moment: datetime) -> bytes:
        """Return what stands in the hole at `moment`; nothing outside its values."""
        for value in self.values:
            if value.start <= moment < value.end:
                return value.html
        return b""


Filler = Callable[[datetime], tuple[Value, ...]]
_fillers: dict[str, Filler] = {}


class UnknownHole(LookupError):
    """A template names a hole that no room fills."""


def register(name: str, fill: Filler) -> None:
    """Let `fill` give the values of hole `name`, as known at the moment of printing."""
    _fillers[name] = fill


def fill(name: str, at: datetime) -> Hole:
    """Return hole `name` with its values: of one printing, filled once for all its pages. Raises
    `UnknownHole`."""
    try:
        filler = _fillers[name]
    except KeyError:
        raise UnknownHole(f"no room fills a hole named {name!r}") from None
    return once.remembered((fill, name, at), lambda: Hole(name, filler(at)))


def names() -> tuple[str, ...]:
    """Return the names of all holes."""
    return tuple(_fillers)


class Marks:
    """The marks that stand for holes while one page is rendered.

    They carry 128 random bits, so that no text of a story can pass for one.
    """

    def __init__(self) -> None:
        self._token = secrets.token_hex(16)
        self._names: list[str] = []

    def mark(self, name: str) -> str:
        """Return the mark that stands for hole `name`."""
        if name not in _fillers:
            raise UnknownHole(f"no room fills a hole named {name!r}")
        self._names.append(name)
        return f"<!--hole {self._token} {len(self._names) - 1}-->"

    def split(self, page: str) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
        """Return the segments of `page` and, between them, the names of its holes."""
        segments: list[bytes] = []
        names: list[str] = []
        rest = page
        while True:
            before, found, after = rest.partition(f"<!--hole {self._token} ")
            segments.append(before.encode())
            if not found:
                return tuple(segments), tuple(names)
            number, _, rest = after.partition("-->")
            names.append(self._names[int(number)])
