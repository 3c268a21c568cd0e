"""What can be wrong with the mail settings, said before the first letter is lost."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


def mail_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a password sent in the clear, and say when mail only goes to the console."""
    given = settings.MAILROOM_EMAIL
    encrypted = given.get("EMAIL_USE_SSL") or given.get("EMAIL_USE_TLS")
    by_smtp = str(given.get("EMAIL_BACKEND", "")).endswith("smtp.EmailBackend")
    abroad = given.get("EMAIL_HOST") not in OWN_MACHINE
    if by_smtp and given.get("EMAIL_HOST_USER") and abroad and not encrypted:
        return [
            Error(
                "DATELINE_MAIL_URL would send the mail server's password unencrypted.",
                hint="Write smtp+ssl://… (port 465) or smtp+tls://… (port 587).",
                id="dateline_mailroom.E001",
            )
        ]
    return []


def mail_leaves_the_house(**_kwargs: Any) -> list[CheckMessage]:
    """Warn, on a deployment check, that letters only reach the console."""
    if str(settings.MAILROOM_EMAIL.get("EMAIL_BACKEND", "")).endswith("console.EmailBackend"):
        return [
            Warning(
                "Mail is printed to the worker's console; nobody receives it.",
                hint="Set DATELINE_MAIL_URL, for example smtp+ssl://user:password@mail.host.",
                id="dateline_mailroom.W001",
            )
        ]
    return []
