"""Where a story stands: ``/<section>/<yyyy>/<mm>/<dd>/<slug>/``, fixed at first publication."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dateline.masthead.queries import masthead
from dateline.press.models import Signpost

if TYPE_CHECKING:
    from dateline.stories.models import Story


#: Characters of an address before its number and last slash; the column has room for 400.
LONGEST = 380


def fresh(story: Story, printed_at: datetime) -> str:
    """Return a free address for `story`, first printed at `printed_at`, in the paper's zone.

    An address that ever belonged to another story is not free: old links must not lead to
    something else.
    """
    day = printed_at.astimezone(masthead().zone)
    section = story.section.slug if story.section else "stories"
    stem = f"/{section}/{day:%Y/%m/%d}/{story.slug}"[:LONGEST]
    number = 1
    while True:
        address = f"{stem}/" if number == 1 else f"{stem}-{number}/"
        taken = type(story)._base_manager.filter(address=address).exclude(pk=story.pk).exists()
        if not taken and not Signpost.objects.filter(path=address).exclude(uid=story.uid).exists():
            return address
        number += 1
