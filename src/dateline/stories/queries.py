"""Reading stories. QuerySets read like words and say what they cost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

if TYPE_CHECKING:
    from dateline.masthead.models import Contributor, Section
    from dateline.stories.models import Topic


#: The order of `newest_first`, told by the rows of a list: the same moment, in their index.
_LISTED = ("-listings__printed_at", "-listings__story")


class StoryQuerySet(PageQuerySet):
    """Stories. `in_print` is the one gate to everything public."""

    def in_print(self, at: datetime | None = None) -> StoryQuerySet:
        """Public stories: live, with a live revision, release moment passed, not restricted.

        Reads the ``in_print`` column, which is written in the transaction that publishes;
        the embargo is compared with the clock once more. One index, no join.
        """
        at = at or timezone.now()
        return self.filter(in_print=True).filter(
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=at)
        )

    def newest_first(self) -> StoryQuerySet:
        """By first publication. Walks the listing index."""
        return self.order_by("-printed_at", "-pk")

    def of_section(self, section: Section) -> StoryQuerySet:
        """Those that stand in `section`."""
        return self.filter(section=section)

    def about(self, topic: Topic) -> StoryQuerySet:
        """Those in print about `topic`, newest first. Walks the topic's own index."""
        return self.filter(listings__topic=topic).order_by(*_LISTED)

    def signed_by(self, contributor: Contributor) -> StoryQuerySet:
        """Those in print that `contributor` signed, each once, newest first. Walks an index of
        just those."""
        return self.filter(listings__contributor=contributor).order_by(*_LISTED)

    def printed_between(self, start: datetime, end: datetime) -> StoryQuerySet:
        """First published from `start` up to, not including, `end`. Walks the listing index."""
        return self.filter(printed_at__gte=start, printed_at__lt=end)

    def for_lists(self) -> StoryQuerySet:
        """With what a list shows, without the body: two more queries for the whole list."""
        return (
            self.select_related("section", "lead_picture")
            .with_names()
            .prefetch_related("lead_picture__renditions")
            .defer("body")
        )

    def with_names(self) -> StoryQuerySet:
        """With who signs. One more query for all of them."""
        from dateline.stories.models import Byline

        signed = Byline.objects.select_related("contributor")
        return self.prefetch_related(Prefetch("bylines", queryset=signed))


StoryManager = PageManager.from_queryset(StoryQuerySet)
