"""The head of every kind of page: title, description, canonical, robots, OpenGraph, JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from dateline.broadsheet.dates import day_words, month_words
from dateline.lib.htmltext import plain
from dateline.masthead.contexts import LinkContext
from dateline.masthead.models import Contributor, Home, Masthead, Policy, Section
from dateline.masthead.queries import masthead
from dateline.onward.archive import Day, Month
from dateline.onward.search.asked import Asked
from dateline.photodesk.contexts import PictureContext, picture_context
from dateline.press.parts import Built
from dateline.record.models import Takedown
from dateline.stories.models import Story, Topic
from dateline.syndication import jsonld
from dateline.syndication.addresses import absolute
from dateline.syndication.changes import story_changed_at
from dateline.syndication.contexts import HeadContext
from dateline.syndication.publisher import POLICY_PAGES, full_publisher, website
from dateline.syndication.wording import line, shortened

#: Pages that search engines may list, with a picture as large as they like.
LISTED = "index, follow, max-image-preview:large"
#: Pages that stand for nothing in print.
UNLISTED = "noindex"

Builder = Callable[[Any, datetime], Built]


def _in_the_papers_words(build: Callable[[Any, Masthead], HeadContext]) -> Builder:
    """Let `build` work in the paper's language; the head then hangs on the masthead's keys."""

    @wraps(build)
    def built(subject: Any, at: datetime) -> Built:
        paper = masthead()
        with translation.override(paper.language):
            return Built(build(subject, paper), frozenset({"masthead"}))

    return built


@_in_the_papers_words
def home_head(subject: Home | str, paper: Masthead) -> HeadContext:
    """The front page: the paper as an organisation, with its policies. Two queries."""
    description = getattr(subject, "search_description", "") or paper.motto
    policies = list(Policy.objects.written())
    nodes = (full_publisher(paper, policies), website(paper))
    return _head(paper, "", "/", description, json_ld=jsonld.document(*nodes))


@_in_the_papers_words
def section_head(section: Section, paper: Masthead) -> HeadContext:
    """A section's page. One query."""
    link = LinkContext(section.title, section.address)
    nodes = (
        jsonld.list_node(section.title, section.address, section.description, paper),
        jsonld.breadcrumbs(paper, link),
    )
    return _head(
        paper,
        section.title,
        section.address,
        section.description,
        json_ld=jsonld.document(*nodes),
        lists=(link,),
    )


@_in_the_papers_words
def month_head(month: Month, paper: Masthead) -> HeadContext:
    """A month of a section's archive. One query."""
    section = LinkContext(month.section.title, month.section.address)
    words = month_words(month.first, paper.language)
    title, address = f"{section.label}, {words}", f"{section.address}{month.first:%Y/%m}/"
    nodes = (
        jsonld.list_node(title, address, "", paper),
        jsonld.breadcrumbs(paper, section, LinkContext(words, address)),
    )
    return _head(paper, title, address, "", json_ld=jsonld.document(*nodes), lists=(section,))


@_in_the_papers_words
def day_head(day: Day, paper: Masthead) -> HeadContext:
    """A day of a section's archive. One query."""
    of, first = day.month.section, day.month.first
    section = LinkContext(of.title, of.address)
    month = LinkContext(month_words(first, paper.language), f"{of.address}{first:%Y/%m}/")
    here = LinkContext(day_words(day.day, paper.language), f"{of.address}{day.day:%Y/%m/%d}/")
    title = f"{section.label}, {here.label}"
    nodes = (
        jsonld.list_node(title, here.address, "", paper),
        jsonld.breadcrumbs(paper, section, month, here),
    )
    return _head(paper, title, here.address, "", json_ld=jsonld.document(*nodes), lists=(section,))


@_in_the_papers_words
def topic_head(topic: Topic, paper: Masthead) -> HeadContext:
    """A topic's page. One query."""
    link = LinkContext(topic.name, topic.address)
    nodes = (
        jsonld.list_node(topic.name, topic.address, topic.description, paper),
        jsonld.breadcrumbs(paper, link),
    )
    return _head(
        paper,
        topic.name,
        topic.address,
        topic.description,
        json_ld=jsonld.document(*nodes),
        lists=(link,),
    )


@_in_the_papers_words
def contributor_head(contributor: Contributor, paper: Masthead) -> HeadContext:
    """A contributor's page. Two queries."""
    link = LinkContext(contributor.name, contributor.address)
    return _head(
        paper,
        contributor.name,
        contributor.address,
        contributor.biography or contributor.role,
        type="profile",
        picture=picture_context(contributor.portrait),
        json_ld=jsonld.document(jsonld.contributor_node(contributor, paper)),
        lists=(link,),
    )


@_in_the_papers_words
def policy_head(policy: Policy, paper: Masthead) -> HeadContext:
    """A policy's page: it says again who the paper is. Two queries."""
    page = POLICY_PAGES.get(Policy.Subject(policy.subject), "WebPage")
    nodes = (
        jsonld.page_node(page, policy.title, policy.address, paper),
        full_publisher(paper, Policy.objects.written()),
    )
    description = plain(policy.text)
    return _head(paper, policy.title, policy.address, description, json_ld=jsonld.document(*nodes))


@_in_the_papers_words
def story_head(story: Story, paper: Masthead) -> HeadContext:
    """A story's page; a draft of it is not to be listed. Queries: see `jsonld.story_node`."""
    nodes = [jsonld.story_node(story, paper)]
    lists: tuple[LinkContext, ...] = ()
    if story.section is not None:
        lists = (LinkContext(story.section.title, story.section.address),)
        if story.address:
            here = LinkContext(story.title, story.address)
            nodes.append(jsonld.breadcrumbs(paper, *lists, here))
    return _head(
        paper,
        story.title,
        story.address or "",
        story.standfirst or jsonld.opening(story),
        type="article",
        extra=_article(story, paper),
        picture=picture_context(story.lead_picture, caption=story.lead_caption),
        json_ld=jsonld.document(*nodes),
        lists=lists,
        robots=LISTED if story.in_print else UNLISTED,
    )


@_in_the_papers_words
def search_head(ask: Asked, paper: Masthead) -> HeadContext:
    """The search: whatever is asked for, no search engine lists it. One query."""
    title = gettext("Search")
    return _head(paper, f"{ask.words} – {title}" if ask.words else title, "", "", robots=UNLISTED)


@_in_the_papers_words
def missing_head(path: str, paper: Masthead) -> HeadContext:
    """Where no page stands. One query."""
    return _head(paper, gettext("No page stands here"), "", "", robots=UNLISTED)


@_in_the_papers_words
def gone_head(path: str, paper: Masthead) -> HeadContext:
    """Where a page stood that was taken out of print. One query."""
    return _head(paper, gettext("No longer in print"), "", "", robots=UNLISTED)


@_in_the_papers_words
def away_head(path: str, paper: Masthead) -> HeadContext:
    """What cannot be had at the moment. One query."""
    return _head(paper, gettext("Out of reach"), "", "", robots=UNLISTED)


@_in_the_papers_words
def takedown_head(takedown: Takedown, paper: Masthead) -> HeadContext:
    """Where a story stood that was taken down: nothing of it is named. One query."""
    return _head(paper, gettext("Taken down"), "", "", robots=UNLISTED)


@_in_the_papers_words
def other_head(subject: Any, paper: Masthead) -> HeadContext:
    """A page of a kind that this room does not know: its own title and address, if it has any."""
    title = getattr(subject, "title", "")
    address = getattr(subject, "address", "")
    return _head(
        paper,
        title if isinstance(title, str) else "",
        address if isinstance(address, str) else "",
        "",
    )


def feed_links(paper: Masthead, lists: Iterable[LinkContext]) -> tuple[LinkContext, ...]:
    """Return (title, address of the list) of the paper and of `lists`, in this order."""
    names = [LinkContext(f"{line(one.label)} – {line(paper.name)}", one.address) for one in lists]
    return (LinkContext(line(paper.name), "/"), *names)


def _head(
    paper: Masthead,
    title: str,
    address: str,
    description: str,
    *,
    type: str = "website",
    extra: tuple[tuple[str, str], ...] = (),
    picture: PictureContext | None = None,
    json_ld: SafeString = SafeString(""),  # noqa: B008  a constant
    lists: Iterable[LinkContext] = (),
    robots: str = LISTED,
) -> HeadContext:
    canonical = absolute(address) if address else ""
    name, headline, words = line(paper.name), line(title), shortened(description)
    pairs = [
        ("og:type", type),
        ("og:title", headline or name),
        ("og:description", words),
        ("og:url", canonical),
        ("og:site_name", name),
        ("og:locale", _locale(paper.language)),
        *extra,
    ]
    if picture is not None and picture.large:
        pairs += [
            ("og:image", absolute(picture.large)),
            ("og:image:width", str(picture.large_width)),
            ("og:image:height", str(picture.large_height)),
            ("og:image:alt", line(picture.alt)),
        ]
    pairs.append(("twitter:card", "summary_large_image" if picture else "summary"))
    feeds = feed_links(paper, lists)
    return HeadContext(
        title=f"{headline} – {name}" if headline else name,
        description=words,
        canonical=canonical,
        robots=robots,
        graph=tuple((property, content) for property, content in pairs if content),
        json_ld=json_ld,
        feeds=tuple(LinkContext(one.label, f"{one.address}rss.xml") for one in feeds),
        atom_feeds=tuple(LinkContext(one.label, f"{one.address}atom.xml") for one in feeds),
    )


def _article(story: Story, paper: Masthead) -> tuple[tuple[str, str], ...]:
    """OpenGraph's article: modified only where an update or a correction was declared."""
    changed = story_changed_at(story)
    pairs = [("article:published_time", _moment(story.printed_at, paper))]
    if changed != story.printed_at:
        pairs.append(("article:modified_time", _moment(changed, paper)))
    pairs += [
        ("article:author", absolute(byline.contributor.address))
        for byline in story.bylines.all()
        if byline.contributor is not None
    ]
    if story.section is not None:
        pairs.append(("article:section", line(story.section.title)))
    pairs += [("article:tag", line(topic.name)) for topic in story.topics.all()]
    return tuple(pairs)


def _moment(at: datetime | None, paper: Masthead) -> str:
    return at.astimezone(paper.zone).isoformat(timespec="seconds") if at else ""


def _locale(language: str) -> str:
    """OpenGraph wants a language with a territory; a language alone names none."""
    first, _, territory = language.replace("_", "-").partition("-")
    return f"{first.lower()}_{territory.upper()}" if len(territory) == 2 else ""
