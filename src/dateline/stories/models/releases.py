"""Releases that failed: what was due, why it did not go out, when it is tried again."""

from django.db import models
from django.utils import timezone


class HeldRelease(models.Model):
    """A release that failed. It delays no other; editors see it until it went out."""

    #: ``publish`` or ``expire``.
    action = models.CharField(max_length=8)
    page_id = models.BigIntegerField()
    title = models.CharField(max_length=255)
    due = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    fault = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "page_id"], name="held_release_once")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.title}: {self.fault}"
