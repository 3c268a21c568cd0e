"""Lists of stories as templates get them: home, sections, months, topics, contributors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.masthead.contexts import LinkContext
from dateline.photodesk.contexts import PictureContext
from dateline.stories.contexts import CardContext


@dataclass(frozen=True)
class StripContext:
    """A section's strip on the home page: never empty."""

    section: LinkContext
    cards: tuple[CardContext, ...]


@dataclass(frozen=True)
class HomeContext:
    """The home page. `lead` is None while nothing is in print."""

    lead: CardContext | None
    seconds: tuple[CardContext, ...]
    strips: tuple[StripContext, ...]


@dataclass(frozen=True)
class MonthLink:
    """A month that has stories; `first` is its first day."""

    first: date
    address: str


@dataclass(frozen=True)
class ListContext:
    """A page that lists stories: a section, a topic, a contributor's stories, a month.

    `cards` may be empty; then the page says in a sentence that nothing has appeared yet and
    shows no heading over the emptiness.
    """

    title: str
    address: str
    description: str
    cards: tuple[CardContext, ...]
    #: The month archives of a section, newest first; empty elsewhere.
    months: tuple[MonthLink, ...] = ()
    #: RSS and Atom of this list; empty for months.
    feeds: tuple[LinkContext, ...] = ()


@dataclass(frozen=True)
class MonthContext:
    """One calendar month of a section's archive."""

    section: LinkContext
    first: date
    cards: tuple[CardContext, ...]
    earlier: MonthLink | None
    later: MonthLink | None


@dataclass(frozen=True)
class ContributorContext:
    """Somebody who signs stories, above the list of them."""

    name: str
    role: str
    subjects: tuple[str, ...]
    biography: str
    contact: str
    portrait: PictureContext | None


@dataclass(frozen=True)
class MissingContext:
    """An address where nothing stands (404) or no longer stands (410)."""

    path: str
    latest: tuple[CardContext, ...]
