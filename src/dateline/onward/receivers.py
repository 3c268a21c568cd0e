"""Releases a contributor's portrait: contributors are public as soon as they are saved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from dateline.masthead.models import Contributor
from dateline.photodesk import releases


def contributor_saved(instance: Contributor, raw: bool = False, **_: Any) -> None:
    """Hand out the portrait's sizes, and no earlier portrait's."""
    if raw:
        return
    pictures = [instance.portrait_id] if instance.portrait_id else []
    with transaction.atomic():
        releases.release(f"contributor:{instance.pk}", pictures=pictures)


def contributor_deleted(instance: Contributor, **_: Any) -> None:
    """Take the portrait back."""
    releases.withdraw(f"contributor:{instance.pk}")


def connect() -> None:
    """Connect the receivers of this room."""
    post_save.connect(contributor_saved, sender=Contributor, dispatch_uid="dateline.onward.saved")
    post_delete.connect(
        contributor_deleted, sender=Contributor, dispatch_uid="dateline.onward.deleted"
    )
