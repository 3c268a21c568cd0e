"""Writes a feed as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lxml import etree

from dateline.press.parts import Built
from dateline.syndication.addresses import absolute
from dateline.syndication.feeds import Edition, Feed, Item, edition, first_day
from dateline.syndication.rss import ATOM, moment, picture_type
from dateline.syndication.wording import line, sayable

#: Atom needs no prefix.
_PREFIXES: Any = {None: ATOM}
_XML = "http://www.w3.org/XML/1998/namespace"


def write(feed: Feed, at: datetime) -> Built:
    """Return `feed` as Atom and the keys it was made from."""
    made = edition(feed, at)
    root = etree.Element(f"{{{ATOM}}}feed", {f"{{{_XML}}}lang": made.language}, nsmap=_PREFIXES)
    _add(root, "title", made.title)
    if made.description != made.title:
        _add(root, "subtitle", made.description)
    _add(root, "id", made.url)
    _add(root, "updated", moment(made.changed_at or first_day()))
    _link(root, "self", f"{made.url}atom.xml", "application/atom+xml")
    _link(root, "alternate", made.url, "text/html")
    author = _add(root, "author", "")
    _add(author, "name", line(made.paper.name))
    _add(author, "uri", absolute("/"))
    for item in made.items:
        root.append(_entry(item, made))
    body = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Built(body, made.keys)


def _entry(item: Item, made: Edition) -> etree._Element:
    story = item.story
    element = etree.Element(f"{{{ATOM}}}entry", nsmap=_PREFIXES)
    _add(element, "title", item.title)
    _add(element, "id", f"urn:uuid:{story.uid}")
    _link(element, "alternate", story.url, "text/html")
    _add(element, "published", moment(story.printed_at))
    _add(element, "updated", moment(story.changed_at))
    for byline in story.bylines:
        author = _add(element, "author", "")
        _add(author, "name", line(byline.name))
        if byline.address:
            _add(author, "uri", absolute(byline.address))
    for name, url in item.categories:
        category = {"term": name, **({"scheme": url} if url else {})}
        etree.SubElement(element, f"{{{ATOM}}}category", category)
    if story.standfirst:
        _add(element, "summary", line(story.standfirst))
    if story.lead is not None:
        large = story.lead.large
        _link(element, "enclosure", absolute(large), picture_type(large))
    _add(element, "content", item.html, type="html")
    return element


def _link(parent: etree._Element, rel: str, href: str, type: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": type})


def _add(parent: etree._Element, tag: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    element.text = sayable(text) or None
    return element
