"""Reading the masthead. Each function says what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

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


def masthead() -> Masthead:
    """Return the publication. One query; an unsaved one with defaults where none was filled in."""
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
    restricted = list(PageViewRestriction.objects.values_list("page_id", flat=True))
    if restricted:
        hidden = Q(pk__in=())
        for path in Page.objects.filter(pk__in=restricted).values_list("path", flat=True):
            hidden |= Q(path__startswith=path)
        sections = sections.exclude(hidden)
    return sections
