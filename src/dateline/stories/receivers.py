"""Settles print state whenever a page is saved or deleted, by whatever path."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction

from dateline.masthead.signals import section_has_published
from dateline.photodesk import releases
from dateline.photodesk.signals import sizes_made
from dateline.press import outbox
from dateline.press.models import Outbox
from dateline.stories import print_state
from dateline.stories.models import Story


def page_saved(instance: Any, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
    """A story was saved as a plain page: Wagtail moves pages through their base class.

    Saved as a story, it settles by itself, once bylines and topics are written too.
    """
    if raw or not isinstance(instance, Page) or isinstance(instance, Story):
        return
    with transaction.atomic():
        print_state.settle(instance.pk, rewritten=update_fields is None)


def story_deleted(instance: Story, **_: Any) -> None:
    """A story is gone; if it was in print, its address says so from now on."""
    last = outbox.last_of(instance.uid)
    if last is not None and last.action == Outbox.Action.PRINT:
        print_state.remove(instance.uid, last.new_address)


def restriction_changed(instance: PageViewRestriction, origin: Any = None, **_: Any) -> None:
    """A page and all under it became visible to some readers only, or to all again."""
    if origin is not None and getattr(origin, "model", type(origin)) is not PageViewRestriction:
        return  # deleted together with its page: what was hidden must not appear before it goes
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path is None:
        return
    with transaction.atomic():
        stories = Story._base_manager.filter(path__startswith=path)
        numbers = list(stories.values_list("pk", flat=True))
        print_state.hold(*numbers)
        for pk in numbers:
            print_state.settle(pk)


def answer_section(section: Any, **_: Any) -> bool:
    """Whether a story of the section has ever had an address."""
    return Story._base_manager.filter(section=section, address__isnull=False).exists()


def sizes_follow(picture: Any, **_: Any) -> None:
    """New sizes of a picture that is in print are released with it."""
    releases.release_later_sizes(picture.pk)


def connect() -> None:
    """Connect the receivers of this room."""
    post_save.connect(page_saved, dispatch_uid="dateline.stories.page_saved")
    post_delete.connect(story_deleted, sender=Story, dispatch_uid="dateline.stories.deleted")
    for signal in (post_save, post_delete):
        signal.connect(
            restriction_changed,
            sender=PageViewRestriction,
            dispatch_uid="dateline.stories.restricted",
        )
    section_has_published.connect(answer_section, dispatch_uid="dateline.stories.section")
    sizes_made.connect(sizes_follow, dispatch_uid="dateline.stories.sizes")
