"""Proves the plate store: each plate against its hash, and against what would be printed now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

import brotli
from django.utils import timezone

from dateline.lib import once
from dateline.press import forms, pages, plating, standing
from dateline.press.models import Signpost
from dateline.press.snapshot import snapshot
from dateline.press.store import ALL, Plate, Store

#: How much of a line that differs is shown.
SHOWN = 100


@dataclass(frozen=True)
class Difference:
    """What is wrong with the plate at `path`, or (`expected`) other than it would be made now."""

    path: str
    what: str
    expected: bool = False


def verify(store: Store) -> Iterator[Difference]:
    """Yield what differs, path by path. Pages that are due already are not compared.

    All that is read of the newsroom is of one instant. Stories keep the lists of others with
    which they were printed: where nothing else differs, that is told as `expected`.
    """
    with snapshot(), once.printing():
        at = timezone.now()
        wanted = set(pages.all_pages(at)) | set(Signpost.objects.values_list("path", flat=True))
        there = set(store.paths())
        due = set(store.due(at.timestamp(), ALL))
        for path in sorted(wanted - there):
            yield Difference(path, "a page stands there and no row tells of it")
        for path in sorted(there):
            try:
                plate = store.find(path)
                fault = damage(plate) if plate else ""
            except forms.Damaged as error:
                plate, fault = None, f"damaged: {error}"
            if fault:
                yield Difference(path, fault)
            elif plate is not None and plate.state != "stub" and path not in due:
                yield from _compared(store, plate, at)


def damage(plate: Plate) -> str:
    """Return what is damaged of `plate`, or ``""``: its hash is counted anew, and each of its forms
    read as a browser reads it."""
    if plate.state == "stub":
        return ""
    if plate.counted() != plate.digest:
        return "damaged: it is not what was printed, by its hash"
    if plate.forms is None:
        return ""
    values = [b"-" * (room - len(forms.BLANKS)) for room in plate.forms.rooms]
    told = plate.forms.brotlied(values)
    padded = [
        forms.padded(value, room) for value, room in zip(values, plate.forms.rooms, strict=True)
    ]
    try:
        if told is not None and brotli.decompress(told) != plate.forms.identity(padded):
            return "damaged: its brotli form says something else"
    except brotli.error as error:
        return f"damaged: its brotli form cannot be read ({error})"
    return ""


def _compared(store: Store, plate: Plate, at: datetime) -> Iterator[Difference]:
    try:
        found = standing.look(plate.path, at)
    except Exception as error:  # noqa: BLE001  whatever a template or a row does
        yield Difference(plate.path, f"it cannot be printed now: {type(error).__name__}: {error}")
        return
    if found is None:
        yield Difference(plate.path, "it stands here, and no page stands there")
        return
    filled = found.printed.holes if isinstance(found, standing.Page) else ()
    rooms = {hole.name: plating.room_of(hole, "") for hole in filled}
    now = plating.plate_of(plate.path, found, at, rooms)
    if now.digest == plate.digest:
        return
    lists = {key for key in now.keys ^ store.keys_of(plate.path) if key.startswith("story:")}
    if plate.kind == "story" and lists:
        yield Difference(plate.path, "it offers other stories than it would now", expected=True)
    else:
        yield Difference(plate.path, f"it would be printed otherwise now: {_first(plate, now)}")


def _first(plate: Plate, now: Plate) -> str:
    """Return the first line in which two plates differ."""
    heads = [f"{each.state} {each.status} {each.target}" for each in (plate, now)]
    if heads[0] != heads[1]:
        return ", now ".join(heads)
    if plate.forms is None or now.forms is None:
        return "its head"
    before, after = (
        b"".join(each.segments()).decode().splitlines() for each in (plate.forms, now.forms)
    )
    for number, (line, other) in enumerate(zip_longest(before, after, fillvalue=""), 1):
        if line != other:
            return f"line {number}, {line.strip()[:SHOWN]!r}, now {other.strip()[:SHOWN]!r}"
    return "its head or its holes"
