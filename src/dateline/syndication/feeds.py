"""Which feeds there are: of the paper, a section, a topic, a contributor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.template import loader
from django.utils import translation
from django.utils.html import escape
from lxml import html

from dateline.conf.options import option
from dateline.lib import once
from dateline.masthead.contexts import PaperContext, paper_context
from dateline.masthead.models import Home
from dateline.masthead.queries import masthead
from dateline.onward import plates, queries
from dateline.stories.queries import StoryQuerySet
from dateline.syndication.addresses import absolute
from dateline.syndication.contexts import FeedStoryContext
from dateline.syndication.fulltext import full_stories
from dateline.syndication.publisher import language_tag
from dateline.syndication.wording import line, sayable


@dataclass(frozen=True)
class Feed:
    """One feed: the list it carries (`address` is that of its page) and what spoils it."""

    title: str
    address: str
    description: str
    stories: StoryQuerySet
    keys: frozenset[str]


@dataclass(frozen=True)
class Item:
    """A story with its text as HTML, every address in it whole."""

    story: FeedStoryContext
    html: str

    @property
    def title(self) -> str:
        """The headline; where somebody paid for the story, the word that says so before it."""
        headline = line(self.story.headline)
        return f"{line(self.story.kind_word)}: {headline}" if self.sponsored else headline

    @property
    def sponsored(self) -> bool:
        """Whether somebody paid for it."""
        return self.story.kind == "sponsored"

    @property
    def categories(self) -> tuple[tuple[str, str], ...]:
        """(name, URL) of section and topics; "Sponsored" comes first, without one."""
        marks = [(line(self.story.kind_word), "")] if self.sponsored else []
        lists = [self.story.section] if self.story.section else []
        lists += self.story.topics
        return (*marks, *((line(one.label), absolute(one.address)) for one in lists))


@dataclass(frozen=True)
class Edition:
    """A feed ready to be written in either format.

    `changed_at` comes from the newest change among its stories and never from the clock: a feed
    that says the same is the same to the byte. It is None while nothing has appeared.
    """

    paper: PaperContext
    title: str
    description: str
    url: str
    language: str
    items: tuple[Item, ...]
    changed_at: datetime | None
    keys: frozenset[str]


def find(address: str, at: datetime) -> Feed | None:
    """Return the feed of the list that stands at `address`, or None. Two queries at most."""
    newest = queries.newest(at)
    if address == "/":
        return Feed("", "/", "", newest, frozenset({"home/latest"}))
    feed = _of_a_list(*address.strip("/").partition("/")[::2], newest, at)
    return feed if feed is not None and feed.address == address else None


def _of_a_list(first: str, slug: str, newest: StoryQuerySet, at: datetime) -> Feed | None:
    if first == "topics":
        topic = plates.find_topic(slug, at)
        if topic is None:
            return None
        stories, keys = newest.about(topic), _keys("topic", topic.pk)
        return Feed(topic.name, topic.address, topic.description, stories, keys)
    if first == "by":
        one = plates.find_contributor(slug, at)
        if one is None:
            return None
        stories, keys = newest.signed_by(one), _keys("contributor", one.pk)
        return Feed(one.name, one.address, one.role, stories, keys)
    section = None if slug else queries.section_at(first, at)
    if section is None:
        return None
    stories, keys = newest.of_section(section), _keys("section", section.pk)
    return Feed(section.title, section.address, section.description, stories, keys)


def edition(feed: Feed, at: datetime) -> Edition:
    """Return `feed` with its newest stories in full, in the paper's language. RSS and Atom of one
    list, printed together, share it."""
    return once.remembered(("edition", feed.address), lambda: _edition(feed, at))


def _edition(feed: Feed, at: datetime) -> Edition:
    paper = paper_context(masthead())
    with translation.override(paper.language):
        stories = full_stories(feed.stories[: option("FEED_LENGTH")], at)
        items = tuple(Item(story, _html(story, paper)) for story in stories)
    name, title = line(paper.name), line(feed.title)
    title = f"{title} – {name}" if title else name
    return Edition(
        paper=paper,
        title=title,
        description=line(feed.description or ("" if feed.title else paper.motto)) or title,
        url=absolute(feed.address),
        language=language_tag(paper.language),
        items=items,
        changed_at=max((item.story.changed_at for item in items), default=None),
        keys=feed.keys | {"masthead"} | {f"story:{item.story.uid}" for item in items},
    )


def first_day() -> datetime:
    """Return when the paper's front page was first published: what an empty Atom feed says."""
    return Home.objects.live().values_list("first_published_at", flat=True).first() or datetime(
        1970, 1, 1, tzinfo=UTC
    )


def _html(story: FeedStoryContext, paper: PaperContext) -> str:
    """The story's text for a reader elsewhere: plain markup, whole addresses."""
    context = {"story": story, "paper": paper}
    text = loader.render_to_string("dateline/syndication/feed/story.html", context)
    tree = html.fragment_fromstring(sayable(text), create_parent="div")
    tree.make_links_absolute(story.url, handle_failures="ignore")
    inner = (html.tostring(child, encoding="unicode").strip() for child in tree)
    return f"{escape((tree.text or '').strip())}{''.join(inner)}"


def _keys(word: str, pk: int) -> frozenset[str]:
    return frozenset({f"{word}:{pk}", f"{word}:{pk}/latest"})
