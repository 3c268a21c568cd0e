"""What machines are told: the head of a page, a story in a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from dateline.masthead.contexts import LinkContext
from dateline.photodesk.contexts import PictureContext
from dateline.stories.body import BlockContext
from dateline.stories.contexts import BylineContext, DeclaredContext, EntryContext


@dataclass(frozen=True)
class HeadContext:
    """The head of a page.

    `canonical` is absolute, and empty where no page stands (404, 410, a draft). `json_ld` is a
    whole, escaped JSON document or empty. `graph` are OpenGraph pairs (property, content) in
    order, Twitter's card at their end. `feeds` are (title, path) of RSS, `atom_feeds` of Atom.
    """

    title: str
    description: str
    canonical: str
    robots: str
    graph: tuple[tuple[str, str], ...]
    json_ld: SafeString
    feeds: tuple[LinkContext, ...]
    atom_feeds: tuple[LinkContext, ...]


@dataclass(frozen=True)
class FeedStoryContext:
    """A story in a feed, in full; `changed_at` is `changes.changed_at`.

    `body` and the bodies of `entries` (live coverage, newest first) leave out links to related
    stories. `corrections` and `updates` come newest first. `sponsored_by` is empty except where
    somebody paid for the story.
    """

    uid: str
    headline: str
    url: str
    standfirst: str
    kind: str
    kind_word: str
    sponsored_by: str
    section: LinkContext | None
    bylines: tuple[BylineContext, ...]
    topics: tuple[LinkContext, ...]
    place: str
    source_line: str
    lead: PictureContext | None
    body: tuple[BlockContext, ...]
    entries: tuple[EntryContext, ...]
    updates: tuple[DeclaredContext, ...]
    corrections: tuple[DeclaredContext, ...]
    printed_at: datetime
    changed_at: datetime
