"""Which arrangement of a front counts at a moment, and when that changes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from wagtail.models import Page

    from dateline.fronts.models import Arrangement, Banner


class ArrangementQuerySet(models.QuerySet[Any]):
    """Arrangements of fronts."""

    def of(self, front: Page) -> ArrangementQuerySet:
        """Those of the home page or of a section."""
        return self.filter(front=front.pk)

    def counting(self) -> ArrangementQuerySet:
        """Those that stand at some moment, the last first: no drafts, nothing taken back."""
        return self.filter(stands_from__isnull=False, taken_back_at__isnull=True).order_by(
            "-stands_from", "-pk"
        )

    def planned(self, at: datetime) -> ArrangementQuerySet:
        """Those that stand from after `at` on, the next first."""
        return self.counting().filter(stands_from__gt=at).order_by("stands_from", "pk")

    def drafts(self) -> ArrangementQuerySet:
        """Those that never stood, the newest first."""
        return self.filter(stands_from__isnull=True, taken_back_at__isnull=True).order_by("-pk")


class BannerQuerySet(models.QuerySet[Any]):
    """Breaking news."""

    def standing(self, at: datetime) -> BannerQuerySet:
        """Those that stand at `at`, the newest first. Walks the few that have not ended."""
        return self.filter(until__gt=at, stands_from__lte=at).order_by("-stands_from", "-pk")


def in_force(front: Page, at: datetime) -> Arrangement | None:
    """Return the arrangement of `front` that counts at `at`, or None where nobody made one.

    One query, one look into an index.
    """
    from dateline.fronts.models import Arrangement

    return Arrangement.objects.of(front).counting().filter(stands_from__lte=at).first()


def newest_number(front: Page) -> int:
    """Return the number of the arrangement of `front` that was published or planned last, 0 for
    none. One query."""
    from dateline.fronts.models import Arrangement

    put_out = Arrangement.objects.of(front).filter(stands_from__isnull=False)
    return put_out.order_by("-pk").values_list("pk", flat=True).first() or 0


def standing_banner(at: datetime) -> Banner | None:
    """Return the breaking news of `at`. One query."""
    from dateline.fronts.models import Banner

    return Banner.objects.standing(at).select_related("story").first()


def changes_after(front: Page, at: datetime) -> list[datetime]:
    """Return the moments after `at` at which `front` changes by itself, the next first: planned
    arrangements, ends of pins, beginnings and ends of breaking news. Three queries."""
    from dateline.fronts.models import Arrangement, Banner

    standing = in_force(front, at)
    moments: set[datetime] = set()
    planned = list(Arrangement.objects.of(front).planned(at))
    for arrangement in [standing, *planned] if standing else planned:
        moments |= {arrangement.stands_from, *arrangement.plan.ends()}
    for banner in Banner.objects.filter(until__gt=at):
        moments |= {banner.stands_from, banner.until}
    return sorted(moment for moment in moments if moment > at)
