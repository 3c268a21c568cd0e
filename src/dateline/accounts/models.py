"""Users and the invitations by which they come in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.conf.options import option


class User(AbstractUser):
    """Somebody who works in the newsroom. Contributors who only sign stories need none."""

    class Meta:
        db_table = "dateline_accounts_user"
        constraints = [
            # One address, one person: a mail that resets a password must have one owner.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_user_per_address",
                violation_error_message=_("Somebody in the newsroom has this address already."),
            )
        ]


def digest(token: str) -> str:
    """Return what is kept of an invitation's token: its SHA-256, never the token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Invitation(models.Model):
    """A way in for one address and one role, once, for a few days."""

    email = models.EmailField()
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} as {self.group}"

    @classmethod
    def draw_up(cls, email: str, group: Group, invited_by: User | None) -> tuple[Invitation, str]:
        """Return an unsaved invitation and its token, which is nowhere else to be had."""
        token = secrets.token_urlsafe(32)
        invitation = cls(
            email=email,
            group=group,
            token_digest=digest(token),
            invited_by=invited_by,
            expires_at=timezone.now() + timedelta(days=option("INVITATION_DAYS")),
        )
        return invitation, token

    @property
    def open(self) -> bool:
        """Whether the invitation can still be accepted."""
        return self.accepted_at is None and timezone.now() < self.expires_at
