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
_ABROAD = {
    1: "janvier janv januar jänner jan enero ene gennaio gen janeiro januari",
    2: "février févr fevrier februar feb febrero febbraio fevereiro fev februari",
    3: "mars märz maerz mär marzo março maart",
    4: "avril avr april abril abr aprile apr",
    5: "mai mayo maggio mag maio mei",
    6: "juin juni junio giugno giu junho",
    7: "juillet juil juli julio luglio lug julho",
    8: "août aout august agosto ago augustus",
    9: "septembre sept september septiembre setiembre settembre setembro",
    10: "octobre oct oktober okt octubre ottobre ott outubro out",
    11: "novembre nov november noviembre novembro",
    12: "décembre déc decembre dezember dez diciembre dic dicembre dezembro december",
}
_MONTHS_ABROAD = {name: month for month, names in _ABROAD.items() for name in names.split()}
_WORDS_ABROAD = re.compile(
    rf"(?<![\w])(\d{{1,2}})(?:er|\.|º|°)?\s+(?:de\s+|di\s+)?({'|'.join(_MONTHS_ABROAD)})\.?\s+"
    r"(?:de[l]?\s+)?(\d{4})(?!\d)",
    re.I,
)
#: Day first where dots stand between, or where the other figure can be no month.
_DOTS = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2})(?!\d)")
_SLASHES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})(?![\d/])")
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
    """Return the first full date in `text`, or None.

    Read are months in words of English, French, German, Spanish, Italian, Portuguese and Dutch,
    year first, and day first with dots; with slashes only where one figure is above 12.
    """
    found = _found(text)
    return found[0] if found else None


def day_place(text: str) -> tuple[int, int] | None:
    """Return where in `text` the date that `day_in` reads begins and ends, or None."""
    found = _found(text)
    return found[1].span() if found else None


def two_ways(text: str) -> str:
    """Return the date in `text` that may be read day first or month first, or ``""``."""
    found = _SLASHES.search(text)
    fits = found and not day_in(text) and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 12
    return found[0] if found and fits else ""


def _found(text: str) -> tuple[date, re.Match[str]] | None:
    found = _WORDS.search(text)
    if found:
        name = (found["m1"] or found["m2"])[:3].lower()
        month = [full[:3] for full in MONTHS].index(name) + 1
        day = _date(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))
    elif found := _WORDS_ABROAD.search(text):
        day = _date(int(found[3]), _MONTHS_ABROAD[found[2].lower()], int(found[1]))
    elif found := _NUMBERS.search(text) or _KOREAN.search(text):
        day = _date(*map(int, found.groups()))
    elif found := _DOTS.search(text):
        day = _date(int(found[3]), int(found[2]), int(found[1]))
    elif found := _SLASHES.search(text):
        one, two = int(found[1]), int(found[2])
        sure = max(one, two) > 12 or one == two
        day = _date(int(found[3]), min(one, two), max(one, two)) if sure else None
    return (day, found) if found and day else None


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
