"""Lists of stories. No count on a public page; each list reads an index and stops."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from dateline.lib.clock import day_bounds, month_bounds
from dateline.masthead.models import Contributor, Section
from dateline.masthead.queries import live_sections
from dateline.stories.models import Listing, Story, Topic
from dateline.stories.queries import StoryQuerySet

#: How many stories of each topic and of the section are looked at for others to read.
REACH = 30
#: How many months one query of `months_of_all` asks for.
WINDOW = 60


def newest(at: datetime) -> StoryQuerySet:
    """All stories in print, newest first."""
    return Story.objects.in_print(at).newest_first()


def section_at(slug: str, at: datetime) -> Section | None:
    """Return the section with `slug`, if readers may see it. One query."""
    return live_sections().filter(slug=slug).first()


def contributors(at: datetime) -> QuerySet[Contributor]:
    """Those who have a page: who works here, and who signed a story in print."""
    signed = Exists(Story.objects.in_print(at).filter(bylines__contributor=OuterRef("pk")))
    return Contributor.objects.working_here() | Contributor.objects.filter(signed)


def topics(at: datetime) -> QuerySet[Topic]:
    """Those that have a page: a story in print is about them."""
    return Topic.objects.filter(Exists(Story.objects.in_print(at).filter(topics=OuterRef("pk"))))


@dataclass(frozen=True)
class Candidate:
    """A story among the newest of a topic (`topic`) or of a section (None)."""

    story: int
    topic: int | None
    printed_at: datetime


def candidates(section: int | None, topics: Sequence[int], at: datetime) -> list[Candidate]:
    """Return the newest stories of each of `topics` and of `section`, `REACH` of each at most.

    One query, a walk into one index for each: written by hand, since Django gives no limit to
    the parts of a union on SQLite.
    """
    listing, story = Listing._meta.db_table, Story._meta.db_table
    parts, values = [], []
    for topic in topics:
        parts.append(
            f"SELECT * FROM (SELECT story_id, topic_id, printed_at FROM {listing}"  # noqa: S608
            " WHERE topic_id = %s ORDER BY printed_at DESC, story_id DESC LIMIT %s) AS listed"
        )
        values += [topic, REACH]
    if section is not None:
        parts.append(
            "SELECT * FROM (SELECT page_ptr_id AS story_id, CAST(NULL AS bigint) AS topic_id,"  # noqa: S608
            f" printed_at FROM {story} WHERE in_print AND section_id = %s"
            " ORDER BY printed_at DESC, page_ptr_id DESC LIMIT %s) AS listed"
        )
        values += [section, REACH]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        rows = cursor.fetchall()
    return [Candidate(pk, topic, _moment(printed_at)) for pk, topic, printed_at in rows]


def _moment(value: Any) -> datetime:
    """Return what a database gives for a moment: SQLite gives text, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def months_of(
    section: Section, zone: ZoneInfo, at: datetime, most: int | None = None
) -> list[date]:
    """Return the first days of the months in which `section` printed stories, newest first.

    One look into the section's listing index for each month, `most` at the most: the cost
    depends on how long the paper has been printed, never on how much.
    """
    months: list[date] = []
    month = latest_month(section, zone, at)
    while month is not None and (most is None or len(months) < most):
        months.append(month)
        month = month_before(section, month, zone, at)
    return months


def months_of_all(
    sections: QuerySet[Section], zone: ZoneInfo, at: datetime
) -> dict[int, list[date]]:
    """Return the same for each of `sections`, by its number.

    Two queries for five years in which the paper was printed, however many sections it has.
    """
    months: dict[int, list[date]] = {}
    oldest_first = Story.objects.in_print(at).order_by("printed_at", "pk")
    first = _month(oldest_first, zone)
    while first is not None:
        window = [_months_later(first, number) for number in range(WINDOW)]
        spans = [month_bounds(month.year, month.month, zone) for month in window]
        for pk, stands in _filled(sections, spans, at).items():
            found = [month for month, stand in zip(window, stands, strict=True) if stand]
            months[pk] = found[::-1] + months.get(pk, [])
        first = _month(oldest_first.filter(printed_at__gte=spans[-1][1]), zone)
    return months


def latest_month(section: Section, zone: ZoneInfo, at: datetime) -> date | None:
    """Return the month of the newest story of `section`. One index look-up."""
    return _month(newest(at).of_section(section), zone)


def month_before(section: Section, first: date, zone: ZoneInfo, at: datetime) -> date | None:
    """Return the last month before that of `first` that has stories. One index look-up."""
    start, _ = month_bounds(first.year, first.month, zone)
    return _month(newest(at).of_section(section).filter(printed_at__lt=start), zone)


def month_after(section: Section, first: date, zone: ZoneInfo, at: datetime) -> date | None:
    """Return the next month after that of `first` that has stories. One index look-up."""
    _, end = month_bounds(first.year, first.month, zone)
    later = Story.objects.in_print(at).of_section(section).filter(printed_at__gte=end)
    return _month(later.order_by("printed_at", "pk"), zone)


def of_month(section: Section, first: date, zone: ZoneInfo, at: datetime) -> StoryQuerySet:
    """The stories of `section` in the calendar month of `first`, newest first."""
    start, end = month_bounds(first.year, first.month, zone)
    return newest(at).of_section(section).printed_between(start, end)


def is_longer(stories: StoryQuerySet, length: int) -> bool:
    """Whether `stories` are more than `length`. Walks no further than that."""
    return bool(stories.values_list("pk", flat=True)[length : length + 1])


def days_of(section: Section, first: date, zone: ZoneInfo, at: datetime) -> list[date]:
    """Return the days of the month of `first` on which `section` printed, newest first.

    One query, with one look into the listing index for each day.
    """
    _, last = monthrange(first.year, first.month)
    days = [first.replace(day=number) for number in range(last, 0, -1)]
    sections = Section.objects.filter(pk=section.pk)
    stands = _filled(sections, [day_bounds(day, zone) for day in days], at).get(section.pk, [])
    return [day for day, stand in zip(days, stands, strict=bool(stands)) if stand]


def of_day(section: Section, day: date, zone: ZoneInfo, at: datetime) -> StoryQuerySet:
    """The stories of `section` on `day`, newest first."""
    return newest(at).of_section(section).printed_between(*day_bounds(day, zone))


def _filled(
    sections: QuerySet[Section], spans: Sequence[tuple[datetime, datetime]], at: datetime
) -> dict[int, list[bool]]:
    """Say for each of `sections`, by its number, in which of `spans` it has stories. One query."""
    stories = Story.objects.in_print(at).filter(section=OuterRef("pk"))
    marks = {
        f"span_{number}": Exists(stories.printed_between(*span))
        for number, span in enumerate(spans)
    }
    rows = sections.order_by().annotate(**marks).values_list("pk", *marks)
    return {pk: stands for pk, *stands in rows}


def _months_later(first: date, many: int) -> date:
    years, months = divmod(first.month - 1 + many, 12)
    return date(first.year + years, months + 1, 1)


def _month(stories: StoryQuerySet, zone: ZoneInfo) -> date | None:
    """Return the first day of the month in `zone` of the first of `stories`."""
    printed_at = stories.values_list("printed_at", flat=True).first()
    return printed_at.astimezone(zone).date().replace(day=1) if printed_at else None
