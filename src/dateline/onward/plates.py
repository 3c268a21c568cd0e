"""The pages that list stories: home, sections, topics, contributors, and no page.

The pages of a section's months and days are in `archive`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.conf.options import option
from dateline.masthead.contexts import LinkContext
from dateline.masthead.models import Contributor, Home, Section
from dateline.masthead.queries import live_sections, masthead
from dateline.onward import archive, queries, related
from dateline.onward.contexts import (
    ContributorContext,
    HomeContext,
    ListContext,
    MissingContext,
    OnwardContext,
    StripContext,
    cards_of,
    story_keys,
)
from dateline.onward.search import page
from dateline.onward.search.asked import search_in
from dateline.photodesk.contexts import picture_context
from dateline.press import parts, routes
from dateline.press.parts import Built
from dateline.stories.contexts import CardContext, card_context
from dateline.stories.models import Story, Topic

#: How many stories stand beside the lead, and in each strip of the home page.
SECONDS = 6
STRIP = 4
#: Kinds that do not lead the front by themselves.
NEVER_LEADS = frozenset({"brief", "sponsored", "letters", "opinion"})
#: How many months a section's page names; each month's page leads to the one before.
MONTHS = 36
#: How many further stories of its section stand under a story.
MORE = 4
#: How many stories a page that does not exist offers instead.
INSTEAD = 5


def register() -> None:
    """Declare the pages and what stands on them."""
    parts.page_kind("home", find=find_home, templates="dateline/masthead/home.html")
    parts.part("home", "home", build_home)
    parts.page_kind("section", find=queries.section_at, templates="dateline/masthead/section.html")
    parts.part("section", "list", build_section)
    parts.page_kind("month", find=archive.find_month, templates="dateline/onward/month.html")
    parts.part("month", "month", archive.build_month)
    parts.page_kind("day", find=archive.find_day, templates="dateline/onward/day.html")
    parts.part("day", "day", archive.build_day)
    parts.page_kind("topic", find=find_topic, templates="dateline/onward/topic.html")
    parts.part("topic", "list", build_topic)
    parts.page_kind(
        "contributor", find=find_contributor, templates="dateline/onward/contributor.html"
    )
    parts.part("contributor", "contributor", build_contributor)
    parts.part("contributor", "list", build_signed)
    for kind, status in (("not-found", 404), ("gone", 410)):
        parts.page_kind(
            kind,
            find=lambda path, at: path,
            templates=f"dateline/onward/{kind}.html",
            status=status,
        )
        parts.part(kind, "missing", build_missing)
    parts.part("story", "onward", build_onward)
    parts.page_kind(
        "search", find=page.find_asked, templates="dateline/onward/search.html", live=True
    )
    parts.part("search", "search", page.build_search)
    routes.register(page.route)
    routes.register(route)
    routes.register(archive.route)


def route(path: str) -> routes.Route | None:
    """``/``, ``/<section>/``, ``/topics/…/``, ``/by/…/``."""
    if path == "/":
        return routes.Route("home", "home")
    pieces = path.split("/")
    if len(pieces) == 3 and pieces[1] and not pieces[2]:
        known = live_sections().filter(slug=pieces[1]).exists()
        return routes.Route("section", pieces[1]) if known else None
    if len(pieces) == 4 and pieces[2] and not pieces[3] and pieces[1] in {"topics", "by"}:
        return routes.Route("topic" if pieces[1] == "topics" else "contributor", pieces[2])
    return None


def find_home(_: str, at: datetime) -> Home | str:
    """The home page is there from the first day, with or without stories."""
    return Home.objects.live().first() or "home"


def find_topic(slug: str, at: datetime) -> Topic | None:
    """Return the topic with `slug`, if a story in print is about it."""
    return queries.topics(at).filter(slug=slug).first()


def find_contributor(slug: str, at: datetime) -> Contributor | None:
    """Return the contributor with `slug`, if the person works here or signed what is in print."""
    return queries.contributors(at).filter(slug=slug).select_related("portrait").first()


def build_home(subject: Any, at: datetime) -> Built:
    """Lead, seconds and one strip a section, newest first, no story twice."""
    shown = _led(cards_of(queries.newest(at)[: 1 + SECONDS]))
    taken = {card.uid for card in shown}
    strips = []
    for section in live_sections():
        newest = queries.newest(at).of_section(section)[: STRIP + len(taken)]
        cards = tuple(card for card in cards_of(newest) if card.uid not in taken)[:STRIP]
        if cards:
            strips.append(StripContext(LinkContext(section.title, section.address), cards))
            taken |= {card.uid for card in cards}
    context = HomeContext(lead=shown[0] if shown else None, seconds=shown[1:], strips=tuple(strips))
    return Built(context, frozenset({"home/latest"}) | {f"story:{uid}" for uid in taken})


def build_section(section: Section, at: datetime) -> Built:
    """A section's newest stories and the months before them."""
    cards = cards_of(queries.newest(at).of_section(section)[: option("LIST_LENGTH")])
    months = tuple(
        archive.month_link(section, first)
        for first in queries.months_of(section, masthead().zone, at, MONTHS)
    )
    context = ListContext(
        title=section.title,
        address=section.address,
        description=section.description,
        cards=cards,
        months=months,
        feeds=feeds(section.address),
        search=search_in(section=section.slug),
    )
    keys = {f"section:{section.pk}", f"section:{section.pk}/latest"}
    return Built(context, frozenset(keys) | story_keys(cards))


def build_topic(topic: Topic, at: datetime) -> Built:
    """A topic's newest stories."""
    cards = cards_of(queries.newest(at).about(topic)[: option("LIST_LENGTH")])
    context = ListContext(
        title=topic.name,
        address=topic.address,
        description=topic.description,
        cards=cards,
        feeds=feeds(topic.address),
        search=search_in(topic=topic.slug),
    )
    keys = {f"topic:{topic.pk}", f"topic:{topic.pk}/latest"}
    return Built(context, frozenset(keys) | story_keys(cards))


def build_contributor(contributor: Contributor, at: datetime) -> Built:
    """Who it is that signs."""
    context = ContributorContext(
        name=contributor.name,
        role=contributor.role,
        subjects=tuple(contributor.subjects),
        biography=contributor.biography,
        contact=contributor.contact,
        portrait=picture_context(contributor.portrait),
    )
    return Built(context, frozenset({f"contributor:{contributor.pk}"}))


def build_signed(contributor: Contributor, at: datetime) -> Built:
    """The newest stories that a contributor signed."""
    cards = cards_of(queries.newest(at).signed_by(contributor)[: option("LIST_LENGTH")])
    context = ListContext(
        title=contributor.name,
        address=contributor.address,
        description=contributor.role,
        cards=cards,
        feeds=feeds(contributor.address),
        search=search_in(by=contributor.slug),
    )
    return Built(context, frozenset({f"contributor:{contributor.pk}/latest"}) | story_keys(cards))


def build_onward(story: Story, at: datetime) -> Built:
    """Where a reader goes next. Fixed at printing: identity keys only."""
    beside = related.beside(story, at)
    others = [*beside.chosen, *(each.story for each in beside.near)]
    shown = {story.pk, *(other.pk for other in others)}
    newest: list[Story] = []
    if story.section is not None:
        of_section = queries.newest(at).of_section(story.section)
        newest = [
            other
            for other in of_section.for_lists()[: MORE + len(shown)]
            if other.pk not in shown
        ][:MORE]  # fmt: skip
    topics = related.other_topics(story, beside.nearest[: related.STORIES])
    context = OnwardContext(
        stories=tuple(map(card_context, others)),
        section=tuple(map(card_context, newest)),
        topics=tuple(LinkContext(topic.name, topic.address) for topic in topics),
    )
    keys = story_keys((*context.stories, *context.section))
    return Built(context, frozenset(keys | {f"topic:{topic.pk}" for topic in topics}))


def build_missing(path: str, at: datetime) -> Built:
    """What to read instead."""
    return Built(MissingContext(path, cards_of(queries.newest(at)[:INSTEAD])))


def _led(cards: tuple[CardContext, ...]) -> tuple[CardContext, ...]:
    """Put the newest story that can lead a front first: one with a picture, told at length."""
    for card in cards:
        if card.picture is not None and card.kind not in NEVER_LEADS:
            return (card, *(other for other in cards if other is not card))
    return cards


def feeds(address: str) -> tuple[LinkContext, ...]:
    """The feeds of the list at `address`."""
    return (LinkContext("RSS", f"{address}rss.xml"), LinkContext("Atom", f"{address}atom.xml"))
