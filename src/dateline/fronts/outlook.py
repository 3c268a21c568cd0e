"""What is planned to come into print and to leave it: for the front as it will stand.

For the newsroom's eyes only. Pages for readers are made without an outlook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page, Revision

from dateline.fronts.candidates import Candidate
from dateline.photodesk.contexts import picture_context
from dateline.stories.models import Story


@dataclass(frozen=True)
class Outlook:
    """The stories that will have come by a moment, and the numbers of those that will be gone."""

    coming: Mapping[int, Story] = field(default_factory=dict)
    going: frozenset[int] = frozenset()

    def candidates(self) -> list[Candidate]:
        """The coming stories as slots have to know them."""
        return [
            Candidate(
                story=pk,
                uid=UUID(str(story.uid)),
                section=story.section_id,
                kind=story.kind,
                pictured=picture_context(story.lead_picture) is not None,
                printed_at=story.printed_at,
            )
            for pk, story in self.coming.items()
            if story.printed_at is not None
        ]


#: What readers get: nothing but what is in print.
NOTHING = Outlook()


def outlook(now: datetime, at: datetime) -> Outlook:
    """Return what is planned to change between `now` and `at`.

    A few queries for each story that is planned: a newsroom has some tens of them.
    """
    coming: dict[int, Story] = {}
    for revision in planned_revisions().filter(approved_go_live_at__lte=at):
        story = revision.as_object()
        coming[story.pk] = _as_printed(story, revision.approved_go_live_at)
    for story in (
        embargoed().filter(embargo_until__lte=at).select_related("section", "lead_picture")
    ):
        coming.setdefault(story.pk, _as_printed(story, story.embargo_until))
    leaving = Story.objects.filter(in_print=True, expires_at__gt=now, expires_at__lte=at)
    going = frozenset(leaving.values_list("pk", flat=True))
    for_all = set(Page.objects.filter(pk__in=coming).public().values_list("pk", flat=True))
    coming = {
        pk: story
        for pk, story in coming.items()
        if pk in for_all and (story.expire_at is None or story.expire_at > at)
    }
    return Outlook(coming, going)


def planned_revisions() -> QuerySet[Revision]:
    """The revisions of stories that wait for their moment, the next first."""
    rows: QuerySet[Revision] = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, content_type__app_label=Story._meta.app_label
    ).order_by("approved_go_live_at", "pk")
    return rows


def embargoed() -> Any:
    """The stories that are published but for their embargo, the next first."""
    return Story.objects.filter(
        in_print=False, live=True, live_revision__isnull=False, embargo_until__isnull=False
    ).order_by("embargo_until", "pk")


def _as_printed(story: Story, at: datetime) -> Story:
    """Return `story` with what it gets when it is first printed, for a card."""
    story.printed_at = story.printed_at or at
    story.address = story.address or "#"
    return story
