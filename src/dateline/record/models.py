"""The record's rows: added, never changed, each bound to the one before it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class RecordIsKept(RuntimeError):
    """A row of the record was about to be changed or deleted."""


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions. They are read and added; nothing else."""

    def update(self, **columns: object) -> int:
        """Refuse: what was published stays."""
        raise RecordIsKept("what was published stays as it was")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what was published stays."""
        raise RecordIsKept("what was published stays as it was")


class Version(models.Model):
    """One version of one story, as it went into print.

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
