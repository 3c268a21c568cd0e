"""Holes: places in a page that are filled when it is handed out, by the clock alone.

A hole's values carry the whole piece, heading included, so that a hole that runs dry leaves
nothing behind. In a template: ``{% load press %}{% hole "today" %}``. Holes of one sort that are
as many as the sections, say, are a family: ``{% hole "most_read:section:3" %}``.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
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
FamilyFiller = Callable[[datetime], Mapping[str, tuple[Value, ...]]]
_fillers: dict[str, Filler] = {}
_families: dict[str, FamilyFiller] = {}


class UnknownHole(LookupError):
    """A template names a hole that no room fills."""


def register(name: str, fill: Filler) -> None:
    """Let `fill` give the values of hole `name`, as known at the moment of printing."""
    _fillers[name] = fill


def register_family(name: str, fill: FamilyFiller) -> None:
    """Let `fill` give the values of all holes ``name:…`` at once, such as one a section: those that
    it does not name are empty."""
    _families[name] = fill


def fill(name: str, at: datetime) -> Hole:
    """Return hole `name` with its values: of one printing, filled once for all its pages. Raises
    `UnknownHole`."""
    _require(name)
    if (filler := _fillers.get(name)) is not None:
        return once.remembered((fill, name, at), lambda: Hole(name, filler(at)))
    family, _, member = name.partition(":")
    return Hole(name, _members(family, at).get(member, ()))


def names() -> tuple[str, ...]:
    """Return the names of all holes that stand alone."""
    return tuple(_fillers)


def families() -> tuple[str, ...]:
    """Return the names of all families."""
    return tuple(_families)


def is_of_family(name: str) -> bool:
    """Whether `name` is that of a hole of a family."""
    family, colon, _ = name.partition(":")
    return bool(colon) and family in _families


def members(family: str, at: datetime) -> tuple[str, ...]:
    """Return the names of the holes of `family` that are not empty, as known at `at`."""
    return tuple(f"{family}:{member}" for member in _members(family, at))


def _members(family: str, at: datetime) -> Mapping[str, tuple[Value, ...]]:
    return once.remembered((_members, family, at), lambda: _families[family](at))


def _require(name: str) -> None:
    if name not in _fillers and not is_of_family(name):
        raise UnknownHole(f"no room fills a hole named {name!r}")


class Marks:
    """The marks that stand for holes while one page is rendered.

    They carry 128 random bits, so that no text of a story can pass for one.
    """

    def __init__(self) -> None:
        self._token = secrets.token_hex(16)
        self._names: list[str] = []

    def mark(self, name: str) -> str:
        """Return the mark that stands for hole `name`."""
        _require(name)
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
