"""What was brought in from where, so that a second import knows it again."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Provenance(models.Model):
    """One item of a source, the story it became, and how it looked when it was taken in."""

    importer = models.CharField(max_length=40)
    source_id = models.CharField(max_length=600)
    uid = models.UUIDField(unique=True)
    #: SHA-256 of the copy as it was understood: tells a changed source from an unchanged one.
    fingerprint = models.CharField(max_length=64, blank=True)
    #: The revision the import wrote: a later one means that an editor has worked on the story.
    revision = models.BigIntegerField(null=True)
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["importer", "source_id"], name="provenance_once")
        ]

    def __str__(self) -> str:
        return f"{self.importer} {self.source_id}"
