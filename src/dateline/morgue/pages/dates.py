"""Reads the dates that pages state, and says how far each can be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

#: No page on the web is older.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|t)?" if name[3:] else name for name in MONTHS)
_WORDS = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}}))\b",
    re.I,
)
_NUMBERS = re.compile(r"(?<!\d)((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_KOREAN = re.compile(r"((?:19|20)\d{2})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")


@dataclass(frozen=True)
class Stated:
    """A date as a page states it: `at` is aware, `doubt` says what was missing in it."""

    at: datetime
    text: str
    doubt: str = ""


def stated(text: str, *, now: datetime | None = None) -> Stated | None:
    """Return the date in the machine-readable `text` (ISO 8601 and near it), or None.

    A time without a zone is taken as UTC and a day without a time as its noon in UTC, which
    is the same day nearly everywhere; both carry a doubt. Implausible dates are None.
    """
    raw = " ".join(text.split())
    found = _ISO.match(raw)
    if not found:
        mail = _mail_date(raw)
        if mail is not None and plausible(mail, now):
            return Stated(mail, raw)
        day = day_in(raw)
        return _day_only(day, raw, now) if day else None
    year, month, day_, hour, minute, second, _, zone = found.groups()
    try:
        on = date(int(year), int(month), int(day_))
        if hour is None:
            return _day_only(on, raw, now)
        clock = time(int(hour), int(minute), min(int(second or 0), 59))
        if zone is None:
            at = datetime.combine(on, clock, UTC)
            doubt = f"the page gives the time {raw} without a time zone; it was read as UTC"
        else:
            offset = "+0000" if zone.upper() in {"Z", "UTC", "GMT"} else zone.replace(":", "")
            at = datetime.strptime(f"{on} {clock} {offset}", "%Y-%m-%d %H:%M:%S %z")
            doubt = ""
    except ValueError:
        return None
    return Stated(at, raw, doubt) if plausible(at, now) else None


def _mail_date(raw: str) -> datetime | None:
    """Return a date as mail writes it (``Wed, 04 May 2022 00:21:00 -0300``), with its zone."""
    try:
        at = parsedate_to_datetime(raw)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def plausible(at: datetime, now: datetime | None = None) -> bool:
    """Say whether a page can have been published `at`: since 1990, at most a day from now."""
    return EARLIEST <= at <= (now or datetime.now(UTC)) + timedelta(days=1)


def day_in(text: str) -> date | None:
    """Return the first full date written out in `text` (English words, or figures), or None."""
    found = _WORDS.search(text)
    if found:
        name = (found["m1"] or found["m2"])[:3].lower()
        month = [full[:3] for full in MONTHS].index(name) + 1
        return _date(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))
    found = _NUMBERS.search(text) or _KOREAN.search(text)
    return _date(*map(int, found.groups())) if found else None


def day_place(text: str) -> tuple[int, int] | None:
    """Return where in `text` the date that `day_in` reads begins and ends, or None."""
    found = _WORDS.search(text) or _NUMBERS.search(text) or _KOREAN.search(text)
    return found.span() if found and day_in(text) else None


def day_only(text: str, *, now: datetime | None = None) -> Stated | None:
    """Return the day written out in `text` as its noon in UTC, with its doubt, or None."""
    day = day_in(text)
    return _day_only(day, " ".join(text.split()), now) if day else None


def _day_only(day: date, raw: str, now: datetime | None) -> Stated | None:
    at = datetime.combine(day, time(12), UTC)
    doubt = f"only the day was taken from “{raw}”; the hour, noon in UTC, is a stand-in"
    return Stated(at, raw, doubt) if plausible(at, now) else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
