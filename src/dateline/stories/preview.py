"""Shows a story as readers would get it, from memory, before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from dateline.masthead.models import Section
from dateline.press.render import render_subject

if TYPE_CHECKING:
    from dateline.stories.models import Story

#: Stands for the number of a story that has none yet: no row has it.
UNSTORED = 0


def answer(story: Story) -> HttpResponse:
    """Return the page of `story` as its form stands, for the newsroom's own frame only."""
    if story.section_id is None and story.path:
        story.section = Section.objects.filter(path=story.path[: -Section.steplen]).first()
    if story.pk is None:
        story.pk = story.id = UNSTORED  # so that it can be asked for rows, of which it has none
    now = timezone.now()
    printed = render_subject("story", story, now)
    # A link followed inside the newsroom's frame would lead to the readers' origin, which
    # lets nobody frame it.
    body = printed.body(now).replace(b"<head>", b'<head><base target="_blank">', 1)
    response = HttpResponse(body, headers=dict(printed.headers))
    response["Cache-Control"] = "no-store"
    return response
