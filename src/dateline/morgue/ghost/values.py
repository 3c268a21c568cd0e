"""JSON of bounded depth, and the single values in it, which may be of any type."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

#: How deep lists and objects may stand in each other; a list in ten lists takes some forty.
MOST_DEPTH = 120

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# In milliseconds this is 1973, in seconds the year 5138: what is below must be seconds.
_SECONDS_BELOW = 1e11


class TooDeep(ValueError):
    """JSON nested deeper than `MOST_DEPTH`."""

    def __init__(self) -> None:
        super().__init__(f"nests its parts more than {MOST_DEPTH} levels deep")


def parse(text: str) -> Any:
    """Return the JSON in `text`. Raises `ValueError`, of which `TooDeep` is one."""
    try:
        value = json.loads(text, strict=False, parse_constant=_nothing)
    except RecursionError:
        raise TooDeep from None
    level: list[Any] = [value]
    for _ in range(MOST_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return value
    raise TooDeep


def _inside(value: Any) -> Iterable[Any]:
    parts = value.values() if isinstance(value, dict) else value
    return (
        [p for p in parts if isinstance(p, dict | list)] if isinstance(value, dict | list) else ()
    )


def _nothing(_: str) -> None:
    """Stand for NaN and Infinity, which are no values of JSON."""


def text(value: Any) -> str:
    """Return `value` as stripped text: ``""`` for what is neither text nor a number."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def flag(value: Any) -> bool:
    """Return whether `value` says yes: true, 1, ``"1"`` or ``"true"``."""
    return value is True or value == 1 or value in ("1", "true")


def rows(value: Any) -> list[dict[str, Any]]:
    """Return the objects in the list `value`: empty for anything else."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def number(value: Any) -> float:
    """Return `value` as a number to sort by, 0 where it is none."""
    try:
        found = float(text(value) or 0)
    except (ValueError, OverflowError):
        return 0.0
    return found if found == found else 0.0


def moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """Return the time that `value` names, in UTC, or `None` where it names none.

    Takes milliseconds (or seconds) since 1970, ISO and SQL. Ghost keeps its times in UTC, so one
    without an offset is in UTC; a bare date is midnight in `zone`.
    """
    said = text(value)
    try:
        if said.lstrip("-").replace(".", "", 1).isdecimal():
            seconds = float(said)
            seconds = seconds if abs(seconds) < _SECONDS_BELOW else seconds / 1000
            return _EPOCH + timedelta(milliseconds=round(seconds * 1000))
        at = datetime.fromisoformat(said.replace(" UTC", "+00:00"))
        if at.tzinfo is None:
            at = at.replace(tzinfo=zone if len(said) == 10 else UTC)
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
