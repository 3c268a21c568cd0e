"""Releases what is due: planned stories, embargoes that end, stories that expire.

Each item has its own transaction; an item that fails is tried again later, with a row that
says why, and delays none. Nothing is released early: the clock is asked in the transaction
that releases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone
from wagtail.models import Page, Revision, get_page_models

from dateline.conf.options import option
from dateline.lib import duties
from dateline.stories import print_state
from dateline.stories.models import HeldRelease, Story

log = structlog.get_logger(__name__)


class StoriesInPrint(Exception):
    """A section would go from the web with its stories still in print."""


def register() -> None:
    """Let the worker look for what is due."""
    duties.register("releases", float(option("RELEASE_EVERY")), release_due)


def release_due(now: datetime | None = None) -> int:
    """Release everything due at `now` (default: the clock) and return how many items went out."""
    now = now or timezone.now()
    due = list(_due(now))
    _forget_all_but({(action, page_id) for action, page_id, _ in due})
    held = set(HeldRelease.objects.filter(next_try__gt=now).values_list("action", "page_id"))
    done = 0
    for action, page_id, do in due:
        if (action, page_id) not in held:
            done += _release(action, page_id, do, now)
    return done


def _forget_all_but(due: set[tuple[str, int]]) -> None:
    """Drop the notes on what is due no more: an editor published it, or took the plan back."""
    notes = HeldRelease.objects.values_list("pk", "action", "page_id")
    past = [pk for pk, action, page_id in notes if (action, page_id) not in due]
    if past:
        HeldRelease.objects.filter(pk__in=past).delete()


def _due(now: datetime) -> Iterator[tuple[str, int, Callable[[datetime], bool]]]:
    """Yield (action, page id, what to do) of what looks due; the doing looks again."""
    for pk in _expiring(now):
        yield "expire", pk, partial(_expire, pk)
    planned = Revision.page_revisions.filter(approved_go_live_at__lte=now)
    planned = planned.order_by("approved_go_live_at", "pk").values_list("pk", "object_id")
    for revision_pk, page_pk in list(planned):
        yield "publish", int(page_pk), partial(_publish, revision_pk, int(page_pk))
    waiting = Story._base_manager.filter(
        live=True, live_revision__isnull=False, in_print=False, embargo_until__lte=now
    )
    for story in waiting.only("uid", "live", "live_revision", "embargo_until", "path"):
        if print_state.is_public(story, now):
            yield "embargo", story.pk, partial(_end_embargo, story.pk)


def _expiring(now: datetime) -> list[int]:
    """Return the pages that look expired: stories by their index, and the few other pages."""
    stories = Story._base_manager.filter(expires_at__lte=now).order_by("expires_at", "pk")
    expiring = list(stories.values_list("pk", flat=True))
    for model in get_page_models():
        if model is not Page and not issubclass(model, Story):
            pages = Page.objects.filter(pk__in=model._base_manager.values("pk"), live=True)
            expiring += pages.filter(expire_at__lte=now).values_list("pk", flat=True)
    return expiring


def _release(action: str, page_id: int, do: Callable[[datetime], bool], now: datetime) -> int:
    """Do it in a transaction of its own; return 1 where something went out.

    A database that is busy or crossed by somebody else says nothing about the item: it is tried
    once more at once, and then again at the next look.
    """
    for last in (False, True):
        try:
            with transaction.atomic():
                done = do(now)
                HeldRelease.objects.filter(action=action, page_id=page_id).delete()
                return int(done)
        except OperationalError as error:
            if last:
                log.warning("release.put_off", action=action, page=page_id, fault=str(error))
        except Exception as error:  # noqa: BLE001  one bad item delays none
            _note(action, page_id, error, now)
            break
    return 0


def _note(action: str, page_id: int, error: Exception, now: datetime) -> None:
    """Hold the item back for a while. Where not even that can be written, it is due again."""
    try:
        with transaction.atomic():
            _hold(action, page_id, error, now)
    except DatabaseError:
        log.exception("release.unnoted", action=action, page=page_id, fault=str(error))


def _expire(page_id: int, now: datetime) -> bool:
    page = _locked(Page.objects.filter(pk=page_id, live=True, expire_at__lte=now)).first()
    if page is None:
        return False
    below = Story._base_manager.filter(path__startswith=page.path).exclude(pk=page.pk)
    if below.filter(in_print=True).exists():
        raise StoriesInPrint(f"stories in “{page.title}” are in print: move or unpublish them")
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _publish(revision_id: int, page_id: int, now: datetime) -> bool:
    page = _locked(Page.objects.filter(pk=page_id)).first()
    revisions = Revision.page_revisions.filter(pk=revision_id, approved_go_live_at__lte=now)
    revision = revisions.first()
    if page is None or revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    # A later embargo, written since it was planned, has planned it anew.
    return not revisions.model.objects.filter(
        pk=revision_id, approved_go_live_at__isnull=False
    ).exists()


def _end_embargo(page_id: int, now: datetime) -> bool:
    print_state.settle(page_id, now)
    return bool(Story._base_manager.filter(pk=page_id, in_print=True).exists())


def _locked(rows: Any) -> Any:
    """Lock rows where the database has row locks; SQLite's transaction holds them all."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return rows


def _hold(action: str, page_id: int, error: Exception, now: datetime) -> None:
    """Note a release that failed, and when it is tried again: after 1, 2, 4 … 60 minutes."""
    page = Page.objects.filter(pk=page_id).first()
    row, _ = HeldRelease.objects.get_or_create(
        action=action,
        page_id=page_id,
        defaults={"title": page.title if page else str(page_id), "due": now, "fault": ""},
    )
    row.attempts += 1
    row.next_try = now + timedelta(minutes=min(2 ** (row.attempts - 1), 60))
    row.fault = f"{type(error).__name__}: {error}"[:2000]
    row.save()
    log.error("release.held", action=action, page=page_id, fault=row.fault)
