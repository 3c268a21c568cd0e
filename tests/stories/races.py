"""What two processes do to the same stories in the same moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from dateline.stories import actions
from dateline.stories.models import Story
from dateline.stories.releases import release_due
from tests.cast import Cast, make_story
from tests.stories.ways import CHANGED, Way, draft, later, published, story

MANY = 8


@dataclass(frozen=True)
class Race:
    """Who runs, and how many versions there must be at the end (None: whatever)."""

    name: str
    prepare: Callable[[Cast], Any]
    runners: tuple[Callable[[Cast], Any], ...]
    versions: int | None = None
    hours: int = 0
    clock = Way.clock

    def __str__(self) -> str:
        return self.name


def _many_planned(cast: Cast) -> None:
    for number in range(MANY):
        row = make_story(cast, f"Story {number}", go_live_at=later(hours=1))
        row.get_latest_revision().publish()


def _many(cast: Cast) -> None:
    for number in range(2 * MANY):
        make_story(cast, f"Story {number}")


def _publish(rest: int) -> Callable[[Cast], None]:
    def publish(cast: Cast) -> None:
        for row in Story._base_manager.order_by("pk")[rest::2]:
            row.get_latest_revision().publish()

    return publish


def _correct(cast: Cast) -> None:
    for number in range(MANY):
        actions.correct(story(), f"<p>Correction {number}.</p>")


def _rewrite(cast: Cast) -> None:
    for number in range(MANY):
        row = story()
        row.title = f"{CHANGED} {number}"
        row.save_revision(user=cast.editor).publish()


def _autosave(cast: Cast) -> None:
    for number in range(MANY):
        row = story().get_latest_revision_as_object()
        row.title = f"Half a head {number}"
        # Somebody else's newer draft is not overwritten: Wagtail refuses.
        with suppress(PermissionDenied):
            row.save_revision(user=cast.reporter, overwrite_revision=row.latest_revision)


def _publish_latest(cast: Cast) -> None:
    for _ in range(4 * MANY):
        story().get_latest_revision().publish()
        time.sleep(0.01)


RACES = [
    Race(
        "two schedulers release each story once",
        _many_planned,
        (lambda cast: release_due(), lambda cast: release_due()),
        versions=MANY,
        hours=2,
    ),
    Race(
        "two people publish different stories",
        _many,
        (_publish(0), _publish(1)),
        versions=2 * MANY,
    ),
    Race(
        "one corrects a story while another publishes it",
        published,
        (_correct, _rewrite),
        versions=2 * MANY + 1,
    ),
    Race("one autosaves while another publishes", draft, (_autosave, _publish_latest)),
]
