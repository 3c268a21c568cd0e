"""Stories as templates get them: frozen, complete, with nothing left to ask a database for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from dateline.masthead.contexts import LinkContext
from dateline.photodesk.contexts import PictureContext, picture_context
from dateline.stories.body import BlockContext, blocks_context, pictures_in, read_streams, rich

if TYPE_CHECKING:
    from dateline.stories.models import LiveEntry, Story

#: Kinds that are told apart from news by a word.
MARKED_KINDS = frozenset(
    "analysis investigation opinion review interview obituary explainer live letters "
    "sponsored".split()
)


@dataclass(frozen=True)
class BylineContext:
    """Who signs, in what role; `address` is empty for names without a page."""

    #: As it is signed.
    name: str
    #: What the person did here, or is; may be empty.
    role: str
    #: The path of the person's page, or empty.
    address: str


@dataclass(frozen=True)
class CardContext:
    """A story as it stands in a list."""

    #: The story's public name: it never changes.
    uid: str
    #: The whole headline.
    headline: str
    #: The headline for fronts and lists; the whole one where there is no shorter.
    short_headline: str
    #: The path of the story, empty before its first publication.
    address: str
    #: One of the kinds of a story, such as ``news`` or ``live``.
    kind: str
    #: The word that tells the kind apart from news; empty for news, features and briefs.
    kind_word: str
    #: The label above the headline, or empty.
    kicker: str
    #: The summary line, or empty.
    standfirst: str
    #: Where it stands in the paper.
    section: LinkContext | None
    #: Who signs, in order.
    bylines: tuple[BylineContext, ...]
    #: When it was first published, None in a draft.
    printed_at: datetime | None
    #: The last update an editor declared, or None. Never a time of saving.
    updated_at: datetime | None
    #: The lead picture, None where there is none or its sizes are not made yet.
    picture: PictureContext | None
    #: Who paid for the story; empty for all but sponsored ones.
    sponsor: str


@dataclass(frozen=True)
class DeclaredContext:
    """A declared update or a correction."""

    #: When it was declared.
    at: datetime
    #: What an editor said about it, ready to print.
    text: SafeString
    #: The id of its element on the page.
    anchor: str


@dataclass(frozen=True)
class EntryContext:
    """One entry of live coverage."""

    #: The id of its element on the page.
    anchor: str
    #: The moment the entry stands under.
    at: datetime
    #: Its headline, or empty.
    headline: str
    #: Who wrote it, or empty.
    by: str
    #: Whether it is one of the key points.
    key: bool
    #: Its blocks.
    body: tuple[BlockContext, ...]


@dataclass(frozen=True)
class StoryContext:
    """A story on its own page."""

    #: What lists show of it: headline, kicker, dates, bylines.
    card: CardContext
    #: Where it was filed (the dateline), or empty.
    place: str
    #: The agency or source it comes from, or empty.
    source_line: str
    #: The lead picture with the caption it has in this story.
    lead: PictureContext | None
    #: Its blocks, in order.
    body: tuple[BlockContext, ...]
    #: What it is about.
    topics: tuple[LinkContext, ...]
    #: Declared updates.
    updates: tuple[DeclaredContext, ...]
    #: Corrections, each with what was wrong.
    corrections: tuple[DeclaredContext, ...]
    #: Entries of live coverage, newest first.
    entries: tuple[EntryContext, ...]
    #: The key points among them.
    key_entries: tuple[EntryContext, ...]
    #: How many words its blocks have together.
    words: int


def card_context(story: Story) -> CardContext:
    """Return `story` for a list. No query where it comes from ``for_lists()``."""
    return CardContext(
        uid=str(story.uid),
        headline=story.title,
        short_headline=story.short_headline or story.title,
        address=story.address or "",
        kind=story.kind,
        kind_word=story.get_kind_display() if story.kind in MARKED_KINDS else "",
        kicker=story.kicker,
        standfirst=story.standfirst,
        section=(
            LinkContext(story.section.title, story.section.address) if story.section else None
        ),
        bylines=bylines_context(story),
        printed_at=story.printed_at,
        updated_at=story.updated_at,
        picture=picture_context(story.lead_picture),
        sponsor=story.sponsor,
    )


def bylines_context(story: Story) -> tuple[BylineContext, ...]:
    """Return who signs `story`, in order. One query unless prefetched."""
    return tuple(
        BylineContext(
            name=byline.signed,
            role=byline.role or (byline.contributor.role if byline.contributor else ""),
            address=byline.contributor.address if byline.contributor else "",
        )
        for byline in story.bylines.all()
    )


def story_context(story: Story) -> StoryContext:
    """Return `story` for its page.

    Where all of it was looked up, one query for its updates and one for each link in its text.
    """
    entries = tuple(map(entry_context, story.coverage()))
    body = blocks_context(story.body)
    return StoryContext(
        card=card_context(story),
        place=story.place,
        source_line=story.source_line,
        lead=picture_context(story.lead_picture, caption=story.lead_caption),
        body=body,
        topics=tuple(LinkContext(topic.name, topic.address) for topic in story.topics.all()),
        updates=tuple(
            DeclaredContext(row.at, rich(row.text), f"update-{row.uid}")
            for row in story.updates.all()
        ),
        corrections=tuple(
            DeclaredContext(row.at, rich(row.text), f"correction-{row.uid}")
            for row in story.corrections.all()
        ),
        entries=entries,
        key_entries=tuple(entry for entry in entries if entry.key),
        words=sum(block.words for block in body),
    )


def look_up(story: Story) -> None:
    """Look up at once what the text of `story` and its live entries name, and all its pictures.

    Pictures and their sizes, entries unless prefetched, documents and stories: five queries at
    most.
    """
    rows: list[Any] = [story, *story.coverage()]
    raw = [row.body.get_prep_value() for row in rows]
    pictures = pictures_in(raw, story.lead_picture_id)
    for row, stream in zip(rows, read_streams(raw, pictures), strict=True):
        row.body = stream
    story.lead_picture = pictures.get(story.lead_picture_id)


def entry_context(entry: LiveEntry) -> EntryContext:
    """Return one live entry for its story's page."""
    return EntryContext(
        anchor=f"entry-{entry.uid}",
        at=entry.at,
        headline=entry.headline,
        by=entry.by,
        key=entry.key,
        body=blocks_context(entry.body),
    )
