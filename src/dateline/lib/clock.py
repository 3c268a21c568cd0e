"""Days, months and moments in a time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class UnknownZone(ValueError):
    """A name that is no IANA time zone."""


def now() -> datetime:
    """Return the moment, aware, in UTC."""
    return datetime.now(UTC)


def zone(name: str) -> ZoneInfo:
    """Return the time zone `name`. Raises `UnknownZone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UnknownZone(f"{name!r} is no time zone; use a name such as Europe/Lisbon") from error


def day_in(where: ZoneInfo, at: datetime) -> date:
    """Return the day it is in `where` at `at` (aware)."""
    return at.astimezone(where).date()


def month_bounds(year: int, month: int, where: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first moment of a month in `where` and the first one after it (aware)."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (
        datetime.combine(date(year, month, 1), time(), where),
        datetime.combine(following, time(), where),
    )


def parse_moment(text: str) -> datetime | None:
    """Return the moment that `text` names in ISO 8601 or RFC 2822, or None.

    A moment without an offset is none: it could be any of two dozen.
    """
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text.strip())
        except (ValueError, TypeError, IndexError):
            continue
        if moment.tzinfo is not None:
            return moment
    return None
