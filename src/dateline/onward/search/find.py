"""What is found: the best of the newest stories that match, or all of them from the newest on.

The commonest words match nearly every story, so nothing here grows with what matches: the best are
chosen among `REACH` stories, the newest and the newest with the words in their headlines, and the
newest are read page by page, each beginning where the one before ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dateline.onward.search import rank, walk
from dateline.onward.search.terms import in_headline
from dateline.onward.search.wanted import Wanted
from dateline.stories.models import Story

#: How many stories a page of results has.
PAGE = 20
#: Among how many of the newest matches the best are chosen, and as many with the words above them.
REACH = 200
#: How many stories one page looks at for a row of words that its terms do not tell apart.
MOST_LOOKED_AT = 600


@dataclass(frozen=True)
class Limits:
    """What a story must be, besides its words: terms of its filters, and between which places."""

    terms: tuple[str, ...] = ()
    since: int = walk.FIRST
    before: int = walk.LAST


@dataclass(frozen=True)
class Card:
    """A story in print that was found."""

    place: int
    story: int
    #: What its card says.
    line: str = field(repr=False)


@dataclass(frozen=True)
class Found:
    """One page of what was found."""

    #: In the order in which they are shown.
    cards: tuple[Card, ...]
    #: All that were compared, these among them; of a page of the newest, these alone.
    compared: tuple[Card, ...]
    #: Whether there may be more behind this page.
    more: bool = False
    #: Where to go on, of the newest: the last place that was looked at.
    last: int | None = None
    #: Whether `compared` is all that matches.
    whole: bool = False


def best(wanted: Wanted, limits: Limits, page: int, at: datetime) -> Found:
    """Return page `page` (from 1) of the best. Five queries at most; seven on PostgreSQL."""
    taken = _look(wanted, limits, REACH, at)
    by_place = {card.place: card for card in taken.cards}
    whole = not taken.more
    if not whole:
        above = [in_headline(term) for row in wanted.named for term in row]
        found = _look(wanted, limits, REACH, at, above=above)
        by_place |= {card.place: card for card in found.cards}
    ranked = sorted(
        by_place.values(),
        key=lambda card: (-rank.score(card.line, card.place, wanted, at), -card.place),
    )
    shown = ranked[(page - 1) * PAGE : page * PAGE]
    return Found(
        cards=tuple(shown),
        compared=tuple(ranked),
        more=len(ranked) > page * PAGE,
        whole=whole,
    )


def newest(wanted: Wanted, limits: Limits, at: datetime) -> Found:
    """Return a page of all that match, from the newest on. Two queries for words; up to
    `MOST_LOOKED_AT` stories are looked at for a phrase."""
    found = _look(wanted, limits, PAGE + 1, at)
    shown = found.cards[:PAGE]
    if len(found.cards) > PAGE:
        return Found(shown, shown, more=True, last=shown[-1].place)
    return Found(shown, shown, more=found.more, last=found.last)


def _look(
    wanted: Wanted, limits: Limits, many: int, at: datetime, above: Sequence[str] = ()
) -> Found:
    """Return the newest `many` stories that match; `more` where there may be others behind `last`.

    `above` are further terms that they must have.
    """
    kept: list[Card] = []
    looked_at, before = 0, limits.before
    while True:
        room = MOST_LOOKED_AT - looked_at
        places = walk.newest(
            [*wanted.every, *above, *limits.terms],
            wanted.never,
            most=min(many, room),
            before=before,
            since=limits.since,
        )
        kept += (card for card in _cards(places, at) if wanted.stands_in(card.line))
        looked_at += len(places)
        if len(places) < min(many, room):
            return Found(tuple(kept[:many]), (), more=len(kept) > many, last=before)
        before = places[-1]
        if len(kept) >= many or looked_at >= MOST_LOOKED_AT:
            return Found(tuple(kept[:many]), (), more=True, last=before)


def _cards(places: Sequence[int], at: datetime) -> Iterator[Card]:
    """Yield the cards at `places` whose stories are in print at `at`, in order. One query."""
    rows = Story.objects.in_print(at).filter(index_card__place__in=places)
    found = {
        place: Card(place, story, line)
        for place, story, line in rows.values_list("index_card__place", "pk", "index_card__terms")
    }
    return (found[place] for place in places if place in found)
