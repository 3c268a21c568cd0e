"""What has to be printed, what may be handed out, and where old addresses lead."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Outbox(models.Model):
    """Something that changed in print, written in the transaction that changed it.

    A press worker claims rows by their state, never by a high-water mark: rows of slow
    transactions appear after rows with higher ids.
    """

    class Action(models.TextChoices):
        PRINT = "print"
        REMOVE = "remove"

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        DONE = "done"

    uid = models.UUIDField(db_index=True)
    action = models.CharField(max_length=8, choices=Action)
    old_address = models.CharField(max_length=400, blank=True)
    new_address = models.CharField(max_length=400, blank=True)
    #: The version in `record` that this row put into print; empty for a removal.
    record_version = models.PositiveIntegerField(null=True)
    #: The keys of the lists that the story stands on from now on. What is printed anew are those
    #: of this row and of the story's row before it.
    keys = models.JSONField(default=list)
    #: The Wagtail revision that was live when the row was written; it tells a change from none.
    revision = models.BigIntegerField(null=True)
    written_at = models.DateTimeField(default=timezone.now)
    #: When it may be claimed; of a claimed one, until when the claim holds.
    due = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    fault = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "outbox"
        indexes = [models.Index(fields=["state", "due"], name="outbox_state_due")]

    def __str__(self) -> str:
        return f"{self.action} {self.new_address or self.old_address}"


class Spoil(models.Model):
    """Something changed that pages were made from and that is no story: a name, a front.

    Written in the transaction of the change, deleted once its pages are printed.
    """

    keys = models.JSONField()
    #: What changed, for the press's log: ``Section 3``.
    why = models.CharField(max_length=80)
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.why}: {', '.join(self.keys)}"


class Signpost(models.Model):
    """What stands at an address that no longer answers: the way on (301) or nothing (410)."""

    path = models.CharField(max_length=400, unique=True)
    #: Where the reader is sent; empty where what stood here was removed.
    target = models.CharField(max_length=400, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, db_index=True)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.path} to {self.target}" if self.target else f"{self.path} removed"


class PrintedFile(models.Model):
    """A file that a publication released; nothing else under the media folder is handed out."""

    name = models.CharField(max_length=200)
    #: What released it (a story's uid, ``contributor:7``): its removal takes the row along.
    released_by = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "released_by"], name="printed_file_once")
        ]

    def __str__(self) -> str:
        return self.name
