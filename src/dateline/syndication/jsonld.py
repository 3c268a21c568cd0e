"""JSON-LD: what each page is, in schema.org's words.

Types follow the definitions on schema.org and its page "Markup for News"
(https://schema.org/docs/news.html); docs/reference/json-ld.md lists them with reasons.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from dateline.lib.htmltext import plain
from dateline.masthead.contexts import LinkContext
from dateline.masthead.models import Contributor, Masthead
from dateline.photodesk.contexts import PictureContext, picture_context
from dateline.stories.body import BlockContext, blocks_context
from dateline.stories.models import Story
from dateline.syndication.addresses import absolute
from dateline.syndication.bylines import author
from dateline.syndication.changes import story_changed_at
from dateline.syndication.publisher import brief_publisher, language_tag, publisher_id
from dateline.syndication.wording import WORDED, line, running_text, shortened

Kind = Story.Kind

#: What a story of each kind is. A kind not named here is a NewsArticle.
TYPES = {
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.INVESTIGATION: "ReportageNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.LETTERS: "OpinionNewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
    Kind.EXPLAINER: "BackgroundNewsArticle",
    Kind.LIVE: "LiveBlogPosting",
    Kind.SPONSORED: "AdvertiserContentArticle",
}
#: Neither is a NewsArticle, so neither has a dateline.
NOT_NEWS = frozenset({"LiveBlogPosting", "AdvertiserContentArticle"})

#: How many entries of live coverage are told of, newest first.
ENTRIES = 30

#: What would end the script element, or a line of JavaScript, is written as its number.
_ESCAPES = {ord(c): f"\\u{ord(c):04X}" for c in "<>&\u2028\u2029"}


def document(*nodes: dict[str, Any]) -> SafeString:
    """Return `nodes` as one JSON-LD document, safe inside a script element."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308  no "<" is left in it


def story_node(story: Story, paper: Masthead) -> dict[str, Any]:
    """Return `story` as an Article of the right type.

    Queries: topics, corrections, entries of live coverage, and one for each text with links.
    """
    kind = TYPES.get(Kind(story.kind), "NewsArticle")
    address = absolute(story.address) if story.address else ""
    text = running_text(_worded(story.body))
    node: dict[str, Any] = {
        "@type": kind,
        "@id": address and f"{address}#story",
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address} if address else None,
        "identifier": f"urn:uuid:{story.uid}",
        "headline": line(story.title),
        "alternativeHeadline": _other(line(story.short_headline), than=line(story.title)),
        "description": shortened(story.standfirst or opening(story)),
        "datePublished": _moment(story.printed_at, paper),
        "dateModified": _moment(story_changed_at(story), paper),
        "author": [author(byline, story.sponsor) for byline in story.bylines.all()],
        "publisher": brief_publisher(paper),
        "articleSection": line(story.section.title) if story.section else "",
        "keywords": [line(topic.name) for topic in story.topics.all()],
        "wordCount": len(text.split()),
        "inLanguage": language_tag(paper.language),
        "isAccessibleForFree": True,
        "creditText": line(story.source_line),
        "image": _images(picture_context(story.lead_picture, caption=story.lead_caption)),
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": plain(row.text),
                "datePublished": _moment(row.at, paper),
                "url": address and f"{address}#correction-{row.uid}",
            }
            for row in story.corrections.all()
        ],
    }
    if kind not in NOT_NEWS:
        node["dateline"] = line(story.place)
    if kind == "AdvertiserContentArticle" and story.sponsor:
        node["sponsor"] = {"@type": "Organization", "name": line(story.sponsor)}
    if kind == "LiveBlogPosting":
        node |= _coverage(story, paper, address)
    return _without_empties(node)


def opening(story: Story) -> str:
    """Return the first paragraph of `story`: what describes it where it has no standfirst."""
    texts = (child for child in story.body if child.block_type == "text")
    return next((plain(child.value.source).partition("\n\n")[0] for child in texts), "")


def breadcrumbs(paper: Masthead, *links: LinkContext) -> dict[str, Any]:
    """Return the way from the front page through `links` to the page itself."""
    way = [LinkContext(paper.name, "/"), *links]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": line(link.label),
                "item": absolute(link.address),
            }
            for number, link in enumerate(way, 1)
        ],
    }


def list_node(title: str, address: str, description: str, paper: Masthead) -> dict[str, Any]:
    """Return a page that lists stories."""
    return _without_empties(
        {
            "@type": "CollectionPage",
            "@id": absolute(address),
            "url": absolute(address),
            "name": line(title),
            "description": shortened(description),
            "inLanguage": language_tag(paper.language),
            "publisher": brief_publisher(paper),
        }
    )


def contributor_node(contributor: Contributor, paper: Masthead) -> dict[str, Any]:
    """Return the page of somebody who signs stories."""
    address = absolute(contributor.address)
    person: dict[str, Any] = {
        "@type": "Person",
        "@id": f"{address}#person",
        "name": line(contributor.name),
        "url": address,
        "jobTitle": line(contributor.role),
        "description": shortened(contributor.biography),
        "knowsAbout": [line(subject) for subject in contributor.subjects],
        "email": contributor.contact,
        "image": _images(picture_context(contributor.portrait)),
    }
    if contributor.active:
        person["worksFor"] = brief_publisher(paper)
    return {
        "@type": "ProfilePage",
        "@id": address,
        "url": address,
        "inLanguage": language_tag(paper.language),
        "mainEntity": _without_empties(person),
    }


def page_node(type: str, title: str, address: str, paper: Masthead) -> dict[str, Any]:
    """Return a page about the paper itself."""
    return {
        "@type": type,
        "@id": absolute(address),
        "url": absolute(address),
        "name": line(title),
        "inLanguage": language_tag(paper.language),
        "about": {"@id": publisher_id()},
        "publisher": {"@id": publisher_id()},
    }


def _coverage(story: Story, paper: Masthead, address: str) -> dict[str, Any]:
    """The newest entries, and when the first one was written. When coverage ends nobody knows."""
    entries = story.coverage()
    return {
        "coverageStartTime": _moment(entries[-1].at if entries else None, paper),
        "liveBlogUpdate": [
            _without_empties(
                {
                    "@type": "BlogPosting",
                    "headline": line(entry.headline),
                    "url": address and f"{address}#entry-{entry.uid}",
                    "datePublished": _moment(entry.at, paper),
                    "author": {"@type": "Person", "name": line(entry.by)} if entry.by else None,
                    "articleBody": running_text(_worded(entry.body)),
                }
            )
            for entry in entries[:ENTRIES]
        ],
    }


def _worded(stream: StreamValue) -> tuple[BlockContext, ...]:
    """The blocks of running text."""
    return blocks_context(child for child in stream if child.block_type in WORDED)


def _images(picture: PictureContext | None) -> list[dict[str, Any]]:
    if picture is None or not picture.large:
        return []
    image = {
        "@type": "ImageObject",
        "url": absolute(picture.large),
        "contentUrl": absolute(picture.large),
        "width": picture.large_width,
        "height": picture.large_height,
        "caption": line(picture.caption),
        "description": line(picture.alt),
        "creditText": line(picture.credit),
        "license": _licence(line(picture.licence)),
    }
    return [_without_empties(image)]


def _licence(words: str) -> str | dict[str, str]:
    """schema.org wants a URL or a work: words such as "CC BY 4.0" are a work's name."""
    if not words or words.startswith(("http://", "https://")):
        return words
    return {"@type": "CreativeWork", "name": words}


def _moment(at: datetime | None, paper: Masthead) -> str:
    """`at` to the second, with the offset of the paper's zone then."""
    return at.astimezone(paper.zone).isoformat(timespec="seconds") if at else ""


def _other(words: str, *, than: str) -> str:
    return "" if words == than else words


def _without_empties(node: dict[str, Any]) -> dict[str, Any]:
    """What is not known is left out, never given as empty."""
    return {name: value for name, value in node.items() if value not in ("", None, [], 0)}
