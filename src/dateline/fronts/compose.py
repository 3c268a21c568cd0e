"""Puts a front together: plan, stories, banner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain, compress
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.text import Truncator
from wagtail.models import Page

from dateline.conf.options import option
from dateline.fronts.candidates import Candidate, Source, named, pools
from dateline.fronts.contexts import (
    BannerContext,
    EntryLineContext,
    FrontContext,
    LiveContext,
    StripContext,
    VoiceContext,
)
from dateline.fronts.fill import fill
from dateline.fronts.outlook import NOTHING, Outlook
from dateline.fronts.plan import TOP, Kind, Plan, Slot, default
from dateline.fronts.queries import in_force, standing_banner
from dateline.lib.htmltext import paragraphs
from dateline.masthead.contexts import LinkContext
from dateline.masthead.models import Section
from dateline.masthead.queries import masthead, sections_for_readers
from dateline.onward import archive, most_read, queries
from dateline.onward.plates import MONTHS, feeds
from dateline.onward.search.asked import search_in
from dateline.photodesk.contexts import picture_context
from dateline.press.parts import Built
from dateline.stories.contexts import card_context
from dateline.stories.models import LiveEntry, Story, Topic

#: How many entries of live coverage stand beside the lead, and how long each may be.
ENTRIES, ENTRY_WORDS = 4, 16
#: Strips that need no heading of their own: the template has the words.
WORDED = frozenset({Kind.OPINION, Kind.PICTURES})


def plan_of(front: Page | str, at: datetime) -> Plan:
    """Return the plan that counts for `front` at `at`: an editor's, or the one it starts with."""
    arrangement = in_force(front, at) if isinstance(front, Page) else None
    if arrangement is not None:
        return arrangement.plan
    return first_plan(front)


def first_plan(front: Page | str) -> Plan:
    """Return the plan of a front that nobody arranged yet."""
    if isinstance(front, Section):
        return default((), of_section=True)
    return default(section.pk for section in sections_for_readers())


@dataclass(frozen=True)
class Placed:
    """What stands on a front: a row for each slot of its plan, and the words above each of them
    (None: none), in their order. A section's further stories are its `river`."""

    rows: tuple[tuple[Candidate, ...], ...]
    headings: tuple[LinkContext | None, ...]
    river: tuple[Candidate, ...] = ()


def place(front: Page | str, plan: Plan, at: datetime, outlook: Outlook = NOTHING) -> Placed:
    """Return what stands in each slot of `plan`. Nothing does in the strip of a section or a topic
    that readers do not get any more; what was pinned there may stand elsewhere.

    Four queries at the most: sections, topics, the newest of each index that the plan needs, and
    what is pinned.
    """
    headings = _headings(plan)
    heads = zip(plan.slots, headings, strict=True)
    there = [slot.kind in TOP or heading is not None for slot, heading in heads]
    kept = replace(plan, slots=tuple(compress(plan.slots, there)))
    section = front.pk if isinstance(front, Section) else None
    more = option("LIST_LENGTH") if section is not None else 0
    found = pools(kept, section, at, more=more)
    pins = [pin.story for pin in kept.pins(at)]
    pinned = named(pins, at) if pins else {}
    if outlook is not NOTHING:
        found, pinned = _foresee(found, pinned, outlook)
    filled = iter(fill(kept, found, pinned, section, at))
    rows = tuple(next(filled) if is_there else () for is_there in there)
    shown = {each.story for row in rows for each in row}
    river = [c for c in found.get(Source("section", section), ()) if c.story not in shown][:more]
    return Placed(rows, headings, tuple(river) if section is not None else ())


def compose(front: Page | str, plan: Plan, at: datetime, outlook: Outlook = NOTHING) -> Built:
    """Return `front` as it stands with `plan` at `at`, and the keys it was made from.

    `front` is a section, the home page, or ``"home"`` where no home page was ever made.
    """
    placed = place(front, plan, at, outlook)
    stories = _stories([*chain.from_iterable(placed.rows), *placed.river], at, outlook)
    rows = [[stories[each.story] for each in row if each.story in stories] for row in placed.rows]
    top = {slot.kind: row for slot, row in zip(plan.slots, rows, strict=True)}
    lead = next(map(card_context, top.get(Kind.LEAD, ())), None)
    seconds = tuple(map(card_context, top.get(Kind.SECONDS, ())))
    if lead is None and seconds:  # what is pinned may leave nothing that leads by itself
        lead, seconds = seconds[0], seconds[1:]
    strips = _strips(plan, placed.headings, rows)
    section = front if isinstance(front, Section) else None
    context = FrontContext(
        home=section is None,
        title=section.title if section else "",
        address=section.address if section else "/",
        description=section.description if section else "",
        layout=str(plan.layout),
        lead=lead,
        live=_live(top.get(Kind.LIVE, ()), at),
        seconds=seconds,
        strips=strips,
        banner=_banner(at),
        river=tuple(
            card_context(stories[each.story]) for each in placed.river if each.story in stories
        ),
        months=tuple(
            archive.month_link(section, first)
            for first in queries.months_of(section, masthead().zone, at, MONTHS)
        )
        if section
        else (),
        feeds=feeds(section.address) if section else (),
        search=search_in(section=section.slug) if section else "",
        most_read=most_read.of_section(section.pk) if section else most_read.of_paper(),
    )
    return Built(context, _keys(front, plan, stories.values()))


def _keys(front: Page | str, plan: Plan, stories: Iterable[Story]) -> frozenset[str]:
    name = f"section:{front.pk}" if isinstance(front, Section) else "home"
    keys = {f"front:{name}", f"{name}/latest", "banner"}
    keys |= {name} if name != "home" else set()
    for slot in plan.slots:
        if slot.kind is Kind.STRIP:
            keys |= {f"section:{slot.section}", f"section:{slot.section}/latest"}
        elif slot.kind is Kind.TOPIC:
            keys |= {f"topic:{slot.topic}", f"topic:{slot.topic}/latest"}
    return frozenset(keys | {f"story:{story.uid}" for story in stories})


def _foresee(
    found: Mapping[Source, list[Candidate]],
    pinned: Mapping[UUID, Candidate],
    outlook: Outlook,
) -> tuple[dict[Source, list[Candidate]], dict[UUID, Candidate]]:
    """Return the same as they will be: with what comes, without what goes."""
    coming = outlook.candidates()
    known = {each.story for each in coming}
    gone = outlook.going | known
    return (
        {
            source: [
                *(each for each in coming if _is_of(each, source, outlook)),
                *(each for each in candidates if each.story not in gone),
            ]
            for source, candidates in found.items()
        },
        {uid: each for uid, each in pinned.items() if each.story not in outlook.going}
        | {each.uid: each for each in coming},
    )


def _is_of(candidate: Candidate, source: Source, outlook: Outlook) -> bool:
    if source.of == "section":
        return candidate.section == source.value
    if source.of == "kind":
        return candidate.kind == source.value
    if source.of == "topic":
        topics = outlook.coming[candidate.story].topics.all()
        return source.value in {topic.pk for topic in topics}
    return True


def _stories(chosen: Sequence[Candidate], at: datetime, outlook: Outlook) -> dict[int, Story]:
    """Return the stories of `chosen`, by number. Four queries."""
    numbers = [each.story for each in chosen if each.story not in outlook.coming]
    listed = Story.objects.in_print(at).filter(pk__in=numbers).for_lists() if numbers else ()
    stories = {story.pk: story for story in listed}
    return stories | {
        each.story: outlook.coming[each.story] for each in chosen if each.story in outlook.coming
    }


def _strips(
    plan: Plan, headings: Iterable[LinkContext | None], rows: list[list[Story]]
) -> tuple[StripContext, ...]:
    """Return the strips that have something to show. No query, two with faces."""
    strips = []
    for slot, heading, stories in zip(plan.slots, headings, rows, strict=True):
        if heading is None or not stories:
            continue
        voices = _voices(stories) if slot.kind is Kind.OPINION else ()
        cards = tuple(map(card_context, stories))
        strips.append(StripContext(str(slot.kind), heading, cards, voices))
    return tuple(strips)


def _headings(plan: Plan) -> tuple[LinkContext | None, ...]:
    """Return the words above each slot of `plan`. Two queries, however many strips it has."""
    of_sections = any(slot.kind is Kind.STRIP for slot in plan.slots)
    sections = {s.pk: s for s in sections_for_readers()} if of_sections else {}
    named = [slot.topic for slot in plan.slots if slot.kind is Kind.TOPIC]
    topics = Topic.objects.in_bulk(named) if named else {}
    return tuple(_heading(slot, sections, topics) for slot in plan.slots)


def _heading(
    slot: Slot, sections: Mapping[int, Section], topics: Mapping[int, Topic]
) -> LinkContext | None:
    """Return the words above a strip, or None for the top of a front and for what is gone."""
    if slot.kind is Kind.STRIP:
        section = sections.get(slot.section or 0)
        return LinkContext(slot.heading or section.title, section.address) if section else None
    if slot.kind is Kind.TOPIC:
        topic = topics.get(slot.topic or 0)
        return LinkContext(slot.heading or topic.name, topic.address) if topic else None
    return LinkContext(slot.heading, "") if slot.kind in WORDED else None


def _voices(stories: Sequence[Story]) -> tuple[VoiceContext, ...]:
    """Return opinions with the faces of who signs them. Two queries."""
    prefetch_related_objects(list(stories), "bylines__contributor__portrait__renditions")
    voices = []
    for story in stories:
        signs = next((b.contributor for b in story.bylines.all() if b.contributor), None)
        portrait = picture_context(signs.portrait) if signs else None
        voices.append(VoiceContext(card_context(story), portrait))
    return tuple(voices)


def _live(stories: Sequence[Story], at: datetime) -> LiveContext | None:
    """Return live coverage with its newest entries. One query."""
    for story in stories:
        entries = LiveEntry.objects.filter(story=story.pk, withdrawn=False, at__lte=at)
        card = card_context(story)
        line = partial(_entry_line, card.address)
        return LiveContext(card, tuple(map(line, entries.order_by("-at", "-pk")[:ENTRIES])))
    return None


def _entry_line(address: str, entry: LiveEntry) -> EntryLineContext:
    words = entry.headline
    if not words:
        texts = (block["value"] for block in entry.body.raw_data if block["type"] == "text")
        words = next((words for text in texts for words in paragraphs(text)), "")
        words = Truncator(words).words(ENTRY_WORDS, truncate=" …")
    return EntryLineContext(entry.at, words, f"{address}#entry-{entry.uid}")


def _banner(at: datetime) -> BannerContext | None:
    """Return the breaking news of `at`. It leads to its story only where that is in print."""
    banner = standing_banner(at)
    if banner is None:
        return None
    story = banner.story
    address = ""
    if story is not None and story.in_print and story.may_be_public(at):
        address = story.address or ""
    return BannerContext(banner.label, banner.words, address, banner.stands_from)
