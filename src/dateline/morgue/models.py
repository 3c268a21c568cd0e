"""What was brought in from where: a second import knows it again, and old links lead to it."""

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


class OldAddress(models.Model):
    """Where a page of the paper stood in an older system: its path, with the query where that named
    the page (``/?p=12``).

    Whoever comes there is led to where the story stands now, at once, however often it moved.
    """

    path = models.CharField(max_length=400, unique=True)
    #: The story, or None for a page that is no story.
    uid = models.UUIDField(null=True, db_index=True)
    #: Where a page that is no story stands now: a section, a topic.
    target = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(uid__isnull=False) ^ ~models.Q(target=""),
                name="old_address_leads_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} to {self.uid or self.target}"


class ImportRun(models.Model):
    """One run of an import, as the newsroom looks it up: what it was of, and its totals."""

    importer = models.CharField(max_length=40)
    source = models.TextField()
    ended_at = models.DateTimeField(default=timezone.now)
    totals = models.JSONField(default=dict)
    #: How many items the source has by another count; None where nobody counted.
    counted = models.IntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.importer}, {timezone.localtime(self.ended_at):%Y-%m-%d %H:%M}"


class ImportItem(models.Model):
    """One item of the source of a run, and what became of it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=600)
    address = models.TextField(blank=True)
    state = models.CharField(max_length=20)
    #: The uid of the story it became, or None.
    story = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    #: What inside it was lost, left out or proposed, a line each.
    inside = models.TextField(blank=True)
    doubts = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["run", "state"], name="import_item_by_state")]

    def __str__(self) -> str:
        return f"{self.state}: {self.source_id}"
