"""Lists of stories. No count on a public page; each list reads an index and stops."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncMonth

from dateline.lib.clock import month_bounds
from dateline.masthead.models import Section
from dateline.stories.models import Story
from dateline.stories.queries import StoryQuerySet


def newest(at: datetime) -> StoryQuerySet:
    """All stories in print, newest first."""
    return Story.objects.in_print(at).newest_first()


def months_of(section: Section, zone: ZoneInfo, at: datetime) -> list[date]:
    """Return the first days of the months in which `section` printed stories, newest first.

    One query over the listing index of the section.
    """
    months = (
        Story.objects.in_print(at)
        .of_section(section)
        .annotate(month=TruncMonth("printed_at", tzinfo=zone))
        .order_by("-month")
        .values_list("month", flat=True)
        .distinct()
    )
    return [month.date() for month in months]


def of_month(section: Section, first: date, zone: ZoneInfo, at: datetime) -> StoryQuerySet:
    """The stories of `section` in the calendar month of `first`, newest first."""
    start, end = month_bounds(first.year, first.month, zone)
    return newest(at).of_section(section).printed_between(start, end)
