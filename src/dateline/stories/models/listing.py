"""Where a story is listed, so that no list has to look for its stories in the archive."""

from __future__ import annotations

from django.db import models


class Listing(models.Model):
    """A story in print on the list of a topic or of somebody who signed it.

    Derived: written anew in the transaction that prints the story, gone with its removal. A
    list walks its own index and stops, whether the paper printed a thousand stories or a million.
    """

    story = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="listings")
    topic = models.ForeignKey("Topic", null=True, on_delete=models.CASCADE, related_name="+")
    contributor = models.ForeignKey(
        "dateline_masthead.Contributor", null=True, on_delete=models.CASCADE, related_name="+"
    )
    printed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "topic"], condition=models.Q(topic__isnull=False),
                name="listed_once_under_a_topic",
            ),
            models.UniqueConstraint(
                fields=["story", "contributor"], condition=models.Q(contributor__isnull=False),
                name="listed_once_under_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(topic__isnull=False) ^ models.Q(contributor__isnull=False),
                name="listed_under_one_thing",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["topic", "-printed_at", "-story"], name="listing_of_topic"),
            models.Index(fields=["contributor", "-printed_at", "-story"], name="listing_of_name"),
        ]

    def __str__(self) -> str:
        return f"story {self.story_id} under {self.topic or self.contributor}"
