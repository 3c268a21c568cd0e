"""From what stands at a path to the plate of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dateline.press import forms, holes, parts
from dateline.press.standing import Elsewhere, Page
from dateline.press.store import Filling, Plate


def plate_of(path: str, found: Page | Elsewhere, at: datetime, rooms: Mapping[str, int]) -> Plate:
    """Return the plate of what was `found` at `path` at `at`.

    `rooms` are the bytes that each hole takes by its name. What is gone has no words of its own:
    they stand at the path ``410``. Nor has what is made for whoever asks.
    """
    if isinstance(found, Elsewhere):
        bare = Plate(path, "moved", status=301, target=found.target)
    elif (kind := parts.kind_named(found.kind)).live:
        bare = Plate(path, "live", found.kind)
    elif found.kind == "gone" and path.startswith("/"):
        bare = Plate(path, "gone", found.kind, found.printed.status)
    else:
        printed = found.printed
        names = tuple(hole.name for hole in printed.holes)
        bare = Plate(
            path,
            "plate",
            found.kind,
            printed.status,
            printed.headers,
            holes=names,
            forms=forms.make(printed.segments, [rooms[name] for name in names]),
            quality=forms.SOON,
            reprint_at=printed.until.timestamp() if printed.until else None,
            keys=printed.keys,
            story=found.id if kind.read else "",
        )
    plate = replace(bare, printed_at=at.timestamp())
    return replace(plate, digest=plate.counted())


def fillings_of(hole: holes.Hole) -> tuple[Filling, ...]:
    """Return the values of a hole as the store keeps them."""
    return tuple(
        Filling(value.start.timestamp(), value.end.timestamp(), value.html) for value in hole.values
    )


def room_of(hole: holes.Hole, before: str) -> int:
    """Return the bytes that `hole` takes in pages from now on; never fewer than it took `before`
    (as it was noted): a page printed later has room for all that one printed earlier has."""
    return max(int(before or 0), forms.room_for(value.html for value in hole.values))
