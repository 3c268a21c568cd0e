"""What this room prints: the head of every page, feeds, sitemaps, robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from dateline.masthead.queries import live_sections
from dateline.onward import plates as onward
from dateline.press import pages, parts, routes
from dateline.syndication import atom, feeds, head, news, rss, sitemaps

#: The head of each kind of page; any other kind gets `head.other_head`.
HEADS: dict[str, head.Builder] = {
    "home": head.home_head,
    "section": head.section_head,
    "month": head.month_head,
    "day": head.day_head,
    "story": head.story_head,
    "topic": head.topic_head,
    "contributor": head.contributor_head,
    "policy": head.policy_head,
    "search": head.search_head,
    "not-found": head.missing_head,
    "gone": head.gone_head,
    "away": head.away_head,
    "takedown": head.takedown_head,
}
_FEEDS = {"rss.xml": "rss", "atom.xml": "atom"}


def register() -> None:
    """Declare the heads and the pages for machines."""
    parts.part(parts.EVERY_PAGE, "head", head.other_head)
    for kind, build in HEADS.items():
        parts.part(kind, "head", build)
    for kind, write in (("rss", rss.write), ("atom", atom.write)):
        parts.page_kind(
            kind,
            find=feeds.find,
            write=write,
            content_type=f"application/{kind}+xml; charset=utf-8",
        )
    xml = "application/xml; charset=utf-8"
    parts.page_kind(
        "sitemap-index",
        find=sitemaps.find_index,
        write=sitemaps.write_index,
        content_type=xml,
    )
    parts.page_kind("sitemap", find=sitemaps.find, write=sitemaps.write, content_type=xml)
    parts.page_kind("news-sitemap", find=news.find, write=news.write, content_type=xml)
    parts.page_kind(
        "robots",
        find=lambda id, at: id,
        write=sitemaps.write_robots,
        content_type="text/plain; charset=utf-8",
    )
    routes.register(route)
    pages.page_of("home/latest", lambda key, at: [sitemaps.NEWS, *_feeds("/")])
    pages.page_of(r"(section|topic|contributor):(\d+)(?:/latest)?", _feeds_of)
    pages.page_of(r"section:(\d+)/(\d{4}-\d\d)", sitemaps.month_of)
    pages.page_of("masthead", lambda key, at: ["/sitemaps/pages.xml"])
    pages.page_of("(topics|contributors)/latest", sitemaps.numbered_of)
    pages.list_pages(every_path)


def every_path(at: datetime) -> Iterator[str]:
    """Yield the paths of all feeds and sitemaps, and of what robots are told."""
    yield from ("/robots.txt", "/sitemap.xml", *_feeds("/"))
    for section in live_sections():
        yield from _feeds(section.address)
    for address in chain(onward.topic_paths(at), onward.name_paths(at)):
        yield from _feeds(address)
    for path, _ in sitemaps.find_index("", at).entries:
        yield path
    if news.find("news", at):
        yield sitemaps.NEWS


def _feeds(address: str) -> list[str]:
    return [feed.address for feed in onward.feeds(address)]


def _feeds_of(key: re.Match[str], at: datetime) -> list[str]:
    """The feeds of the list that a section, a topic or a contributor has."""
    word, pk = key.groups()
    if word == "section":
        addresses = [section.address for section in live_sections().filter(pk=pk)]
    else:
        addresses = (onward.topic_paths if word == "topic" else onward.name_paths)(at, pk=pk)
    return [path for address in addresses for path in _feeds(address)]


def route(path: str) -> routes.Route | None:
    """``…/rss.xml``, ``…/atom.xml``, ``/sitemap.xml``, ``/sitemaps/….xml``, ``/robots.txt``.

    Looks at the path alone; whether such a list exists is asked when it is found.
    """
    if path == "/robots.txt":
        return routes.Route("robots", "robots")
    if path == "/sitemap.xml":
        return routes.Route("sitemap-index", "index")
    if path == sitemaps.NEWS:
        return routes.Route("news-sitemap", "news")
    if path.startswith("/sitemaps/") and path.endswith(".xml"):
        return routes.Route("sitemap", path.removeprefix("/sitemaps/").removesuffix(".xml"))
    address, _, name = path.rpartition("/")
    if name in _FEEDS and path.count("/") <= 3:
        return routes.Route(_FEEDS[name], f"{address}/")
    return None
