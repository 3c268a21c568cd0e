"""What stands in the place of a story that was taken down, as templates get it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from dateline.record.models import Takedown


@dataclass(frozen=True)
class TakedownContext:
    """Why a story was taken down. Nothing of the story itself: that could be the breach."""

    #: The kind of reason in a word or two, in the language of whoever prints it.
    kind: str | Promise
    #: The reason, as plain text with lines.
    reason: str
    #: When it was taken down.
    at: datetime


def takedown_context(takedown: Takedown) -> TakedownContext:
    """Return the context of `takedown`. No query."""
    return TakedownContext(
        kind=Takedown.Kind(takedown.kind).label,
        reason=takedown.reason,
        at=takedown.taken_down_at,
    )
