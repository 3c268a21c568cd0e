"""What an export says of one item, in the terms of WordPress."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.morgue.wordpress.xml import Node


@dataclass(frozen=True)
class Term:
    """What an item is filed under: ``category``, ``post_tag`` or another taxonomy (`domain`)."""

    domain: str
    slug: str
    name: str


@dataclass
class Entry:
    """One item. Dates are as they stand; `meta` holds all values of each key, in order."""

    number: str
    kind: str
    status: str
    title: str
    link: str
    guid: str
    creator: str
    content: str
    excerpt: str
    slug: str
    date: str
    date_gmt: str
    printed: str
    password: str
    parent: str
    file: str
    sticky: bool
    comments: int
    terms: list[Term] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    #: What was broken of its XML, or empty.
    fault: str = ""

    def one(self, key: str) -> str:
        """Return the last value of `key`, or an empty one."""
        return (self.meta.get(key) or [""])[-1]


def entry_of(node: Node, fault: str = "") -> Entry:
    """Return the item that `node` holds."""
    meta: dict[str, list[str]] = {}
    for row in node.all("wp:postmeta"):
        meta.setdefault(row.first("wp:meta_key"), []).append(row.first("wp:meta_value"))
    terms = [
        Term(
            term.attributes.get("domain", "category"),
            term.attributes.get("nicename", ""),
            term.text.strip(),
        )
        for term in node.all("category")
    ]
    return Entry(
        number=node.first("wp:post_id"),
        kind=node.first("wp:post_type") or "post",
        status=node.first("wp:status") or "publish",
        title=node.first("title"),
        link=node.first("link"),
        guid=node.first("guid"),
        creator=node.first("dc:creator"),
        content=next((child.text for child in node.all("content:encoded")), ""),
        excerpt=node.first("excerpt:encoded"),
        slug=node.first("wp:post_name"),
        date=node.first("wp:post_date"),
        date_gmt=node.first("wp:post_date_gmt"),
        printed=node.first("pubDate"),
        password=node.first("wp:post_password"),
        parent=node.first("wp:post_parent"),
        file=node.first("wp:attachment_url"),
        sticky=node.first("wp:is_sticky") == "1",
        comments=sum(
            1 for comment in node.all("wp:comment") if comment.first("wp:comment_approved") == "1"
        ),
        terms=[term for term in terms if term.name or term.slug],
        meta=meta,
        fault=fault,
    )
