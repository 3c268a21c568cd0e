"""Arranging fronts and calling out breaking news: one verb, one transaction, one permission."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from dateline.fronts.models import Arrangement, Banner
from dateline.fronts.plan import Plan
from dateline.fronts.plates import front_key
from dateline.fronts.queries import in_force, newest_number
from dateline.press import outbox

ARRANGE = "dateline_fronts.add_arrangement"
CALL_OUT = "dateline_fronts.add_banner"


class Overtaken(Exception):
    """Another arrangement came to stand since this one was begun. `standing` is that one."""

    def __init__(self, standing: Arrangement | None) -> None:
        super().__init__(str(_("Another arrangement of this front was published meanwhile.")))
        self.standing = standing


class TooLate(Exception):
    """What was to be taken back, or planned, has come to stand already."""


@transaction.atomic
def keep_draft(front: Page, plan: Plan, *, user: Any) -> Arrangement:
    """Keep `plan` for later. Raises `PermissionDenied`."""
    _refuse_unless(user, ARRANGE)
    return Arrangement.objects.create(front=front, content=plan.as_json(), made_by=user)


@transaction.atomic
def publish(
    front: Page,
    plan: Plan,
    *,
    user: Any,
    begun_from: int | None,
    at: datetime | None = None,
    seen: int | None = None,
) -> Arrangement:
    """Let `front` stand as `plan` says from `at` on (None: from now).

    `begun_from` is the number of the arrangement that stood when the editor began, `seen` that of
    the newest there was (`queries.newest_number`; None: whatever there is). Raises
    `PermissionDenied`, `Overtaken` where somebody published or planned meanwhile, and `TooLate`
    for a moment that has passed.
    """
    _refuse_unless(user, ARRANGE)
    _hold(front)
    now = timezone.now()
    standing = in_force(front, now)
    if (standing.pk if standing else None) != begun_from:
        raise Overtaken(standing)
    if seen is not None and (newest := newest_number(front)) > seen:
        raise Overtaken(Arrangement.objects.get(pk=newest))
    if at is not None and at <= now:
        raise TooLate(_("That moment has passed."))
    return Arrangement.objects.create(
        front=front, content=plan.as_json(), made_at=now, made_by=user, stands_from=at or now
    )


@transaction.atomic
def take_back(arrangement: Arrangement, *, user: Any) -> None:
    """Let a planned arrangement, or a draft, count no more. Raises `PermissionDenied`, and
    `TooLate` for one that stands or stood: publish another instead."""
    _refuse_unless(user, ARRANGE)
    _hold(arrangement.front)
    now = timezone.now()
    if arrangement.stands_from is not None and arrangement.stands_from <= now:
        raise TooLate(_("It stands already. Publish another arrangement instead."))
    Arrangement.objects.filter(pk=arrangement.pk).update(taken_back_at=now)
    outbox.spoil({front_key(arrangement.front_id)}, f"Arrangement {arrangement.pk}")


@transaction.atomic
def call_out(banner: Banner, *, user: Any) -> Banner:
    """Put breaking news above the fronts. Raises `PermissionDenied` and `ValidationError`."""
    _refuse_unless(user, CALL_OUT)
    banner.made_by = user
    banner.full_clean()
    banner.save()
    return banner


@transaction.atomic
def end_banner(banner: Banner, *, user: Any) -> None:
    """Take breaking news down now, or before it began. Raises `PermissionDenied`."""
    _refuse_unless(user, CALL_OUT)
    now = timezone.now()
    Banner.objects.filter(pk=banner.pk, until__gt=now).update(until=now)
    outbox.spoil({"banner"}, f"Banner {banner.pk}")


def _refuse_unless(user: Any, permission: str) -> None:
    if not user.has_perm(permission):
        raise PermissionDenied


def _hold(front: Page) -> None:
    """Let nobody else publish this front meanwhile; SQLite's transaction holds all rows."""
    if connection.features.has_select_for_update:
        list(Page.objects.select_for_update(no_key=True).filter(pk=front.pk).values_list("pk"))
