"""Lists of stories as templates get them: home, sections, months, topics, contributors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.masthead.contexts import LinkContext
from dateline.photodesk.contexts import PictureContext
from dateline.stories.contexts import CardContext, card_context
from dateline.stories.queries import StoryQuerySet


@dataclass(frozen=True)
class OnwardContext:
    """Where a reader goes next from a story. Nothing stands in it twice, nor the story itself."""

    #: Other stories: those an editor put beside it first, then the nearest.
    stories: tuple[CardContext, ...]
    #: The newest of its section that are not among them.
    section: tuple[CardContext, ...]
    #: What the other stories are about and this one is not.
    topics: tuple[LinkContext, ...]


@dataclass(frozen=True)
class MonthLink:
    """A month that has stories; `first` is its first day."""

    #: The first day of the month.
    first: date
    #: The path of the month.
    address: str


@dataclass(frozen=True)
class DayLink:
    """A day that has stories, in a month that is listed by day."""

    #: The day.
    day: date
    #: The path of the day.
    address: str


@dataclass(frozen=True)
class ListContext:
    """A page that lists stories: a section, a topic, a contributor's stories, a month.

    `cards` may be empty; then the page says in a sentence that nothing has appeared yet and
    shows no heading over the emptiness.
    """

    #: The heading.
    title: str
    #: The path of the list.
    address: str
    #: A line about it, or empty.
    description: str
    #: The stories, newest first.
    cards: tuple[CardContext, ...]
    #: The month archives of a section, newest first; empty elsewhere.
    months: tuple[MonthLink, ...] = ()
    #: RSS and Atom of this list; empty for months.
    feeds: tuple[LinkContext, ...] = ()


@dataclass(frozen=True)
class MonthContext:
    """One calendar month of a section's archive.

    A month with more than 200 stories is listed by day: then `days` leads to them and `cards`
    is empty.
    """

    #: The section and its path.
    section: LinkContext
    #: The first day of the month.
    first: date
    #: All its stories, newest first; empty where it is listed by day.
    cards: tuple[CardContext, ...]
    #: The nearest month before that has stories, or None.
    earlier: MonthLink | None
    #: The nearest month after that has stories, or None.
    later: MonthLink | None
    #: The days that have stories, newest first; empty where the month lists them itself.
    days: tuple[DayLink, ...] = ()


@dataclass(frozen=True)
class DayContext:
    """One day of a section's archive, in a month that is listed by day."""

    #: The section and its path.
    section: LinkContext
    #: The month the day is in.
    month: MonthLink
    #: The day.
    day: date
    #: All its stories, newest first.
    cards: tuple[CardContext, ...]
    #: The nearest day before in this month that has stories, or None.
    earlier: DayLink | None
    #: The nearest day after in this month that has stories, or None.
    later: DayLink | None


@dataclass(frozen=True)
class ContributorContext:
    """Somebody who signs stories, above the list of them."""

    #: As the person signs.
    name: str
    #: What the person does, or empty.
    role: str
    #: What the person knows about.
    subjects: tuple[str, ...]
    #: Some sentences in plain words, or empty.
    biography: str
    #: A mail address or other words, or empty.
    contact: str
    #: A picture, or None.
    portrait: PictureContext | None


@dataclass(frozen=True)
class MissingContext:
    """An address where nothing stands (404) or no longer stands (410)."""

    #: The path that was asked for, as it came: untrusted words.
    path: str
    #: The newest stories of the paper.
    latest: tuple[CardContext, ...]


def cards_of(stories: StoryQuerySet) -> tuple[CardContext, ...]:
    """Return `stories` for a list. Three queries."""
    return tuple(card_context(story) for story in stories.for_lists())


def story_keys(cards: tuple[CardContext, ...]) -> frozenset[str]:
    """Return the keys of what `cards` show."""
    return frozenset(f"story:{card.uid}" for card in cards)
