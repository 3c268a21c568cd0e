"""What narrows a search: section, contributor, topic, days. All of it by number or by place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateline.lib.clock import day_bounds
from dateline.masthead.models import Contributor, Section
from dateline.masthead.queries import live_sections
from dateline.onward import queries
from dateline.onward.archive import FIRST_YEAR, LAST_YEAR
from dateline.onward.contexts import ChoiceContext, FaultContext, KeptContext
from dateline.onward.search import asked, cards, terms
from dateline.onward.search.asked import Asked
from dateline.onward.search.find import Limits
from dateline.onward.search.walk import FIRST, LAST
from dateline.stories.models import Topic

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass
class Filters:
    """What the values of the filters mean, and what is wrong with them."""

    sections: tuple[Section, ...]
    contributor: Contributor | None = None
    topic: Topic | None = None
    since: date | None = None
    until: date | None = None
    faults: list[FaultContext] = field(default_factory=list)

    def limits(self, zone: ZoneInfo, ask: Asked) -> Limits:
        """Return what a story must be, its days those of `zone`."""
        named = [terms.of_section(each.pk) for each in self.sections if each.slug == ask.section]
        if self.contributor is not None:
            named.append(terms.of_contributor(self.contributor.pk))
        if self.topic is not None:
            named.append(terms.of_topic(self.topic.pk))
        end = cards.place_of(day_bounds(self.until, zone)[1]) if self.until else LAST
        return Limits(
            terms=tuple(named),
            since=cards.place_of(day_bounds(self.since, zone)[0]) if self.since else FIRST,
            before=end if ask.before is None else min(end, ask.before),
        )

    def choices(self, ask: Asked) -> tuple[ChoiceContext, ...]:
        """Return the sections to choose from."""
        return tuple(
            ChoiceContext(each.title, each.slug, each.slug == ask.section)
            for each in self.sections
        )  # fmt: skip

    def kept(self, ask: Asked) -> Iterable[KeptContext]:
        """Yield topic and contributor, for the form to keep or to drop."""
        if (topic := self.topic) is not None:
            yield KeptContext("topic", topic.slug, topic.name, ask.first(topic="").address)
        if (person := self.contributor) is not None:
            yield KeptContext("by", person.slug, person.name, ask.first(by="").address)


def read(ask: Asked, at: datetime) -> Filters:
    """Return the filters of a search. One query, and one each for contributor and topic."""
    found = Filters(tuple(live_sections()), since=day_named(ask.since), until=day_named(ask.until))
    faults = found.faults
    if ask.too_long:
        faults.append(FaultContext("long", most=asked.LONGEST))
    if ask.section and ask.section not in {section.slug for section in found.sections}:
        faults.append(FaultContext("section", ask.section))
    if ask.by:
        found.contributor = queries.contributors(at).filter(slug=ask.by).first()
        if found.contributor is None:
            faults.append(FaultContext("by", ask.by))
    if ask.topic:
        found.topic = queries.topics(at).filter(slug=ask.topic).first()
        if found.topic is None:
            faults.append(FaultContext("topic", ask.topic))
    if ask.since and found.since is None:
        faults.append(FaultContext("from", ask.since))
    if ask.until and found.until is None:
        faults.append(FaultContext("to", ask.until))
    if found.since and found.until and found.until < found.since:
        faults.append(FaultContext("backwards"))
    return found


def day_named(text: str) -> date | None:
    """Return the day that `text` names in full, in a year whose bounds can be told."""
    if not _DAY.fullmatch(text) or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
