"""Invitations, as the newsroom asks for them."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils import timezone

from dateline.accounts.models import Invitation, User, digest

#: Wagtail's own picture and document models, for which it gives its first groups permissions.
#: The house has others: these permissions open nothing.
IDLE = frozenset({"wagtailimages", "wagtaildocs"})


def open_invitations() -> QuerySet[Invitation]:
    """Return invitations that can still be accepted, newest first. One query."""
    return (
        Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now())
        .select_related("group", "invited_by")
        .order_by("-invited_at", "-pk")
    )


def waiting_invitations() -> QuerySet[Invitation]:
    """Return invitations that nobody accepted yet, run out or not, newest first. One query."""
    return (
        Invitation.objects.filter(accepted_at=None)
        .select_related("group", "invited_by")
        .order_by("-invited_at", "-pk")
    )


def invitation_for(token: str) -> Invitation | None:
    """Return the open invitation whose link carries `token`. One query."""
    return open_invitations().filter(token_digest=digest(token)).first()


def may_invite(by: User) -> bool:
    """Return whether `by` may invite anybody at all."""
    return by.has_perm("dateline_accounts.add_invitation")


def groups_to_give(by: User) -> list[Group]:
    """Return the groups that `by` may invite people into: none that may more than `by` may.

    Two queries and those of `by`'s own permissions.
    """
    groups = Group.objects.prefetch_related("permissions__content_type").order_by("name")
    return [group for group in groups if may_give(by, group)]


def may_give(by: User, group: Group) -> bool:
    """Return whether `by` has every permission that `group` gives and that means something here."""
    return by.is_superuser or all(
        by.has_perm(f"{permission.content_type.app_label}.{permission.codename}")
        for permission in group.permissions.all()
        if permission.content_type.app_label not in IDLE
    )
