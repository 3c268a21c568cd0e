"""The pages that list stories: topics, contributors, and no page.

The pages of a section's months and days are in `archive`.
"""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from dateline.conf.options import option
from dateline.masthead.contexts import LinkContext
from dateline.masthead.models import Contributor
from dateline.onward import archive, most_read, queries, related
from dateline.onward.contexts import (
    ContributorContext,
    ListContext,
    MissingContext,
    OnwardContext,
    cards_of,
    story_keys,
)
from dateline.onward.search import page
from dateline.onward.search.asked import ADDRESS, search_in
from dateline.photodesk.contexts import picture_context
from dateline.press import holes, outbox, pages, parts, routes, store
from dateline.press.parts import Built
from dateline.stories.contexts import card_context
from dateline.stories.models import Story, Topic, TopicAlias, TopStory

#: How many months a section's page names; each month's page leads to the one before.
MONTHS = 36
#: How many further stories of its section stand under a story.
MORE = 4
#: How many stories a page that does not exist offers instead.
INSTEAD = 5
#: The pages for all paths at which no page can be had, by where they stand among the plates.
MISSING = {store.MISSING: "not-found", store.GONE: "gone", store.AWAY: "away"}


def register() -> None:
    """Declare the pages and what stands on them."""
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
    for status, kind in MISSING.items():
        parts.page_kind(
            kind,
            find=lambda path, at: path,
            templates=f"dateline/onward/{kind}.html",
            status=int(status),
        )
        parts.part(kind, "missing", build_missing)
    parts.part("story", "onward", build_onward)
    parts.page_kind(
        "search", find=page.find_asked, templates="dateline/onward/search.html", live=True
    )
    parts.part("search", "search", page.build_search)
    routes.register(page.route)
    holes.register(most_read.HOLE, most_read.most_read)
    holes.register_family(most_read.HOLE, most_read.most_read_in)
    routes.register(route)
    routes.register(archive.route)
    routes.register_forwarder(forward_topic)
    pages.page_of(r"topic:(\d+)(?:/latest)?", lambda key, at: topic_paths(at, pk=key[1]))
    pages.page_of(r"topic:(\d+)", lambda key, at: other_names(at, topic=key[1]))
    pages.page_of(r"contributor:(\d+)(?:/latest)?", lambda key, at: name_paths(at, pk=key[1]))
    pages.page_of(r"section:(\d+)/(\d{4})-(\d\d)(?:-(\d\d))?", archive.paths_of)
    pages.page_of("home/latest", lambda key, at: MISSING)
    pages.list_pages(lambda at: chain(topic_paths(at), name_paths(at), archive.every_path(at)))
    pages.list_pages(lambda at: chain([ADDRESS], MISSING, other_names(at)))
    outbox.follow(Contributor, lambda who: {f"contributor:{who.pk}", "contributors/latest"})
    outbox.follow(Topic, lambda topic: {f"topic:{topic.pk}", "topics/latest"})
    outbox.follow(TopStory, lambda row: {f"topic:{row.topic_id}"})
    outbox.follow(
        TopicAlias,
        lambda alias: {
            f"topic:{alias.topic_id}",
            *(f"path:{path}" for path in _with_feeds(f"/topics/{alias.slug}/")),
        },
    )


def other_names(at: datetime, **those: str) -> list[str]:
    """Return the paths that lead to a topic's page by another of its names."""
    aliases = TopicAlias.objects.filter(topic__in=queries.topics(at), **those)
    slugs = aliases.values_list("slug", flat=True)
    return [path for slug in slugs for path in _with_feeds(f"/topics/{slug}/")]


def topic_paths(at: datetime, **those: str) -> list[str]:
    """Return the paths of topics that have a page at `at`."""
    return [topic.address for topic in queries.topics(at).filter(**those)]


def name_paths(at: datetime, **those: str) -> list[str]:
    """Return the paths of contributors who have a page at `at`."""
    return [each.address for each in queries.contributors(at).filter(**those)]


def route(path: str) -> routes.Route | None:
    """``/topics/…/``, ``/by/…/``, and what is said where nothing stands."""
    if path in MISSING:
        return routes.Route(MISSING[path], "")
    pieces = path.split("/")
    if len(pieces) == 4 and pieces[2] and not pieces[3] and pieces[1] in {"topics", "by"}:
        return routes.Route("topic" if pieces[1] == "topics" else "contributor", pieces[2])
    return None


def forward_topic(path: str, at: datetime) -> str | None:
    """``/topics/<another name>/…`` leads to the topic's own page, if it has one. One query."""
    pieces = path.split("/")
    if len(pieces) != 4 or pieces[1] != "topics":
        return None
    topic = queries.topics(at).filter(aliases__slug=pieces[2]).first()
    return f"{topic.address}{pieces[3]}" if topic is not None else None


def find_topic(slug: str, at: datetime) -> Topic | None:
    """Return the topic with `slug`, if a story in print is about it."""
    return queries.topics(at).filter(slug=slug).first()


def find_contributor(slug: str, at: datetime) -> Contributor | None:
    """Return the contributor with `slug`, if the person works here or signed what is in print."""
    return queries.contributors(at).filter(slug=slug).select_related("portrait").first()


def build_topic(topic: Topic, at: datetime) -> Built:
    """A topic's newest stories, below those that an editor put to the top of its page."""
    by_hand = list(topic.top.values_list("story", flat=True))
    printed = queries.newest(at).filter(pk__in=by_hand).for_lists() if by_hand else ()
    chosen = {story.pk: story for story in printed}
    top = tuple(card_context(chosen[pk]) for pk in by_hand if pk in chosen)
    newest = queries.newest(at).about(topic).exclude(pk__in=chosen)
    cards = cards_of(newest[: option("LIST_LENGTH")])
    context = ListContext(
        title=topic.name,
        address=topic.address,
        description=topic.description,
        chosen=top,
        cards=cards,
        feeds=feeds(topic.address),
        search=search_in(topic=topic.slug),
        most_read=most_read.of_topic(topic.pk),
    )
    keys = {f"topic:{topic.pk}", f"topic:{topic.pk}/latest"}
    return Built(context, frozenset(keys) | story_keys((*top, *cards)))


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
    newest = [other for other in beside.newest if other.pk not in shown][:MORE]
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
    cards = cards_of(queries.newest(at)[:INSTEAD])
    return Built(MissingContext(path, cards), story_keys(cards) | {"home/latest"})


def _with_feeds(address: str) -> list[str]:
    return [address, *(feed.address for feed in feeds(address))]


def feeds(address: str) -> tuple[LinkContext, ...]:
    """The feeds of the list at `address`."""
    return (LinkContext("RSS", f"{address}rss.xml"), LinkContext("Atom", f"{address}atom.xml"))
