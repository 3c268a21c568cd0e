"""Keeps the lists of topics and names in step with what is in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stories.models.listing import Listing

if TYPE_CHECKING:
    from dateline.stories.models import Story


def renew(story: Story) -> None:
    """List `story`, which is in print, under its topics and those who signed it, and nowhere
    else. Must run in the transaction that prints it. Three queries where nothing changed."""
    printed_at = story.printed_at
    assert printed_at is not None  # noqa: S101  a story in print was printed some time
    wanted = {("topic_id", pk) for pk in story.topics.values_list("pk", flat=True)}
    wanted |= {
        ("contributor_id", pk)
        for pk in story.bylines.values_list("contributor_id", flat=True)
        if pk is not None
    }
    standing = {
        ("topic_id", row.topic_id) if row.topic_id else ("contributor_id", row.contributor_id): row
        for row in Listing.objects.filter(story=story.pk)
    }
    right = {key for key, row in standing.items() if key in wanted and row.printed_at == printed_at}
    wrong = [row.pk for key, row in standing.items() if key not in right]
    if wrong:
        Listing.objects.filter(pk__in=wrong).delete()
    Listing.objects.bulk_create(
        Listing(story_id=story.pk, printed_at=printed_at, **{kind: pk})
        for kind, pk in sorted(wanted - right)
    )


def drop(story_id: int) -> None:
    """List the story nowhere. One query."""
    Listing.objects.filter(story=story_id).delete()
