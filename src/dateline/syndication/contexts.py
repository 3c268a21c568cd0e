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

    #: What stands in ``<title>``.
    title: str
    #: One line about the page, or empty.
    description: str
    #: The absolute address of the page.
    canonical: str
    #: What search engines may do with the page.
    robots: str
    #: Pairs of property and content, in order.
    graph: tuple[tuple[str, str], ...]
    #: A whole JSON document, or empty.
    json_ld: SafeString
    #: RSS feeds: title and path.
    feeds: tuple[LinkContext, ...]
    #: Atom feeds: title and path.
    atom_feeds: tuple[LinkContext, ...]


@dataclass(frozen=True)
class FeedStoryContext:
    """A story in a feed, in full; `changed_at` is `changes.changed_at`.

    `body` and the bodies of `entries` (live coverage, newest first) leave out links to related
    stories. `corrections` and `updates` come newest first. `sponsored_by` is empty except where
    somebody paid for the story.
    """

    #: Never changes.
    uid: str
    #: The whole headline.
    headline: str
    #: The absolute address of the story.
    url: str
    #: The summary line, or empty.
    standfirst: str
    #: The kind of story, as in the reference of stories.
    kind: str
    #: The word that tells the kind apart from news, or empty.
    kind_word: str
    #: Who paid.
    sponsored_by: str
    #: Where it stands in the paper, or None.
    section: LinkContext | None
    #: Who signs, in order.
    bylines: tuple[BylineContext, ...]
    #: What it is about.
    topics: tuple[LinkContext, ...]
    #: Where it was filed, or empty.
    place: str
    #: Where the copy comes from, or empty.
    source_line: str
    #: The lead picture, or None.
    lead: PictureContext | None
    #: Its blocks, addresses absolute.
    body: tuple[BlockContext, ...]
    #: Live coverage, newest first.
    entries: tuple[EntryContext, ...]
    #: Declared updates, newest first.
    updates: tuple[DeclaredContext, ...]
    #: Corrections, newest first.
    corrections: tuple[DeclaredContext, ...]
    #: When it was first published.
    printed_at: datetime
    #: The last change that readers were told of.
    changed_at: datetime
