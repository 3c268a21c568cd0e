"""What the masthead prints: the paper's name on every page, its policies, today's date."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.html import format_html

from dateline.broadsheet.dates import long_date
from dateline.masthead.contexts import paper_context, policy_context
from dateline.masthead.models import Policy
from dateline.masthead.queries import masthead
from dateline.press import holes, parts, routes
from dateline.press.parts import Built

#: How far ahead today's date is written (design, section 7).
DAYS_AHEAD = 400


def register() -> None:
    """Declare the paper's furniture and its policy pages."""
    parts.part(parts.EVERY_PAGE, "paper", build_paper)
    parts.page_kind("policy", find=find_policy, templates="dateline/masthead/policy.html")
    parts.part(
        "policy",
        "policy",
        lambda policy, at: Built(policy_context(policy), frozenset({f"policy:{policy.subject}"})),
    )
    routes.register(route)
    holes.register("today", today)


def build_paper(subject: Any, at: datetime) -> Built:
    """The paper: name, navigation, policies."""
    return Built(paper_context(masthead()), frozenset({"masthead"}))


def route(path: str) -> routes.Route | None:
    """``/about/`` and ``/about/<subject>/``."""
    if path == "/about/":
        return routes.Route("policy", Policy.Subject.ABOUT)
    if path.startswith("/about/") and path.endswith("/") and path.count("/") == 3:
        subject = path.split("/")[2]
        return routes.Route("policy", subject) if subject != Policy.Subject.ABOUT else None
    return None


def find_policy(subject: str, at: datetime) -> Policy | None:
    """Return the policy on `subject`, if it says anything."""
    return Policy.objects.written().filter(subject=subject).first()


def today(at: datetime) -> tuple[holes.Value, ...]:
    """Today's date in the paper's zone and language, for each of the coming days.

    It is furniture: ``class="today"`` and its place outside the story keep extractors from
    taking it for the story's date.
    """
    paper = masthead()
    return _days(at.astimezone(paper.zone).date(), paper.zone, paper.language)


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
