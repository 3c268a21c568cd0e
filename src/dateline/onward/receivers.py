"""Keeps the index in step with what is in print, and signposts and portraits with the pages of
topics, contributors and sections.

Who has a page is said in `queries.contributors` and `queries.topics`.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone

from dateline.masthead.models import Contributor, Section
from dateline.masthead.queries import live_sections
from dateline.onward import plates, queries
from dateline.onward.search import cards
from dateline.photodesk import releases
from dateline.press import outbox
from dateline.press.models import Outbox
from dateline.stories.models import Byline, Topic

Listed = Topic | Contributor | Section

#: Where a byline keeps who signed there before it was saved.
_BEFORE = "_signed_before"


def address_changes(
    instance: Listed, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    """Before it is saved with another slug: lead readers from its old addresses to the new ones.

    Only where a page stood: an address that readers never saw would tell of a plan.
    """
    if raw or not instance.pk or (update_fields is not None and "slug" not in update_fields):
        return
    before = type(instance)._base_manager.filter(pk=instance.pk).first()
    if before is not None and before.slug != instance.slug and _has_page(before):
        for old, new in zip(_paths(before), _paths(instance), strict=True):
            outbox.lead_on(old, new)


def address_goes(instance: Listed, **_: Any) -> None:
    """Before it is deleted: say at its addresses that it was removed."""
    if _has_page(instance):
        for path in _paths(instance):
            outbox.put_up_signpost(path)


def contributor_saved(instance: Contributor, raw: bool = False, **_: Any) -> None:
    """Hand out the portrait's sizes with the page, and no earlier portrait's."""
    if not raw:
        _settle_portrait(instance)


def contributor_deleted(instance: Contributor, **_: Any) -> None:
    """Take the portrait back."""
    releases.withdraw(_releaser(instance))


def story_changed(instance: Outbox, created: bool = False, raw: bool = False, **_: Any) -> None:
    """A story came into print or went: so does its card, and the page of a guest who signed it."""
    if created and not raw:
        cards.settle(instance.uid, instance.action)
        guests = Contributor.objects.filter(active=False, portrait__isnull=False)
        for guest in guests.filter(bylines__story__uid=instance.uid).distinct():
            _settle_portrait(guest)


def byline_changes(instance: Byline, raw: bool = False, **_: Any) -> None:
    """Before it is saved: remember who signed there."""
    if not raw and instance.pk:
        before = Contributor.objects.filter(bylines=instance.pk)
        instance.__dict__[_BEFORE] = before.exclude(pk=instance.contributor_id).first()


def byline_saved(instance: Byline, raw: bool = False, **_: Any) -> None:
    """Somebody else signs in that place now."""
    before = instance.__dict__.pop(_BEFORE, None)
    if before is not None:
        _settle_portrait(before)


def byline_deleted(instance: Byline, **_: Any) -> None:
    """Somebody signs a story no longer."""
    if instance.contributor is not None:
        _settle_portrait(instance.contributor)


def _settle_portrait(contributor: Contributor) -> None:
    portrait = contributor.portrait_id
    pictures = [portrait] if portrait is not None and _has_page(contributor) else []
    releases.release(_releaser(contributor), pictures=pictures)


def _releaser(contributor: Contributor) -> str:
    return f"contributor:{contributor.pk}"


def _has_page(row: Listed) -> bool:
    now = timezone.now()
    rows: Any
    if isinstance(row, Section):
        rows = live_sections()
    else:
        rows = queries.topics(now) if isinstance(row, Topic) else queries.contributors(now)
    return bool(rows.filter(pk=row.pk).exists())


def _paths(row: Listed) -> list[str]:
    return [row.address, *(feed.address for feed in plates.feeds(row.address))]


def connect() -> None:
    """Connect the receivers of this room."""
    for model in (Topic, Contributor, Section):
        name = f"dateline.onward.{model.__name__}"
        pre_save.connect(address_changes, sender=model, dispatch_uid=f"{name}.moves")
        pre_delete.connect(address_goes, sender=model, dispatch_uid=f"{name}.goes")
    post_save.connect(contributor_saved, sender=Contributor, dispatch_uid="dateline.onward.saved")
    post_delete.connect(
        contributor_deleted, sender=Contributor, dispatch_uid="dateline.onward.deleted"
    )
    post_save.connect(story_changed, sender=Outbox, dispatch_uid="dateline.onward.story")
    post_delete.connect(byline_deleted, sender=Byline, dispatch_uid="dateline.onward.byline")
    pre_save.connect(byline_changes, sender=Byline, dispatch_uid="dateline.onward.byline_changes")
    post_save.connect(byline_saved, sender=Byline, dispatch_uid="dateline.onward.byline_saved")
