"""What is read most, in holes: it moves while the pages around it stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from dateline.conf.options import option
from dateline.lib import once
from dateline.masthead.contexts import LinkContext
from dateline.masthead.queries import live_sections, masthead
from dateline.onward import queries
from dateline.press import holes
from dateline.readership import lists
from dateline.readership.ledger import LedgerUnusable
from dateline.readership.opening import is_there, open_ledger
from dateline.stories.models import Listing, Topic

log = structlog.get_logger(__name__)

#: How many stories a list has, and how long what it says holds.
LENGTH, HOLDS = 5, timedelta(days=1)
#: How long a list of the most read holds where no press makes another one.
TRUE_FOR = timedelta(hours=2)
#: The hole that says what is the latest where it cannot say what is most read; and the family of
#: holes that are empty then: of the front page, of a section, of a topic.
HOLE, PAPER = "most_read", "paper"


def of_paper() -> str:
    """Return the name of the hole with the list of the whole paper, or with nothing."""
    return f"{HOLE}:{PAPER}"


def of_section(section: int) -> str:
    """Return the name of the hole with the list of a section, by its number."""
    return f"{HOLE}:{_section(section)}"


def of_topic(topic: int) -> str:
    """Return the name of the hole with the list of a topic, by its number."""
    return f"{HOLE}:{_topic(topic)}"


def _section(number: int) -> str:
    return f"section:{number}"


def _topic(number: int) -> str:
    return f"topic:{number}"


@dataclass(frozen=True)
class Found:
    """The lists that are true, by their places, and the stories on them, by their uids."""

    made: Mapping[str, lists.MostRead]
    stories: Mapping[str, LinkContext]

    def links(self, place: str) -> list[LinkContext]:
        """Return the stories on the list of `place`, the most read first."""
        return [self.stories[story.uid] for story in self.made[place].stories]


def most_read(at: datetime) -> tuple[holes.Value, ...]:
    """Return the values of the hole: the most read, as long as that is known, and the latest.

    From the full hour on: within it the same list is the same value. One query beside those of
    the lists.
    """
    rows = queries.newest(at).values_list("short_headline", "title", "address")[:LENGTH]
    latest = [LinkContext(short or headline, address) for short, headline, address in rows]
    if not latest:
        return ()
    found, hour = _found(at), _hour(at)
    with translation.override(masthead().language):
        until = _padded(latest)
        if PAPER not in found.made:
            return (holes.Value(until, hour, hour + HOLDS),)
        told = _printed(found.links(PAPER), found.made[PAPER].method)
        return (
            holes.Value(told, hour, hour + TRUE_FOR),
            holes.Value(until, hour + TRUE_FOR, hour + HOLDS),
        )


def most_read_in(at: datetime) -> dict[str, tuple[holes.Value, ...]]:
    """Return the values of the holes of the front page, of sections and of topics that have a list.
    Where none is true, nothing stands: those pages are of the latest anyway.

    Two queries beside those of the lists.
    """
    found, hour = _found(at), _hour(at)
    if not found.made:
        return {}
    sections = {_section(pk): name for pk, name in live_sections().values_list("pk", "title")}
    numbers = [place.removeprefix("topic:") for place in found.made if place.startswith("topic:")]
    named = Topic.objects.filter(pk__in=numbers).values_list("pk", "name")
    topics = {_topic(pk): name for pk, name in named}
    values: dict[str, tuple[holes.Value, ...]] = {}
    with translation.override(masthead().language):
        for place, most in found.made.items():
            if place in sections:
                where = {"section": sections[place]}
            elif place in topics:
                where = {"topic": topics[place]}
            elif place == PAPER:
                where = {}
            else:  # a section that readers do not see
                continue
            told = _printed(found.links(place), most.method, **where)
            values[place] = (holes.Value(told, hour, hour + TRUE_FOR),)
    return values


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _padded(latest: list[LinkContext]) -> bytes:
    """Return the latest as HTML.

    They take the room of a list with its method beneath: else every page would have to be
    compressed again on the day on which the first list is true.
    """
    return _printed(latest, None).ljust(len(_printed(latest, lists.methods()[0])))


def _printed(links: list[LinkContext], method: lists.Method | None, **where: str) -> bytes:
    """Return the list as HTML; `where` names its ``section`` or ``topic``."""
    context = {"links": links, "method": method, "per_network": option("READS_PER_NETWORK")}
    return render_to_string("dateline/onward/most-read.html", {**context, **where}).encode()


def _found(at: datetime) -> Found:
    """Return all lists that are true. Two queries for each window in which enough was read, once
    a printing."""
    return once.remembered((_found, at), lambda: _find(at))


def _find(at: datetime) -> Found:
    var, redis = Path(settings.VAR), option("READS_REDIS")
    if not is_there(var, redis):
        return Found({}, {})
    rows: dict[str, LinkContext] = {}
    methods = lists.methods()
    since = at - timedelta(seconds=max(method.oldest for method in methods))

    def look(uids: Collection[str]) -> Mapping[str, lists.Printed]:
        fields = ("pk", "uid", "printed_at", "short_headline", "title", "address", "section")
        stories = queries.newest(at).filter(uid__in=uids, printed_at__gte=since)
        found = list(stories.values_list(*fields))
        listed = Listing.objects.filter(story__in=[row[0] for row in found], topic__isnull=False)
        topics: dict[int, list[str]] = {}
        for story, topic in listed.values_list("story", "topic"):
            topics.setdefault(story, []).append(_topic(topic))
        printed = {}
        for pk, uid, printed_at, short, headline, address, section in found:
            rows[str(uid)] = LinkContext(short or headline, address)
            places = (PAPER, _section(section), *topics.get(pk, ()))
            printed[str(uid)] = lists.Printed(printed_at.timestamp(), places)
        return printed

    try:
        with closing(open_ledger(var, redis)) as ledger:
            found = lists.most_read(ledger, look, methods, at.timestamp(), LENGTH)
    except LedgerUnusable as error:
        log.warning("reads.unusable", fault=str(error))
        return Found({}, {})
    return Found(found, rows)
