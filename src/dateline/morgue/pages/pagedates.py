"""Decides which of the dates that a page states are its story's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lxml.html import HtmlElement

from dateline.morgue.pages.dates import Stated, stated
from dateline.morgue.pages.text import plain
from dateline.morgue.pages.tree import ELSEWHERE, marks

_SOURCES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dc.date", "parsely-pub-date", "sailthru.date",
    "article.published", "pubdate", "publishdate", "publish-date", "publication_date",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
#: Where some sites write when a story was published, and others when the page was made.
_UNSURE = "date"
_CHANGED = (
    "article:modified_time", "og:updated_time", "dcterms.modified", "last-modified",
    "article.updated", "datemodified",
)  # fmt: skip
#: Times that are looked at: what comes after is a list of other things.
MOST_TIMES = 60
_DATED = re.compile(r"byline|post-date|entry-date|\bpub(?:lish|date|[-_]|\b)")


@dataclass
class Dates:
    """When the story was published and last changed, both aware or None, and what is doubtful."""

    published: datetime | None = None
    updated: datetime | None = None
    doubts: list[str] = field(default_factory=list)


def read(
    root: HtmlElement, meta: dict[str, list[str]], node: dict[str, Any], address: str
) -> Dates:
    """Return the dates of the unstripped page at `root`.

    `meta` holds its meta tags by name (a name that is not there gives an empty list), `node` its
    article in JSON-LD, `address` its own address or ``""``.
    """
    data = Dates()
    given = [plain(node.get("datePublished")) or plain(node.get("dateCreated"))]
    given += [plain(text) for name in _SOURCES for text in meta[name]]
    times = _times(root)
    marked = [text for text, _ in times]
    dates = [d for d in (stated(text) for text in given if text) if d]
    if not dates:
        dates = [d for d in (stated(text) for text, sure in times if sure) if d][:1]
    if not dates:
        dates = _confirmed(data, meta, marked, address)
    changed = [plain(node.get("dateModified"))] + [plain(t) for n in _CHANGED for t in meta[n]]
    data.updated = next((d.at for d in (stated(t) for t in changed if t) if d), None)
    if not dates:
        if any(given):
            stray = next(text for text in given if text)
            data.doubts.append(f"the page gives “{stray[:60]}” as its date, which cannot be one")
        return data
    date = _local(dates[0], marked)
    # Some systems write the moment at which they made the page where the date should stand.
    if data.updated and date.at > data.updated + timedelta(days=1):
        data.doubts.append(
            f"the page's date {date.text} is later than its last change; it may be the day the "
            "page was made, so no date was taken"
        )
        return data
    earlier = min(dates, key=lambda d: d.at)
    if date.at - earlier.at > timedelta(days=2):
        data.doubts.append(
            f"the page gives two dates, {date.text} and {earlier.text}; the earlier was taken"
        )
        date = earlier
    data.published = date.at
    if date.doubt:
        data.doubts.append(date.doubt)
    return data


def _confirmed(
    data: Dates, meta: dict[str, list[str]], times: list[str], address: str
) -> list[Stated]:
    """Return the date of a tag that may say when the page was made, if the page bears it out.

    It does with the same day in its address, or in a time that it shows; else there is a doubt.
    """
    found = [d for d in (stated(plain(text)) for text in meta[_UNSURE]) if d]
    if not found:
        return []
    day = found[0].at.date()
    shown = {d.at.date() for d in map(stated, times) if d}
    in_address = re.search(rf"/{day:%Y}/?-?0?{day.month}[/-]?0?{day.day}(?!\d)", address)
    if day in shown or in_address:
        return found[:1]
    data.doubts.append(
        f"the page gives the date {found[0].text} where some sites write the day a page was "
        "made, and shows it nowhere; no date was taken"
    )
    return []


def _local(date: Stated, times: list[str]) -> Stated:
    """Return `date` in the place's own zone where a time on the page gives the same moment."""
    if date.at.utcoffset():
        return date
    for text in times:
        other = stated(text)
        if other and not other.doubt and other.at == date.at and other.at.utcoffset():
            return other
    return date


def _times(root: HtmlElement) -> list[tuple[str, bool]]:
    """Return the machine-readable times of the page, each with whether it is the story's own.

    One that is not marked as such is so only below the headline: above it, sites tell today.
    """
    found: list[tuple[str, bool]] = []
    headline = next(root.iter("h1"), None)
    tag = "h1" if headline is not None else "h2"
    headed = False
    for element in root.iter("time", "span", "meta", "abbr", "div", "p", tag):
        headed = headed or element.tag == tag
        prop = (element.get("itemprop") or "").lower()
        if element.tag != "time" and "datepublished" not in prop:
            continue
        if len(found) >= MOST_TIMES:
            break
        text = element.get("datetime") or element.get("content") or ""
        if not text and element.tag != "meta":
            text = plain(element.text_content())
        apart = any(
            a.tag in ("nav", "aside", "footer") or ELSEWHERE.search(marks(a))
            for a in element.iterancestors()
        )
        own = "datepublished" in prop or element.get("pubdate") is not None
        around = [element, *element.iterancestors()]
        in_story = any(
            (headed and a.tag in ("article", "main")) or _DATED.search(marks(a)) for a in around
        )
        changed = "modified" in prop or re.search(r"updat|modif", marks(element))
        found.append((text, not apart and not changed and (own or in_story)))
    return found
