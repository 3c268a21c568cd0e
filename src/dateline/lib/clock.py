"""Days, months and moments in a time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

#: Characters of a moment in any of the forms that are read.
LONGEST_MOMENT = 100


class UnknownZone(ValueError):
    """A name that is no IANA time zone."""


def now() -> datetime:
    """Return the moment, aware, in UTC."""
    return datetime.now(UTC)


def zone(name: str) -> ZoneInfo:
    """Return the time zone `name`. Raises `UnknownZone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: "Europe" is a folder
        raise UnknownZone(f"{name!r} is no time zone; use a name such as Europe/Lisbon") from error


def day_in(where: ZoneInfo, at: datetime) -> date:
    """Return the day it is in `where` at `at` (aware)."""
    return at.astimezone(where).date()


def month_bounds(year: int, month: int, where: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of a month in `where` and the first one after it (aware).

    Raises `ValueError` for a month that no calendar has.
    """
    following = date(year + month // 12, month % 12 + 1, 1)
    return (
        datetime.combine(date(year, month, 1), time(), where),
        datetime.combine(following, time(), where),
    )


def day_bounds(day: date, where: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of `day` in `where` and the first one after it (aware)."""
    return (
        datetime.combine(day, time(), where),
        datetime.combine(day + timedelta(days=1), time(), where),
    )


def parse_moment(text: str) -> datetime | None:
    """Return the moment (aware) that `text` names in ISO 8601 or RFC 2822, or None.

    A moment without an offset is none: it could be any of two dozen. RFC 2822 writes ``-0000``
    where only the writer's own zone is unknown; the moment is in UTC.
    """
    text = text.strip()
    if len(text) > LONGEST_MOMENT:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
            if moment.tzinfo is None and text.endswith("-0000"):
                moment = moment.replace(tzinfo=UTC)
            if moment.tzinfo is not None:
                moment.astimezone(UTC)  # a moment before the year 1 or after 9999 is none
                return moment
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
