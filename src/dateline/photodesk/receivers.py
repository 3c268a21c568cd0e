"""What follows when a picture or a document is saved: sizes are made, a new file is released."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete
from django.utils.translation import gettext as _

from dateline.photodesk import releases
from dateline.photodesk.models import Attachment, Picture


class InPrint(ProtectedError):
    """A picture or document that stands in print was about to be deleted."""


def picture_saved(
    instance: Picture, raw: bool = False, update_fields: Any = None, **_kwargs: Any
) -> None:
    """Leave the worker a task, in the transaction that saved the picture."""
    from dateline.photodesk.sizes import make_sizes_task

    if not raw and (update_fields is None or "file" in update_fields):
        make_sizes_task.enqueue(instance.pk)


def document_saved(
    instance: Attachment,
    created: bool = False,
    raw: bool = False,
    update_fields: Any = None,
    **_kwargs: Any,
) -> None:
    """Stories in print that offer the document go on offering it."""
    if not (raw or created) and (update_fields is None or "file" in update_fields):
        releases.release_replaced_file(instance.pk)


def in_print_stays(instance: Picture | Attachment, **_kwargs: Any) -> None:
    """Keep what readers see: it would vanish from under a story. Raises `InPrint`."""
    marker = f"{'picture' if isinstance(instance, Picture) else 'document'}:{instance.pk}"
    if releases.released_with(marker):
        words = _("“%(title)s” is in print. Take it out of what shows it first.")
        raise InPrint(words % {"title": instance.title}, {instance})


def connect() -> None:
    """Connect the receivers of this room."""
    for model in (Picture, Attachment):
        name = f"dateline.photodesk.{model.__name__}.in_print"
        pre_delete.connect(in_print_stays, sender=model, dispatch_uid=name)
    post_save.connect(picture_saved, sender=Picture, dispatch_uid="dateline.photodesk.saved")
    post_save.connect(
        document_saved, sender=Attachment, dispatch_uid="dateline.photodesk.document_saved"
    )
