"""A letter that waits to be sent, or was."""

from django.db import models
from django.utils import timezone


class Letter(models.Model):
    """One mail, written in the transaction that caused it and sent by the worker."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        GIVEN_UP = "given up"

    recipients = models.JSONField()
    subject = models.TextField()
    #: The whole message as RFC 5322 bytes, so that what is sent is what was written.
    message = models.BinaryField()
    sender = models.TextField()
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    due = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due"], name="letter_state_due")]

    def __str__(self) -> str:
        return f"{self.subject} to {', '.join(self.recipients)}"
