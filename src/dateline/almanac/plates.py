"""What the almanac prints into the dateline bar: the day, and the weather at the paper's place."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.html import format_html, strip_tags

from dateline.almanac.providers import provider_named
from dateline.almanac.queries import shown, station
from dateline.almanac.weather import HOLDS, SKIES, Moment
from dateline.broadsheet.dates import long_date
from dateline.conf.options import option
from dateline.masthead.models import Masthead
from dateline.masthead.queries import masthead
from dateline.press import holes

#: How far ahead today's date is written (design, section 7).
DAYS_AHEAD = 400


def register() -> None:
    """Declare the holes of the dateline bar."""
    holes.register("today", today)
    holes.register("weather", weather)


def today(at: datetime) -> tuple[holes.Value, ...]:
    """Today's date in the paper's zone and language, for each of the coming days.

    It is furniture: ``class="today"`` and its place outside the story keep extractors from
    taking it for the story's date.
    """
    paper = masthead()
    return _days(at.astimezone(paper.zone).date(), paper.zone, paper.language)


def weather(at: datetime) -> tuple[holes.Value, ...]:
    """The weather at the paper's place, from the moment it was read until it is too old.

    Each value says when it was read and by whom. Two queries.
    """
    name = option("WEATHER_PROVIDER")
    row = station()
    moments = shown(row, name)
    if not moments or row.read_at is None:
        return ()
    try:
        provider = provider_named(name)
    except LookupError:  # its code has gone since: the checks say so, pages go on
        provider = None
    if provider is None:
        return ()
    paper = masthead()
    end = row.read_at + HOLDS
    with translation.override(paper.language):
        credit = str(provider.credit)
        pieces = [(each.at, _piece(each, row.read_at, credit, paper)) for each in moments]
    # The first holds from when it was read, whatever hour it is of.
    pieces[0] = (row.read_at, pieces[0][1])
    return tuple(
        holes.Value(html.encode(), start, min(until, end))
        for (start, html), (until, _) in pairwise([*pieces, (end, "")])
        if start < end
    )


def told_now(at: datetime) -> str:
    """Return in plain words what readers see of the weather at `at`, or ``""``."""
    return strip_tags(holes.Hole("weather", weather(at)).at(at).decode())


def degrees(celsius: float, units: str) -> str:
    """Return a temperature in words: ``−3 °C``, or ``27 °F`` where that is what readers use."""
    if units == Masthead.Units.IMPERIAL:
        value, unit = celsius * 9 / 5 + 32, "°F"
    else:
        value, unit = celsius, "°C"
    whole = round(value)
    return f"{'−' if whole < 0 else ''}{abs(whole)}\u00a0{unit}"


def _piece(each: Moment, read_at: datetime, credit: str, paper: Masthead) -> str:
    # No <time>: an extractor that looks for the story's date shall find none of today's.
    hour = read_at.astimezone(paper.zone).strftime("%H:%M")
    sky = SKIES.get(each.sky)
    return format_html(
        '<li class="weather">{}{} <small>· {}, {}</small></li>',
        degrees(each.celsius, paper.units),
        f", {sky}" if sky else "",
        credit,
        hour,
    )


@lru_cache(maxsize=4)
def _days(first: date, zone: ZoneInfo, language: str) -> tuple[holes.Value, ...]:
    """The values from `first` on: the same for every page printed on one day."""
    values = []
    for ahead in range(DAYS_AHEAD):
        day = first + timedelta(days=ahead)
        start = datetime.combine(day, time(), zone)
        end = datetime.combine(day + timedelta(days=1), time(), zone)
        html = format_html(
            '<time class="today" datetime="{}">{}</time>',
            day.isoformat(),
            long_date(day, language),
        )
        values.append(holes.Value(html.encode(), start, end))
    return tuple(values)
