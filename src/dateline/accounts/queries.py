"""Invitations, as the newsroom asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils import timezone

from dateline.accounts.models import Invitation, User, digest


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

    Sixteen queries at most, however many groups there are.
    """
    groups = Group.objects.prefetch_related("permissions__content_type", *_GRANTS).order_by("name")
    own = _grants(by.groups.prefetch_related(*_GRANTS))
    return [group for group in groups if _gives_no_more(group, by, own)]


def may_give(by: User, group: Group) -> bool:
    """Return whether `by` has every permission that `group` gives, wherever it gives it."""
    return _gives_no_more(group, by, _grants(by.groups.prefetch_related(*_GRANTS)))


#: Where Wagtail keeps what a group may do in one place only, and that place.
_GRANTS = ("page_permissions__page", "collection_permissions__collection", "site_permissions__site")

#: (sort of place, number of the permission, path of the place). What is given for a place is
#: given for all below it, and their paths begin with its own.
Grant = tuple[str, int, str]


def _grants(groups: Iterable[Any]) -> set[Grant]:
    found: set[Grant] = set()
    for group in groups:
        found |= {
            ("page", row.permission_id, row.page.path) for row in group.page_permissions.all()
        }
        found |= {
            ("collection", row.permission_id, row.collection.path)
            for row in group.collection_permissions.all()
        }
        found |= {
            ("site", row.permission_id, f"{row.site_id}.") for row in group.site_permissions.all()
        }
    return found


def _gives_no_more(group: Group, by: User, own: set[Grant]) -> bool:
    return by.is_superuser or (
        all(
            by.has_perm(f"{permission.content_type.app_label}.{permission.codename}")
            for permission in group.permissions.all()
        )
        and all(
            any(held[:2] == grant[:2] and grant[2].startswith(held[2]) for held in own)
            for grant in _grants([group])
        )
    )
