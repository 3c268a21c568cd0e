"""Which revisions are more than a draft, and so are never overwritten."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState


def is_settled(revision: Any, story: Any) -> bool:
    """Whether `revision` of `story` is live, scheduled, or was submitted for review.

    A revision that was approved or rejected stays what was judged, so any review counts.
    """
    return (
        revision.pk
        == type(story)
        ._base_manager.filter(pk=story.pk)
        .values_list("live_revision_id", flat=True)
        .first()
        or revision.approved_go_live_at is not None
        or TaskState.objects.filter(revision_id=revision.pk).exists()
    )
