"""What a user may do to a story, beyond what Wagtail says of any page."""

from __future__ import annotations

from dateline.masthead.models import NotByHand


class StoryPermissions(NotByHand):
    """Deleting is for drafts: what was in print or is planned goes by whoever may publish."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether the story may be deleted. One query where Wagtail's own rules allow it."""
        if not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        story = self.page.specific_deferred
        settled = getattr(story, "address", None) is not None or story.approved_schedule
        return not settled or self.can_publish()
