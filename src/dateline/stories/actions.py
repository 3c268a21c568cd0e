"""What an editor does to a story beyond writing it. One verb, one transaction each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from dateline.lib.htmltext import plain, sanitise
from dateline.stories import print_state
from dateline.stories.models import Correction, LiveEntry, Story, Update


class MayNot(PermissionDenied):
    """The user may not do this to the story."""


class SaysNothing(ValueError):
    """An update, correction or entry without words."""


class NotLive(ValueError):
    """Entries belong to live coverage only."""


def declare_update(
    story: Story, text: str, *, user: Any = None, at: datetime | None = None
) -> Update:
    """Say that `story` was brought up to date. The only thing that moves "Updated".

    `text` is HTML; `at` is for imports (aware). `user` None stands for the system. Raises
    `MayNot`, `SaysNothing`.
    """
    _check(story, user)
    return _declare(Update, story, text, user, at)


def correct(story: Story, text: str, *, user: Any = None, at: datetime | None = None) -> Correction:
    """Add a correction to `story`. It stays for ever. Raises `MayNot`, `SaysNothing`."""
    _check(story, user)
    return _declare(Correction, story, text, user, at)


@transaction.atomic
def add_entry(
    story: Story,
    body: list[dict[str, Any]],
    *,
    headline: str = "",
    by: str = "",
    key: bool = False,
    user: Any = None,
    at: datetime | None = None,
    uid: Any = None,
) -> LiveEntry:
    """Publish one entry of live coverage. `body` is raw blocks of `blocks.ENTRY_BLOCKS`.

    Raises `MayNot`, `NotLive`, `SaysNothing`.
    """
    _check(story, user)
    print_state.hold(story.pk)
    if story.kind != Story.Kind.LIVE:
        raise NotLive(f"“{story.title}” is not live coverage. Change its kind to Live first.")
    if not body and not headline.strip():
        raise SaysNothing("An entry needs a headline or some text.")
    entry = LiveEntry(
        story=story,
        at=at or timezone.now(),
        headline=headline,
        by=by or name_of(user),
        key=key,
    )
    if uid is not None:
        entry.uid = uid
    entry.body = LiveEntry.body.field.stream_block.to_python(body)
    entry.full_clean(exclude=["story"])
    entry.save()
    log(instance=story, action="dateline.entry", user=user, data={"entry": str(entry.uid)})
    print_state.reprint(story.pk)
    return entry


@transaction.atomic
def withdraw_entry(entry: LiveEntry, *, user: Any = None) -> None:
    """Take one entry out of print. Its words stay in the record. Raises `MayNot`."""
    _check(entry.story, user)
    print_state.hold(entry.story_id)
    entry.withdrawn = True
    entry.save(update_fields=["withdrawn"])
    log(
        instance=entry.story,
        action="dateline.entry.withdraw",
        user=user,
        data={"entry": str(entry.uid)},
    )
    print_state.reprint(entry.story_id)


@transaction.atomic
def _declare(
    model: type[Update] | type[Correction],
    story: Story,
    text: str,
    user: Any,
    at: datetime | None,
) -> Any:
    clean = sanitise(text, internal=True)
    if not plain(clean).strip():
        raise SaysNothing(f"The {model._meta.verbose_name} has no words.")
    print_state.hold(story.pk)
    row = model.objects.create(
        story=story, text=clean, at=at or timezone.now(), declared_by=name_of(user)
    )
    if model is Update and (story.updated_at is None or story.updated_at < row.at):
        Story._base_manager.filter(pk=story.pk).update(updated_at=row.at)
        story.updated_at = row.at
    log(instance=story, action=f"dateline.{model._meta.model_name}", user=user)
    print_state.reprint(story.pk)
    return row


def _check(story: Story, user: Any) -> None:
    if user is not None and not story.permissions_for_user(user).can_publish():
        raise MayNot("You may not change what is in print. Ask an editor to do it.")


def name_of(user: Any) -> str:
    """Return how `user` is called in rows that keep who did it; empty for the system."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""
