"""What follows when a picture or a document is saved: sizes are made, a new file is released."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from dateline.photodesk import releases
from dateline.photodesk.models import Attachment, Picture


def picture_saved(instance: Picture, raw: bool = False, **_: Any) -> None:
    """Leave the worker a task, in the transaction that saved the picture."""
    from dateline.photodesk.sizes import make_sizes_task

    if not raw:
        make_sizes_task.enqueue(instance.pk)


def document_saved(
    instance: Attachment,
    created: bool = False,
    raw: bool = False,
    update_fields: Any = None,
    **_: Any,
) -> None:
    """Stories in print that offer the document go on offering it."""
    if not (raw or created) and (update_fields is None or "file" in update_fields):
        releases.release_replaced_file(instance.pk)


def connect() -> None:
    """Connect the receivers of this room."""
    post_save.connect(picture_saved, sender=Picture, dispatch_uid="dateline.photodesk.saved")
    post_save.connect(
        document_saved, sender=Attachment, dispatch_uid="dateline.photodesk.document_saved"
    )
