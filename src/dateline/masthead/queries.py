"""Reading the masthead. Each function says what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Concat, Left, Length
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
    """Return the sections that readers see, in the order of the tree: none on or below a page
    that is restricted.

    Wagtail's ``public()`` joins restrictions with pages, and SQLite begins with the pages: all of
    the archive. Here each restriction looks its page up. To begin with the sections it has to be
    told which pages they are, and to put them in order without the index of all paths.
    """
    from dateline.masthead.models import Section

    page = Page.objects.filter(pk=OuterRef("page_id")).values("path")[:1]
    hidden = PageViewRestriction.objects.annotate(root=Subquery(page)).filter(
        root=Left(OuterRef("path"), Length("root"))
    )
    numbers = Section.objects.order_by().values("pk")
    sections = Section.objects.live().filter(pk__in=numbers).exclude(Exists(hidden))
    return sections.order_by(Concat("path", Value("")))


@asked_once
def sections_for_readers() -> list[Section]:
    """Return the same, looked up. One query, once a page."""
    return list(live_sections())
