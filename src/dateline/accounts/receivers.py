"""What follows from a saved user and from a login."""

from __future__ import annotations

from typing import Any

import structlog
from allauth.account.models import EmailAddress
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from dateline.accounts.models import User

log = structlog.get_logger(__name__)


@receiver(post_save, sender=User)
def keep_one_address(
    instance: User, raw: bool, update_fields: frozenset[str] | None, **_kwargs: Any
) -> None:
    """Let allauth know one address of a user: the one that stands on the user.

    It keeps addresses in a table of its own and mails passwords to all of them; one that an
    administrator replaced must not stay a way in.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    email = instance.email.lower()
    addresses = EmailAddress.objects.filter(user=instance)
    addresses.exclude(email=email).delete()
    if email:
        EmailAddress.objects.update_or_create(
            user=instance, email=email, defaults={"verified": True, "primary": True}
        )


@receiver(user_logged_in)
def note_login(request: HttpRequest | None, user: User, **_kwargs: Any) -> None:
    """Note in the log who came in."""
    log.info("login", user=user.pk)


@receiver(user_login_failed)
def note_refusal(credentials: dict[str, Any], **_kwargs: Any) -> None:
    """Note in the log that somebody was refused; Django has hidden the password."""
    named = credentials.get("email") or credentials.get("username") or ""
    log.warning("login.refused", named=str(named)[:150])
