"""Taking a story down for a legal reason, and lifting that. A takedown wins over everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from dateline.record.actions import append
from dateline.record.models import Takedown
from dateline.stories import print_state
from dateline.stories.actions import MayNot, SaysNothing, name_of
from dateline.stories.desk import Finding
from dateline.stories.models import Story

#: The right to do either.
RIGHT = "dateline_record.add_takedown"


class NeverInPrint(ValueError):
    """What was to be taken down no reader ever saw."""


class AlreadyDown(ValueError):
    """The story was taken down before, and that stands."""


class NoTakedown(LookupError):
    """The takedown that was to be lifted does not stand any more."""


def standing(uid: UUID) -> Takedown | None:
    """Return the takedown of the story `uid` that stands, or None. One indexed query."""
    return Takedown.objects.standing().filter(uid=uid).first()


def is_down(uid: UUID) -> bool:
    """Whether the story `uid` must not be in print. One indexed query."""
    return Takedown.objects.standing().filter(uid=uid).exists()


def check(story: Story) -> Iterator[Finding]:
    """A story that was taken down does not go out. One query."""
    takedown = standing(story.uid)
    if takedown is not None:
        day = date_format(timezone.localtime(takedown.taken_down_at), "j F Y")
        words = _(
            "It was taken down on %(day)s (%(kind)s). It cannot go out before that is lifted."
        )
        what = words % {"day": day, "kind": takedown.get_kind_display()}
        yield Finding("takedown", what, blocks=True)


@transaction.atomic
def take_down(story: Story, by: Any, *, kind: str, reason: str, reference: str = "") -> Takedown:
    """Take `story` out of print for a legal reason; a page that says so stands in its place (451).

    `kind` is one of `Takedown.Kind`. `reason` is plain text that readers get, `reference` a note
    for the newsroom alone. `by` None stands for the system. A story that went out of print
    before can be taken down too: it then stays out. Plans to publish it are dropped. Raises
    `MayNot`, `SaysNothing`, `NeverInPrint`, `AlreadyDown`, and `ValueError` for another kind.
    """
    _check(by)
    kind, reason = Takedown.Kind(kind), reason.strip()
    if not reason:
        raise SaysNothing(_("Say why, in words that readers may read."))
    print_state.hold(story.pk)
    row = Story._base_manager.get(pk=story.pk)
    if row.address is None:
        raise NeverInPrint(_("“%(headline)s” was never in print.") % {"headline": row.title})
    if is_down(row.uid):
        raise AlreadyDown(_("“%(headline)s” is taken down already.") % {"headline": row.title})
    takedown = Takedown(
        uid=row.uid,
        address=row.address,
        kind=kind,
        reason=reason,
        reference=reference.strip(),
        taken_down_by=name_of(by),
    )
    takedown.recorded_as = append(row.uid, takedown.said)
    takedown.save()
    log(instance=row, action="dateline.takedown", user=by, data={"kind": str(kind)})
    print_state.take_out(row, row.address, takedown.recorded_as)
    row.unpublish(user=by, log_action=False)
    row.revisions.update(approved_go_live_at=None)  # Wagtail drops the plans of live pages only
    return takedown


@transaction.atomic
def lift_takedown(takedown: Takedown, by: Any) -> None:
    """Let the story be published again. Nothing is published by this: its address says that
    nothing stands there (410) until somebody does. `by` None stands for the system.

    Raises `MayNot`, and `NoTakedown` where it was lifted before.
    """
    _check(by)
    story = Story._base_manager.filter(uid=takedown.uid).first()
    if story is not None:
        print_state.hold(story.pk)
    rows = Takedown.objects.standing().select_for_update().filter(pk=takedown.pk)
    row = rows.first()
    if row is None:
        raise NoTakedown(_("That takedown does not stand any more."))
    row.lifted_at, row.lifted_by = timezone.now(), name_of(by)
    row.lifting_recorded_as = append(row.uid, row.said_of_lifting)
    row.save(update_fields=["lifted_at", "lifted_by", "lifting_recorded_as"])
    if story is not None:
        log(instance=story, action="dateline.takedown.lift", user=by)
    print_state.remove(row.uid, row.address, row.lifting_recorded_as)


def _check(user: Any) -> None:
    if user is not None and not user.has_perm(RIGHT):
        raise MayNot(_("You may not take stories down. Ask a publisher to do it."))
