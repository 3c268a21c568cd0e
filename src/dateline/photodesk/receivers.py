"""Has the sizes of a picture made whenever its file is new."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from dateline.photodesk.models import Picture


def picture_saved(instance: Picture, raw: bool = False, **_: Any) -> None:
    """Leave the worker a task, in the transaction that saved the picture."""
    from dateline.photodesk.sizes import make_sizes_task

    if not raw:
        make_sizes_task.enqueue(instance.pk)


def connect() -> None:
    """Connect the receivers of this room."""
    post_save.connect(picture_saved, sender=Picture, dispatch_uid="dateline.photodesk.saved")
