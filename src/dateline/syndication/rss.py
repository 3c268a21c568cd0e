"""Writes a feed as RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree

from dateline.photodesk.contexts import FORMATS
from dateline.press.parts import Built
from dateline.syndication.addresses import absolute
from dateline.syndication.feeds import Edition, Feed, Item, edition
from dateline.syndication.wording import line, sayable

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"

#: Media type by a picture's ending.
PICTURE_TYPES = dict(FORMATS)


def write(feed: Feed, at: datetime) -> Built:
    """Return `feed` as RSS and the keys it was made from."""
    made = edition(feed, at)
    root = etree.Element(
        "rss",
        {"version": "2.0"},
        nsmap={"atom": ATOM, "content": CONTENT, "dc": DC, "media": MEDIA},
    )
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", made.title)
    _add(channel, "link", made.url)
    _add(channel, "description", made.description)
    _add(channel, "language", made.language.lower())
    if made.changed_at is not None:
        _add(channel, "lastBuildDate", _date(made.changed_at))
    etree.SubElement(
        channel,
        f"{{{ATOM}}}link",
        {"href": f"{made.url}rss.xml", "rel": "self", "type": "application/rss+xml"},
    )
    for item in made.items:
        channel.append(_item(item, made))
    body = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Built(body, made.keys)


def _item(item: Item, made: Edition) -> etree._Element:
    story = item.story
    element = etree.Element("item")
    _add(element, "title", item.title)
    _add(element, "link", story.url)
    _add(element, "guid", f"urn:uuid:{story.uid}", isPermaLink="false")
    _add(element, "pubDate", _date(story.printed_at))
    if story.changed_at != story.printed_at:
        _add(element, f"{{{ATOM}}}updated", moment(story.changed_at))
    for byline in story.bylines:
        _add(element, f"{{{DC}}}creator", line(byline.name))
    for name, url in item.categories:
        _add(element, "category", name, **({"domain": url} if url else {}))
    if story.standfirst:
        _add(element, "description", line(story.standfirst))
    _add(element, f"{{{CONTENT}}}encoded", item.html)
    lead = story.lead
    if lead is not None:
        picture = etree.SubElement(
            element,
            f"{{{MEDIA}}}content",
            {
                "url": absolute(lead.large),
                "type": picture_type(lead.large),
                "medium": "image",
                "width": str(lead.large_width),
                "height": str(lead.large_height),
            },
        )
        for name, words in (("description", lead.alt or lead.caption), ("credit", lead.credit)):
            if words:
                _add(picture, f"{{{MEDIA}}}{name}", line(words))
    return element


def picture_type(address: str) -> str:
    """Return the media type of the picture at `address`, by its ending."""
    return PICTURE_TYPES.get(address.rpartition(".")[2], "image/jpeg")


def moment(at: datetime) -> str:
    """Return `at` as RFC 3339 writes it, in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC))


def _add(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, tag, attributes).text = sayable(text)
