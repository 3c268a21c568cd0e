"""Lists of stories. No count on a public page; each list reads an index and stops."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from dateline.lib.clock import month_bounds
from dateline.masthead.models import Contributor, Section
from dateline.stories.models import Story, Topic
from dateline.stories.queries import StoryQuerySet


def newest(at: datetime) -> StoryQuerySet:
    """All stories in print, newest first."""
    return Story.objects.in_print(at).newest_first()


def contributors(at: datetime) -> QuerySet[Contributor]:
    """Those who have a page: who works here, and who signed a story in print."""
    signed = Exists(Story.objects.in_print(at).filter(bylines__contributor=OuterRef("pk")))
    return Contributor.objects.working_here() | Contributor.objects.filter(signed)


def topics(at: datetime) -> QuerySet[Topic]:
    """Those that have a page: a story in print is about them."""
    return Topic.objects.filter(Exists(Story.objects.in_print(at).filter(topics=OuterRef("pk"))))


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


def _month(stories: StoryQuerySet, zone: ZoneInfo) -> date | None:
    """Return the first day of the month in `zone` of the first of `stories`."""
    printed_at = stories.values_list("printed_at", flat=True).first()
    return printed_at.astimezone(zone).date().replace(day=1) if printed_at else None
