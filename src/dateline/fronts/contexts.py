"""Fronts as templates get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from dateline.masthead.contexts import LinkContext
from dateline.onward.contexts import MonthLink
from dateline.photodesk.contexts import PictureContext
from dateline.stories.contexts import CardContext


@dataclass(frozen=True)
class EntryLineContext:
    """One entry of live coverage, in a line."""

    #: The moment the entry stands under.
    at: datetime
    #: Its headline, or its first words.
    words: str
    #: The path of the entry on the story's page.
    address: str


@dataclass(frozen=True)
class VoiceContext:
    """A signed opinion with the face of who signs it."""

    #: The story.
    card: CardContext
    #: The portrait of the first who signs, or None.
    portrait: PictureContext | None


@dataclass(frozen=True)
class StripContext:
    """A strip across the sheet: never empty."""

    #: ``strip`` (a section), ``topic``, ``opinion`` or ``pictures``.
    kind: str
    #: The words above it, and where they lead (an empty address: nowhere).
    heading: LinkContext
    #: Its stories; nothing of them stands elsewhere on the page.
    cards: tuple[CardContext, ...]
    #: The same with faces; opinion only.
    voices: tuple[VoiceContext, ...] = ()


@dataclass(frozen=True)
class LiveContext:
    """Live coverage beside the lead."""

    #: The story.
    card: CardContext
    #: Its newest entries; may be empty.
    entries: tuple[EntryLineContext, ...]


@dataclass(frozen=True)
class BannerContext:
    """Breaking news in one line."""

    #: What it is about, in a word.
    label: str
    #: What happened.
    words: str
    #: Where it leads, or empty.
    address: str
    #: Since when it stands.
    at: datetime


@dataclass(frozen=True)
class FrontContext:
    """The front of the paper or of a section. `lead` is None while nothing is in print."""

    #: The paper's front page, and no section's.
    home: bool
    #: The section's name; the paper's front page has none.
    title: str
    #: The path of the front.
    address: str
    #: A line about the section, or empty.
    description: str
    #: ``day`` or ``big``: one big story.
    layout: str
    #: The first story of the page.
    lead: CardContext | None
    #: Live coverage, or None.
    live: LiveContext | None
    #: The next stories.
    seconds: tuple[CardContext, ...]
    #: The strips below, in order.
    strips: tuple[StripContext, ...]
    #: Breaking news, or None.
    banner: BannerContext | None = None
    #: A section's further stories, newest first; the paper's front page has none.
    river: tuple[CardContext, ...] = ()
    #: The month archives of a section, newest first.
    months: tuple[MonthLink, ...] = ()
    #: RSS and Atom of a section.
    feeds: tuple[LinkContext, ...] = ()
    #: The path of the search in this section; empty on the paper's front page.
    search: str = ""
    #: The hole of what is read most, in the paper or in this section.
    most_read: str = ""

    @property
    def has_opinion(self) -> bool:
        """Whether an opinion is among its stories: those are set in italics."""
        strips = chain.from_iterable(strip.cards for strip in self.strips)
        cards = chain([self.lead] if self.lead else [], self.seconds, strips, self.river)
        return any(card.kind == "opinion" for card in cards)
