"""Publishing from the story's form: past the desk checks, and never before the embargo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dateline.stories import desk
from dateline.stories.models import Story


def before_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Check a story that the form is about to publish, and plan it where an embargo stands.

    Wagtail's form publishes past `Story.publish` and knows no embargo; where the release
    moment is not ``go_live_at``, the story is published here, and Wagtail is told to go on.
    Raises `desk.NotReady`, which `OneTransaction` turns into a saved draft and words.
    """
    if not isinstance(page, Story):
        return None
    revision = page.get_latest_revision()
    story = revision.as_object()
    desk.refuse_unready(story)
    if story.release_at == story.go_live_at:
        return None
    page.publish(revision, user=request.user)
    messages.success(request, _said(story))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _said(story: Story) -> str:
    name = {"headline": story.title}
    release = story.release_at
    if release is None or release <= timezone.now():
        return _("“%(headline)s” has been published.") % name
    # In the zone in which the form showed it, named, for it need not be the paper's.
    moment = date_format(timezone.localtime(release), "j F Y, H:i T")
    return _("“%(headline)s” goes out on %(moment)s.") % {**name, "moment": moment}
