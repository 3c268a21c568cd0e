"""Where Wagtail's admin leads to accounts: the Invitations page, and each user's own security."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from dateline.accounts import newsroom_views
from dateline.accounts.queries import may_invite


class InvitationsItem(MenuItem):
    """Shown to those who may invite."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the person may invite anybody."""
        return may_invite(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def invitation_urls() -> list[URLPattern]:
    """Mount the Invitations page and its two buttons."""
    return [
        path("invitations/", newsroom_views.invitations, name="dateline_invitations"),
        path(
            "invitations/<int:pk>/again/",
            newsroom_views.invitation_again,
            name="dateline_invitation_again",
        ),
        path(
            "invitations/<int:pk>/withdraw/",
            newsroom_views.invitation_withdrawn,
            name="dateline_invitation_withdraw",
        ),
    ]


@hooks.register("register_settings_menu_item")
def invitations_item() -> MenuItem:
    """List the Invitations page beside the users."""
    return InvitationsItem(
        _("Invitations"), reverse("dateline_invitations"), icon_name="mail", order=610
    )


@hooks.register("register_account_menu_item")
def security_item(request: HttpRequest) -> dict[str, Any]:
    """Lead from somebody's own settings to password and second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Password and second factor"),
        "help_text": _("Change your password; add an authenticator app or a passkey."),
    }


@hooks.register("register_log_actions")
def accounts_in_the_log(actions: LogActionRegistry) -> None:
    """Name what the site history shows of invitations."""
    actions.register_action("dateline_accounts.invite", _("Invite"), _("Invited"))
    actions.register_action("dateline_accounts.withdraw", _("Withdraw"), _("Withdrawn"))
    actions.register_action(
        "dateline_accounts.accept", _("Accept invitation"), _("Invitation accepted")
    )
