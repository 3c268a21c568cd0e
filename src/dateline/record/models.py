"""The record's rows: added, never changed, each bound to the one before it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: How the content of a row begins that tells of a takedown and holds no story.
TAKEDOWN = '{"takedown'


class RecordIsKept(RuntimeError):
    """A row of the record was about to be changed or deleted."""


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions. They are read and added; nothing else."""

    def printed(self) -> VersionQuerySet:
        """Those that went into print, without the rows that tell of takedowns."""
        return self.exclude(content__startswith=TAKEDOWN)

    def update(self, **columns: object) -> int:
        """Refuse: what was published stays."""
        raise RecordIsKept("what was published stays as it was")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what was published stays."""
        raise RecordIsKept("what was published stays as it was")


class Version(models.Model):
    """One version of one story, as it went into print, or that it was taken down.

    `content` is the canonical JSON text whose SHA-256 is `content_hash`. `hash` covers that
    hash, the place in the chain and `previous_hash`, so a change, a gap or a swap shows.
    """

    uid = models.UUIDField()
    version = models.PositiveIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uid", "version"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.uid} version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises `RecordIsKept` when it stands already."""
        if self.pk:
            raise RecordIsKept(f"{self} was published and stays as it was")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what was published stays."""
        raise RecordIsKept(f"{self} was published and stays as it was")


class TakedownQuerySet(models.QuerySet["Takedown"]):
    """Takedowns. One is lifted and never deleted."""

    def standing(self) -> TakedownQuerySet:
        """Those that were not lifted. By story or by address, one look into an index."""
        return self.filter(lifted_at__isnull=True)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: that it was taken down stays known."""
        raise RecordIsKept("a takedown is lifted, and stays in the record")


class Takedown(models.Model):
    """A story that was taken down for a legal reason. At most one stands of each story.

    It names the story by what outlives it. `reason` is public, on the page that stands in the
    story's place; `reference` and the names are for the newsroom alone.
    """

    class Kind(models.TextChoices):
        COURT_ORDER = "court-order", _("Court order")
        PRIVACY = "privacy", _("Privacy of a person")
        COPYRIGHT = "copyright", _("Copyright")
        SAFETY = "safety", _("Safety")
        OTHER = "other", _("Other legal reason")

    uid = models.UUIDField()
    address = models.CharField(max_length=400)
    kind = models.CharField(max_length=16, choices=Kind)
    reason = models.TextField()
    reference = models.TextField(blank=True)
    taken_down_at = models.DateTimeField(default=timezone.now)
    taken_down_by = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=200, blank=True)
    #: The versions under which the record tells of it, and of its lifting.
    recorded_as = models.PositiveIntegerField()
    lifting_recorded_as = models.PositiveIntegerField(null=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uid"],
                condition=models.Q(lifted_at__isnull=True),
                name="takedown_stands_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["address"],
                condition=models.Q(lifted_at__isnull=True),
                name="takedown_address",
            )
        ]

    def __str__(self) -> str:
        return f"takedown of {self.uid}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: that it was taken down stays known."""
        raise RecordIsKept(f"the {self} is lifted, and stays in the record")

    def said(self) -> dict[str, Any]:
        """Return what the record tells of it: what readers are told."""
        told = {
            "address": self.address,
            "at": moment(self.taken_down_at),
            "kind": str(self.kind),
            "reason": self.reason,
        }
        return {"takedown": told, "uid": str(self.uid)}

    def said_of_lifting(self) -> dict[str, Any]:
        """Return what the record tells of its lifting."""
        at = moment(self.lifted_at) if self.lifted_at else ""
        told = {"at": at, "version": self.recorded_as}
        return {"takedown_lifted": told, "uid": str(self.uid)}


def moment(at: datetime) -> str:
    """Return `at` as the record writes it, whatever zone it came in."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
