"""When a story last changed, as machines are told.

One rule for JSON-LD, OpenGraph, feeds and sitemaps: the last update or correction that an editor
declared, else the first publication. Saving, and publishing again with a slip mended, are
neither; Wagtail's own ``last_published_at`` is therefore asked nowhere in this room.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dateline.stories.models import Story


def changed_at(
    printed_at: datetime | None, updated_at: datetime | None, corrected: Iterable[datetime] = ()
) -> datetime | None:
    """Return the latest of first publication, declared update and corrections; None unprinted."""
    if printed_at is None:
        return None
    moments = [printed_at, *corrected]
    if updated_at is not None:
        moments.append(updated_at)
    return max(moments)


def story_changed_at(story: Story) -> datetime | None:
    """Return when `story` last changed. One query unless its corrections were prefetched."""
    return changed_at(story.printed_at, story.updated_at, (c.at for c in story.corrections.all()))
