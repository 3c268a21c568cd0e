"""Addresses under ``accounts/``: those of allauth's that this house uses, and invitations.

Signing up, changing addresses and logging in by mailed code are not among them. All pages get a
policy that admits no inline script and no inline style; only Wagtail's own pages need those.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from csp.decorators import csp_replace
from django.urls import URLPattern, path, re_path

from dateline.accounts import views

STRICT = {
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "frame-src": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def _at(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(route, csp_replace(STRICT)(view), name=name)


urlpatterns = [
    _at("login/", views.login, "account_login"),
    _at("logout/", account.logout, "account_logout"),
    _at("inactive/", account.account_inactive, "account_inactive"),
    _at("signup/", account.signup, "account_signup"),  # says that it is closed
    _at("invitation/<str:token>/", views.invitation, "dateline_invitation"),
    _at("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _at("password/change/", account.password_change, "account_change_password"),
    _at("password/set/", account.password_set, "account_set_password"),
    _at("password/reset/", account.password_reset, "account_reset_password"),
    _at("password/reset/done/", account.password_reset_done, "account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        csp_replace(STRICT)(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    _at(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    _at("2fa/", mfa.index, "mfa_index"),
    _at("2fa/authenticate/", mfa.authenticate, "mfa_authenticate"),
    _at("2fa/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    _at("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    _at("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _at("2fa/codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _at(
        "2fa/codes/generate/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    _at(
        "2fa/codes/download/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    _at("2fa/passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    _at("2fa/passkeys/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    _at("2fa/passkeys/login/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _at(
        "2fa/passkeys/reauthenticate/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    _at("2fa/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    _at("2fa/passkeys/<int:pk>/edit/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
]
