"""What is read most, in a hole: it moves while the pages around it stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from dateline.conf.options import option
from dateline.masthead.contexts import LinkContext
from dateline.masthead.queries import masthead
from dateline.onward import queries
from dateline.press import holes
from dateline.readership import lists
from dateline.readership.ledger import LedgerUnusable
from dateline.readership.opening import is_there, open_ledger

log = structlog.get_logger(__name__)

#: How many stories the list has, and how long what it says holds.
LENGTH, HOLDS = 5, timedelta(days=1)
#: How long a list of the most read holds where no press makes another one. Then it is the latest.
TRUE_FOR = timedelta(hours=2)


def most_read(at: datetime) -> tuple[holes.Value, ...]:
    """Return the values of the hole: the most read, as long as that is known, and the latest.

    From the full hour on: within it the same list is the same value. One query, and one more for
    each window in which enough was read.
    """
    rows = queries.newest(at).values_list("short_headline", "title", "address")[:LENGTH]
    latest = [LinkContext(short or headline, address) for short, headline, address in rows]
    if not latest:
        return ()
    found = _found(at)
    hour = at.replace(minute=0, second=0, microsecond=0)
    with translation.override(masthead().language):
        until = _printed(latest, None)
        if found is None:
            return (holes.Value(until, hour, hour + HOLDS),)
        links, method = found
        return (
            holes.Value(_printed(links, method), hour, hour + TRUE_FOR),
            holes.Value(until, hour + TRUE_FOR, hour + HOLDS),
        )


def _printed(links: list[LinkContext], method: lists.Method | None) -> bytes:
    """Return the list as HTML.

    The latest take the room of a list with its method beneath: else every page would have to be
    compressed again on the day on which the first list is true.
    """
    told = _rendered(links, method)
    return told if method else told.ljust(len(_rendered(links, lists.methods()[0])))


def _rendered(links: list[LinkContext], method: lists.Method | None) -> bytes:
    context = {"links": links, "method": method, "per_network": option("READS_PER_NETWORK")}
    return render_to_string("dateline/onward/most-read.html", context).encode()


def _found(at: datetime) -> tuple[list[LinkContext], lists.Method] | None:
    """Return the list of the most read with its method, where one is true."""
    var, redis = Path(settings.VAR), option("READS_REDIS")
    if not is_there(var, redis):
        return None
    rows: dict[str, LinkContext] = {}

    def look(uids: Iterable[str]) -> Mapping[str, float]:
        printed = {}
        fields = ("uid", "printed_at", "short_headline", "title", "address")
        stories = queries.newest(at).filter(uid__in=list(uids))
        for uid, printed_at, short, headline, address in stories.values_list(*fields):
            rows[str(uid)] = LinkContext(short or headline, address)
            printed[str(uid)] = printed_at.timestamp()
        return printed

    try:
        with closing(open_ledger(var, redis)) as ledger:
            found = lists.most_read(ledger, look, lists.methods(), at.timestamp(), LENGTH)
    except LedgerUnusable as error:
        log.warning("reads.unusable", fault=str(error))
        return None
    if found is None:
        return None
    return [rows[story.uid] for story in found.stories], found.method
