"""Which revisions are more than a draft, and so are never overwritten."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision, TaskState


def is_settled(revision: Any, story: Any) -> bool:
    """Whether `revision` of `story` is live, scheduled, or was submitted for review.

    A revision that was approved or rejected stays what was judged, so any review counts. Asks
    the database and not the instance, and holds the revision to the end of the transaction.
    One that is no longer the latest counts as none: Wagtail refuses to overwrite it.
    """
    if revision.pk != story.get_latest_revision().pk:
        return False
    planned_for = _held(revision).values_list("approved_go_live_at", flat=True).first()
    return (
        revision.pk
        == type(story)
        ._base_manager.filter(pk=story.pk)
        .values_list("live_revision_id", flat=True)
        .first()
        or planned_for is not None
        or TaskState.objects.filter(revision_id=revision.pk).exists()
    )


def hold(revision: Any) -> None:
    """Let nobody overwrite `revision` to the end of the transaction, and read what it says now.

    An autosave may have overwritten it since it was loaded. What is published and what the
    live revision says are the same.
    """
    content = _held(revision).values_list("content", flat=True).first()
    if content is not None:
        revision.content = content


def _held(revision: Any) -> Any:
    return Revision.objects.filter(pk=revision.pk).select_for_update(no_key=True)
