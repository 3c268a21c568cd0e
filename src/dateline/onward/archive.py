"""A section's archive: a page for each calendar month, by day where a month is very long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateline.masthead.contexts import LinkContext
from dateline.masthead.models import SLUG, Section
from dateline.masthead.queries import live_sections, masthead
from dateline.onward import queries
from dateline.onward.contexts import (
    DayContext,
    DayLink,
    MonthContext,
    MonthLink,
    cards_of,
    story_keys,
)
from dateline.press import routes
from dateline.press.parts import Built
from dateline.stories.contexts import CardContext

#: A month with more stories than this is listed by day.
MONTH_LENGTH = 200
_MONTH = re.compile(rf"/({SLUG}/[0-9]{{4}}/(?:0[1-9]|1[0-2]))/")
_DAY = re.compile(rf"/({SLUG}/[0-9]{{4}}/(?:0[1-9]|1[0-2])/[0-3][0-9])/")
#: Outside these years a month's bounds cannot be told in every zone.
FIRST_YEAR, LAST_YEAR = 1000, 9998


@dataclass(frozen=True)
class Month:
    """One calendar month of a section."""

    section: Section
    first: date


@dataclass(frozen=True)
class Day:
    """One day of a month that is listed by day, and the days of that month with stories."""

    month: Month
    day: date
    days: tuple[date, ...]


def route(path: str) -> routes.Route | None:
    """``/<section>/<yyyy>/<mm>/`` and ``/<section>/<yyyy>/<mm>/<dd>/``. Looks at the path alone."""
    if month := _MONTH.fullmatch(path):
        return routes.Route("month", month[1])
    if day := _DAY.fullmatch(path):
        return routes.Route("day", day[1])
    return None


def find_month(id: str, at: datetime) -> Month | None:
    """Return the month ``section/yyyy/mm``, if the section printed something in it."""
    slug, year, number = id.split("/")
    section = queries.section_at(slug, at)
    if section is None or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    month = Month(section, date(int(year), int(number), 1))
    stories = queries.of_month(section, month.first, masthead().zone, at)
    return month if stories.exists() else None


def find_day(id: str, at: datetime) -> Day | None:
    """Return the day ``section/yyyy/mm/dd``, if its month is listed by day and it has stories."""
    month_id, _, number = id.rpartition("/")
    month = find_month(month_id, at)
    zone = masthead().zone
    if month is None or not _is_by_day(month, zone, at):
        return None
    days = queries.days_of(month.section, month.first, zone, at)
    day = next((day for day in days if day.day == int(number)), None)
    return Day(month, day, tuple(days)) if day is not None else None


def build_month(month: Month, at: datetime) -> Built:
    """All stories of one month, or its days where they are very many, and the months around."""
    zone = masthead().zone
    section, first = month.section, month.first
    cards: tuple[CardContext, ...] = ()
    days: list[date] = []
    if _is_by_day(month, zone, at):
        days = queries.days_of(section, first, zone, at)
    else:
        cards = cards_of(queries.of_month(section, first, zone, at))
    earlier = queries.month_before(section, first, zone, at)
    later = queries.month_after(section, first, zone, at)
    context = MonthContext(
        section=LinkContext(section.title, section.address),
        first=first,
        cards=cards,
        earlier=month_link(section, earlier) if earlier else None,
        later=month_link(section, later) if later else None,
        days=tuple(_day_link(section, day) for day in days),
    )
    keys = {f"section:{section.pk}", f"section:{section.pk}/{first:%Y-%m}"}
    return Built(context, frozenset(keys) | story_keys(cards))


def build_day(day: Day, at: datetime) -> Built:
    """All stories of one day, and the days around it."""
    section = day.month.section
    cards = cards_of(queries.of_day(section, day.day, masthead().zone, at))
    place = day.days.index(day.day)
    later, earlier = day.days[:place][-1:], day.days[place + 1 :][:1]
    context = DayContext(
        section=LinkContext(section.title, section.address),
        month=month_link(section, day.month.first),
        day=day.day,
        cards=cards,
        earlier=_day_link(section, *earlier) if earlier else None,
        later=_day_link(section, *later) if later else None,
    )
    keys = {f"section:{section.pk}", f"section:{section.pk}/{day.day:%Y-%m-%d}"}
    return Built(context, frozenset(keys) | story_keys(cards))


def paths_of(key: re.Match[str], at: datetime) -> list[str]:
    """Return the path of the month or day that ``section:3/2026-11`` or ``…-26`` is about."""
    pk, *date = key.groups()
    slugs = live_sections().filter(pk=pk).values_list("slug", flat=True)
    return ["/".join(("", slug, *filter(None, date), "")) for slug in slugs]


def every_path(at: datetime) -> Iterator[str]:
    """Yield the paths of all months in print, and of the days of those that are listed by day."""
    zone = masthead().zone
    months = queries.months_of_all(live_sections(), zone, at)
    for section in live_sections():
        for first in months.get(section.pk, []):
            yield f"{section.address}{first:%Y/%m}/"
            if _is_by_day(Month(section, first), zone, at):
                for day in queries.days_of(section, first, zone, at):
                    yield f"{section.address}{day:%Y/%m/%d}/"


def month_link(section: Section, first: date) -> MonthLink:
    """Return the link to the month of `first`."""
    return MonthLink(first, f"{section.address}{first:%Y/%m}/")


def _day_link(section: Section, day: date) -> DayLink:
    return DayLink(day, f"{section.address}{day:%Y/%m/%d}/")


def _is_by_day(month: Month, zone: ZoneInfo, at: datetime) -> bool:
    stories = queries.of_month(month.section, month.first, zone, at)
    return queries.is_longer(stories, MONTH_LENGTH)
