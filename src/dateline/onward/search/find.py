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
REACH = 100
#: How many stories a page looks at for a row of words that its terms do not tell apart, and how
#: many at once.
MOST_LOOKED_AT, AT_ONCE = 600, 200


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
    """Return page `page` (from 1) of the best. Four queries for words, up to ten on PostgreSQL; for
    a phrase it looks at up to `MOST_LOOKED_AT` stories, twice."""
    cards, whole, _ = _look(wanted, limits, REACH, at)
    if not whole:
        above = [in_headline(term) for row in wanted.named for term in row]
        known = {card.place for card in cards}
        others, _, _ = _look(wanted, limits, REACH, at, above=above)
        cards += [card for card in others if card.place not in known]
    ranked = sorted(
        cards, key=lambda card: (-rank.score(card.line, card.place, wanted, at), -card.place)
    )
    return Found(
        cards=tuple(ranked[(page - 1) * PAGE : page * PAGE]),
        compared=tuple(ranked),
        more=len(ranked) > page * PAGE,
        whole=whole,
    )


def newest(wanted: Wanted, limits: Limits, at: datetime) -> Found:
    """Return a page of all that match, from the newest on. Two queries for words, up to four on
    PostgreSQL; for a phrase it looks at up to `MOST_LOOKED_AT` stories."""
    cards, whole, last = _look(wanted, limits, PAGE + 1, at)
    shown = tuple(cards[:PAGE])
    if len(cards) > PAGE:
        return Found(shown, shown, more=True, last=shown[-1].place)
    return Found(shown, shown, more=not whole, last=None if whole else last)


def _look(
    wanted: Wanted, limits: Limits, many: int, at: datetime, above: Sequence[str] = ()
) -> tuple[list[Card], bool, int]:
    """Return the newest stories that match, `many` or somewhat more; whether these are all; and
    the place of the last one that was looked at.

    `above` are further terms that they must have.
    """
    every = [*wanted.every, *above, *limits.terms]
    size = AT_ONCE if wanted.in_rows else many
    cards: list[Card] = []
    before = limits.before
    for _ in range(MOST_LOOKED_AT // AT_ONCE):
        places = walk.newest(every, wanted.never, most=size, before=before, since=limits.since)
        cards += (card for card in _cards(places, at) if wanted.stands_in(card.line))
        if len(places) < size:
            return cards, True, before
        before = places[-1]
        if len(cards) >= many or not wanted.in_rows:
            break
    return cards, False, before


def _cards(places: Sequence[int], at: datetime) -> Iterator[Card]:
    """Yield the cards at `places` whose stories are in print at `at`, in order. One query."""
    if not places:
        return iter(())
    rows = Story.objects.in_print(at).filter(index_card__place__in=places)
    found = {
        place: Card(place, story, line)
        for place, story, line in rows.values_list("index_card__place", "pk", "index_card__terms")
    }
    return (found[place] for place in places if place in found)
