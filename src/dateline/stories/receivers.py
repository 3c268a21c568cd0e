"""Settles print state whenever a page is saved or deleted, by whatever path."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction

from dateline.masthead.signals import section_has_published
from dateline.photodesk import releases
from dateline.photodesk.models import Picture
from dateline.photodesk.signals import sizes_made
from dateline.press import outbox
from dateline.press.models import Outbox
from dateline.stories import print_state
from dateline.stories.models import Story

#: What the record tells of a picture. Wagtail writes down a picture's hash by itself, when asked.
TOLD = frozenset({"file", "alt_text", "caption", "credit", "licence"})


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
    """Whether a story was ever in print under the slug that the section has: it may have moved
    to another one since, and kept its address."""
    kept = type(section)._base_manager.filter(pk=section.pk).values_list("slug", flat=True).first()
    return Story._base_manager.filter(address__startswith=f"/{kept or section.slug}/").exists()


def sizes_follow(picture: Any, **_: Any) -> None:
    """New sizes of a picture that is in print are released with it, and its stories show them."""
    for uid in _uids(releases.release_later_sizes(picture.pk)):
        print_state.print_again(uid)


def picture_described(
    instance: Picture,
    created: bool = False,
    raw: bool = False,
    update_fields: Any = None,
    **_: Any,
) -> None:
    """Credit, caption or alt text may be other words now: stories in print are recorded anew."""
    if raw or created or (update_fields is not None and not TOLD & {*update_fields}):
        return
    uids = _uids(releases.released_with(f"picture:{instance.pk}"))
    if not uids:
        return
    with transaction.atomic():
        numbers = list(Story._base_manager.filter(uid__in=uids).values_list("pk", flat=True))
        print_state.hold(*numbers)
        for pk in numbers:
            print_state.settle(pk, rewritten=True)


def _uids(releasers: list[str]) -> list[UUID]:
    """Return the stories among what released a file."""
    return [UUID(name) for name in releasers if ":" not in name]


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
    post_save.connect(
        picture_described, sender=Picture, dispatch_uid="dateline.stories.picture_described"
    )
    sizes_made.connect(sizes_follow, dispatch_uid="dateline.stories.sizes")
