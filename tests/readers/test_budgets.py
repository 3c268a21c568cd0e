"""How often a page asks the database, through the press as readers get it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.press.render import render
from dateline.stories import actions
from dateline.stories.models import Byline, LiveEntry, RelatedStory, Story
from tests.cast import Cast, make_story
from tests.readers.paper import picture, put_in_print, topic

#: Of a story with pictures and live entries, however large the archive. Documents and links to
#: other stories in its text cost one more each.
MOST = 20


def pictured() -> dict[str, Any]:
    words = {"caption": "", "alt": "", "credit": "", "licence": ""}
    return {"type": "picture", "value": {"image": picture().pk, **words}}


@pytest.fixture
def rich(cast: Cast) -> Story:
    """A story with pictures, three names, topics, chosen stories, an update, a correction, and
    entries of live coverage with pictures of their own."""
    now = timezone.now()
    subjects = [topic(f"Subject {number}") for number in range(6)]
    others = [
        put_in_print(
            cast,
            f"Other {n}",
            at=now - timedelta(hours=n + 1),
            topics=[*subjects[:2], topic(f"Only of {n}")],
            lead_picture=picture(),
        )
        for n in range(3)
    ]
    body = [
        {"type": "text", "value": "<p>The ferry sailed.</p>"},
        *(pictured() for _ in range(3)),
        {"type": "pullquote", "value": {"text": "At noon.", "speaker": "The captain"}},
    ]
    story = make_story(
        cast, "Rich", kind="live", body=body, lead_picture=picture("A pier.", caption="Pier.")
    )
    story.topics = subjects
    story.bylines = [Byline(contributor=cast.ben), Byline(name="Two"), Byline(name="Three")]
    story.chosen = [RelatedStory(other=other) for other in others]
    story.save_revision().publish()
    story = Story.objects.get(pk=story.pk)
    actions.declare_update(story, "<p>The captain was asked.</p>", user=cast.editor)
    actions.correct(story, "<p>It was noon, not one.</p>", user=cast.editor)
    for minute in range(4):
        LiveEntry.objects.create(
            story=story, at=now - timedelta(minutes=minute), body=[pictured()], headline="Sailing"
        )
    return story


def asked(kind: str, id: str) -> list[str]:
    with CaptureQueriesContext(connection) as made:
        render(kind, id, timezone.now())
    return [query["sql"] for query in made]


def test_a_story_asks_as_often_whatever_the_archive(cast: Cast, rich: Story) -> None:
    def print_more(names: range) -> None:
        for number in names:
            put_in_print(cast, f"More {number}", topics=rich.topics.all(), lead_picture=picture())

    print_more(range(2))
    few = asked("story", str(rich.uid))
    print_more(range(2, 12))
    many = asked("story", str(rich.uid))
    told = "\n".join(sql[:160] for sql in many)
    assert len(many) == len(few), told
    assert len(many) <= MOST, f"{len(many)}\n{told}"
