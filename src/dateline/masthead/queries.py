"""Reading the masthead. Each function says what it costs."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from dateline.lib.once import asked_once

if TYPE_CHECKING:
    from dateline.masthead.models import Masthead, Section


class ContributorQuerySet(models.QuerySet[Any]):
    """Contributors."""

    def named(self, name: str) -> ContributorQuerySet:
        """Those who sign as `name`, whatever its case. One query."""
        return self.filter(name__iexact=name.strip())

    def working_here(self) -> ContributorQuerySet:
        """Those who work here now."""
        return self.filter(active=True)


class PolicyQuerySet(models.QuerySet[Any]):
    """Policies."""

    def written(self) -> PolicyQuerySet:
        """Those that say something: no page stands for an empty one."""
        return self.exclude(text="")


@asked_once
def masthead() -> Masthead:
    """Return the publication; an unsaved one with defaults where none was filled in.

    One query, once a page.
    """
    from dateline.masthead.models import Masthead

    return Masthead.objects.order_by("pk").first() or Masthead()


def live_sections() -> models.QuerySet[Section]:
    """Return the sections that readers see, in the order of the tree. One query before it is
    asked, two where a page is restricted.

    Wagtail's ``public()`` joins restrictions with pages, and SQLite begins with the pages: all of
    the archive.
    """
    from dateline.masthead.models import Section

    sections = Section.objects.live().order_by("path")
    hidden = _restricted_paths()
    if hidden:
        below = [Q(path__startswith=path) for path in hidden]
        sections = sections.exclude(reduce(or_, below))
    return sections


@asked_once
def sections_for_readers() -> list[Section]:
    """Return the same, looked up. One query, or three where a page is restricted; once a page."""
    return list(live_sections())


@asked_once
def _restricted_paths() -> list[str]:
    restricted = list(PageViewRestriction.objects.values_list("page_id", flat=True))
    if not restricted:
        return []
    return list(Page.objects.filter(pk__in=restricted).values_list("path", flat=True))
