"""A time as a story's file gives it: relative to day 0, or a date of the calendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

REMEDY = "write it as -3d 06:30 (days from day 0) or 2026-03-01 06:30"

_RELATIVE = re.compile(r"([+-]\d{1,5})d(?:\s+(\d{1,2}):(\d{2}))", re.ASCII)
_CALENDAR = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:(?:T|\s+)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)


def read_time(text: str, day0: date, zone: ZoneInfo) -> tuple[datetime, str]:
    """Return the time that `text` names, in UTC, and a doubt about it or ``""``.

    ``-3d 06:30`` is 06:30 in `zone` on the third day before `day0`; a calendar date without an
    offset is in `zone` too. A local time that the clocks skipped is moved forward by as much as
    they were; one that they showed twice is the first of the two. Raises `ValueError` when
    `text` is no time.
    """
    text = text.strip()
    try:
        if found := _RELATIVE.fullmatch(text):
            day = day0 + timedelta(days=int(found[1]))
            return _in_zone(datetime.combine(day, time(int(found[2]), int(found[3]))), zone)
        if found := _CALENDAR.fullmatch(text):
            clock = found[2] or "00:00"
            clock = clock if clock[2] == ":" else f"0{clock}"
            at = datetime.fromisoformat(f"{found[1]}T{clock}")
            if found[3]:
                offset = "+00:00" if found[3] in {"Z", "UTC"} else found[3]
                return datetime.fromisoformat(f"{at.isoformat()}{offset}").astimezone(UTC), ""
            placed, doubt = _in_zone(at, zone)
            return placed, doubt or ("" if found[2] else "no time of day given, 00:00 taken")
    except (ValueError, OverflowError) as error:
        raise ValueError(REMEDY) from error
    raise ValueError(REMEDY)


def _in_zone(at: datetime, zone: ZoneInfo) -> tuple[datetime, str]:
    # In UTC, because Python calls a local time of the hour that the clocks show twice unequal
    # to the same moment elsewhere: a story compared with its stored self would seem changed.
    moment = at.replace(tzinfo=zone).astimezone(UTC)
    real = moment.astimezone(zone)
    if real.replace(tzinfo=None) == at:
        return moment, ""
    return moment, f"{at:%H:%M} was skipped by the clocks that day, moved forward to {real:%H:%M}"
