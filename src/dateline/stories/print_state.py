"""Keeps what is in print in step with what Wagtail did, in the same transaction.

Called after every save and delete of a page, whoever asked for it. It compares what should
be public with the story's last outbox row and, where they differ, writes the record's new
version, the outbox row, the signpost and the list of released files. Wagtail's own signals
(``page_published``, ``page_slug_changed``, ``on_commit``) fire outside transactions, also for
scheduled stories, and not for moves or expiry, so nothing is hung on them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from dateline.masthead.models import Section
from dateline.press import outbox
from dateline.press.models import Outbox
from dateline.stories import addresses, files, listings

if TYPE_CHECKING:
    from dateline.stories.models import Story

log = structlog.get_logger(__name__)

#: Appends a version of a story to the record and returns its number; where it may be the same
#: as the last version, it returns that one's number. Set by `record`.
Recorder = Callable[["Story", bool], int]
_recorders: list[Recorder] = []


#: Whether the story of a uid stays out of print, whatever else is said of it. Set by `record`.
Bar = Callable[[UUID], bool]
_bars: list[Bar] = []


def record_with(recorder: Recorder) -> None:
    """Let `recorder` keep every published version. There is exactly one."""
    _recorders[:] = [recorder]


def bar_with(bar: Bar) -> None:
    """Let `bar` say which stories must not be in print. It wins over everything."""
    if bar not in _bars:
        _bars.append(bar)


def settle(page_id: int, now: datetime | None = None, *, rewritten: bool = False) -> None:
    """Bring print state, outbox and record of the story `page_id` in line with its row.

    `rewritten` says that its words may have changed without a revision: code may save the row
    of a live story, and readers see the row. Must run in the transaction that changed the page.
    Does nothing for other pages. Three queries where nothing changed.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("print state is settled in the transaction that changed the story")
    story = _held(page_id)
    if story is None:
        return
    now = now or timezone.now()
    last = outbox.last_of(story.uid)
    section_id = _section_of(story.path)
    moved = section_id != story.section_id
    printed = last is not None and last.action == Outbox.Action.PRINT
    public = is_public(story, now, printed=printed)
    if moved:
        _keep(story, section_id=section_id)
    expires_at = story.expire_at if story.live else None
    if expires_at != story.expires_at:
        _keep(story, expires_at=expires_at)
    if public:
        if last is None or last.action == Outbox.Action.REMOVE:
            _appear(story, now)
        elif story.live_revision_id and last.revision != story.live_revision_id:
            _print(story, version=_record(story), old_address=last.new_address)
        elif moved:
            _print(story, version=last.record_version, old_address=last.new_address)
        elif rewritten:
            version = _record(story, may_be_same=True)
            if version != last.record_version:
                _print(story, version=version, old_address=last.new_address)
    elif last is not None and printed:
        take_out(story, last.new_address)
    elif story.in_print:
        _keep(story, in_print=False)


def is_public(story: Story, now: datetime, *, printed: bool = False) -> bool:
    """Whether `story` should be in print at `now`: live, with a live revision, release moment
    passed, not expired, under no view restriction of its own or above it, and not barred. Two
    queries at most.

    Of a story that is in print (`printed`) the revision may be gone: Wagtail's command that
    tidies revisions away spares the newest only, and readers see the row.

    After a standstill a plan may come due whose story has expired meanwhile: Wagtail publishes
    it all the same, for as long as it takes to look again.
    """
    return bool(
        story.live
        and (story.live_revision_id or printed)
        and story.may_be_public(now)
        and not (story.expire_at and story.expire_at <= now)
        and not _restricted(story.path)
        and not any(bar(story.uid) for bar in _bars)
    )


def reprint(story_id: int) -> int | None:
    """Record and print a story anew after one of its rows was added (update, entry …).

    Returns the new version, or None where the story is not in print: what was added then goes
    out with its first publication. Must run in the transaction that added the row.
    """
    story = _held(story_id)
    if story is None:
        return None
    last = outbox.last_of(story.uid)
    if not story.in_print or last is None or last.action != Outbox.Action.PRINT:
        return None
    version = _record(story)
    _print(story, version=version, old_address=last.new_address)
    return version


def print_again(uid: UUID) -> None:
    """Have the story `uid` printed anew as it is: something was made that its page can show.

    No row is written beside one that nobody has claimed yet: that one will do.
    """
    last = outbox.hold_last(uid)
    if last is None or last.action != Outbox.Action.PRINT or last.state == Outbox.State.WAITING:
        return
    outbox.write(
        uid,
        Outbox.Action.PRINT,
        old_address=last.new_address,
        new_address=last.new_address,
        record_version=last.record_version,
        revision=last.revision,
        keys=last.keys,
    )


def take_out(story: Story, address: str, version: int | None = None) -> None:
    """Take `story` out of print, and what stood at `address`; see `remove`. Whoever keeps it out
    from then on sees to that himself: `settle` goes by its row."""
    _keep(story, in_print=False)
    listings.drop(story.pk)
    remove(story.uid, address, version)


def remove(uid: UUID, address: str, version: int | None = None) -> None:
    """Take what stood at `address` out of print: outbox row, 410, files no longer released.

    `version` is that of the record's row that says so, where there is one.
    """
    outbox.write(uid, Outbox.Action.REMOVE, old_address=address, record_version=version)
    outbox.put_up_signpost(address, uid=uid)
    files.withdraw(uid)
    log.info("story.removed", uid=str(uid), address=address)


def _appear(story: Story, now: datetime) -> None:
    """Put a story into print that was not: its address is fixed now, if it has none."""
    printed_at = story.first_published_at or now
    if story.address is None and story.embargo_until and printed_at < story.embargo_until:
        # Wagtail had it live under its embargo: nobody read it then.
        printed_at = now
        _keep(story, first_published_at=now)
    address = story.address or addresses.fresh(story, printed_at)
    _keep(story, address=address, printed_at=printed_at, in_print=True)
    outbox.take_down_signpost(address)
    _print(story, version=_record(story), old_address="")


def _print(story: Story, *, version: int | None, old_address: str) -> None:
    from dateline.stories.plates import lists_of

    assert story.address  # noqa: S101  a story in print has an address
    files.release(story)
    listings.renew(story)
    outbox.write(
        story.uid,
        Outbox.Action.PRINT,
        old_address=old_address,
        new_address=story.address,
        record_version=version,
        revision=story.live_revision_id,
        keys=lists_of(story),
    )
    log.info("story.printed", uid=str(story.uid), address=story.address, version=version)


def _record(story: Story, *, may_be_same: bool = False) -> int:
    (recorder,) = _recorders
    return recorder(story, may_be_same)


def hold(*page_ids: int) -> None:
    """Let nobody else change the pages to the end of the transaction, where rows can be locked.

    Whoever locks anything of a story locks its page first, and of several stories all pages, in
    the order of their numbers, or two of them wait for each other. What is to be changed is
    read after that. SQLite's transactions hold everything already.
    """
    if transaction.get_connection().features.has_select_for_update:
        rows = Page.objects.filter(pk__in=page_ids).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))


def _held(story_id: int) -> Story | None:
    """Return the story as it is now, held to the end of the transaction.

    Two people may publish it and correct it in the same moment: what the second one records
    must be what the first one left.
    """
    from dateline.stories.models import Story

    hold(story_id)
    rows: Any = Story._base_manager
    return rows.filter(pk=story_id).first()


def _keep(story: Story, **columns: Any) -> None:
    """Write columns of our own without another round of signals."""
    type(story)._base_manager.filter(pk=story.pk).update(**columns)
    for name, value in columns.items():
        setattr(story, name, value)


def _section_of(path: str) -> int | None:
    parents = Section.objects.filter(path=path[: -Section.steplen])
    return parents.values_list("pk", flat=True).first()


def _restricted(path: str) -> bool:
    """Whether the page at `path` or one above it is shown to some readers only."""
    step = Section.steplen
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    return PageViewRestriction.objects.filter(page__path__in=above).exists()
