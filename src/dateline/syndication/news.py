"""The news sitemap: what was first published in the last two days, for news search.

Format and limits: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lxml import etree

from dateline.masthead.queries import masthead
from dateline.press.parts import Built
from dateline.stories.models import Story
from dateline.syndication.addresses import absolute
from dateline.syndication.rss import moment
from dateline.syndication.sitemaps import NAMESPACE
from dateline.syndication.wording import line, sayable

#: The namespace of the format.
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
#: How long a story is news.
NEWS_FOR = timedelta(days=2)
#: How many stories it may hold.
LIMIT = 1_000


@dataclass(frozen=True)
class NewsStory:
    """A story that is news."""

    uid: UUID
    address: str
    title: str
    printed_at: datetime


def find(_: str, at: datetime) -> tuple[NewsStory, ...] | None:
    """Return what is news at `at`, the newest first, or None where nothing is.

    What somebody paid for is no news. One query, which walks the index of those that are.
    """
    stories = (
        Story.objects.in_print(at)
        .filter(printed_at__gt=at - NEWS_FOR)
        .exclude(kind=Story.Kind.SPONSORED)
        .newest_first()
        .values_list("uid", "address", "title", "printed_at")
    )
    found: tuple[Any, ...] = tuple(stories[:LIMIT])
    return tuple(NewsStory(*row) for row in found) or None


def write(news: tuple[NewsStory, ...], at: datetime) -> Built:
    """Return the sitemap of `news`, until the oldest of them is none any more."""
    prefixes: Any = {None: NAMESPACE, "news": NEWS}
    root = etree.Element(f"{{{NAMESPACE}}}urlset", nsmap=prefixes)
    paper = masthead()
    for story in news:
        url = etree.SubElement(root, f"{{{NAMESPACE}}}url")
        etree.SubElement(url, f"{{{NAMESPACE}}}loc").text = absolute(story.address)
        told = etree.SubElement(url, f"{{{NEWS}}}news")
        publication = etree.SubElement(told, f"{{{NEWS}}}publication")
        etree.SubElement(publication, f"{{{NEWS}}}name").text = sayable(line(paper.name))
        etree.SubElement(publication, f"{{{NEWS}}}language").text = _language(paper.language)
        etree.SubElement(told, f"{{{NEWS}}}publication_date").text = moment(story.printed_at)
        etree.SubElement(told, f"{{{NEWS}}}title").text = sayable(line(story.title))
    return Built(
        bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)),
        frozenset({"masthead", "home/latest"} | {f"story:{story.uid}" for story in news}),
        min(story.printed_at for story in news) + NEWS_FOR,
    )


def _language(tag: str) -> str:
    """Return a language as the format names it: two or three letters, but zh-cn and zh-tw."""
    tag = tag.lower()
    chinese = {"zh-hans": "zh-cn", "zh-cn": "zh-cn", "zh-hant": "zh-tw", "zh-tw": "zh-tw"}
    return chinese.get(tag, tag.partition("-")[0])
