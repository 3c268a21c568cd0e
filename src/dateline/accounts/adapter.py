"""How allauth behaves in this house: nobody signs up, and mail speaks of the newsroom."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from dateline.conf.options import option


def newsroom_address(path: str) -> str:
    """Return the full address of `path` (with its leading slash) in the newsroom.

    Mail is never written with the host a request named: whoever sends a request chooses it.
    """
    return str(option("NEWSROOM_URL")).rstrip("/") + path


class NewsroomAdapter(DefaultAccountAdapter):
    """Accounts come from invitations and from the command line only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an invitation is the way in."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address that a password mail names."""
        return newsroom_address(urlsplit(super().get_reset_password_from_key_url(key)).path)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a mail of allauth's. It names the newsroom, never the host of a request."""
        host = {"name": settings.WAGTAIL_SITE_NAME, "domain": newsroom_address("")}
        words = {"request": self.request, "email": email, "current_site": host} | context
        self.render_mail(template_prefix, email, words).send()


class SecondFactorAdapter(DefaultMFAAdapter):
    """What an authenticator app or a passkey shows of us."""

    def get_totp_issuer(self) -> str:
        """Return the name under which an app lists the code."""
        return str(settings.WAGTAIL_SITE_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return host and name that a passkey belongs to."""
        return super().get_public_key_credential_rp_entity() | {
            "name": str(settings.WAGTAIL_SITE_NAME)
        }
