"""Many stories in full, for feeds: the same number of queries however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from dateline.masthead.contexts import LinkContext
from dateline.photodesk.contexts import picture_context
from dateline.stories.body import blocks_context, read_streams, rich
from dateline.stories.contexts import DeclaredContext, bylines_context, entry_context
from dateline.stories.models import LiveEntry, Story
from dateline.stories.queries import StoryQuerySet
from dateline.syndication import links
from dateline.syndication.addresses import absolute
from dateline.syndication.changes import story_changed_at
from dateline.syndication.contexts import FeedStoryContext
from dateline.syndication.jsonld import ENTRIES

#: Links to other stories are for a page; a feed carries the story.
_LEFT_OUT = frozenset({"related"})


def full_stories(stories: StoryQuerySet, at: datetime) -> tuple[FeedStoryContext, ...]:
    """Return `stories` with everything a feed prints. At most thirty queries for all of them."""
    entries = LiveEntry.objects.filter(withdrawn=False).order_by("-at", "-pk")
    rows: list[Any] = list(
        stories.for_lists()
        .defer(None)
        .prefetch_related(
            "topics",
            "updates",
            "corrections",
            Prefetch("entries", queryset=entries[:ENTRIES], to_attr="newest_entries"),
        )
    )
    said = [row for story in rows for row in (*story.updates.all(), *story.corrections.all())]
    with_bodies = [*rows, *(entry for story in rows for entry in story.newest_entries)]
    raw = [_raw(row.body) for row in with_bodies]
    addresses = links.addresses_in([raw, [row.text for row in said]], at)
    streams = read_streams(links.written_out(raw, addresses))
    for row, stream in zip(with_bodies, streams, strict=True):
        row.body = stream
    return tuple(_full(story, addresses) for story in rows)


def _full(story: Any, addresses: dict[int, str]) -> FeedStoryContext:
    changed = story_changed_at(story)
    assert changed is not None  # noqa: S101  what is in print was printed
    return FeedStoryContext(
        uid=str(story.uid),
        headline=story.title,
        url=absolute(story.address),
        standfirst=story.standfirst,
        kind=story.kind,
        kind_word=str(story.get_kind_display()),
        sponsored_by=story.sponsor if story.kind == Story.Kind.SPONSORED else "",
        section=(
            LinkContext(story.section.title, story.section.address) if story.section else None
        ),
        bylines=bylines_context(story),
        topics=tuple(LinkContext(topic.name, topic.address) for topic in story.topics.all()),
        place=story.place,
        source_line=story.source_line,
        lead=picture_context(story.lead_picture, caption=story.lead_caption),
        body=blocks_context(story.body),
        entries=tuple(map(entry_context, story.newest_entries)),
        updates=_declared(story.updates.all(), "update", addresses),
        corrections=_declared(story.corrections.all(), "correction", addresses),
        printed_at=story.printed_at,
        changed_at=changed,
    )


def _declared(
    rows: Iterable[Any], word: str, addresses: dict[int, str]
) -> tuple[DeclaredContext, ...]:
    return tuple(
        DeclaredContext(row.at, rich(links.written_out(row.text, addresses)), f"{word}-{row.uid}")
        for row in rows
    )


def _raw(stream: Any) -> list[dict[str, Any]]:
    return [block for block in stream.get_prep_value() if block["type"] not in _LEFT_OUT]
