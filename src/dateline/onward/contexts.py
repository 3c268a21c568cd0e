"""Lists of stories as templates get them: home, sections, months, topics, contributors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

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
    #: Stories that an editor put to the top; topics only. None of them is among `cards`.
    chosen: tuple[CardContext, ...] = ()
    #: RSS and Atom of this list; empty for months.
    feeds: tuple[LinkContext, ...] = ()
    #: Where its stories are searched, or empty.
    search: str = ""
    #: The hole of what is read most of it, or empty; topics only.
    most_read: str = ""


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

    #: The path that was asked for, as it came: untrusted words. Empty on the plate for all.
    path: str
    #: The newest stories of the paper.
    latest: tuple[CardContext, ...]


@dataclass(frozen=True)
class ChoiceContext:
    """One choice of a form."""

    #: Its words.
    label: str
    #: What the form sends.
    value: str
    #: Whether it is chosen.
    chosen: bool


@dataclass(frozen=True)
class KeptContext:
    """A filter of a search that the form keeps: a topic, or somebody who signs."""

    #: ``topic`` or ``by``: the name that the form sends.
    name: str
    #: What the form sends.
    value: str
    #: The topic or the person, in words.
    label: str
    #: The same search without it.
    without: str


@dataclass(frozen=True)
class FaultContext:
    """Why a search could not be made as it was asked for.

    `kind` is ``long`` (more than `most` characters), ``many`` (more than `most` words),
    ``wordless``, ``section``, ``by`` or ``topic`` (there is none called `said`), ``from`` or ``to``
    (`said` is no day), ``backwards`` (the last day is before the first) or ``slow`` (it was given
    up).
    """

    #: Which fault it is.
    kind: str
    #: What was asked for: untrusted words.
    said: str = ""
    #: How many there may be, or 0.
    most: int = 0


@dataclass(frozen=True)
class HitContext:
    """A story that was found."""

    #: The story.
    card: CardContext
    #: Its headline, the words marked.
    headline: SafeString
    #: The passage of it that has the most of the words, marked; it may be empty.
    passage: SafeString


@dataclass(frozen=True)
class SearchContext:
    """The page of the search. `hits` is empty before anything was asked and where none is found."""

    #: What was asked for: untrusted words, or empty.
    words: str
    #: Whether anything was asked for: words, or filters alone.
    asked: bool
    #: The sections of the paper to choose from.
    sections: tuple[ChoiceContext, ...]
    #: Topic and contributor that narrow it.
    kept: tuple[KeptContext, ...]
    #: The first day (ISO 8601), or empty.
    since: str
    #: The last day, or empty.
    until: str
    #: Whether the newest come first, instead of the best.
    newest: bool
    #: What was wrong; then nothing was looked for.
    faults: tuple[FaultContext, ...] = ()
    #: The stories of this page, in order.
    hits: tuple[HitContext, ...] = ()
    #: How many stories there are, None where they are too many to be told.
    total: int | None = None
    #: The same search in the other order: a path, or empty.
    other_order: str = ""
    #: The page before, or empty.
    previous: str = ""
    #: The page after, or empty.
    next: str = ""
    #: Where a page of the newest ends that looked at as many stories as it may; else None.
    looked_back_to: datetime | None = None
    #: All that match, newest first, where these are the best of the newest: a path, or empty.
    all_newest: str = ""
    #: The same search without its filters, where nothing is found: a path, or empty.
    without_filters: str = ""
    #: The same search without quotation marks, where nothing is found: a path, or empty.
    without_quotes: str = ""
    #: Topics called as was asked for.
    topics: tuple[LinkContext, ...] = ()
    #: The same search, about a topic that stories found have.
    narrower_topics: tuple[LinkContext, ...] = ()
    #: The same search, signed by somebody who signed stories found.
    narrower_names: tuple[LinkContext, ...] = ()
    #: The newest stories of the paper, where nothing was asked for.
    latest: tuple[CardContext, ...] = ()


def cards_of(stories: StoryQuerySet) -> tuple[CardContext, ...]:
    """Return `stories` for a list. Three queries."""
    return tuple(card_context(story) for story in stories.for_lists())


def story_keys(cards: tuple[CardContext, ...]) -> frozenset[str]:
    """Return the keys of what `cards` show."""
    return frozenset(f"story:{card.uid}" for card in cards)
