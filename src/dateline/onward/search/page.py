"""The page of the search: made for whoever asks, and kept by nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from dateline.lib.words import Analyser
from dateline.masthead.contexts import LinkContext
from dateline.masthead.models import Contributor
from dateline.masthead.queries import masthead
from dateline.onward import queries
from dateline.onward.contexts import FaultContext, HitContext, SearchContext, cards_of
from dateline.onward.search import asked, cards, filters, find, passages, terms, wanted
from dateline.onward.search.asked import Asked
from dateline.onward.search.find import Card, Found
from dateline.onward.search.walk import TooLong
from dateline.onward.search.wanted import TooManyWords, Wanted
from dateline.press import routes
from dateline.press.parts import Built
from dateline.stories.contexts import card_context
from dateline.stories.models import Story, Topic

#: How many of the newest stories the page shows before anything was asked for.
LATEST = 10
#: How many topics are offered whose names fit, and how many topics and names to narrow it by.
TOPICS, NARROWER = 6, 6
#: Among how many of the best these are found.
COMPARED = 100


def route(path: str) -> routes.Route | None:
    """``/search/``."""
    return routes.Route("search", "") if path == asked.ADDRESS else None


def find_asked(query: str, at: datetime) -> Asked:
    """Return what the query of the address asks for."""
    return asked.read(query)


def build_search(ask: Asked, at: datetime) -> Built:
    """The form, and what is found. At most sixteen queries, none of which reads the archive."""
    narrowed = filters.read(ask, at)
    analyser = terms.analyser(cards.state().stems)
    want, faults = Wanted(), narrowed.faults
    try:
        want = wanted.read(ask.words, analyser)
    except TooManyWords:
        faults.append(FaultContext("many", most=wanted.MOST_WORDS))
    else:
        if ask.words and not ask.too_long and want == Wanted():
            faults.append(FaultContext("wordless", ask.words))
    form: dict[str, Any] = {
        "words": ask.words,
        "asked": not ask.empty,
        "sections": narrowed.choices(ask),
        "kept": tuple(narrowed.kept(ask)),
        "since": ask.since if narrowed.since else "",
        "until": ask.until if narrowed.until else "",
        "newest": ask.newest,
    }
    if ask.empty or faults:
        latest = cards_of(queries.newest(at)[:LATEST]) if ask.empty else ()
        return Built(SearchContext(**form, faults=tuple(faults), latest=latest))
    limits = narrowed.limits(masthead().zone, ask)
    in_order = ask.newest or not want.named
    try:
        found = find.newest(want, limits, at) if in_order else find.best(want, limits, ask.page, at)
    except TooLong:
        return Built(SearchContext(**form, faults=(FaultContext("slow"),)))
    return Built(
        SearchContext(
            **form,
            hits=tuple(_hits(found.cards, want, analyser, at)),
            topics=tuple(_fitting(want, ask, at)),
            **_ways_on(ask, found, in_order=in_order, phrases=bool(want.rows)),
            **_narrower(ask, found.compared),
        )
    )


def _hits(
    found: Sequence[Card], want: Wanted, analyser: Analyser, at: datetime
) -> Iterable[HitContext]:
    """Yield the stories of `found`, in order. Three queries for all."""
    stories = Story.objects.in_print(at).filter(pk__in=[card.story for card in found])
    by_pk: dict[int, Any] = {
        story.pk: story for story in stories.for_lists().annotate(read=F("index_card__text"))
    }
    for card in found:
        story = by_pk.get(card.story)
        if story is None:
            continue  # taken out of print since
        texts = [story.standfirst, *story.read.split("\n")]
        yield HitContext(
            card=card_context(story),
            headline=passages.marked(story.title, want.named, analyser),
            passage=passages.passage(texts, card.line, want.named, analyser),
        )


def _ways_on(ask: Asked, found: Found, *, in_order: bool, phrases: bool) -> dict[str, Any]:
    """Return the addresses of the pages around this one, and of looser searches."""
    ways: dict[str, Any] = {}
    if in_order:
        if ask.before is not None:
            ways["previous"] = ask.first().address
        if found.more:
            ways["next"] = ask.first(before=found.last).address
            if len(found.cards) < find.PAGE and found.last is not None:
                ways["looked_back_to"] = cards.moment_of(found.last)
        elif ask.before is None:
            ways["total"] = len(found.cards)
        if ask.newest and ask.words:
            ways["other_order"] = ask.first(newest=False).address
    else:
        if ask.page > 1:
            ways["previous"] = ask.first(page=ask.page - 1).address
        if found.more:
            ways["next"] = ask.first(page=ask.page + 1).address
        if found.whole:
            ways["total"] = len(found.compared)
        elif not found.more:
            ways["all_newest"] = ask.first(newest=True).address
        ways["other_order"] = ask.first(newest=True).address
    if not found.cards and not found.more:
        if ask.filtered and ask.words:
            ways["without_filters"] = ask.without_filters().address
        if phrases and '"' in wanted.plain_marks(ask.words):
            unquoted = wanted.plain_marks(ask.words).replace('"', " ")
            ways["without_quotes"] = ask.first(words=" ".join(unquoted.split())).address
    return ways


def _fitting(want: Wanted, ask: Asked, at: datetime) -> Iterable[LinkContext]:
    """Yield topics that are called as was asked for. One query."""
    if not want.named:
        return
    every = Q()
    for word in re.findall(r"\w+", ask.words):
        every &= Q(name__icontains=word) | Q(aliases__name__icontains=word)
    for topic in queries.topics(at).filter(every).distinct()[:TOPICS]:
        yield LinkContext(topic.name, topic.address)


def _narrower(ask: Asked, compared: Sequence[Card]) -> dict[str, Any]:
    """Return what narrows the search: the topics and names that most of `compared` have. Two
    queries."""
    told = [terms.numbers_of(card.line) for card in compared[:COMPARED]]
    topics = Counter(pk for of_topics, _ in told for pk in of_topics)
    names = Counter(pk for _, of_names in told for pk in of_names)
    narrower: dict[str, Any] = {}
    if not ask.topic:
        narrower["narrower_topics"] = tuple(
            LinkContext(topic.name, ask.first(topic=topic.slug).address)
            for topic in _commonest(Topic.objects, topics)
        )
    if not ask.by:
        narrower["narrower_names"] = tuple(
            LinkContext(person.name, ask.first(by=person.slug).address)
            for person in _commonest(Contributor.objects, names)
        )
    return narrower


def _commonest(rows: Any, count: Counter[int]) -> list[Any]:
    """Return the rows of those that stand most often in `count`. One query."""
    chosen = [pk for pk, _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))]
    by_pk = rows.only("name", "slug").in_bulk(chosen[:NARROWER])
    return [by_pk[pk] for pk in chosen[:NARROWER] if pk in by_pk]
